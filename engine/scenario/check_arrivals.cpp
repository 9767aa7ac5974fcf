#include <algorithm>
#include <set>

#include <fmt/core.h>

#include "engine/scenario/arrivals.hpp"

namespace clientele::scenario {

namespace {

/// "stage 'key'", "stages 'key', 'lost'"
std::string stages_text(const std::vector<std::string>& names) {
    std::string text = names.size() == 1 ? "stage " : "stages ";
    for (std::size_t i = 0; i < names.size(); ++i) {
        text += fmt::format("{}'{}'", i > 0 ? ", " : "", names[i]);
    }
    return text;
}

void look_at_teams(Checks& checks, const std::string& id, const Structure& structure, const Arrivals& arrivals) {
    for (const auto& [name, team] : structure.teams) {
        const std::vector<std::string> stages = stages_of(checks, structure, team);
        const bool idle = std::none_of(stages.begin(), stages.end(),
                                       [&](const std::string& stage) { return arrivals.contains(stage); });
        if (idle && !stages.empty()) {
            checks.remark(fmt::format("team '{}' of structure '{}' never gets a client: nobody starts in {}, and "
                                      "in this structure no admission, handover or transition leads there",
                                      name, id, stages_text(stages)),
                          team.where);
        }
    }
}

}  // namespace

void check_orphans(Checks& checks, const Structure& structure) {
    std::set<std::string> owned;
    for (const auto& [name, team] : structure.teams) {
        if (serves(team) && team.owns.empty()) {
            return;  // it owns what the others do not name
        }
        for (const Name& stage : team.owns) {
            if (checks.kind_of(stage.text) == StageKind::client) {
                owned.insert(stage.text);
            }
        }
    }
    if (owned.empty() || !checks.scenario.portfolio) {
        return;  // a world in which nobody owns anybody
    }
    for (const auto& [stage, cause] : arrivals_in(checks.scenario, structure)) {
        if (checks.kind_of(stage) == StageKind::client && !owned.contains(stage)) {
            checks.fault("nobody-owns", "clients come to stage '" + stage + "' (" + cause + "), and no team owns it",
                         structure.where, "add " + stage + " to the 'owns' of a team");
        }
    }
}

void look_at_arrivals(Checks& checks) {
    const Scenario& s = checks.scenario;
    std::set<std::string> entered;
    for (const auto& [id, structure] : s.structures) {
        const Arrivals arrivals = arrivals_by_then(s, structure);
        look_at_teams(checks, id, structure, arrivals);
        for (const auto& entry : arrivals) {
            entered.insert(entry.first);
        }
    }
    std::vector<std::string> idle;
    for (const auto& entry : s.lifecycle->stages) {
        if (!entered.contains(entry.first)) {
            idle.push_back(entry.first);
        }
    }
    // A standard lifecycle offers stages that a scenario need not use; a written one is written to be used.
    if (!idle.empty() && !checks.has_defaults()) {
        checks.remark(
            fmt::format("no client can ever reach {}: nobody starts there, and nothing leads there", stages_text(idle)),
            s.lifecycle->stages.at(idle.front()).where);
    }
}

}  // namespace clientele::scenario
