#include <fmt/core.h>

#include "engine/scenario/checks.hpp"

namespace clientele::scenario {

namespace {

void check_waves(Checks& checks, const Structure& structure) {
    const Scenario& s = checks.scenario;
    double sum = 0;
    for (const Wave& wave : structure.rollout->waves) {
        if (!wave.clients || !wave.from) {
            continue;
        }
        sum += wave.clients->central();
        if (structure.from && wave.from->central() < structure.from->central()) {
            checks.fault("before-start",
                         fmt::format("a wave begins in {}, before the structure does ({})", wave.from->written,
                                     structure.from->written),
                         wave.from->where, "begin the wave later, or the structure earlier");
        }
        if (s.horizon && wave.from->central() > s.horizon->central()) {
            checks.fault(
                "after-horizon",
                fmt::format("a wave begins in {}, after the horizon of {}", wave.from->written, s.horizon->written),
                wave.from->where, "begin it earlier, or take a longer horizon");
        }
    }
    if (sum > 1 + 1e-9) {
        checks.fault("part-above-whole", fmt::format("the waves hold {:.4g} % of the clients", 100 * sum),
                     structure.rollout->waves.front().where, "their parts add up to 100 % at most");
    }
}

}  // namespace

void check_rollout(Checks& checks, const std::string& id, const Structure& structure) {
    if (!structure.rollout) {
        return;
    }
    if (checks.scenario.today && checks.scenario.today->text == id) {
        checks.fault("stray-key", "the structure in force today has come already: no rollout", structure.rollout->where,
                     "remove 'rollout', or name another structure as today");
    }
    if (!structure.starts_as) {
        checks.fault("missing-key", "a rollout needs 'starts_as': how clients are served whose turn has not come",
                     structure.rollout->where, "add starts_as: STRUCTURE and from: month 3, say");
    }
    check_waves(checks, structure);
}

void check_plans(Checks& checks, const std::string& name, const Team& team) {
    if (!team.plans) {
        return;
    }
    if (!plans(team)) {
        checks.fault("stray-key", "team '" + name + "' does not plan: nobody there makes account plans",
                     team.plans->where, "add plan to 'does', or remove 'plans'");
    }
    if (!checks.scenario.work || !checks.scenario.work->account_plan) {
        checks.fault("missing-key", "account plans need work.account_plan: what they take and bring", team.plans->where,
                     "add work: {account_plan: {in_depth: 6/year, worth: 30 %}}, say");
    }
}

}  // namespace clientele::scenario
