#include "engine/scenario/checks.hpp"

/// Work that interrupts owners, or that other teams do for them.
namespace clientele::scenario {

namespace {

bool has_hours(const Scenario& s, const std::string& role) {
    const auto found = s.people.find(role);
    return found == s.people.end() || (found->second.hours && found->second.hours->central() > 0);
}

/// Whoever drops work, or helps, has hours to count.
void check_hours_of(Checks& checks, const std::string& name, const Team& team, const std::string& what) {
    for (const auto& entry : team.seats) {
        if (!has_hours(checks.scenario, entry.first)) {
            checks.fault("no-hours",
                         "team '" + name + "' " + what + ", and its role '" + entry.first + "' has no hours",
                         entry.second.where, "state the role's paid hours, such as 160 hours/month");
        }
    }
}

bool asks_for_support(const Scenario& s) {
    bool asks = s.work && s.work->win && s.work->win->support;
    for (const auto& entry : s.lifecycle ? s.lifecycle->stages : std::map<std::string, Stage>{}) {
        asks |= entry.second.needs && entry.second.needs->support;
    }
    return asks;
}

}  // namespace

void check_shared_work(Checks& checks) {
    const Scenario& s = checks.scenario;
    bool urgent = false;
    for (const auto& entry : s.portfolio ? s.portfolio->segments : std::map<std::string, Segment>{}) {
        urgent |= entry.second.urgent.has_value();
    }
    const bool asked = asks_for_support(s);
    for (const auto& [id, structure] : s.structures) {
        bool helped = false;
        for (const auto& [name, team] : structure.teams) {
            if (supports(team)) {
                helped = true;
                check_hours_of(checks, name, team, "supports");
            } else if (urgent && serves(team)) {
                check_hours_of(checks, name, team, "answers urgent requests");
            }
        }
        if (asked && !helped) {
            checks.fault("nobody-supports",
                         "clients or attempts need support, and structure '" + id + "' has no team that gives it",
                         structure.where,
                         "add support to what a team does, or take needs.support and work.win.support away");
        }
    }
}

}  // namespace clientele::scenario
