#include <set>

#include "engine/scenario/checks.hpp"

namespace clientele::scenario {

namespace {

void check_source_of(Checks& checks, const std::string& role, const Name& from) {
    const Scenario& s = checks.scenario;
    if (!checks.known(s.people, from, "role")) {
        return;
    }
    std::set<std::string> seen{role};
    for (const Name* next = &from; next != nullptr;) {
        if (!seen.insert(next->text).second) {
            checks.fault("cycle", "role '" + role + "' is in the end taken from itself", from.where,
                         "one of the roles needs people of its own: take its 'from' away");
            return;
        }
        const auto found = s.people.find(next->text);
        next = found != s.people.end() && found->second.from ? &*found->second.from : nullptr;
    }
}

void check_time(Checks& checks, const std::string& name, const Role& role) {
    const auto at_most = [](const MaybeQuantity& part) { return part ? part->high_end() : 0; };
    if (at_most(role.internal) + at_most(role.travel) < 1) {
        return;
    }
    const double idle = (role.internal ? role.internal->central() : 0) + (role.travel ? role.travel->central() : 0);
    checks.fault("no-time-left",
                 idle < 1 ? "in some worlds internal work and travel leave role '" + name + "' no hours for clients"
                          : "internal work and travel leave role '" + name + "' no hours for clients",
                 role.where, "their sum must stay below 100 %, at the upper ends of their ranges too");
}

/// Who is chosen by skill is chosen from somebody, and they differ.
void check_choice(Checks& checks, const std::string& name, const Role& role) {
    if (!role.chosen) {
        return;
    }
    if (!role.from) {
        checks.fault("stray-key", "role '" + name + "' has its own staff: there is nobody to choose from", role.where,
                     "add from: ROLE, or remove 'chosen'");
        return;
    }
    const std::string source = staff_role(checks.scenario, name);
    const auto staff = checks.scenario.people.find(source);
    if (*role.chosen != Chosen::by_list && staff != checks.scenario.people.end() && !staff->second.skill_spread) {
        checks.fault("missing-key",
                     "role '" + name + "' is chosen by skill, but people of role '" + source + "' are all alike",
                     role.where, "add skill_spread: 0.3 to role '" + source + "', say");
    }
}

void check_win(Checks& checks, const Win& win) {
    if (win.hours.has_value() == win.attempts.has_value()) {
        checks.fault("one-of",
                     "winning needs exactly one of 'hours' (per client won) and 'attempts' (per seat and month)",
                     win.where, "write {hours: 100, succeeds: 20 %} or {attempts: 10/month, succeeds: 20 %}");
    }
    if (!win.succeeds) {
        checks.fault("missing-key", "winning needs 'succeeds': the chance that an attempt succeeds", win.where,
                     "for example succeeds: 20 %");
    } else if (win.hours && win.succeeds->distribution.a <= 0) {
        checks.fault("never-succeeds", "hours per client won need a chance of success above 0", win.succeeds->where,
                     "state a chance above 0 %, or attempts in place of hours");
    }
}

}  // namespace

void check_people(Checks& checks) {
    const Scenario& s = checks.scenario;
    for (const auto& [name, role] : s.people) {
        check_time(checks, name, role);
        if (role.from) {
            check_source_of(checks, name, *role.from);
        }
        check_choice(checks, name, role);
    }
    for (const auto& [name, role] : s.people) {
        const MaybeQuantity none;
        const MaybeQuantity& takes = role.hire ? role.hire->takes : none;
        if (takes && takes->kind == Kind::constant) {
            checks.whole_months(takes, "the time a seat stays empty");
        }
    }
    std::set<std::string> names;
    for (const auto& [role, staff] : s.staff) {
        checks.known(s.people, Name{role, staff.where}, "role");
        for (const std::string& name : staff.names) {
            if (!names.insert(name).second) {
                checks.fault("duplicate-person", "'" + name + "' stands on the staff list twice", staff.where,
                             "names tell people apart");
            }
        }
    }
    if (s.work && s.work->win) {
        check_win(checks, *s.work->win);
    }
    bool attempts = false;
    for (const auto& [name, move] : s.lifecycle ? s.lifecycle->transitions : std::map<std::string, Transition>{}) {
        attempts |= move.effort.has_value();
    }
    if (attempts && !(s.work && s.work->win)) {
        checks.fault("missing-key",
                     "the lifecycle wins clients by attempts, but work.win does not say what an attempt takes", s.where,
                     "add work: {win: {hours: 100, succeeds: 20 %}}, say");
    }
}

}  // namespace clientele::scenario
