#include <set>

#include "engine/scenario/checks.hpp"

namespace clientele::scenario {

namespace {

void check_criteria(Checks& checks, const std::vector<Criterion>& criteria) {
    for (const Criterion& c : criteria) {
        int keys = 0;
        for (const MaybeQuantity* key :
             {&c.orders, &c.revenue, &c.smallest_order, &c.order_streak, &c.months, &c.potential}) {
            keys += key->has_value() ? 1 : 0;
        }
        if (keys != 1) {
            checks.fault("one-of", "a criterion is exactly one condition", c.where,
                         "write a list: any: [{orders: 3}, {revenue: 50k}]; all: […] where every one must hold");
        }
        if (c.over && !c.smallest_order) {
            checks.fault("stray-key", "'over' belongs to 'smallest_order'", c.over->where, "remove it");
        }
        if (c.order_streak && c.order_streak->central() > 255) {
            checks.fault("out-of-range", "a streak of orders counts to 255 months", c.order_streak->where);
        }
    }
}

void check_rule(Checks& checks, const std::string& name, const Transition& own) {
    const auto& shared = checks.scenario.lifecycle->transitions;
    const auto below = shared.find(name);
    for (const Name& stage : own.from) {
        checks.is_stage(stage);
    }
    if (own.to) {
        checks.is_stage(*own.to);
    }
    if (own.effort || own.chance) {
        checks.fault("stray-key", "a structure's " + name + " is a rule on counters, no effort and no chance",
                     own.where);
    }
    const bool has_from = !own.from.empty() || (below != shared.end() && !below->second.from.empty());
    const bool has_to = own.to || (below != shared.end() && below->second.to);
    if (!has_from || !has_to) {
        checks.fault("missing-key", name + " needs 'from' and 'to', which the lifecycle does not state", own.where,
                     "write from: [STAGE], to: STAGE");
    }
    check_criteria(checks, own.any);
    check_criteria(checks, own.all);
}

void check_team(Checks& checks, const std::string& name, const Team& team,
                std::map<std::string, std::string>& owner_of) {
    double seats = 0;
    for (const auto& [role, count] : team.seats) {
        checks.known(checks.scenario.people, Name{role, count.where}, "role");
        seats += count.central();
    }
    for (const Name& stage : team.owns) {
        if (!checks.is_stage(stage)) {
            continue;
        }
        if (checks.kind_of(stage.text) != StageKind::client) {
            checks.fault("not-a-client-stage", "nobody owns clients in stage '" + stage.text + "'", stage.where,
                         "own stages of kind client");
        }
        const auto [known, fresh] = owner_of.try_emplace(stage.text, name);
        if (!fresh) {
            checks.fault("two-owners", "stage '" + stage.text + "' is owned by team '" + known->second + "' already",
                         stage.where, "a client has one owner");
        }
    }
    if (wins(team) && serves(team) && !(team.time && team.time->win)) {
        checks.fault("missing-key", "team '" + name + "' wins and serves: say how it divides its time", team.where,
                     "add time: {win: 30 %}, say");
    }
    if (team.time && team.time->win && !(wins(team) && serves(team))) {
        checks.fault("stray-key", "team '" + name + "' does not do both, winning and serving: nothing to divide",
                     team.time->where, "remove 'time'");
    }
    if (!team.owns.empty() && !serves(team)) {
        checks.fault("owns-without-serving", "team '" + name + "' owns clients but neither keeps nor grows them",
                     team.where, "add keep to 'does', or remove 'owns'");
    }
    if (seats < 1 && (serves(team) || wins(team))) {
        checks.fault("no-seats", "team '" + name + "' has no seats", team.where,
                     "give it a seat, or remove the team with null");
    }
}

void check_teams(Checks& checks, const Structure& structure) {
    std::map<std::string, std::string> owner_of;
    std::vector<std::string> rest;
    for (const auto& [name, team] : structure.teams) {
        check_team(checks, name, team, owner_of);
        if (serves(team) && team.owns.empty()) {
            rest.push_back(name);
        }
    }
    if (rest.size() > 1) {
        checks.fault("two-owners",
                     "teams '" + rest[0] + "' and '" + rest[1] + "' both serve and name no stages: who owns whom?",
                     structure.teams.at(rest[1]).where, "add owns: [STAGE, …] to all but one");
    }
}

void check_start(Checks& checks, const std::string& id, const Structure& structure) {
    const Scenario& s = checks.scenario;
    if (structure.from && structure.from->central() > 1 && !structure.starts_as) {
        checks.fault(
            "missing-key",
            "structure '" + id + "' begins in " + structure.from->written + " but does not say what holds before",
            structure.from->where, "add starts_as: STRUCTURE");
    }
    if (structure.from && s.horizon && structure.from->central() > s.horizon->central()) {
        checks.fault("after-horizon", "structure '" + id + "' begins after the horizon of " + s.horizon->written,
                     structure.from->where);
    }
    if (!structure.starts_as || !checks.known(s.structures, *structure.starts_as, "structure")) {
        return;
    }
    if (!structure.from) {
        checks.fault("missing-key", "'starts_as' needs 'from': the first month of '" + id + "'", structure.where,
                     "for example from: month 3");
    }
    std::set<std::string> seen{id};
    for (const Name* next = &*structure.starts_as; next != nullptr;) {
        if (!seen.insert(next->text).second) {
            checks.fault("cycle", "structure '" + id + "' in the end starts as itself", structure.starts_as->where);
            return;
        }
        const auto found = s.structures.find(next->text);
        next = found != s.structures.end() && found->second.starts_as ? &*found->second.starts_as : nullptr;
    }
}

}  // namespace

void check_structures(Checks& checks) {
    const Scenario& s = checks.scenario;
    if (s.structures.empty()) {
        checks.fault("missing-key", "the scenario has no structures", s.where);
    }
    if (!s.lifecycle) {
        return;
    }
    for (const auto& [name, move] : s.lifecycle->transitions) {
        check_criteria(checks, move.any);
        check_criteria(checks, move.all);
    }
    for (const auto& [id, structure] : s.structures) {
        check_start(checks, id, structure);
        check_teams(checks, structure);
        if (structure.handover) {
            check_rule(checks, "handover", *structure.handover);
        }
        if (structure.admission) {
            check_rule(checks, "admission", *structure.admission);
        }
    }
}

}  // namespace clientele::scenario
