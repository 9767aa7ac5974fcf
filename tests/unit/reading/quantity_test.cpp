#include "engine/reading/quantity.hpp"

#include <cmath>
#include <string>

#include "tests/support/catch.hpp"
#include "tests/unit/reading/support.hpp"

using namespace clientele;
using scenario::Allows;
using scenario::Dimension;
using scenario::Family;
using scenario::Kind;
using scenario::Quantity;
using scenario::Shape;

namespace {

struct Outcome {
    std::optional<Quantity> quantity;
    std::string codes;
};

Outcome outcome(const std::string& text, const Shape& shape) {
    reading::Report report;
    reading::Context context{report, "EUR", {}, {}};
    const auto tree = tests::tree_of("key: " + text, report);
    REQUIRE(tree);
    const reading::Entry& entry = tree->entries.front();
    auto quantity = reading::read_quantity(entry.value, shape, {"key", entry.where}, context);
    return {std::move(quantity), tests::codes(report.faults())};
}

Quantity quantity_of(const std::string& text, const Shape& shape) {
    const Outcome result = outcome(text, shape);
    INFO(text + ": " + result.codes);
    REQUIRE(result.quantity);
    return *result.quantity;
}

std::string codes_of(const std::string& text, const Shape& shape) {
    const Outcome result = outcome(text, shape);
    CHECK_FALSE(result.quantity);
    return result.codes;
}

constexpr Shape varying_share = scenario::varying(scenario::a_share);
constexpr Shape varying_amount = scenario::varying(scenario::money_per_month);

}  // namespace

TEST_CASE("a plain value is known and remembers how and where it was written") {
    const Quantity q = quantity_of("90k", scenario::an_amount);
    CHECK(q.kind == Kind::constant);
    CHECK(q.distribution.family == Family::constant);
    CHECK(q.central() == 90'000);
    CHECK(q.written == "90k");
    CHECK(q.source.empty());
    CHECK(q.where == base::Location{"t.yaml", 1, 6, 3});
}

TEST_CASE("a value may carry its source") {
    const Quantity q = quantity_of("{value: 35 %, source: annual report}", scenario::a_share);
    CHECK(q.central() == 0.35);
    CHECK(q.source == "annual report");
    CHECK(quantity_of("{believed: 1 % to 2 %, source: a guess}", scenario::a_share).source == "a guess");
}

TEST_CASE("a belief is uniform between hard limits, triangular with a likely value") {
    const Quantity wide = quantity_of("{believed: 5 % to 25 %}", scenario::a_share);
    CHECK(wide.kind == Kind::belief);
    CHECK(wide.distribution.family == Family::uniform);
    CHECK(wide.distribution.a == 0.05);
    CHECK(wide.distribution.b == 0.25);
    CHECK(wide.central() == Approx(0.15));
    const Quantity peaked = quantity_of("{believed: 60 to 200 hours, likely: 100 hours}", scenario::some_hours);
    CHECK(peaked.distribution.family == Family::triangular);
    CHECK(peaked.distribution.a == 60);
    CHECK(peaked.distribution.b == 200);
    CHECK(peaked.distribution.c == 100);
    CHECK(peaked.central() == 100);
}

TEST_CASE("the low end of a range may leave its unit to the high end") {
    const Quantity q = quantity_of("{believed: 5 to 25 %}", scenario::a_share);
    CHECK(q.distribution.a == 0.05);
}

TEST_CASE("a belief may name another family") {
    const Quantity q = quantity_of("{believed: {beta: {mean: 30 %, sd: 10 %}}}", scenario::a_share);
    CHECK(q.kind == Kind::belief);
    CHECK(q.distribution.family == Family::beta);
}

TEST_CASE("parameters follow from what authors know about a distribution") {
    const auto beta = quantity_of("{beta: {mean: 30 %, sd: 10 %}}", varying_share).distribution;
    // a + b = 0.3 * 0.7 / 0.01 - 1 = 20
    CHECK(beta.a == Approx(6));
    CHECK(beta.b == Approx(14));
    const auto median = quantity_of("{lognormal: {median: 14k/month, sigma: 1.1}}", varying_amount).distribution;
    CHECK(median.a == Approx(std::log(14'000)).epsilon(1e-15));
    CHECK(median.b == 1.1);
    const Quantity mean = quantity_of("{lognormal: {mean: 168k/year, cv: 0.5}}", varying_amount);
    CHECK(mean.distribution.b == Approx(std::sqrt(std::log(1.25))).epsilon(1e-15));
    CHECK(mean.central() == Approx(14'000).epsilon(1e-14));
    const auto logs =
        quantity_of("{lognormal: {log_mean: 8.5, log_sd: 0.8}}", scenario::by_luck(scenario::an_amount)).distribution;
    CHECK(logs.a == 8.5);
    CHECK(logs.b == 0.8);
    const auto gamma = quantity_of("{gamma: {mean: 8, cv: 0.5}}", scenario::varying(scenario::a_number)).distribution;
    CHECK(gamma.a == Approx(4));
    CHECK(gamma.b == Approx(2));
    const auto triangle =
        quantity_of("{triangular: {low: 10 %, likely: 20 %, high: 60 %}}", varying_share).distribution;
    CHECK(triangle.c == 0.2);
    CHECK(triangle.b == 0.6);
}

TEST_CASE("a distribution means that clients differ, or luck, as the field says") {
    CHECK(quantity_of("10 % to 30 %", varying_share).kind == Kind::heterogeneity);
    CHECK(quantity_of("100 to 300", scenario::by_luck(scenario::an_amount)).kind == Kind::luck);
    CHECK(quantity_of("{believed: 10 % to 30 %}", varying_share).kind == Kind::belief);
}

TEST_CASE("the three kinds of chance are kept apart") {
    CHECK(codes_of("{beta: {mean: 30 %, sd: 10 %}}", scenario::a_share) == "wrong-kind-of-chance");
    CHECK(codes_of("10 % to 30 %", scenario::a_share) == "wrong-kind-of-chance");
    CHECK(codes_of("{believed: 10 to 30}", scenario::by_luck(scenario::an_amount)) == "wrong-kind-of-chance");
    CHECK(codes_of("{believed: 10 to 30}", scenario::a_count) == "wrong-kind-of-chance");
    CHECK(codes_of("10 to 30", scenario::a_count) == "wrong-kind-of-chance");
}

TEST_CASE("a yearly chance is a share lost in a year") {
    const Quantity q = quantity_of("20 %/year", scenario::a_chance);
    // 1 - 0.8^(1/12) = 0.018423...
    CHECK(q.central() == Approx(1 - std::pow(0.8, 1.0 / 12)).epsilon(1e-14));
    CHECK(quantity_of("{believed: 10 to 30 %/year}", scenario::a_chance).central() ==
          Approx(1 - std::pow(0.8, 1.0 / 12)).epsilon(1e-14));
    CHECK(quantity_of("2 %/month", scenario::a_chance).central() == 0.02);
}

TEST_CASE("values and everything a distribution can give must lie in the range") {
    CHECK(codes_of("120 %", scenario::a_share) == "out-of-range");
    CHECK(codes_of("-1 %", scenario::a_share) == "out-of-range");
    CHECK(codes_of("100 %/year", scenario::below_one(scenario::a_chance)) == "out-of-range");
    CHECK(codes_of("0", scenario::above(scenario::an_amount, 0)) == "out-of-range");
    CHECK(codes_of("{believed: 50 % to 120 %}", scenario::a_share) == "out-of-range");
    CHECK(codes_of("{uniform: {low: -10 %, high: 20 %}}", varying_share) == "out-of-range");
    CHECK(codes_of("{lognormal: {median: 30 %, sigma: 0.1}}", varying_share) == "bad-distribution");
    CHECK(codes_of("{gamma: {mean: 30 %, cv: 0.1}}", varying_share) == "bad-distribution");
    CHECK(codes_of("{normal: {mean: 10k/month, sd: 1k/month}}", varying_amount) == "bad-distribution");
}

TEST_CASE("parameters outside the domain of a distribution are faults") {
    CHECK(codes_of("{beta: {mean: 50 %, sd: 50 %}}", varying_share) == "bad-distribution");
    CHECK(codes_of("{beta: {mean: 0 %, sd: 5 %}}", varying_share) == "bad-distribution");
    CHECK(codes_of("{beta: {mean: 14k/month, sd: 1k/month}}", varying_amount) == "bad-distribution");
    CHECK(codes_of("{lognormal: {median: 0/month, sigma: 1}}", varying_amount) == "bad-distribution");
    CHECK(codes_of("{lognormal: {median: 1/month, sigma: 0}}", varying_amount) == "bad-distribution");
    CHECK(codes_of("{gamma: {mean: 1/month, cv: 0}}", varying_amount) == "bad-distribution");
    CHECK(codes_of("{uniform: {low: 5 %, high: 5 %}}", varying_share) == "bad-distribution");
    CHECK(codes_of("{triangular: {low: 5 %, likely: 4 %, high: 6 %}}", varying_share) == "bad-distribution");
    CHECK(codes_of("{uniform: {low: 1 %/month, high: 9 %/year}}", scenario::varying(scenario::a_chance)) ==
          "bad-distribution");
}

TEST_CASE("a time in a parameter on the log scale is a fault") {
    CHECK(codes_of("{lognormal: {log_mean: 8.5/year, log_sd: 0.8}}", varying_amount) == "wrong-unit");
}

TEST_CASE("ranges must have two ends in order, with the likely value between them") {
    CHECK(codes_of("{believed: 25 % to 5 %}", scenario::a_share) == "bad-range");
    CHECK(codes_of("{believed: 5 % to 5 %}", scenario::a_share) == "bad-range");
    CHECK(codes_of("{believed: 5 %}", scenario::a_share) == "bad-range");
    CHECK(codes_of("{believed: [1, 2]}", scenario::a_share) == "bad-range");
    CHECK(codes_of("{believed: 5 % to 25 %, likely: 30 %}", scenario::a_share) == "bad-range");
    CHECK(codes_of("{believed: 1 %/month to 9 %/year}", scenario::a_chance) == "mixed-units");
}

TEST_CASE("a quantity is stated once, in words of the language") {
    CHECK(codes_of("{value: 3 %, believed: 1 % to 5 %}", scenario::a_share) == "contradiction");
    CHECK(codes_of("{value: 3 %, likely: 4 %}", scenario::a_share) == "contradiction");
    CHECK(codes_of("{source: x}", scenario::a_share) == "missing-key");
    CHECK(codes_of("{}", scenario::a_share) == "missing-key");
    CHECK(codes_of("{valeu: 3 %}", scenario::a_share) == "unknown-key");
    CHECK(codes_of("{beta: {mean: 3 %}}", varying_share) == "bad-distribution");
    CHECK(codes_of("{beta: 3 %}", varying_share) == "bad-distribution");
    CHECK(codes_of("{beta: {mean: 3 %, sdd: 1 %}}", varying_share) == "unknown-key");
    CHECK(codes_of("[3 %]", scenario::a_share) == "wrong-shape");
}

TEST_CASE("the words of a number are what its author wrote, without braces and source") {
    const auto words_of = [](const std::string& text) { return quantity_of(text, varying_share).written; };
    CHECK(words_of("25 %") == "25 %");
    CHECK(words_of("{value: 25 %, source: a survey}") == "25 %");
    CHECK(words_of("{source: \"he said, \\\"8\\\"\", value: 8 %}") == "8 %");
    CHECK(words_of("{value: 25 %, source: 'payroll, 2024, HR'}") == "25 %");
    CHECK(words_of("\n  value: 25 %\n  source: payroll, 2024, HR") == "25 %");
    CHECK(quantity_of("{believed: 5 % to 25 %, source: \"Shi, 2017\", likely: 15 %}", scenario::a_share).written ==
          "believed: 5 % to 25 %, likely: 15 %");
}
