#include "engine/replication/lives.hpp"

#include <cmath>
#include <string>
#include <vector>

#include "engine/base/contract.hpp"
#include "tests/support/built_scenario.hpp"
#include "tests/support/catch.hpp"

using namespace clientele;
using replication::Event;
using replication::Lives;
using replication::Series;

namespace {

model::Models compiled(const scenario::Scenario& s = tests::built_scenario()) {
    return model::compile_structures(scenario::validate(s), model::Scope::comparison);
}

std::vector<double> figures(const Lives& lives, std::size_t structure) {
    const auto kpis = lives.kpis(structure);
    return {kpis.begin(), kpis.end()};
}

std::vector<std::string> told(const std::vector<Event>& events) {
    std::vector<std::string> lines;
    for (const Event& e : events)
        lines.push_back(std::to_string(e.month) + " " + e.phase + " " + e.who + " " + e.what + " " +
                        std::to_string(e.value));
    return lines;
}

}  // namespace

TEST_CASE("A replication of a world that is not bound is refused") {
    const auto models = compiled();
    Lives lives(models);
    CHECK_THROWS_AS(lives.live(0), base::ContractViolation);
    lives.bind(1);
    CHECK_THROWS_AS(lives.live(3), base::ContractViolation);
    CHECK_NOTHROW(lives.live(4));
}

TEST_CASE("What was lived before leaves no trace: the same replication gives the same figures after any others") {
    const auto models = compiled();
    Lives used(models);
    for (const std::uint32_t r : {17U, 3U, 44U, 5U}) {
        used.bind(r / 4);
        used.live(r);
    }
    Lives fresh(models);
    fresh.bind(1);
    fresh.live(5);
    for (std::size_t s = 0; s < models.structures.size(); ++s) {
        const auto a = figures(used, s);
        const auto b = figures(fresh, s);
        for (std::size_t k = 0; k < a.size(); ++k) CHECK((a[k] == b[k] || (std::isnan(a[k]) && std::isnan(b[k]))));
    }
}

TEST_CASE(
    "The trace is told in months, names real clients and people, and each draw agrees with the chance that decided") {
    const auto models = compiled();
    Lives lives(models);
    std::size_t drawn = 0;
    for (std::size_t s = 0; s < models.structures.size(); ++s) {
        std::uint32_t month = 0;
        for (const Event& event : lives.trace(s, 9)) {
            CHECK(event.month >= month);
            month = event.month;
            CHECK(month < 24);
            CHECK(!event.who.empty());
            if (std::isnan(event.chance) || std::isnan(event.drawn) || event.phase == "orders" ||
                event.what == "attempt failed")
                continue;
            INFO(event.who << " " << event.what);
            CHECK(event.drawn < event.chance + 0x1p-31);
            ++drawn;
        }
    }
    CHECK(drawn > 30);
    CHECK(told(lives.trace(1, 9)) == told(lives.trace(1, 9)));
    CHECK(told(lives.trace(1, 9)) != told(lives.trace(1, 10)));
}

TEST_CASE(
    "A life has one value a month for each series, and where all pay at once cash is what margin leaves after costs") {
    scenario::Scenario at_once = tests::built_scenario();
    at_once.portfolio->segments["industry"].payment.reset();
    const auto models = model::compile_structures(scenario::validate(at_once), model::Scope::comparison);
    Lives lives(models);
    lives.bind(0);
    lives.live(2);
    for (std::size_t s = 0; s < models.structures.size(); ++s) {
        double revenue = 0;
        double cash = 0;
        CHECK(lives.series(s, Series::clients).size() == 24);
        CHECK(lives.digests(s).size() == 24);
        for (std::size_t month = 0; month < 24; ++month) {
            revenue += lives.series(s, Series::revenue)[month];
            cash += lives.series(s, Series::cash)[month];
        }
        CHECK(revenue == lives.kpis(s)[3]);
        CHECK(cash == lives.kpis(s)[2]);
    }
}

TEST_CASE("Lives of one world share its beliefs, other worlds believe otherwise") {
    const auto models = compiled();
    Lives lives(models);
    lives.bind(3);
    const std::vector<double> first(lives.beliefs().begin(), lives.beliefs().end());
    REQUIRE(first.size() == models.beliefs.size());
    REQUIRE(first.size() >= 5);
    lives.bind(4);
    for (std::size_t b = 0; b < first.size(); ++b) CHECK(lives.beliefs()[b] != first[b]);
    lives.bind(3);
    CHECK(std::vector<double>(lives.beliefs().begin(), lives.beliefs().end()) == first);
}
