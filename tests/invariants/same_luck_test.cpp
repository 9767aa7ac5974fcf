#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <yaml-cpp/yaml.h>

#include "engine/experiment/divergence.hpp"
#include "engine/experiment/plan.hpp"
#include "engine/experiment/run.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/worlds.hpp"

using namespace clientele;
using replication::Event;
using tests::Lived;

/// Luck is addressed by names: what a scenario adds, reorders or never uses moves nobody else's.
namespace {

constexpr std::uint32_t replications = 8;
constexpr std::uint64_t random_worlds = 12;

/// The same map with its keys in the opposite order, at every depth. Lists keep theirs.
YAML::Node reversed(const YAML::Node& node) {
    if (node.IsSequence()) {
        YAML::Node list;
        for (const YAML::Node& item : node) list.push_back(reversed(item));
        return list;
    }
    if (!node.IsMap()) return node;
    std::vector<std::pair<YAML::Node, YAML::Node>> entries;
    for (const auto& entry : node) entries.emplace_back(entry.first, reversed(entry.second));
    YAML::Node map(YAML::NodeType::Map);
    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) map[entry->first] = entry->second;
    return map;
}

/// All figures of `expected`'s structures are those of the same structures in `actual`, KPI by KPI.
void check_same(const model::Models& models, const Lived& expected, const Lived& actual) {
    for (std::size_t s = 0; s < models.structures.size(); ++s) {
        const std::string& id = models.structures[s].id;
        INFO("structure " << id);
        for (const model::Kpi& kpi : models.structures[s].kpis) {
            INFO(kpi.name);
            CHECK(tests::same_bits(actual.kpi(kpi.name, actual.structure(id)), expected.kpi(kpi.name, s)));
        }
        CHECK(tests::same_bits(actual.series(actual.structure(id)), expected.series(s)));
    }
}

}  // namespace

TEST_CASE("The order of keys in a scenario changes no bit") {
    for (const tests::World& world : tests::worlds(random_worlds)) {
        YAML::Emitter text;
        text << reversed(YAML::Load(world.yaml));
        const auto models = tests::compiled_text(world.yaml);
        const auto other = tests::compiled_text(text.c_str());
        const Lived expected(models, replications);
        const Lived actual(other, replications);
        INFO(world.name);
        check_same(models, expected, actual);
        CHECK(expected.digests() == actual.digests());
    }
}

TEST_CASE("A structure lives the same alone and in the place where others have lived before it") {
    for (const tests::World& world : tests::worlds(random_worlds)) {
        const auto models = tests::compiled_text(world.yaml);
        const Lived together(models, replications);
        for (const model::Model& structure : models.structures) {
            model::Models alone{models.firm, {structure}, model::Models::no_baseline, {}, models.beliefs};
            const Lived single(alone, replications);
            INFO(world.name);
            check_same(alone, single, together);
        }
    }
}

TEST_CASE("A structure against itself under another name: exactly 0 in every figure of every replication") {
    for (const tests::World& world : tests::worlds(random_worlds)) {
        YAML::Node node = YAML::Load(world.yaml);
        const auto today = node["today"].as<std::string>();
        node["structures"]["zz_twin"] = YAML::Clone(node["structures"][today]);
        node["structures"]["aa_twin"] = YAML::Clone(node["structures"][today]);
        YAML::Emitter text;
        text << node;
        const auto models = tests::compiled_text(text.c_str());
        const Lived lived(models, replications);
        for (const char* twin : {"aa_twin", "zz_twin"}) {
            INFO(world.name << ", " << twin);
            CHECK(tests::same_bits(lived.values(lived.structure(twin)), lived.values(lived.structure(today))));
            CHECK(lived.digests(lived.structure(twin)) == lived.digests(lived.structure(today)));
        }
    }
}

TEST_CASE(
    "What is never used changes no other number: a structure, a role and its staff, a transition of chance 0, an empty "
    "segment") {
    for (const tests::World& world : tests::worlds(random_worlds)) {
        const auto models = tests::compiled_text(world.yaml);
        const Lived expected(models, replications);
        const bool reference = world.name == "ref_lifecycle";
        const std::string role = reference ? "farmer" : "seller";
        const std::string serves = reference ? "active" : "regular";
        const std::string support = world.yaml.find("support") != std::string::npos ? ", support" : "";
        const std::vector<std::string> additions{
            "structures.aa_unused={teams: {all: {seats: {" + role + ": 40}, does: [keep" + support + "]}}}",
            "people.aa_idle={fixed: 9999/month, hours: 100 hours/month, leaves: {believed: 1 %/month to 20 %/month}}",
            "people.aa_idle={fixed: 1/month, from: " + role + "}",
            "lifecycle.transitions.aa_never={from: [" + serves + "], to: prospect, chance: 0 %/month}",
            "lifecycle.transitions.zz_never={from: [lost], to: " + serves + ", chance: 0 %/month}",
            "portfolio.segments.aa_nobody={clients: 0, stage: lost, gross_margin: 1 %, potential: 1/month, orders: "
            "{poisson: 3/month}, "
            "loss: {observed: {believed: 1 %/year to 2 %/year}}}"};
        for (const std::string& addition : additions) {
            INFO(world.name << " with " << addition);
            const auto more = tests::compiled_text(world.yaml, {addition});
            check_same(models, expected, Lived(more, replications));
        }
    }
}

TEST_CASE("Structures that differ only from month m live the same life before it, and another one after") {
    std::size_t differed = 0;
    for (const tests::World& world : tests::worlds(random_worlds)) {
        const auto models = tests::compiled_text(world.yaml, {}, model::Scope::comparison);
        const Lived lived(models, replications);
        const auto& baseline = lived.digests(models.baseline);
        for (std::size_t s = 0; s < models.structures.size(); ++s) {
            INFO(world.name << ", " << models.structures[s].id << ", the same for " << models.structures[s].same_until
                            << " months");
            for (std::size_t r = 0; r < replications; ++r) {
                const auto begin = static_cast<std::ptrdiff_t>(r * models.firm->months);
                const auto end = begin + static_cast<std::ptrdiff_t>(models.structures[s].same_until);
                REQUIRE(std::equal(baseline.begin() + begin, baseline.begin() + end, lived.digests(s).begin() + begin));
            }
            differed += lived.digests(s) != baseline ? 1U : 0U;
        }
    }
    CHECK(differed >= random_worlds);
}

TEST_CASE("Clients added to one segment, before or behind, leave everybody else's life as it was") {
    const auto alone = tests::scenario_named("verification/geometric_survival");
    for (const char* more : {"portfolio.segments.aa={clients: 77, stage: client, gross_margin: 5 %}",
                             "portfolio.segments.zz={clients: 500, stage: client, gross_margin: 5 %}"}) {
        const auto together = tests::scenario_named("verification/geometric_survival", {more});
        for (std::uint32_t r = 0; r < 3; ++r) {
            const auto lives_of_all = [&](const model::Models& models) {
                std::vector<std::string> told;
                for (const Event& event : replication::Lives(models).trace(0, r)) {
                    if (!event.who.starts_with("all/")) continue;
                    told.push_back(std::to_string(event.month) + event.who + event.what + std::to_string(event.value) +
                                   std::to_string(event.drawn));
                }
                return told;
            };
            CHECK(lives_of_all(alone) == lives_of_all(together));
        }
    }
}

TEST_CASE("A replication lived alone, or told event by event, has the bits it has in a run") {
    for (const tests::World& world : tests::worlds(random_worlds)) {
        const auto models = tests::compiled_text(world.yaml);
        const Lived run(models, replications);
        for (const std::uint32_t r : {0U, 3U, 7U}) {
            const Lived alone(models, 1, r);
            replication::Lives teller(models);
            for (std::size_t s = 0; s < models.structures.size(); ++s) {
                INFO(world.name << ", structure " << models.structures[s].id << ", replication " << r);
                const auto row = static_cast<std::ptrdiff_t>(r * models.structures[s].kpis.size());
                const std::vector<double> expected(
                    run.values(s).begin() + row,
                    run.values(s).begin() + row + static_cast<std::ptrdiff_t>(models.structures[s].kpis.size()));
                CHECK(tests::same_bits(alone.values(s), expected));
                teller.trace(s, r);
                CHECK(tests::same_bits({teller.kpis(s).begin(), teller.kpis(s).end()}, expected));
            }
        }
    }
}

TEST_CASE("Any number of threads gives the same record, and that of one life after the other", "[threads]") {
    const auto models = tests::scenario_named("gallery/kam_rollout", {"horizon=18 months"}, model::Scope::comparison);
    const experiment::Plan plan{2026, 30, 5, 0, 150};
    const auto run = [&](unsigned threads) { return experiment::run(models, plan, {threads, {}, nullptr}); };
    const experiment::Record one = run(1);
    for (const unsigned threads : {2U, 3U, 7U}) {
        INFO(threads << " threads");
        const experiment::Record other = run(threads);
        CHECK(tests::same_bits(one.beliefs, other.beliefs));
        for (std::size_t s = 0; s < models.structures.size(); ++s) {
            CHECK(tests::same_bits(one.structures[s].values, other.structures[s].values));
            CHECK(tests::same_bits(one.structures[s].monthly_sums, other.structures[s].monthly_sums));
            CHECK(tests::same_bits(one.structures[s].payback, other.structures[s].payback));
            CHECK(one.structures[s].digests == other.structures[s].digests);
        }
    }
    const Lived lived(models, 150);
    for (std::size_t s = 0; s < models.structures.size(); ++s) {
        for (std::size_t k = 0; k < models.structures[s].kpis.size(); ++k) {
            const auto values = one.structures[s].kpi(k, 150);
            CHECK(tests::same_bits({values.begin(), values.end()}, lived.kpi(models.structures[s].kpis[k].name, s)));
        }
    }
}
