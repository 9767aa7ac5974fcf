#include <cmath>
#include <string>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/study.hpp"

using namespace clientele;
using tests::Lived;

/// Known answers about money: worlds without luck in them, so every number is the one expected.

namespace {

/// Forty clients who buy 1,000 a month at 40 % and of whom 10 % a year are lost. \param people and what they do
std::string losing_firm(const std::string& people) {
    return R"(
clientele: 1
horizon: 12 months
worlds: 10
lives: 2
defaults: none
today: now
judge: {required_return: 12 %/year}
lifecycle: {stages: {regular: {kind: client}, lost: {kind: lost}}}
portfolio:
  segments:
    all: {clients: 40, stage: regular, gross_margin: 40 %, orders: {chance: 100 %/month, value: 1000}, loss: {observed: 10 %/year}})" +
           people;
}

}  // namespace

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

TEST_CASE("Terminal value: a stated loss is worth the same, whatever brings it about") {
    // 10 % a year are lost in all, by owners who leave, by contacts or by contracts: (1 - 10 %)^(1/12) stay a month,
    // and each of them leaves 1,000 x 40 % less the seller's cost of no hours.
    const std::string firm = losing_firm(R"(
people: {seller: {fixed: 5000/month, leaves: 30 %/year}}
staff: {seller: 2}
relationship: {neglect: {loss_times: 1}}
structures:
  now: {teams: {sales: {seats: {seller: 2}, does: [keep], owns: [regular]}}}
)");
    const std::string bond =
        "relationship.bond={loss_times: 3, rebuilt: 10 %/month, handed_over: 50 %, carried_off: 5 %}";
    const std::string contacts = "relationship.contacts={leave: 30 %/year, found: 10 %/month, last_lost: 30 %}";
    const std::string contract =
        "portfolio.segments.all.contract={term: 24 months, tender: 30 %, tender_loss_times: 5}";
    const double stay = std::pow(0.9, 1 / 12.0);
    const double one = 1000 * 0.4 * stay / (std::pow(1.12, 1 / 12.0) - stay);
    for (const tests::Settings& how :
         std::vector<tests::Settings>{{"relationship.owner_leaves=null"},
                                      {"relationship.owner_leaves={sales_lost: 5 %, over: 12 months}"},
                                      {"relationship.owner_leaves={sales_lost: 20 %, over: 6 months}"},
                                      {"relationship.owner_leaves={loss_times: 4, for: 6 months}"},
                                      {"relationship.owner_leaves={sales_lost: 20 %, over: 6 months}", bond},
                                      {"relationship.owner_leaves={sales_lost: 5 %, over: 12 months}", contacts},
                                      {"relationship.owner_leaves={sales_lost: 5 %, over: 12 months}", contract}}) {
        CAPTURE(how.back());
        const auto models = tests::compiled_text(firm, how);
        const Lived lived(models, 20);
        const auto npv = lived.kpi("npv");
        const auto in_horizon = lived.kpi("npv_in_horizon");
        const auto left = lived.kpi("clients_end.regular");
        double lost = 0;
        for (std::size_t r = 0; r < lived.count(); ++r) {
            REQUIRE((npv[r] - in_horizon[r]) * 1.12 == Approx(left[r] * one).epsilon(1e-9));
            lost += lived.kpi("losses")[r];
        }
        CHECK(lost > 0);
    }
}

TEST_CASE("Terminal value: owners who leave more often than today's leave less behind") {
    // The same loss today; the other structure's people never leave, so that only what is left of it remains.
    const std::string firm = losing_firm(R"(
people: {seller: {fixed: 5000/month, leaves: 3 %/month}, steady: {fixed: 5000/month, leaves: 0 %/month}}
staff: {seller: 2, steady: 2}
relationship: {neglect: {loss_times: 1}, owner_leaves: {loss_times: 4, for: 6 months}}
structures:
  now: {teams: {sales: {seats: {seller: 2}, does: [keep], owns: [regular]}}}
  calm: {teams: {sales: {seats: {steady: 2}, does: [keep], owns: [regular]}}}
)");
    const double mean = -std::log(0.9) / 12;
    const double without = mean / (1 + 3 * (1 - std::pow(0.97, 6)));
    const auto worth = [](double hazard) {
        const double stay = std::exp(-hazard);
        return 400 * stay / (std::pow(1.12, 1 / 12.0) - stay);
    };
    const auto models = tests::compiled_text(firm);
    const Lived lived(models, 4);
    for (const auto& [name, hazard] : {std::pair{"now", mean}, std::pair{"calm", without}}) {
        const std::size_t structure = lived.structure(name);
        const auto left = lived.kpi("clients_end.regular", structure);
        for (std::size_t r = 0; r < lived.count(); ++r) {
            CAPTURE(name);
            REQUIRE((lived.kpi("npv", structure)[r] - lived.kpi("npv_in_horizon", structure)[r]) * 1.12 ==
                    Approx(left[r] * worth(hazard)).epsilon(1e-9));
        }
    }
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
