#include "reports/assumptions.hpp"

#include <algorithm>

#include "tests/support/catch.hpp"

using namespace clientele;

namespace {

scenario::Quantity written(std::string text, std::string source, scenario::Kind kind = scenario::Kind::constant) {
    scenario::Quantity quantity = scenario::constant(1);
    quantity.written = std::move(text);
    quantity.source = std::move(source);
    quantity.kind = kind;
    return quantity;
}

reports::Assumption only(const scenario::Quantity& quantity) {
    scenario::Scenario scenario;
    scenario.people["seller"].leaves = quantity;
    const auto all = reports::register_assumptions(scenario);
    REQUIRE(all.size() == 1);
    return all.front();
}

}  // namespace

TEST_CASE("every number of the scenario is found by its path, but those that only size the study") {
    scenario::Scenario scenario;
    scenario.seed = scenario::constant(1);
    scenario.worlds = scenario::constant(10);
    scenario.portfolio = scenario::Portfolio{};
    scenario.portfolio->segments["trade"].clients = scenario::constant(10);
    scenario.people["seller"].fixed = scenario::constant(10);
    scenario.structures["today"].teams["sales"].seats["seller"] = scenario::constant(10);
    scenario.structures["today"].handover = scenario::Transition{};
    scenario.structures["today"].handover->any.resize(2);
    scenario.structures["today"].handover->any[1].orders = scenario::constant(3);
    std::vector<std::string> paths;
    for (const auto& assumption : reports::register_assumptions(scenario)) paths.push_back(assumption.path);
    CHECK(paths == std::vector<std::string>{"portfolio.segments.trade.clients", "people.seller.fixed",
                                            "structures.today.teams.sales.seats.seller",
                                            "structures.today.handover.any[1].orders"});
}

TEST_CASE("a source makes evidence, unless it calls itself an assumption") {
    CHECK(only(written("25 %/year", "Shi et al. 2017")).is_evidence());
    CHECK_FALSE(only(written("25 %/year", "assumption: nobody measured it")).is_evidence());
    CHECK_FALSE(only(written("25 %/year", "Assumed")).is_evidence());
    CHECK_FALSE(only(written("25 %/year", "")).is_evidence());
}

TEST_CASE("believed numbers are marked") {
    CHECK(only(written("x", "", scenario::Kind::belief)).believed);
    CHECK_FALSE(only(written("x", "", scenario::Kind::heterogeneity)).believed);
}
