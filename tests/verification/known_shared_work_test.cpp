#include <cmath>
#include <string>
#include <vector>

#include "engine/behaviour/wallet.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/study.hpp"
#include "tests/support/worlds.hpp"

using namespace clientele;
using tests::Lived;

/// Known answers about urgent requests, and about support that teams share.
namespace {

/// What the share of wallet of 40 % comes to, as a part of today's.
double answer(double x) { return behaviour::wallet_target({0.5, 0.25, 1, 0}, 0.4, x) / 0.4; }

double sales(const Lived& lived, const std::string& structure, std::size_t month = 5) {
    return lived.at(replication::Series::revenue, 0, month, lived.structure(structure));
}

}  // namespace

TEST_CASE(
    "A ring fence gives 120 of 1,000 hours back to the others: 704 hours become 800, those of key clients 176 become "
    "80") {
    const auto models = tests::scenario_named("verification/bank");
    const Lived lived(models, 2);
    CHECK(sales(lived, "whole_bank") == Approx(40'000 + 32'000).epsilon(1e-6));
    CHECK(sales(lived, "fenced") == Approx(40'000 * answer(80.0 / 176) + 32'000 * answer(800.0 / 704)).epsilon(1e-6));
    for (const char* structure : {"whole_bank", "fenced"}) {
        const std::size_t s = lived.structure(structure);
        CHECK(lived.kpi("utilisation.keys", s)[0] == Approx(1));
        CHECK(lived.kpi("utilisation.others", s)[0] == Approx(1));
        // 1,000 hours at 10: all of it is charged to clients, to rounding.
        CHECK(lived.kpi("unused_capacity", s)[0] == Approx(0).margin(90 * 6 * 0x1p-10));
    }
}

TEST_CASE("Requests beyond all hours are answered in part, and nothing is left for anything else") {
    const auto models = tests::scenario_named("verification/bank", {"portfolio.segments.key.urgent.hours=200 hours"});
    const Lived lived(models, 1);
    CHECK(sales(lived, "fenced") < sales(lived, "whole_bank") + 32'000 * (answer(1e9) - 1));
    CHECK(lived.kpi("utilisation.keys", lived.structure("fenced"))[0] == Approx(1));
    CHECK(lived.kpi("utilisation.others", lived.structure("whole_bank"))[0] == Approx(1));
}

TEST_CASE("At today's structure requests that come by chance leave sales within 1 % of what is observed") {
    const auto models = tests::scenario_named("verification/bank", {"portfolio.segments.key.urgent.chance=50 %/month"});
    const Lived lived(models, 200);
    CHECK(lived.of("revenue", lived.structure("whole_bank")).mean / (6 * 72'000) == Approx(1).epsilon(0.01));
}

TEST_CASE("Without requests it does not matter who would answer them, to the bit") {
    const auto none = tests::scenario_named("verification/bank", {"portfolio.segments.key.urgent=null"});
    const Lived lived(none, 3);
    CHECK(tests::same_bits(lived.values(0), lived.values(1)));
    const auto never = tests::scenario_named("verification/bank", {"portfolio.segments.key.urgent.chance=0 %/month"});
    CHECK(tests::same_bits(lived.values(0), Lived(never, 3).values(0)));
}

TEST_CASE(
    "A shared pool of 200 hours gives 400 clients half of the help they need; 800 hours leave 40 attempts of ten "
    "hours") {
    const std::string text = R"(
clientele: 1
horizon: 6 months
worlds: 2
lives: 2
defaults: none
portfolio:
  segments:
    all: {clients: 400, stage: client, gross_margin: 100 %, potential: 1000/month, share_of_wallet: 40 %,
          orders: {chance: 100 %/month}}
    market: {clients: 1000, stage: prospect, gross_margin: 100 %}
lifecycle:
  stages: {client: {kind: client, needs: {keep: 1 hours/month, support: 1 hours/month}}, prospect: {kind: prospect}, won: {kind: client}}
  transitions: {won: {from: [prospect], to: won, effort: win}}
work: {win: {attempts: 100/month, succeeds: 100 %, support: 10 hours}}
people:
  keeper: {fixed: 1000/month, hours: 100 hours/month}
structures:
  pool:
    teams:
      hunters: {seats: {keeper: 1}, does: [win]}
      owners: {seats: {keeper: 4}, does: [keep], owns: [client, won]}
      experts: {seats: {keeper: 2}, does: [support]}
  large_pool:
    extends: pool
    teams:
      experts: {seats: {keeper: 8}}
  themselves:
    teams:
      hunters: {seats: {keeper: 1}, does: [win]}
      owners: {seats: {keeper: 6}, does: [keep, support], owns: [client, won]}
)";
    const auto models = tests::compiled_text(text);
    const Lived lived(models, 1);
    const auto of = [&](const char* name, const char* structure) {
        return lived.kpi(name, lived.structure(structure))[0];
    };
    CHECK(of("utilisation.experts", "pool") == Approx(1));
    CHECK(of("wins", "pool") == 0);
    CHECK(of("utilisation.experts", "large_pool") == Approx(1));
    CHECK(of("wins", "large_pool") == 6 * 40);
    // Help of 400 hours at 10 an hour stands with clients, that of 40 attempts with acquisition.
    CHECK(of("acquisition_cost", "large_pool") == Approx(6 * 400 * 10));
    CHECK(of("cost_to_serve", "large_pool") - of("cost_to_serve", "pool") ==
          Approx(6 * 200 * 10).margin(400 * 6 * 0x1p-10));
    CHECK(of("utilisation.owners", "themselves") == Approx(1));
}

TEST_CASE("Half of the help missing, a client who needs as much help as upkeep is served by three quarters") {
    const std::string text = R"(
clientele: 1
horizon: 1 months
worlds: 2
lives: 2
defaults: none
today: full
portfolio:
  segments:
    all: {clients: 20000, stage: client, gross_margin: 100 %, potential: 1000/month, share_of_wallet: 40 %,
          orders: {chance: 100 %/month}, loss: {observed: 5 %/month}}
lifecycle:
  stages: {client: {kind: client, needs: {keep: 1 hours/month, support: 1 hours/month}}, lost: {kind: lost}}
people:
  keeper: {fixed: 1000/month, hours: 500 hours/month}
relationship: {neglect: {loss_times: 16}}
structures:
  full:
    teams:
      owners: {seats: {keeper: 40}, does: [keep]}
      experts: {seats: {keeper: 40}, does: [support]}
  half:
    extends: full
    teams:
      experts: {seats: {keeper: 20}}
)";
    const auto models = tests::compiled_text(text);
    const Lived lived(models, 4);
    const auto lost = [&](const char* structure) { return lived.of("losses", lived.structure(structure)).mean; };
    // Hazard x 16^(1/4) = 2.
    for (const auto& [structure, chance] : {std::pair{"full", 0.05}, std::pair{"half", 1 - 0.95 * 0.95}}) {
        const double se = std::sqrt(20'000 * chance * (1 - chance) / 4);
        CHECK(std::abs(lost(structure) - 20'000 * chance) <= 5 * se);
    }
}
