#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "engine/behaviour/wallet.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/known_answer.hpp"
#include "tests/support/study.hpp"
#include "tests/support/worlds.hpp"

using namespace clientele;
using tests::check_mean;
using tests::Estimate;
using tests::Lived;
using tests::most;

/// Known answers about who sits where: skill, choice, severance, overlap, cover, overload. Tolerance 5 standard errors
/// where luck is in play.
namespace {

const std::string sellers = R"(
clientele: 1
horizon: 12 months
worlds: 1000
lives: 2
defaults: none
today: today
portfolio: {segments: {all: {clients: 5000, stage: prospect, gross_margin: 100 %}}}
lifecycle:
  stages: {prospect: {kind: prospect}, client: {kind: client}}
  transitions: {won: {from: [prospect], to: client, effort: win}}
work: {win: {attempts: 10/month, succeeds: 0 %, cost: 1}}
people:
  seller: {fixed: 1000/month, skill_spread: 0.5}
  best: {from: seller, fixed: 1000/month, chosen: highest_skill}
  least: {from: seller, fixed: 1000/month, chosen: lowest_skill}
staff: {seller: 4}
structures:
  today: {teams: {hunters: {seats: {seller: 4}, does: [win]}, idle: {seats: {seller: 0}, does: [keep]}}}
)";

/// Skill of who sits in each team at the start, from what a life tells.
std::map<std::string, std::vector<double>> skills_of(replication::Lives& lives, std::size_t structure,
                                                     std::uint32_t replication) {
    std::map<std::string, std::vector<double>> skills;
    for (const replication::Event& event : lives.trace(structure, replication)) {
        const std::string mark = "sits in team ";
        if (event.month == 0 && event.what.compare(0, mark.size(), mark) == 0) {
            skills[event.what.substr(mark.size())].push_back(event.reasons.at(0).value);
            skills["of " + event.who].push_back(event.reasons.at(0).value);
        }
    }
    return skills;
}

/// What the share of wallet of 40 % comes to, as a part of today's.
double answer(double x) { return behaviour::wallet_target({0.5, 0.25, 1, 0}, 0.4, x) / 0.4; }

}  // namespace

TEST_CASE("However people differ the firm has the hours it pays for, 480 attempts of four sellers in a year") {
    const std::string text = sellers;
    const auto models = tests::compiled_text(text.substr(0, text.find(", idle")) + "}}\n");
    const Lived lived(models, 50);
    for (const double cost : lived.kpi("acquisition_cost")) CHECK(cost >= 479);
    for (const double cost : lived.kpi("acquisition_cost")) CHECK(cost <= 480);
    // The same to the bit where nobody differs, said or not.
    const auto alike = tests::compiled_text(text.substr(0, text.find(", idle")) + "}}\n",
                                            {"people.seller.skill_spread=0", "people.best=null", "people.least=null"});
    CHECK(Lived(alike, 10).of("acquisition_cost").mean == 480);
}

TEST_CASE(
    "The best of four sellers leaves a hole, expected skill of the best of four by simulation, of the rest what is "
    "left "
    "of four") {
    const std::string text = sellers;
    const std::string base = text.substr(0, text.find(", idle")) + "}}\n";
    const auto models = tests::compiled_text(
        base +
        "  best: {teams: {hunters: {seats: {seller: 3}, does: [win]}, chosen: {seats: {best: 1}, does: [win]}}}\n"
        "  least: {teams: {hunters: {seats: {seller: 3}, does: [win]}, chosen: {seats: {least: 1}, does: [win]}}}\n"
        "  listed: {teams: {hunters: {seats: {seller: 3}, does: [win]}, chosen: {seats: {seller: 1}, does: "
        "[win]}}}\n");
    // Expected by another program: the largest and the smallest of four lognormals over their mean.
    std::mt19937_64 luck(3);
    std::normal_distribution<double> normal;
    double best = 0;
    double least = 0;
    constexpr int draws = 400'000;
    for (int k = 0; k < draws; ++k) {
        std::vector<double> skill(4);
        for (double& s : skill) s = std::exp(0.5 * normal(luck));
        const double mean = (skill[0] + skill[1] + skill[2] + skill[3]) / 4;
        best += *std::max_element(skill.begin(), skill.end()) / mean / draws;
        least += *std::min_element(skill.begin(), skill.end()) / mean / draws;
    }
    replication::Lives lives(models);
    std::map<std::string, std::vector<double>> chosen;
    for (std::uint32_t r = 0; r < 1000; ++r) {
        std::map<std::string, std::vector<double>> today;
        for (std::size_t s = 0; s < models.structures.size(); ++s) {
            auto skills = skills_of(lives, s, r);
            double sum = 0;
            for (const auto& [who, values] : skills) {
                if (who.compare(0, 3, "of ") != 0) {
                    for (const double value : values) sum += value;
                    continue;
                }
                // The same person in every structure.
                const auto known = today.try_emplace(who, values).first;
                REQUIRE(known->second == values);
            }
            REQUIRE(sum == Approx(4).epsilon(1e-12));
            if (models.structures[s].id != "today") chosen[models.structures[s].id].push_back(skills.at("chosen")[0]);
        }
    }
    check_mean(tests::estimate(chosen["best"]), best);
    check_mean(tests::estimate(chosen["least"]), least);
    check_mean(tests::estimate(chosen["listed"]), 1);
    CHECK(best > 1.5);
}

TEST_CASE(
    "Skill of today's people is in today's figures, growth 0 at today's structure, and where today chooses, too") {
    for (const char* role : {"keeper", "picked"}) {
        const auto models = tests::scenario_named(
            "verification/staffing",
            {"people.keeper.skill_spread=0.5",
             "people.picked={from: keeper, fixed: 1000/month, hours: 100 hours/month, chosen: highest_skill}",
             "structures.leaving=null", "staff.keeper=6",
             std::string(role) == "keeper" ? "horizon=12 months"
                                           : "structures.today.teams.owners.seats={keeper: 3, picked: 1}"});
        const Lived lived(models, 20);
        INFO(role);
        for (std::size_t r = 0; r < lived.count(); ++r) {
            CHECK(lived.at(replication::Series::revenue, r, 11) ==
                  Approx(lived.at(replication::Series::revenue, r, 0)).epsilon(1e-12));
            CHECK(lived.at(replication::Series::revenue, r, 0) == Approx(400 * 400.0).epsilon(1e-4));
        }
    }
}

TEST_CASE(
    "Who is seated no longer is paid off once: four of ten at 5,000; nobody at today, and nothing where it costs "
    "nothing") {
    const auto models = tests::scenario_named(
        "verification/posts",
        {"people.seller.severance=5000", "people.seller.leaves=0 %/month", "today=only",
         "structures.fewer={starts_as: only, from: month 4, teams: {sellers: {seats: {seller: 6}, does: [win]}}}"});
    const Lived lived(models, 5);
    const std::size_t fewer = lived.structure("fewer");
    for (const double paid : lived.kpi("severance", fewer)) CHECK(paid == 4 * 5000);
    for (const double paid : lived.kpi("severance", lived.structure("only"))) CHECK(paid == 0);
    const double before = lived.at(replication::Series::cost, 0, 2, fewer);
    CHECK(lived.at(replication::Series::cost, 0, 3, fewer) ==
          lived.at(replication::Series::cost, 0, 4, fewer) + 4 * 5000);
    CHECK(before > lived.at(replication::Series::cost, 0, 4, fewer));
    const auto free_of_charge = tests::scenario_named("verification/posts");
    for (const model::Kpi& kpi : free_of_charge.structures[0].kpis) CHECK(kpi.name != "severance");
}

TEST_CASE("Overlapping owners spare half of what a transfer costs, 3 % instead of 6 %") {
    const std::vector<std::string> with_both{
        "portfolio.segments.rest={clients: 5, stage: other, gross_margin: 0 %}",
        "lifecycle.stages.other={kind: client}",
        "structures.staying.teams.owners.owns=[client, other]",
        "structures.leaving=null",
        "structures.handing_over.teams={owners: {seats: {successor: 5}, does: [keep], owns: [client]}, "
        "old: {seats: {keeper: 5}, does: [keep], owns: [other]}}",
        "relationship.planned_transfer={sales_lost: 6 %, over: 6 months, overlap: 2 months, overlap_saves: 50 %}"};
    const auto models = tests::scenario_named("verification/owner_change", with_both);
    const Lived lived(models, 1000);
    const auto staying = lived.kpi("revenue", lived.structure("staying"));
    std::vector<double> gap = lived.kpi("revenue", lived.structure("handing_over"));
    for (std::size_t r = 0; r < gap.size(); ++r) gap[r] -= 0.97 * staying[r];
    const Estimate actual = tests::estimate(gap);
    INFO("sales beside 97 % of those without: " << actual.mean << " +- " << actual.se);
    CHECK(std::abs(actual.mean) <= most * actual.se);
    CHECK(actual.se < 0.001 * tests::estimate(staying).mean);
    // Who has left cannot overlap: the former owners have no seat.
    auto gone = with_both;
    gone[4] = "structures.handing_over.teams={owners: {seats: {successor: 5}, does: [keep], owns: [client, other]}}";
    const auto without = tests::scenario_named("verification/owner_change", gone);
    const Lived full(without, 1000);
    const auto stayed = full.kpi("revenue", full.structure("staying"));
    std::vector<double> lost = full.kpi("revenue", full.structure("handing_over"));
    for (std::size_t r = 0; r < lost.size(); ++r) lost[r] -= 0.94 * stayed[r];
    CHECK(std::abs(tests::estimate(lost).mean) <= most * tests::estimate(lost).se);
}

TEST_CASE("An overlap of two months takes the former owners two months of the hours that clients need, 200 of 4,800") {
    const auto models = tests::scenario_named(
        "verification/staffing",
        {"structures.leaving=null", "lifecycle.stages.client.needs.keep=0.25 hours/month",
         "portfolio.segments.rest={clients: 4, stage: other, gross_margin: 0 %}",
         "lifecycle.stages.other={kind: client}", "people.successor={fixed: 1000/month, hours: 100 hours/month}",
         "relationship.planned_transfer={loss_times: 1, for: 1 months, overlap: 2 months}",
         "structures.handing_over={teams: {new: {seats: {successor: 4}, does: [keep], owns: [client]}, old: {seats: "
         "{keeper: 4}, does: [keep], owns: [other]}}}"});
    const Lived lived(models, 2);
    CHECK(lived.of("utilisation.old", lived.structure("handing_over")).mean == Approx(200.0 / 4800).epsilon(1e-12));
    const auto none = tests::scenario_named(
        "verification/staffing",
        {"structures.leaving=null", "lifecycle.stages.client.needs.keep=0.25 hours/month",
         "portfolio.segments.rest={clients: 4, stage: other, gross_margin: 0 %}",
         "lifecycle.stages.other={kind: client}", "people.successor={fixed: 1000/month, hours: 100 hours/month}",
         "structures.handing_over={teams: {new: {seats: {successor: 4}, does: [keep], owns: [client]}, old: {seats: "
         "{keeper: 4}, does: [keep], owns: [other]}}}"});
    const Lived alone(none, 2);
    CHECK(alone.of("utilisation.old", alone.structure("handing_over")).mean == 0);
}

TEST_CASE(
    "Three colleagues cover half of an empty seat: its clients get half of today's hours, theirs five sixths; a team "
    "below "
    "its minimum leaves them unserved") {
    const auto share = [](const std::vector<std::string>& settings) {
        const auto models = tests::scenario_named("verification/staffing", settings);
        const Lived lived(models, 1);
        return lived.at(replication::Series::revenue, 0, 11, lived.structure("leaving")) /
               lived.at(replication::Series::revenue, 0, 11, lived.structure("today"));
    };
    const std::string cover = "structures.leaving.teams.owners.cover=50 %";
    const std::string minimum = "structures.leaving.teams.owners.min_team=";
    const double uncovered = (3 + answer(0)) / 4;
    const double covered = (3 * answer(5.0 / 6) + answer(0.5)) / 4;
    CHECK(share({}) == Approx(uncovered).epsilon(1e-4));
    CHECK(share({cover}) == Approx(covered).epsilon(1e-4));
    CHECK(share({cover, minimum + "3"}) == Approx(covered).epsilon(1e-4));
    CHECK(share({cover, minimum + "4"}) == Approx(uncovered).epsilon(1e-4));
    CHECK(covered > uncovered);
}

TEST_CASE("Overload drives people out, pivoted at today's load of 2: 4 % a month at load 4, 2 % today, 1 % at load 1") {
    const auto models = tests::scenario_named(
        "verification/staffing",
        {"structures.leaving=null", "people.keeper.leaves=2 %/month", "people.keeper.overload_slope=0.5",
         "structures.half={teams: {owners: {seats: {keeper: 2}, does: [keep]}}}",
         "structures.twice={teams: {owners: {seats: {keeper: 8}, does: [keep]}}}"});
    const Lived lived(models, 2000);
    check_mean(lived.of("departures", lived.structure("today")), 4 * 12 * 0.02);
    // The first month goes by today's load.
    check_mean(lived.of("departures", lived.structure("half")), 2 * (0.02 + 11 * 0.04));
    // Today's four keep their clients and their load; the four who join have none.
    check_mean(lived.of("departures", lived.structure("twice")), 4 * 12 * 0.02 + 4 * (0.02 + 11 * 0.01));
}

TEST_CASE(
    "What a change of owner costs is a fact of the stage: who moves on while it lasts feels what all feel there") {
    const auto models = tests::compiled_text(R"(
clientele: 1
horizon: 6 months
worlds: 2
lives: 2
defaults: none
today: before
portfolio:
  segments:
    moving: {clients: 400, stage: calm, gross_margin: 30 %}
    there: {clients: 400, stage: rough, gross_margin: 30 %}
lifecycle:
  stages:
    calm: {kind: client, loss: {observed: 2 %/year}}
    rough: {kind: client, loss: {observed: 60 %/year}}
    lost: {kind: lost}
  transitions: {roughens: {from: [calm], to: rough, chance: 50 %/month}}
people: {seller: {fixed: 1000/month}, other: {fixed: 1000/month}}
relationship: {planned_transfer: {sales_lost: 10 %, over: 6 months}}
structures:
  before: {teams: {one: {seats: {seller: 1}, does: [keep]}}}
  after: {starts_as: before, from: month 2, teams: {two: {seats: {other: 1}, does: [keep]}}}
)");
    replication::Lives lives(models);
    lives.bind(0);
    const std::size_t after = models.structures[0].id == "after" ? 0 : 1;
    std::map<std::string, std::vector<double>> felt;
    for (const replication::Event& event : lives.trace(after, 0)) {
        for (const replication::Reason& reason : event.reasons) {
            if (reason.name == "change of owner" && event.what.find("lost") == 0 && event.from == "rough") {
                felt[event.who.substr(0, event.who.find('/'))].push_back(reason.value);
            }
        }
    }
    REQUIRE(felt["moving"].size() > 5);
    REQUIRE(felt["there"].size() > 10);
    for (const auto& [segment, factors] : felt) {
        for (const double factor : factors) CHECK(factor == felt["there"].front());
    }
    CHECK(felt["there"].front() > 1);
}
