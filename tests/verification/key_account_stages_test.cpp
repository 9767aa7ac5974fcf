#include <cmath>
#include <string>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/known_answer.hpp"
#include "tests/support/lived_world.hpp"

using namespace clientele;
using tests::check_mean;
using tests::Estimate;
using tests::Lived;
using tests::LivedWorld;
using tests::most;

/// Known answers about key account stages: switching cost, moves that grow with service, wallets within reach, exit and
/// return. Tolerance 5 standard errors.
namespace {

/// A thousand clients in `start`; after the first month those in plain move to tied.
std::string tied_world(const std::string& start) {
    return R"(
clientele: 1
horizon: 13 months
worlds: 500
lives: 2
defaults: none
today: today
portfolio:
  segments:
    all: {clients: 1000, stage: )" +
           start + R"(, gross_margin: 100 %, loss: {observed: 30 %/year, of_it_external: 10 %/year}}
lifecycle:
  stages:
    plain: {kind: client}
    tied: {kind: client, switching_cost: 1}
    lost: {kind: lost}
  transitions: {ties: {from: [plain], to: tied, all: [{months: 1}]}}
people: {owner: {fixed: 1000/month}}
structures: {today: {teams: {owners: {seats: {owner: 5}, does: [keep]}}}}
)";
}

/// One owner with half the hours that his clients need.
std::string served_by_half(const std::string& grows_with) {
    return R"(
clientele: 1
horizon: 12 months
worlds: 500
lives: 2
defaults: none
portfolio: {segments: {all: {clients: 100, stage: early, gross_margin: 100 %}}}
lifecycle:
  stages:
    early: {kind: client, needs: {keep: 2 hours/month}}
    mid: {kind: client, needs: {keep: 2 hours/month}}
  transitions: {deepens: {from: [early], to: mid, chance: 10 %/month)" +
           grows_with + R"(}}
people: {kam: {fixed: 1000/month, hours: 100 hours/month}}
structures: {only: {teams: {managers: {seats: {kam: 1}, does: [keep]}}}}
)";
}

}  // namespace

TEST_CASE(
    "Switching cost 1: of the relational hazard 1/e remains, counted from the stage in which the client is today") {
    const double observed = -std::log(0.70) / 12;
    const double external = -std::log(0.90) / 12;
    const double tied = external + (observed - external) * std::exp(-1.0);
    const LivedWorld moved(tests::compiled_text(tied_world("plain")), 1000);
    check_mean(moved.of("clients_end.tied"), 1000 * std::exp(-observed - 12 * tied));
    // Who is tied today already is observed so: the pivot holds.
    const LivedWorld tied_today(
        tests::compiled_text(tied_world("tied"), {"lifecycle.stages.plain=null", "lifecycle.transitions=null"}), 1000);
    check_mean(tied_today.of("clients_end.tied"), 1000 * std::exp(-13 * observed));
    // Without switching cost the move changes nothing.
    const LivedWorld untied(tests::compiled_text(tied_world("plain"), {"lifecycle.stages.tied.switching_cost=0"}), 200);
    check_mean(untied.of("clients_end.tied"), 1000 * std::exp(-13 * observed));
}

TEST_CASE("A chance of 10 % a month that grows with service is 5 % where half the hours needed are there") {
    const auto moved = [](double chance) { return 100 * (1 - std::pow(1 - chance, 12)); };
    check_mean(Lived(tests::compiled_text(served_by_half("")), 1000).of("clients_end.mid"), moved(0.10));
    check_mean(Lived(tests::compiled_text(served_by_half(", grows_with: service")), 1000).of("clients_end.mid"),
               moved(0.05));
    check_mean(Lived(tests::compiled_text(served_by_half(", grows_with: neglect")), 1000).of("clients_end.mid"),
               moved(0.05));
    const LivedWorld served(
        tests::compiled_text(served_by_half(", grows_with: neglect"), {"people.kam.hours=200 hours/month"}), 100);
    CHECK(served.of("clients_end.mid").mean == 0);
}

TEST_CASE("What is within reach in a stage moves the wallet only where effort is more or less than today's") {
    const LivedWorld today(tests::scenario_named("verification/wallet_at_today"), 20);
    const LivedWorld wider(
        tests::scenario_named("verification/wallet_at_today", {"lifecycle.stages.client.at_unlimited_effort=90 %"}),
        20);
    for (std::size_t r = 0; r < today.count(); ++r) {
        REQUIRE(wider.kpi("revenue")[r] == today.kpi("revenue")[r]);
    }
    const tests::Settings more{
        "people.tireless={from: seller, fixed: 5000/month, hours: 200 hours/month, internal: 25 %, travel: 15 %}",
        "structures.more={teams: {sales: {seats: {tireless: 1}, does: [keep], allocates: by_revenue}}}"};
    tests::Settings more_and_wider = more;
    more_and_wider.emplace_back("lifecycle.stages.client.at_unlimited_effort=90 %");
    const LivedWorld grown(tests::scenario_named("verification/wallet_at_today", more), 20);
    const LivedWorld grown_wider(tests::scenario_named("verification/wallet_at_today", more_and_wider), 20);
    CHECK(grown_wider.of("revenue", grown_wider.structure("more")).mean >
          1.02 * grown.of("revenue", grown.structure("more")).mean);
}

TEST_CASE("A planned exit: who brought no profit for 18 months parts, is dormant after 12 more, and can be won again") {
    const auto models = tests::compiled_text(R"(
clientele: 1
horizon: 33 months
worlds: 2
lives: 2
defaults: none
portfolio:
  segments:
    dear: {clients: 3, stage: early, gross_margin: 5 %}
    cheap: {clients: 2, stage: early, gross_margin: 30 %}
lifecycle:
  stages:
    early: {kind: client, orders: {chance: 100 %/month, value: 100}, cost: 10/month}
    uncoupling: {kind: client, orders: {chance: 100 %/month, value: 100}}
    dormant: {kind: prospect}
    new: {kind: client}
  transitions:
    planned_exit: {from: [early], to: uncoupling, all: [{months: 18}, {profit_below: 0}], review: 6 months}
    parted: {from: [uncoupling], to: dormant, all: [{months: 12}]}
    won: {from: [dormant], to: new, effort: win}
work: {win: {attempts: 1/month, succeeds: 100 %}}
people: {hunter: {fixed: 1/month}}
structures: {only: {teams: {hunters: {seats: {hunter: 1}, does: [win]}}}}
)");
    replication::Lives lives(models);
    std::vector<std::string> told;
    for (const replication::Event& event : lives.trace(0, 0)) {
        if (event.what == "won" || event.what.starts_with("moved"))
            told.push_back(std::to_string(event.month + 1) + " " + event.who + " " + event.what);
    }
    // Looked at in months 1, 7, 13, 19 ...: at the end of month 19 they are 19 months there and 19 x (5 - 10) below
    // nothing.
    std::vector<std::string> expected;
    for (const char* who : {"dear/1", "dear/2", "dear/3"}) {
        expected.push_back(std::string("19 ") + who + " moved by rule to uncoupling");
    }
    for (const char* who : {"dear/1", "dear/2", "dear/3"}) {
        expected.push_back(std::string("31 ") + who + " moved by rule to dormant");
    }
    expected.emplace_back("32 dear/1 won");
    expected.emplace_back("33 dear/2 won");
    CHECK(told == expected);
}

TEST_CASE("The stages that ship begin from a scenario's own clients, and say what is unknown about them") {
    const auto models = tests::compiled_text(R"(
clientele: 1
extends: key_account_stages
horizon: 60 months
worlds: 50
lives: 4
today: today
portfolio:
  segments:
    all:
      clients: 40
      stage: regular
      potential: 40k/month
      share_of_wallet: 30 %
      orders: {poisson: 2/month}
      gross_margin: 30 %
      loss: {observed: 12 %/year, of_it_external: 3 %/year}
people: {seller: {fixed: 4500/month, hours: 160 hours/month, internal: 45 %, travel: 15 %}}
staff: {seller: 4}
structures:
  today: {teams: {sales: {seats: {seller: 4}, does: [keep, grow]}}}
  managers:
    teams:
      sales: {seats: {seller: 2}, does: [keep, grow], owns: [new, regular]}
      key_accounts: {seats: {seller: 2}, does: [keep, grow, plan], owns: [early, mid, partnership, synergistic, uncoupling], span: 3}
    admission: {from: [regular], to: early, all: [{months: 1}]}
)");
    const Lived lived(models, 200);
    const std::size_t managers = lived.structure("managers");
    double key = 0;
    for (const char* stage : {"early", "mid", "partnership", "synergistic", "uncoupling"}) {
        const double there = lived.of(std::string("clients_end.") + stage, managers).mean;
        CHECK(there > 0);
        key += there;
        CHECK(lived.of(std::string("clients_end.") + stage, lived.structure("today")).mean == 0);
    }
    CHECK(key <= 6);
    CHECK(lived.of("clients_end.mid", managers).mean > lived.of("clients_end.synergistic", managers).mean);
}
