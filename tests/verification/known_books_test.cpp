#include <cmath>
#include <string>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/study.hpp"

using namespace clientele;
using tests::Lived;

/// Known answers about money: worlds without luck in them, so every number is the one expected.

TEST_CASE(
    "Time-driven costs: 0.80 a minute charge 23,144 to 6.40, 35.20 and 40.00 a request; 4,856 is unused, never "
    "smeared") {
    const auto models = tests::scenario_named("verification/time_driven_costs");
    const Lived lived(models, 1);
    // Kaplan and Anderson's 560,000, 462,880 and 97,120, over twenty. Amounts are rounded to 2^-10 at their source.
    CHECK(lived.of("cost").mean == 28'000);
    CHECK(lived.of("cost_to_serve").mean == Approx(2450 * 6.40 + 70 * 35.20 + 125 * 40.00).margin(88 / 2048.0));
    CHECK(lived.of("cost_to_serve").mean == Approx(462'880 / 20.0).margin(88 / 2048.0));
    CHECK(lived.of("unused_capacity").mean == Approx(97'120 / 20.0).margin(88 / 2048.0));
    CHECK(lived.of("utilisation.department").mean == Approx(578'600.0 / 700'000).epsilon(1e-12));
}

TEST_CASE("Net present value by hand: 500 a month for two years at 12 % a year, 10,686.61") {
    const auto models = tests::scenario_named("verification/certain_world");
    const Lived lived(models, 1);
    double expected = 0;
    for (int t = 1; t <= 24; ++t) expected += 500 / std::pow(1.12, t / 12.0);
    REQUIRE(expected == Approx(10'686.61).margin(0.01));
    CHECK(lived.of("revenue").mean == 240'000);
    CHECK(lived.of("gross_margin").mean == 96'000);
    CHECK(lived.of("cost").mean == 24 * 3500);
    CHECK(lived.of("profit").mean == 12'000);
    CHECK(lived.of("npv_in_horizon").mean == Approx(expected).epsilon(1e-13));
    CHECK(lived.of("cash_trough").mean == 0);
    CHECK(lived.of("concentration").mean == Approx(0.1).epsilon(1e-14));
    CHECK(lived.of("top20_profit_share").mean == Approx(0.2).epsilon(1e-14));
}

TEST_CASE("Terminal value: the remaining clients are an annuity that decays, c s / (1 + rho - s) each") {
    const auto models =
        tests::scenario_named("verification/certain_world", {"lifecycle.stages.client.loss.chance=2 %/month"});
    const Lived lived(models, 200);
    const double rho = std::pow(1.12, 1 / 12.0) - 1;
    const double one = (1000 * 0.4 - 50) * 0.98 / (1 + rho - 0.98);
    const auto npv = lived.kpi("npv");
    const auto in_horizon = lived.kpi("npv_in_horizon");
    const auto left = lived.kpi("clients_end.client");
    for (std::size_t r = 0; r < lived.count(); ++r) {
        REQUIRE(npv[r] - in_horizon[r] == Approx(left[r] * one / (1.12 * 1.12)).epsilon(1e-11));
    }
    CHECK(tests::estimate(left).sd > 0);
}

TEST_CASE("The trough is the deepest point of cumulative cash: 3 months of 600 out before 400 a month come in") {
    // Costs 1,000 a month from the first month on; clients are won in month three and pay 1,400 from month four.
    const auto models = tests::compiled_text(R"(
clientele: 1
horizon: 12 months
worlds: 2
lives: 2
defaults: none
portfolio: {segments: {all: {clients: 1, stage: waiting, gross_margin: 100 %}}}
lifecycle:
  stages:
    waiting: {kind: client, orders: {chance: 100 %/month, value: 400}}
    served: {kind: client, orders: {chance: 100 %/month, value: 1400}}
  transitions: {starts: {from: [waiting], to: served, any: [{months: 3 months}]}}
people: {person: {fixed: 1000/month}}
structures: {only: {teams: {office: {seats: {person: 1}, does: [keep]}}}}
)");
    const Lived lived(models, 1);
    CHECK(lived.of("cash_trough").mean == -1800);
    CHECK(lived.of("profit").mean == -1800 + 9 * 400);
}
