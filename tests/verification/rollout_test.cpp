#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/lived_world.hpp"

using namespace clientele;
using tests::Lived;
using tests::LivedWorld;

/// Rollouts: who is worked the new way when, what it costs, and when it is felt.
namespace {

/// Four sellers, then a hunter, two farmers and a key account manager. `ROLLOUT` stands for what the rollout says.
std::string firm(const std::string& rollout) {
    return R"(
clientele: 1
horizon: 36 months
worlds: 20
lives: 2
defaults: none
today: generalists
judge: {required_return: 10 %/year}
portfolio:
  segments:
    shops:
      clients: 120
      stage: regular
      potential: {lognormal: {median: 6k/month, sigma: 1}}
      share_of_wallet: {beta: {mean: 40 %, sd: 15 %}}
      orders: {poisson: 2/month, value_spread: 0.5}
      gross_margin: 30 %
      loss: {observed: 15 %/year, of_it_external: 4 %/year}
    prospects:
      clients: 80
      stage: prospect
      potential: {lognormal: {median: 6k/month, sigma: 1}}
      share_of_wallet: 30 %
      orders: {poisson: 2/month}
      gross_margin: 30 %
      loss: {observed: 15 %/year}
lifecycle:
  stages:
    prospect: {kind: prospect}
    new: {kind: client, needs: {keep: 2 hours/month, grow: 1 hours/month}}
    regular: {kind: client, needs: {keep: 1.5 hours/month, grow: 1 hours/month}}
    key: {kind: client, needs: {keep: 6 hours/month, grow: 4 hours/month}}
    lost: {kind: lost}
  transitions:
    won: {from: [prospect], to: new, effort: win}
    handover: {from: [new], to: regular, any: [{orders: 3}]}
work: {win: {hours: 80, succeeds: 20 %}}
people:
  seller: {fixed: 4500/month, hours: 160 hours/month, internal: 45 %, travel: 15 %, leaves: 20 %/year, ramp: 4 months, hire: {takes: 2 months, cost: 5000}}
relationship:
  owner_leaves: {sales_lost: 15 %}
  planned_transfer: {sales_lost: 3 %, over: 6 months}
  neglect: {loss_times: 3}
  wallet: {at_no_effort: 50 %, at_unlimited_effort: 40 %, memory: 80 %}
structures:
  generalists:
    teams: {sales: {seats: {seller: 4}, does: [win, keep, grow], time: {win: 30 %}, allocates: by_revenue}}
  split:
    starts_as: generalists
    from: month 4
    teams:
      hunters: {seats: {seller: 1}, does: [win, keep], owns: [new], time: {win: 70 %}}
      farmers: {seats: {seller: 2}, does: [keep, grow], owns: [regular], allocates: by_revenue}
      key_accounts: {seats: {seller: 1}, does: [keep, grow], owns: [key], span: 6}
    admission: {from: [regular], to: key, all: [{potential: 15k/month}], order: by_potential}
  rolled_out: {extends: split, rollout: )" +
           rollout + "}\n";
}

void check_same(const Lived& lived, const char* one, const char* other, const std::vector<std::string>& kpis) {
    for (const std::string& kpi : kpis) {
        INFO(kpi << " of " << one << " and " << other);
        CHECK(lived.kpi(kpi, lived.structure(one)) == lived.kpi(kpi, lived.structure(other)));
    }
}

const std::vector<std::string> what_clients_do{"revenue", "gross_margin", "orders",       "wins",
                                               "losses",  "departures",   "cost_to_serve"};

}  // namespace

TEST_CASE("A rollout that reaches everybody at once, in a firm that is ready, is the structure itself, to the bit") {
    const LivedWorld lived(tests::compiled_text(firm("{takes: 0 months}")), 40);
    std::vector<std::string> kpis = what_clients_do;
    for (const char* more :
         {"npv", "cost", "transfers", "clients_end.key", "clients_end.regular", "utilisation.hunters"}) {
        kpis.emplace_back(more);
    }
    check_same(lived, "rolled_out", "split", kpis);
    CHECK(lived.of("adoption", lived.structure("rolled_out")).mean == 1);
}

TEST_CASE(
    "Where the weakest link is 0 nobody is worked the new way: clients live as before, the programme is paid for") {
    const auto models = tests::compiled_text(
        firm("{takes: 12 months, readiness: {skills: 0 %, data: 90 %}, cost: 50k, running_cost: 2k/month}"));
    const Lived lived(models, 40);
    check_same(lived, "rolled_out", "generalists", what_clients_do);
    check_same(lived, "rolled_out", "generalists", {"acquisition_cost", "transfers"});
    const auto failed = lived.kpi("cost", lived.structure("rolled_out"));
    const auto today = lived.kpi("cost", lived.structure("generalists"));
    for (std::size_t r = 0; r < failed.size(); ++r) {
        CHECK(failed[r] == today[r] + 50'000 + 12 * 2'000);
    }
    CHECK(lived.of("programme_cost", lived.structure("rolled_out")).mean == 74'000);
    CHECK(lived.of("programme_cost", lived.structure("split")).mean == 0);
    CHECK(lived.of("adoption", lived.structure("rolled_out")).mean == 0);
}

TEST_CASE(
    "Clients change over by an S-curve up to the weakest link, 95 % of it after the stated time where all is ready") {
    // dA/dt = (p + q A)(c - A) for two waves, integrated in small steps.
    const auto curve = [](double months, double takes, double ceiling) {
        const double p = 0.4070665208690635 / takes;
        const double q = 5.156175931008137 / takes;
        double a = 0;
        constexpr int steps = 200'000;
        for (int k = 0; k < steps; ++k) a += months / steps * (p + q * a) * (ceiling - a);
        return a;
    };
    CHECK(curve(12, 12, 1) == Approx(0.95).epsilon(1e-4));
    const auto models =
        tests::compiled_text(firm("{takes: 12 months, order: canonical, waves: [{clients: 25 %, from: month 4}, "
                                  "{clients: 75 %, from: month 10}], "
                                  "readiness: {aims: 80 %}}"));
    replication::Lives lives(models);
    std::map<std::uint32_t, double> changed;
    for (std::size_t s = 0; s < models.structures.size(); ++s) {
        if (models.structures[s].id != "rolled_out") continue;
        for (const replication::Event& event : lives.trace(s, 3))
            changed[event.month] += event.phase == "rollout" ? 1 : 0;
    }
    double sum = 0;
    for (std::uint32_t month = 0; month < 36; ++month) {
        sum += changed[month];
        const double first = month >= 3 ? curve(month - 2, 12, 0.8) : 0;
        const double second = month >= 9 ? curve(month - 8, 12, 0.8) : 0;
        INFO("month " << month + 1);
        CHECK(std::abs(sum - 200 * (0.25 * first + 0.75 * second)) <= 0.51);
    }
    CHECK(sum == 160);
}

TEST_CASE("Half way, the firm is between the two: some clients are key accounts, and the others are served") {
    const LivedWorld lived(tests::compiled_text(firm("{takes: 12 months, readiness: {openness: 50 %}}")), 40);
    const std::size_t rolled = lived.structure("rolled_out");
    CHECK(lived.of("adoption", rolled).mean == Approx(0.5).epsilon(0.02));
    CHECK(lived.of("clients_end.key", rolled).mean > 0);
    for (const double used : lived.kpi("utilisation.farmers", rolled)) CHECK(used <= 1 + 1e-12);
    const double served = lived.of("revenue", rolled).mean;
    CHECK(served > 0.9 * lived.of("revenue", lived.structure("generalists")).mean);
}

namespace {

/// Without luck: 10 clients with 2 of the 4 hours they need; `diligent` gives them HOURS in all.
std::string served_better(const std::string& hours, const std::string& change, const std::string& takes) {
    return R"(
clientele: 1
horizon: 24 months
worlds: 2
lives: 2
defaults: none
today: before
portfolio: {segments: {all: {clients: 10, stage: client, potential: 10k/month, share_of_wallet: 40 %, orders: {chance: 100 %/month}, gross_margin: 100 %}}}
lifecycle: {stages: {client: {kind: client, needs: {keep: 4 hours/month}}}}
people:
  seller: {fixed: 1000/month, hours: 20 hours/month}
  diligent: {from: seller, fixed: 1000/month, hours: )" +
           hours + R"( hours/month}
relationship: {wallet: {at_no_effort: 0 %, at_unlimited_effort: 50 %}, attention_cap: 1}
change: )" +
           change +
           R"(
structures:
  before: {teams: {t: {seats: {seller: 1}, does: [keep]}}}
  better: {starts_as: before, from: month 3, teams: {t: {seats: {diligent: 1}, does: [keep]}}, rollout: {takes: )" +
           takes + "}}\n";
}

double share(double x) { return 0.7 * x / (0.3 / 0.4 + x); }

void check_revenue(const Lived& lived, std::size_t month, double effort) {
    const double actual = lived.at(replication::Series::revenue, 0, month, lived.structure("better"));
    const double expected = 100'000 * share(effort);
    INFO("month " << month + 1 << ": expected " << expected << ", actual " << actual);
    CHECK(actual == Approx(expected).epsilon(1e-6));
}

}  // namespace

TEST_CASE("Twice the hours are answered to over a lag of ten months, half the hours at once") {
    const LivedWorld better(tests::compiled_text(served_better("40", "{benefit_lag: 10 months}", "0 months")), 2);
    const LivedWorld worse(tests::compiled_text(served_better("10", "{benefit_lag: 10 months}", "0 months")), 2);
    for (std::size_t month = 0; month < 24; ++month) {
        const double part = month < 2 ? 0 : std::min(1.0, (static_cast<double>(month) - 2 + 0.5) / 10);
        check_revenue(better, month, 1 + part);
        check_revenue(worse, month, month < 2 ? 1 : 0.5);
    }
}

TEST_CASE("While a rollout of six months lasts, a fifth of all hours goes into it") {
    // The same hours as before: 80 % of today's effort in months 3 to 8.
    const LivedWorld lived(tests::compiled_text(served_better("20", "{time_lost: 20 %}", "6 months")), 2);
    for (std::size_t month = 0; month < 24; ++month) check_revenue(lived, month, month >= 2 && month < 8 ? 0.8 : 1);
}
