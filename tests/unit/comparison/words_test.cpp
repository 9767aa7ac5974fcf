#include "engine/comparison/words.hpp"

#include <cmath>

#include "tests/support/catch.hpp"
#include "tests/unit/comparison/hand_record.hpp"

using namespace clientele::comparison;
using clientele::model::Better;
using clientele::model::Kpi;
using clientele::test::money_kpi;

namespace {

std::string money(double value) { return figure(value, money_kpi("npv"), "EUR"); }

}  // namespace

TEST_CASE("money is said with three digits at most and its scale") {
    CHECK(money(1'234'567) == "EUR 1.23 million");
    CHECK(money(-45'600'000) == "EUR -45.6 million");
    CHECK(money(12'345) == "EUR 12,300");
    CHECK(money(999'499) == "EUR 999,000");
    CHECK(money(999'600) == "EUR 1.00 million");
    CHECK(money(3.2e9) == "EUR 3.20 billion");
    CHECK(money(0) == "EUR 0.00");
    CHECK(money(-0.0001) == "EUR 0.000");
    CHECK(money(std::nan("")) == "undefined");
}

TEST_CASE("shares are said in per cent and counts with their unit") {
    CHECK(figure(0.834, {"utilisation.sales", "1", Better::neither, "", ""}, "EUR") == "83.4 %");
    CHECK(figure(41.234, {"wins", "clients", Better::higher, "", ""}, "EUR") == "41.2 clients");
}

TEST_CASE("an estimate is no more precise than its interval") {
    const Phrase wide = phrase(1'234'567, 434'567, 2'034'567, money_kpi("npv"), "EUR");
    CHECK(wide.before + wide.value + wide.after == "EUR 1.2 million");
    CHECK(wide.low == "0.4");
    CHECK(wide.high == "2.0");
    const Phrase narrow = phrase(1'234'567, 1'224'567, 1'244'567, money_kpi("npv"), "EUR");
    CHECK(narrow.value == "1.23");
    const Phrase thousands = phrase(123'456, 103'456, 143'456, money_kpi("npv"), "EUR");
    CHECK(thousands.value == "123,000");
    CHECK(thousands.low == "103,000");
}

TEST_CASE("a bound that is not zero is not rounded to zero") {
    const Phrase near = phrase(-29'000, -57'955, -211, money_kpi("npv"), "EUR");
    CHECK(near.low == "-58,000");
    CHECK(near.high == "-200");
    CHECK(phrase(50, 0, 100, money_kpi("npv"), "EUR").low == "0");
}

TEST_CASE("a column has one scale, and errors on it keep digits of their own") {
    const Scale scale(30'500'000, money_kpi("npv"), "EUR");
    CHECK(scale.unit() == "EUR million");
    CHECK(scale.write(30'500'000) == "30.5");
    CHECK(scale.write(710'000) == "0.7");
    CHECK(scale.write(-1'800) == "-0.002");  // small beside the others, not nothing
    CHECK(scale.write(0) == "0.0");
    CHECK(scale.write_error(166'374) == "0.17");
    CHECK(scale.write(std::nan("")) == "-");
}

TEST_CASE("figures below a million keep three digits too, but for those of one life") {
    const Scale scale(132'958, money_kpi("npv"), "EUR");
    CHECK(scale.unit() == "EUR");
    CHECK(scale.write(-132'958) == "-133,000");
    CHECK(scale.write(-1'800) == "-2,000");
    CHECK(scale.write(-400) == "-400");
    CHECK(scale.write_error(6'543) == "7,000");
    CHECK(Scale(132'958, money_kpi("npv"), "EUR", Digits::whole).write(132'958) == "132,958");
}

TEST_CASE("shares near the ends are not said to be certain") {
    CHECK(per_cent(0.834) == "83 %");
    CHECK(per_cent(0.9999) == "more than 99 %");
    CHECK(per_cent(0.0001) == "less than 1 %");
    CHECK(per_cent(1) == "100 %");
    CHECK(per_cent(std::nan("")) == "undefined");
    CHECK(per_cent_cell(0.9999) == ">99 %");
    CHECK(per_cent_cell(0.0001) == "<1 %");
    CHECK(per_cent_cell(0) == "0 %");
    CHECK(per_cent_cell(std::nan("")) == "-");
}

TEST_CASE("KPIs have names for people") {
    CHECK(label("npv") == "net present value");
    CHECK(label("cash_trough") == "cash at its lowest");
    CHECK(label("gross_margin") == "gross margin");
    CHECK(label("losses.external") == "losses (external)");
}
