#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/core.h>

#include "engine/scenario/arrivals.hpp"
#include "engine/scenario/moves.hpp"

namespace clientele::scenario {

namespace {

bool is_positive(const MaybeQuantity& quantity) { return quantity && quantity->central() > 0; }

/// Loads, contacts and voices that nothing answers to.
void look_at_lone_keys(Checks& checks) {
    const Scenario& s = checks.scenario;
    bool listens = false;
    for (const auto& [id, structure] : s.structures) {
        for (const auto& [name, team] : structure.teams) {
            listens |= serves(team) && team.allocates == Allocates::loudest_first;
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
        if (segment.loudness && !listens) {
            checks.remark(fmt::format("loudness of segment '{}' changes nothing: no team divides its hours by "
                                      "loudest_first",
                                      name),
                          segment.loudness->where);
        }
    }
}

bool has(const std::vector<std::string>& stages, const Name& stage) {
    return std::find(stages.begin(), stages.end(), stage.text) != stages.end();
}

/// Whether a rule of some structure moves clients out of the hands of people of this role.
bool gives_up_clients(const Checks& checks, const std::string& role) {
    for (const auto& [id, structure] : checks.scenario.structures) {
        const std::vector<Move> moves = moves_of(checks.scenario, structure);
        for (const auto& [name, team] : structure.teams) {
            const std::vector<std::string> owned = stages_of(checks, structure, team);
            const bool gives = std::any_of(moves.begin(), moves.end(), [&](const Move& move) {
                return is_rule(move.how) && move.how.to && !has(owned, *move.how.to) &&
                       std::any_of(move.how.from.begin(), move.how.from.end(),
                                   [&](const Name& stage) { return has(owned, stage); });
            });
            if (gives && team.seats.contains(role)) {
                return true;
            }
        }
    }
    return false;
}

/// Owners put a handover off where it would cost them commission.
void look_at_holding_on(Checks& checks) {
    for (const auto& [name, role] : checks.scenario.people) {
        if (!role.commission || !is_positive(role.commission->holds_on)) {
            continue;
        }
        const base::Location& where = role.commission->holds_on->where;
        if (!is_positive(role.commission->margin)) {
            checks.remark(fmt::format("role '{}' earns no commission on margin: there is nothing to hold on to", name),
                          where);
        } else if (!gives_up_clients(checks, name)) {
            checks.remark(fmt::format("holds_on of role '{}' changes nothing: no rule hands clients of such people to "
                                      "another team",
                                      name),
                          where);
        }
    }
}

/// Few clients and a small share of them: no place for anybody.
void look_at_places(Checks& checks) {
    const double buyers = buyers_at_start(checks);
    std::vector<base::Location> told;  // what structures take over from others is told once
    for (const auto& [id, structure] : checks.scenario.structures) {
        for (const Move& move : moves_of(checks.scenario, structure)) {
            const double share = is_rule(move.how) && move.how.at_most ? move.how.at_most->central() : 1;
            if (buyers < 1 || share * buyers >= 1 ||
                std::find(told.begin(), told.end(), move.how.at_most->where) != told.end()) {
                continue;
            }
            told.push_back(move.how.at_most->where);
            checks.remark(
                fmt::format(
                    "{} {} has no place at the start: {:.0f} client{} {} then, and at_most {} of them is {:.2g}; "
                    "there is one from {:.0f} clients on",
                    move.name, move.own ? "of structure '" + id + "'" : "of the lifecycle", buyers,
                    buyers == 1 ? "" : "s", buyers == 1 ? "buys" : "buy", move.how.at_most->written, share * buyers,
                    std::ceil(1 / share - 1e-9)),
                move.how.at_most->where);
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
    look_at_holding_on(checks);
    look_at_places(checks);
    look_at_overloads(checks);
}

}  // namespace clientele::scenario
