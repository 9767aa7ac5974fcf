#include <cmath>
#include <string>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/known_answer.hpp"
#include "tests/support/plain_world.hpp"
#include "tests/support/study.hpp"

using namespace clientele;
using tests::check_mean;
using tests::compiled_text;
using tests::head;
using tests::Lived;
using tests::plain;
using tests::Settings;

/// Known answers where two mechanisms meet, or one hardly acts. Tolerance 5 standard errors where luck is in play.

TEST_CASE("A team of two roles is charged for its attempts what its people cost") {
    const auto models = compiled_text(head + R"(
horizon: 6 months
portfolio:
  segments: {all: {clients: 5000, stage: p, gross_margin: 100 %, orders: {chance: 100 %/month, value: 100}}}
lifecycle:
  stages: {p: {kind: prospect}, c: {kind: client}}
  transitions: {won: {from: [p], to: c, effort: win}}
work: {win: {hours: 50 hours, succeeds: 20 %}}
people:
  a_dear: {fixed: 9000/month, hours: 100 hours/month, commission: {new_client: 100}}
  b_cheap: {fixed: 1000/month, hours: 100 hours/month}
structures: {only: {teams: {w: {seats: {a_dear: 1, b_cheap: 1}, does: [win]}}}}
)");
    const Lived lived(models, 20);
    for (const double unused : lived.kpi("unused_capacity")) CHECK(std::abs(unused) < 1e-6);
    // 200 hours a month are 20 attempts of 10 hours; a win brings 100 in commission to every other attempt.
    const std::vector<double> wins = lived.kpi("wins");
    const std::vector<double> commission = lived.kpi("commission");
    for (std::size_t r = 0; r < wins.size(); ++r) CHECK(commission[r] == 50 * wins[r]);
}

TEST_CASE("With a colleague who has no clients, requests to the team still meet today's loss, 50 % a year") {
    const auto models = compiled_text(head + R"(
horizon: 12 months
today: today
portfolio:
  segments:
    all: {clients: 1, stage: c, gross_margin: 100 %, orders: {chance: 100 %/month, value: 100}, loss: {observed: 50 %/year}}
lifecycle: {stages: {c: {kind: client, needs: {keep: 90 hours/month}}, lost: {kind: lost}}}
people: {rep: {fixed: 1000/month, hours: 100 hours/month}}
relationship: {attention_cap: 1, response_delay: {elasticity: 1, answered_by: team}}
structures: {today: {teams: {t: {seats: {rep: 2}, does: [keep]}}}}
)");
    const Lived lived(models, 800);
    check_mean(lived.of("losses"), 0.5);
}

TEST_CASE("Who serves and has no clients leaves as often as stated, 10 % a month, however loaded a colleague is") {
    const auto models = compiled_text(head + R"(
horizon: 12 months
today: today
portfolio:
  segments: {all: {clients: 1, stage: c, gross_margin: 100 %, orders: {chance: 100 %/month, value: 100}}}
lifecycle: {stages: {c: {kind: client, needs: {keep: 300 hours/month}}}}
people: {rep: {fixed: 1000/month, hours: 100 hours/month, leaves: 10 %/month, overload_slope: 1}}
structures: {today: {teams: {t: {seats: {rep: 2}, does: [keep]}}}}
)");
    const Lived lived(models, 800);
    check_mean(lived.of("departures"), 2 * 12 * 0.1);
}

TEST_CASE("Whoever is won brings all contacts, and who moves to a stage of fewer still loses those it has") {
    const std::string world = head + R"(
horizon: 60 months
today: today
portfolio:
  segments:
    all: {clients: 1000, stage: a, gross_margin: 100 %, orders: {chance: 100 %/month, value: 100}, loss: {observed: 1 %/year}}
people: {owner: {fixed: 1000/month}}
structures: {today: {teams: {owners: {seats: {owner: 10}, does: [keep]}}}}
)";
    const auto won = compiled_text(world + R"(
lifecycle:
  stages: {a: {kind: prospect}, b: {kind: client, contacts: 3}, lost: {kind: lost}}
  transitions: {go: {from: [a], to: b, chance: 100 %/month}}
relationship: {contacts: {leave: 0 %/month, found: 0 %/month, last_lost: 60 %}}
)");
    for (const double share : Lived(won, 4).kpi("single_contact_share")) CHECK(share == 0);
    const auto moved = compiled_text(world + R"(
lifecycle:
  stages: {a: {kind: client, contacts: 3}, b: {kind: client, contacts: 1}, lost: {kind: lost}}
  transitions: {go: {from: [a], to: b, chance: 100 %/month}}
relationship: {contacts: {leave: 5 %/month, found: 0 %/month, last_lost: 60 %}}
)");
    // After five years at 5 % a month 4.6 % of contacts are left: two or more of three with 0.6 % of clients.
    for (const double share : Lived(moved, 4).kpi("single_contact_share")) CHECK(share > 0.95);
}

TEST_CASE("A bond changes nothing about what remains of clients whose loss is a written chance") {
    const std::string world = head + R"(
horizon: 12 months
today: today
portfolio:
  segments:
    all: {clients: 100, stage: c, gross_margin: 100 %, orders: {chance: 100 %/month, value: 100}, loss: {chance: 1 %/month}}
lifecycle: {stages: {c: {kind: client}, lost: {kind: lost}}}
people: {rep: {fixed: 100/month, leaves: 5 %/month}}
relationship: {bond: {loss_times: 10, rebuilt: 5 %/month, handed_over: 50 %, carried_off: 0 %}}
structures: {today: {teams: {t: {seats: {rep: 5}, does: [keep]}}}}
)";
    const Settings alike = {"judge={by: npv, required_return: 10 %/year}"};
    Settings loose = alike;
    loose.emplace_back("relationship.bond.loss_times=1");
    CHECK(Lived(compiled_text(world, alike), 20).kpi("npv") == Lived(compiled_text(world, loose), 20).kpi("npv"));
}

TEST_CASE("A place in a hundred is a place: 29, 57 and 58 % of a hundred clients") {
    for (const int places : {29, 57, 58}) {
        const auto models = compiled_text(plain + R"(
people: {rep: {fixed: 1000/month}}
structures:
  today:
    teams: {t: {seats: {rep: 10}, does: [keep]}}
    admission: {from: [c], to: key, at_most: )" +
                                              std::to_string(places) + " %}\n",
                                          {"lifecycle.stages.key={kind: client}"});
        for (const double there : Lived(models, 2).kpi("clients_end.key")) CHECK(there == places);
    }
}

TEST_CASE("Handling of a month to come goes with the orders of the stage, whatever Poisson rate the client had") {
    const std::string world = head + R"(
horizon: 12 months
portfolio:
  segments:
    all: {clients: 100, stage: d, gross_margin: 100 %, orders: {poisson: 1/month, value: 100, handling: 50}, activity: 1, loss: {chance: 1 %/month}}
lifecycle:
  stages: {c: {kind: client, orders: {chance: 100 %/month, value: 100, handling: 50}}, d: {kind: client}, lost: {kind: lost}}
  transitions: {go: {from: [d], to: c, chance: 100 %/month}}
people: {rep: {fixed: 1000/month}}
structures: {only: {teams: {t: {seats: {rep: 1}, does: [keep]}}}}
)";
    const auto remaining = [&](const char* activity) {
        const Settings settings = {"judge={by: npv, required_return: 10 %/year}",
                                   std::string("portfolio.segments.all.activity=") + activity};
        const auto models = compiled_text(world, settings);
        const Lived lived(models, 2);
        return lived.kpi("npv").front() - lived.kpi("npv_in_horizon").front();
    };
    CHECK(std::abs(remaining("2") - remaining("1")) < 1e-6 * remaining("1"));
}

TEST_CASE("A weak shock that lasts does not prolong a strong one") {
    const std::string world = head + R"(
horizon: 12 months
today: base
portfolio: {segments: {s: {clients: 200, stage: c, gross_margin: 50 %, loss: {chance: 2 %/month}}}}
lifecycle: {stages: {c: {kind: client}, lost: {kind: lost}}}
people: {a: {fixed: 1000/month}, b: {fixed: 1000/month, leaves: 100 %/month}}
relationship: {planned_transfer: {loss_times: 10, for: 1 months}}
structures:
  base: {teams: {t: {seats: {a: 1}, does: [keep]}}}
  alt: {starts_as: base, from: month 2, teams: {t: {seats: {b: 1}, does: [keep]}}}
)";
    const auto losses = [&](const Settings& settings) {
        const auto models = compiled_text(world, settings);
        const Lived lived(models, 400);
        return lived.of("losses", lived.structure("alt"));
    };
    // 98 % stay in each of eleven months, 80 % in the month of the transfer.
    check_mean(losses({}), 200 * (1 - 0.8 * std::pow(0.98, 11)));
    check_mean(losses({"relationship.owner_leaves={loss_times: 1.000001, for: 12 months}"}),
               200 * (1 - 0.8 * std::pow(0.98, 11)));
}

TEST_CASE("Attempts that nobody could help with take no hours, whether or not people differ") {
    const std::string world = head + R"(
horizon: 12 months
portfolio:
  segments: {all: {clients: 5000, stage: p, gross_margin: 100 %, orders: {chance: 100 %/month, value: 100}}}
lifecycle:
  stages: {p: {kind: prospect}, c: {kind: client}}
  transitions: {won: {from: [p], to: c, effort: win}}
work: {win: {hours: 50 hours, succeeds: 20 %, support: 10 hours}}
people:
  h: {fixed: 1000/month, hours: 100 hours/month}
  helper: {fixed: 1000/month, hours: 10 hours/month}
structures: {only: {teams: {w: {seats: {h: 1}, does: [win]}, s: {seats: {helper: 1}, does: [support]}}}}
)";
    const Settings differ = {"people.nobody={fixed: 1/month, skill_spread: 0.5}"};
    const auto used = [&](const Settings& settings) {
        return Lived(compiled_text(world, settings), 2).kpi("utilisation.w").front();
    };
    // Help for one attempt a month, of ten hours.
    CHECK(std::abs(used({}) - 0.1) < 1e-12);
    CHECK(std::abs(used(differ) - 0.1) < 1e-12);
}

TEST_CASE("What is never paid is a part of the bill, discount taken off") {
    const auto models = compiled_text(head + R"(
horizon: 3 months
portfolio:
  segments:
    s: {clients: 10, stage: c, gross_margin: 50 %, orders: {chance: 100 %/month, value: 100}, payment: {delay: 1 months, never_paid: 90 %}}
lifecycle: {stages: {c: {kind: client}}}
people: {a: {fixed: 1/month, quota: {sales: 1M/month, discount: 20 %}}}
structures: {base: {teams: {t: {seats: {a: 1}, does: [keep]}}}}
)");
    const Lived lived(models, 2);
    const double revenue = lived.kpi("revenue").front();
    const double conceded = lived.kpi("concessions").front();
    CHECK(conceded > 0);
    CHECK(std::abs(lived.kpi("bad_debt").front() - 0.9 * (revenue - conceded)) < 0.1);
    CHECK(lived.kpi("receivables_end").front() > 0);
}
