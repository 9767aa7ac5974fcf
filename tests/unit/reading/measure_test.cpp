#include "engine/reading/measure.hpp"

#include <string>

#include "tests/support/catch.hpp"

using namespace clientele;
using reading::measure;
using reading::Measured;
using scenario::Dimension;

namespace {

double value_of(const std::string& text, Dimension dimension, const std::string& key = "") {
    const Measured measured = measure(text, {dimension, key, "EUR"});
    INFO(text + " " + measured.message);
    REQUIRE(measured.measure);
    return measured.measure->value;
}

std::string code_of(const std::string& text, Dimension dimension) { return measure(text, {dimension, "", "EUR"}).code; }

std::string help_of(const std::string& text, Dimension dimension) { return measure(text, {dimension, "", "EUR"}).help; }

}  // namespace

TEST_CASE("quantities come in the unit of their dimension, to the bit") {
    CHECK(value_of("1.2", Dimension::number) == 1.2);
    CHECK(value_of("35 %", Dimension::share) == 0.35);
    CHECK(value_of("35%", Dimension::share) == 0.35);
    CHECK(value_of("-5 %", Dimension::share) == -0.05);
    CHECK(value_of("80 % of worlds", Dimension::share, "better_in") == 0.8);
    CHECK(value_of("2 %/month", Dimension::chance) == 0.02);
    CHECK(value_of("2/month", Dimension::rate) == 2);
    CHECK(value_of("24/year", Dimension::rate) == 2);
    CHECK(value_of("3 orders per quarter", Dimension::rate) == 1);
    CHECK(value_of("250", Dimension::money) == 250);
    CHECK(value_of("90k", Dimension::money) == 90'000);
    CHECK(value_of("1.5M", Dimension::money) == 1'500'000);
    CHECK(value_of("1.5 million", Dimension::money) == 1'500'000);
    CHECK(value_of("168k/year", Dimension::money_rate) == value_of("14k/month", Dimension::money_rate));
    CHECK(value_of("60 hours", Dimension::hours) == 60);
    CHECK(value_of("3 hours/month", Dimension::hours_rate) == 3);
    CHECK(value_of("12 months", Dimension::duration) == 12);
    CHECK(value_of("1 year", Dimension::duration) == 12);
    CHECK(value_of("2 quarters", Dimension::duration) == 6);
    CHECK(value_of("month 3", Dimension::date) == 3);
    CHECK(value_of("40 clients", Dimension::count) == 40);
    CHECK(value_of("10k", Dimension::count) == 10'000);
    CHECK(value_of("14 %/year", Dimension::yearly_share) == 0.14);
}

TEST_CASE("a yearly chance stays a share of the year until it is converted") {
    const Measured measured = measure("20 %/year", {Dimension::chance, "", "EUR"});
    REQUIRE(measured.measure);
    CHECK(measured.measure->value == 0.2);
    CHECK(measured.measure->yearly_chance);
}

TEST_CASE("an amount may carry the currency of the scenario, and no other") {
    CHECK(value_of("EUR 90k", Dimension::money) == 90'000);
    CHECK(value_of("90k EUR", Dimension::money) == 90'000);
    CHECK(value_of("€90k", Dimension::money) == 90'000);
    CHECK(value_of("4500 EUR/month", Dimension::money_rate) == 4500);
    CHECK(code_of("90k USD", Dimension::money) == "wrong-currency");
    CHECK(code_of("EUR 3", Dimension::count) == "wrong-unit");
}

TEST_CASE("a key named after its unit needs none") {
    CHECK(value_of("60", Dimension::hours, "hours") == 60);
    CHECK(value_of("160/month", Dimension::hours_rate, "hours") == 160);
    CHECK(value_of("6", Dimension::duration, "months") == 6);
    CHECK(code_of("60", Dimension::hours) == "no-unit");
}

TEST_CASE("a bare number that could be meant in two ways is a fault with both ways") {
    CHECK(code_of("0.03", Dimension::share) == "no-unit");
    CHECK(help_of("0.03", Dimension::share) == "write '3 %'; '0.03 %' if you mean less than one per cent");
    CHECK(help_of("3", Dimension::share) == "write '3 %'");
    CHECK(help_of("0.07", Dimension::chance) ==
          "write '7 %/month' or '7 %/year'; '0.07 %' if you mean less than one per cent");
    CHECK(help_of("3 %", Dimension::chance) == "write '3 %/month' or '3 %/year'");
    CHECK(help_of("3", Dimension::duration) == "write '3 months' or '3 years'");
    CHECK(help_of("14k", Dimension::money_rate) == "write '14k/month' or '14k/year'");
    CHECK(help_of("3", Dimension::date) == "write 'month 3'");
    CHECK(help_of("3 months", Dimension::date) == "write 'month 3'");
}

TEST_CASE("a unit of another dimension is a fault") {
    CHECK(code_of("3 months", Dimension::share) == "wrong-unit");
    CHECK(code_of("35 %", Dimension::number) == "wrong-unit");
    CHECK(code_of("35 %", Dimension::money) == "wrong-unit");
    CHECK(code_of("3 %/quarter", Dimension::chance) == "wrong-unit");
    CHECK(code_of("2/month", Dimension::count) == "wrong-unit");
    CHECK(code_of("3 hours", Dimension::duration) == "wrong-unit");
    CHECK(code_of("14 %/month", Dimension::yearly_share) == "wrong-unit");
    CHECK(code_of("month 3", Dimension::duration) == "wrong-unit");
    CHECK(code_of("90k", Dimension::number) == "no-unit");
}

TEST_CASE("what is no number is told apart from what has no unit") {
    CHECK(code_of("", Dimension::money) == "not-a-number");
    CHECK(code_of("many", Dimension::money) == "not-a-number");
    CHECK(code_of("nan", Dimension::number) == "not-a-number");
    CHECK(code_of("inf", Dimension::number) == "not-a-number");
    CHECK(code_of("1,000", Dimension::money) == "bad-number");
    CHECK(code_of("1 000", Dimension::money) == "bad-number");
    CHECK(code_of("1'000", Dimension::money) == "bad-number");
    CHECK(code_of("1e6", Dimension::money) == "bad-number");
    CHECK(code_of("1.2.3", Dimension::number) == "bad-number");
    CHECK(code_of("010", Dimension::count) == "bad-number");
    CHECK(code_of("10.5", Dimension::count) == "bad-number");
    CHECK(code_of("60-200", Dimension::hours) == "bad-number");
    CHECK(code_of("12 m", Dimension::duration) == "unknown-unit");
    CHECK(code_of("12 weeks", Dimension::duration) == "unknown-unit");
    CHECK(code_of("12 months ago", Dimension::duration) == "unknown-unit");
    CHECK(help_of("12 mounths", Dimension::duration) == "did you mean 'months'?");
}

TEST_CASE("values are written back as an author would write them") {
    CHECK(reading::written_as(0.35, Dimension::share) == "35 %");
    CHECK(reading::written_as(0.07, Dimension::share) == "7 %");
    CHECK(reading::written_as(14'000, Dimension::money_rate) == "14000/month");
    CHECK(reading::written_as(9'007'199'254'740'992.0, Dimension::count) == "9007199254740992");
    CHECK(reading::written_as(3, Dimension::date) == "month 3");
}

TEST_CASE("a share may say what it is of, if it is") {
    CHECK(value_of("5 % of clients", Dimension::share, "at_most") == 0.05);
    CHECK(measure("80 % of clients", {Dimension::share, "better_in", "EUR"}).code == "wrong-unit");
    CHECK(measure("80 % of", {Dimension::share, "better_in", "EUR"}).code == "wrong-unit");
    CHECK(measure("20 % of worlds", {Dimension::share, "memory", "EUR"}).help == "write '20 %'");
}

TEST_CASE("an amount written like thousands in another country is refused") {
    CHECK(code_of("4.000/month", Dimension::money_rate) == "ambiguous-number");
    CHECK(help_of("4.000/month", Dimension::money_rate) == "write 4000, or 4.0 if you mean that");
    CHECK(help_of("12.125", Dimension::money) == "write 12125, or 12.1250 if you mean that");
    CHECK(help_of("120.000", Dimension::count) == "write 120000");
    CHECK(value_of("4.125k/month", Dimension::money_rate) == 4125);
    CHECK(value_of("4.0/month", Dimension::money_rate) == 4);
    CHECK(value_of("0.125", Dimension::money) == 0.125);
    CHECK(value_of("1.125", Dimension::number) == 1.125);
}

TEST_CASE("where only the time is missing or too much, the help says so") {
    CHECK(help_of("100 hours/month", Dimension::hours) == "leave the time out: '100 hours'");
    CHECK(help_of("9k per year", Dimension::money) == "leave the time out: '9k'");
    CHECK(help_of("160 hours", Dimension::hours_rate) == "write '160 hours/month' or '160 hours/year'");
    CHECK(help_of("9000 EUR", Dimension::money_rate) == "write '9000 EUR/month' or '9000 EUR/year'");
    CHECK(help_of("48", Dimension::duration) == "write '48 months' or '48 years'");
}
