#include <set>

#include <fmt/core.h>

#include "engine/scenario/arrivals.hpp"

namespace clientele::scenario {

namespace {

bool is_positive(const MaybeQuantity& quantity) { return quantity && quantity->central() > 0; }

/// Pay and contacts that nothing answers to.
void look_at_lone_keys(Checks& checks) {
    const Scenario& s = checks.scenario;
    for (const auto& [name, role] : s.people) {
        if (role.commission && role.commission->holds_on && !role.commission->margin) {
            checks.remark(fmt::format("role '{}' earns no commission on margin: there is nothing to hold on to", name),
                          role.commission->holds_on->where);
        }
    }
    for (const auto& [name, role] : s.people) {
        const bool leaves = is_positive(role.leaves);
        if (is_positive(role.overload_slope) && !(leaves && role.hours)) {
            checks.remark(fmt::format("overload_slope of role '{}' changes nothing: {}", name,
                                      leaves ? "without hours the job has no load" : "nobody of the role leaves"),
                          role.overload_slope->where);
        }
    }
    for (const auto& [name, segment] : s.portfolio ? s.portfolio->segments : std::map<std::string, Segment>{}) {
        if (segment.contacts && !(s.relationship && s.relationship->contacts)) {
            checks.remark(fmt::format("contacts of segment '{}' change nothing: relationship.contacts does not say how "
                                      "they come and go",
                                      name),
                          segment.contacts->where);
        }
    }
}

/// Client stages to which clients come in a structure, each with the team that owns it or null.
std::map<std::string, const Team*> owners_of_stages(const Checks& checks, const Structure& structure) {
    std::map<std::string, const Team*> owners;
    for (const auto& entry : arrivals_by_then(checks.scenario, structure)) {
        if (checks.kind_of(entry.first) == StageKind::client) {
            owners.emplace(entry.first, nullptr);
        }
    }
    for (const auto& entry : structure.teams) {
        for (const std::string& stage : stages_of(checks, structure, entry.second)) {
            if (owners.contains(stage)) {
                owners[stage] = &entry.second;
            }
        }
    }
    return owners;
}

/// Structures in which clients come to some of the stages a loss holds for, and none of these has a team with a span.
/// \param holds whether the loss holds in a stage
template <class Holds>
std::set<std::string> structures_without_span(const Checks& checks, Holds holds) {
    std::set<std::string> without;
    for (const auto& [id, structure] : checks.scenario.structures) {
        bool comes = false;
        bool counts = false;
        for (const auto& [stage, team] : owners_of_stages(checks, structure)) {
            comes |= holds(stage);
            counts |= holds(stage) && team != nullptr && team->span;
        }
        if (comes && !counts) {
            without.insert(id);
        }
    }
    return without;
}

/// Overload is counted against a span; without one the chance stays as written.
template <class Holds>
void look_at_overload(Checks& checks, const std::string& of, const std::optional<Loss>& loss, Holds holds) {
    if (!loss || !is_positive(loss->overload_slope)) {
        return;
    }
    const std::set<std::string> structures = structures_without_span(checks, holds);
    if (!structures.empty()) {
        std::string names;
        for (const std::string& id : structures) {
            names += fmt::format("{}'{}'", names.empty() ? "" : ", ", id);
        }
        checks.remark(
            fmt::format("overload_slope of {} changes nothing in structure{} {}: overload counts clients beyond "
                        "seats x span, and no team that owns them there states a span",
                        of, structures.size() > 1 ? "s" : "", names),
            loss->overload_slope->where);
    }
}

void look_at_overloads(Checks& checks) {
    const auto& stages = checks.scenario.lifecycle->stages;
    for (const auto& [name, stage] : stages) {
        look_at_overload(checks, "stage '" + name + "'", stage.loss,
                         [&, its = name](const std::string& other) { return other == its; });
    }
    for (const auto& [name, segment] : checks.scenario.portfolio->segments) {
        look_at_overload(checks, "segment '" + name + "'", segment.loss,
                         [&](const std::string& stage) { return !stages.at(stage).loss; });
    }
}

}  // namespace

void look_at_idle_keys(Checks& checks) {
    look_at_lone_keys(checks);
    look_at_overloads(checks);
}

}  // namespace clientele::scenario
