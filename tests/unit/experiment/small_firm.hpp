#pragma once

#include <string>

#include "engine/experiment/record.hpp"
#include "engine/scenario/validate.hpp"

/// A firm of sixty clients and prospects with one belief, small enough for hundreds of lives in a blink.
namespace clientele::test {

inline scenario::Name named(std::string text) { return {std::move(text), {}}; }

inline scenario::Quantity believed(double low, double high) {
    scenario::Quantity quantity = scenario::constant(low);
    quantity.kind = scenario::Kind::belief;
    quantity.distribution = {scenario::Family::uniform, low, high, 0};
    return quantity;
}

inline scenario::Structure organisation(double hunters, double farmers) {
    scenario::Structure structure;
    scenario::Team& winning = structure.teams["hunters"];
    winning.seats["hunter"] = scenario::constant(hunters);
    winning.does = {scenario::Activity::win};
    scenario::Team& serving = structure.teams["farmers"];
    serving.seats["farmer"] = scenario::constant(farmers);
    serving.does = {scenario::Activity::keep};
    serving.owns = {named("active")};
    serving.span = scenario::constant(10);
    return structure;
}

inline void add_lifecycle(scenario::Scenario& scenario) {
    scenario::Lifecycle lifecycle;
    lifecycle.stages["prospect"].kind = scenario::StageKind::prospect;
    lifecycle.stages["lost"].kind = scenario::StageKind::lost;
    scenario::Stage& active = lifecycle.stages["active"];
    active.kind = scenario::StageKind::client;
    active.orders = scenario::Orders{};
    active.orders->chance = scenario::constant(0.3);
    active.orders->value = scenario::constant(1000);
    active.loss = scenario::Loss{};
    active.loss->chance = scenario::constant(0.02);
    active.loss->overload_slope = scenario::constant(2);
    scenario::Transition& won = lifecycle.transitions["won"];
    won.from = {named("prospect")};
    won.to = named("active");
    won.effort = scenario::Activity::win;
    scenario.lifecycle = lifecycle;
}

inline void add_people(scenario::Scenario& scenario) {
    scenario.work = scenario::Work{};
    scenario.work->win = scenario::Win{};
    scenario.work->win->attempts = scenario::constant(3);
    scenario.work->win->succeeds = believed(0.05, 0.25);
    for (const char* role : {"hunter", "farmer"}) {
        scenario.people[role].fixed = scenario::constant(800);
        scenario.people[role].leaves = scenario::constant(0.03);
        scenario.staff[role].count = 4;
    }
}

/// `today`, a `copy` of it, and `later`: as today until month 4, then with more hunters and fewer farmers.
inline scenario::Scenario small_scenario() {
    scenario::Scenario scenario;
    scenario.version = scenario::constant(1);
    scenario.horizon = scenario::constant(9);
    scenario.seed = scenario::constant(7);
    scenario.worlds = scenario::constant(40);
    scenario.lives = scenario::constant(3);
    scenario.defaults = scenario::Defaults::none;
    scenario.today = named("today");
    scenario.portfolio = scenario::Portfolio{};
    for (const char* stage : {"active", "prospect"}) {
        scenario::Segment& segment = scenario.portfolio->segments[stage];
        segment.clients = scenario::constant(30);
        segment.stage = named(stage);
        segment.gross_margin = scenario::constant(0.5);
    }
    add_lifecycle(scenario);
    add_people(scenario);
    scenario.structures["today"] = organisation(2, 3);
    scenario.structures["copy"] = organisation(2, 3);
    scenario.structures["later"] = organisation(3, 1);
    scenario.structures["later"].starts_as = named("today");
    scenario.structures["later"].from = scenario::constant(4);
    return scenario;
}

inline model::Models small_models() {
    return model::compile_structures(scenario::validate(small_scenario()), model::Scope::comparison);
}

inline experiment::Plan plan_between(std::uint32_t first_world, std::uint32_t last_world) {
    return {.seed = 7, .worlds = 40, .lives = 3, .first = 3 * first_world, .last = 3 * last_world};
}

}  // namespace clientele::test
