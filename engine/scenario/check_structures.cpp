#include <algorithm>
#include <set>

#include "engine/scenario/checks.hpp"

namespace clientele::scenario {

namespace {

/// Who wins by hours needs hours; a role that serves either has hours or does not count them.
void check_hours(Checks& checks, const Team& team) {
    const Scenario& s = checks.scenario;
    const bool by_hours = wins(team) && s.work && s.work->win && s.work->win->hours;
    for (const auto& entry : team.seats) {
        const auto found = s.people.find(entry.first);
        if (found == s.people.end()) {
            continue;
        }
        const Role& role = found->second;
        const bool none = role.hours && role.hours->central() <= 0;
        if (by_hours && (none || !role.hours)) {
            checks.fault("no-hours", "role '" + entry.first + "' wins clients by hours (work.win.hours), and has none",
                         role.hours ? role.hours->where : role.where, "state its paid hours, such as 160 hours/month");
        } else if (none && serves(team)) {
            checks.fault("no-hours", "role '" + entry.first + "' serves clients, and has no hours for it",
                         role.hours->where, "state its paid hours; without 'hours' the job is not limited by them");
        }
    }
}

/// A way to divide hours that asks for what the scenario does not say.
void check_policy(Checks& checks, const std::string& name, const Team& team) {
    const Scenario& s = checks.scenario;
    if (team.allocates == Allocates::marginal_return && !(s.relationship && s.relationship->wallet)) {
        checks.fault("missing-key",
                     "team '" + name +
                         "' divides hours by marginal return, but nothing says how the share of wallet "
                         "answers to them",
                     team.where, "add relationship: {wallet: {at_no_effort: 60 %, at_unlimited_effort: 25 %}}, say");
    }
    bool pays = false;
    for (const auto& entry : team.seats) {
        const auto role = s.people.find(entry.first);
        pays |= role != s.people.end() && role->second.commission && role->second.commission->margin;
    }
    if (team.bent_by_pay && !pays) {
        checks.fault("missing-key", "team '" + name + "' is bent by pay, but nobody in it earns a commission on margin",
                     team.bent_by_pay->where, "add commission: {margin: 4 %} to a role that sits there, say");
    }
    if (team.allocates == Allocates::marginal_return && team.bent_by_pay) {
        checks.fault("stray-key", "team '" + name + "' divides hours by marginal return: pay does not bend it",
                     team.bent_by_pay->where, "take 'bent_by_pay' away, or divide hours another way");
    }
    if (team.allocates == Allocates::intuition && !(s.work && s.work->intuition && s.work->intuition->spread)) {
        checks.fault("missing-key",
                     "team '" + name + "' divides hours by intuition, but work.intuition does not say how far it errs",
                     team.where, "add work: {intuition: {spread: 0.5, for: 3 months}}, say");
    }
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
    check_hours(checks, team);
    check_policy(checks, name, team);
    check_plans(checks, name, team);
    if (seats < 1 && !team.does.empty()) {
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
    if (s.today && s.today->text == id && structure.from && structure.from->central() > 1) {
        checks.fault("stray-key",
                     "the structure in force today has begun already: it cannot begin in " + structure.from->written,
                     structure.from->where,
                     structure.starts_as ? "name what holds until then as today: today: " + structure.starts_as->text
                                         : "remove 'from'");
    }
    if (structure.from && s.horizon && structure.from->central() > s.horizon->central()) {
        checks.fault("after-horizon",
                     "structure '" + id + "' begins in " + structure.from->written + ", after the horizon of " +
                         s.horizon->written,
                     structure.from->where, "begin it earlier, or take a longer horizon");
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
            checks.fault("cycle", "structure '" + id + "' in the end starts as itself", structure.starts_as->where,
                         "one of them must not start as another");
            return;
        }
        const auto found = s.structures.find(next->text);
        next = found != s.structures.end() && found->second.starts_as ? &*found->second.starts_as : nullptr;
    }
}

/// Structures after those they extend, so that a fault is told of the one that wrote it.
std::vector<std::string> origins_first(const Scenario& s) {
    const auto depth = [&](const std::string& id) {
        std::size_t steps = 0;
        for (auto found = s.structures.find(id);
             found != s.structures.end() && found->second.extends && steps < s.structures.size();
             found = s.structures.find(found->second.extends->text)) {
            ++steps;
        }
        return steps;
    };
    std::vector<std::string> ids;
    for (const auto& entry : s.structures) {
        ids.push_back(entry.first);
    }
    std::stable_sort(ids.begin(), ids.end(),
                     [&](const std::string& a, const std::string& b) { return depth(a) < depth(b); });
    return ids;
}

}  // namespace

void check_structures(Checks& checks) {
    const Scenario& s = checks.scenario;
    if (s.structures.empty()) {
        checks.fault("missing-key", "the scenario has no structures", s.where, "write structures: {NAME: {teams: …}}");
    }
    if (!s.lifecycle) {
        return;
    }
    for (const auto& [id, structure] : s.structures) {
        check_start(checks, id, structure);
    }
    for (const std::string& id : origins_first(s)) {
        const Checks::InStructure inside(checks, id);
        const Structure& structure = s.structures.at(id);
        check_teams(checks, structure);
        check_rules(checks, structure);
        check_rollout(checks, id, structure);
        check_orphans(checks, structure);
    }
}

}  // namespace clientele::scenario
