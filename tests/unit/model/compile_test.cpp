#include "engine/model/compile.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "tests/support/built_scenario.hpp"
#include "tests/support/catch.hpp"

using namespace clientele;
using model::Models;
using model::Scope;

namespace {

Models compiled(const scenario::Scenario& s, Scope scope = Scope::single) {
    return model::compile_structures(scenario::validate(s), scope);
}

using Regimes = std::vector<std::pair<std::uint32_t, std::string>>;
using Seats = std::vector<std::uint32_t>;

}  // namespace

TEST_CASE("Structures are compiled by name, with the organisations in force month by month") {
    const Models models = compiled(tests::built_scenario());
    REQUIRE(models.structures.size() == 2);
    CHECK(models.structures[0].id == "generalists");
    CHECK(models.baseline == 0);
    const model::Model& split = models.structures[1];
    REQUIRE(split.regimes.size() == 2);
    CHECK(split.regimes[0].organisation.structure == "generalists");
    CHECK(split.regimes[1].first_month == 3);
    CHECK(split.same_until == 3);
    CHECK(models.structures[0].same_until == 24);
    CHECK(split.seats == std::vector<std::pair<std::string, std::uint32_t>>{
                             {"farmers.seller", 2}, {"hunters.seller", 2}, {"managers.kam", 2}});
}

TEST_CASE(
    "People cost is seats x fixed x (1 + charges) over the horizon: 24 x 6 x 4,500 x 1.3; a change counts from its "
    "month") {
    const Models models = compiled(tests::built_scenario());
    CHECK(models.structures[0].people_cost == Approx(24 * 6 * 4500 * 1.3).epsilon(1e-14));
    CHECK(models.structures[1].people_cost == Approx(1.3 * (3 * 6 * 4500 + 21 * (4 * 4500 + 2 * 6200))).epsilon(1e-14));
}

TEST_CASE("What a structure starts as holds until it begins, and chains of them follow each other") {
    scenario::Scenario s = tests::built_scenario();
    scenario::Structure late = s.structures.at("split");
    late.starts_as = tests::named("split");
    late.from = scenario::constant(10);
    s.structures["late"] = late;
    CHECK(model::regimes_of(s, "generalists") == Regimes{{0, "generalists"}});
    CHECK(model::regimes_of(s, "split") == Regimes{{0, "generalists"}, {3, "split"}});
    CHECK(model::regimes_of(s, "late") == Regimes{{0, "generalists"}, {3, "split"}, {9, "late"}});
    s.structures["late"].from = scenario::constant(2);  // before the one it starts as begins
    CHECK(model::regimes_of(s, "late") == Regimes{{0, "generalists"}, {1, "late"}});
}

TEST_CASE(
    "Seats at the same money: one factor, largest remainder, at least one seat a role, nearest total, ties to the "
    "cheaper") {
    CHECK(model::scaled_seats({6, 3}, {100, 100}, 900) == Seats{6, 3});
    CHECK(model::scaled_seats({6, 3}, {100, 100}, 1200) == Seats{8, 4});
    CHECK(model::scaled_seats({6, 3}, {100, 100}, 1000) == Seats{7, 3});  // 6.67 and 3.33
    CHECK(model::scaled_seats({6, 3}, {100, 100}, 149) == Seats{1, 1});   // fewer than one a role there cannot be
    CHECK(model::scaled_seats({1}, {100}, 250) == Seats{2});              // 2 and 3 are as near: the cheaper
    CHECK(model::scaled_seats({1}, {100}, 251) == Seats{3});
    CHECK(model::scaled_seats({10, 1}, {100, 300}, 650) == Seats{3, 1});  // 600 and 700 are as near: the cheaper
    CHECK(model::scaled_seats({6, 2}, {0, 0}, 0) == Seats{6, 2});         // who costs nothing is not let go for money
    CHECK(model::scaled_seats({4, 0}, {100, 5000}, 600) == Seats{6, 0});  // no seats stay no seats
}

TEST_CASE(
    "The twin of an alternative has the baseline's rules and roles, the alternative's cost, and its first month") {
    scenario::Scenario s = tests::built_scenario();
    s.structures.at("split").teams.at("farmers").seats.at("seller") = scenario::constant(4);
    s.structures.at("split").from = scenario::constant(4);
    const Models models = compiled(s, Scope::comparison);
    REQUIRE(models.twins.size() == 1);
    const model::Model& twin = models.structures[models.twins[0].structure];
    CHECK(twin.id == "generalists@split");
    CHECK(twin.purpose == model::Purpose::twin);
    CHECK(twin.same_until == 3);
    REQUIRE(twin.seats.size() == 1);
    // 4,500 x 6 + 6,200 x 2 = 39,400 against 8.76 sellers
    CHECK(twin.seats[0].second == 9);
    CHECK(models.twins[0].gap == Approx(21 * 1.3 * (39'400 - 9 * 4500)).epsilon(1e-12));
}

TEST_CASE("The same people sit in every structure, with posts added for the structure that needs more") {
    scenario::Scenario s = tests::built_scenario();
    s.structures.at("split").teams.at("farmers").seats.at("seller") = scenario::constant(5);
    const Models models = compiled(s);
    REQUIRE(models.firm->people.size() == 9);
    CHECK(models.firm->people[0].name == "seller/1");
    for (const model::Model& structure : models.structures) {
        for (const model::Regime& regime : structure.regimes) {
            std::vector<std::uint16_t> seated;
            for (const model::Seat& seat : regime.organisation.seats) seated.push_back(seat.person);
            std::sort(seated.begin(), seated.end());
            CHECK(std::adjacent_find(seated.begin(), seated.end()) == seated.end());
            for (std::size_t seat = 0; seat < regime.organisation.seats.size(); ++seat) {
                CHECK(regime.organisation.seat_of[regime.organisation.seats[seat].person] == static_cast<int>(seat));
            }
        }
    }
}

TEST_CASE("Teams own what they name, and one team everything nobody names") {
    const Models models = compiled(tests::built_scenario());
    const auto& firm = *models.firm;
    const model::Organisation& today = *firm.today;
    const model::Organisation& split = models.structures[1].regimes[1].organisation;
    for (std::size_t stage = 0; stage < firm.stages.size(); ++stage) {
        const bool client = firm.kinds[stage] == scenario::StageKind::client;
        CHECK(today.owner_team[stage] == (client ? 0 : -1));
        const std::string owner =
            split.owner_team[stage] < 0 ? "" : split.teams[static_cast<std::size_t>(split.owner_team[stage])].name;
        const std::string& name = firm.stages[stage];
        CHECK(owner == (name == "new" ? "hunters" : name == "regular" ? "farmers" : name == "key" ? "managers" : ""));
    }
}

TEST_CASE("Handover comes before admission, and admission is limited by the span of the team that owns the stage") {
    const Models models = compiled(tests::built_scenario());
    const auto& rules = models.structures[1].regimes[1].organisation.rules;
    REQUIRE(rules.size() == 2);
    CHECK(rules[0].name == "handover");
    CHECK(!rules[0].limited_by_span);
    CHECK(rules[1].name == "admission");
    CHECK(rules[1].limited_by_span);
    CHECK(rules[1].review == 2);
    CHECK(!models.structures[0].regimes[0].organisation.rules[1].limited_by_span);  // the generalists have no span
}
