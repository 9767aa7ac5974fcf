#include <algorithm>
#include <limits>

#include <fmt/core.h>

#include "engine/scenario/checks.hpp"

namespace clientele::scenario {

namespace {

using SeatsByRole = std::map<std::string, double>;

SeatsByRole seats_of(const Scenario& s, const Structure& structure) {
    SeatsByRole seats;
    for (const auto& [name, team] : structure.teams) {
        for (const auto& [role, count] : team.seats) {
            seats[staff_role(s, role)] += count.central();
        }
    }
    return seats;
}

/// People there are, as the model counts them: the staff list; without one, today's seats.
double people_there(const Scenario& s, const std::string& role) {
    const auto staff = s.staff.find(role);
    if (staff != s.staff.end()) {
        return static_cast<double>(std::max(staff->second.count, staff->second.names.size()));
    }
    const auto today = s.today ? s.structures.find(s.today->text) : s.structures.end();
    return today == s.structures.end() ? std::numeric_limits<double>::infinity() : seats_of(s, today->second)[role];
}

void look_at_seats(Checks& checks, const std::string& id, const Structure& structure) {
    const Scenario& s = checks.scenario;
    for (const auto& [role, seats] : seats_of(s, structure)) {
        const double people = people_there(s, role);
        if (seats > people) {
            checks.remark(
                fmt::format("structure '{}' seats more of role '{}' than there are ({}, of {}): the others are "
                            "hired in its first month, at the cost of a hire and with its ramp",
                            id, role, seats, people),
                structure.where);
        }
    }
}

/// No more seats and posts than the program holds.
void check_numbers(Checks& checks) {
    const Scenario& s = checks.scenario;
    SeatsByRole posts;
    for (const auto& [role, staff] : s.staff) {
        posts[staff_role(s, role)] += static_cast<double>(std::max(staff.count, staff.names.size()));
    }
    for (const auto& [id, structure] : s.structures) {
        double all = 0;
        for (const auto& [role, seats] : seats_of(s, structure)) {
            posts[role] = std::max(posts[role], seats);
            all += seats;
        }
        if (all > most_seats) {
            checks.fault("too-many", fmt::format("structure '{}' has {} seats; one has at most 10,000", id, all),
                         structure.where, "let a seat stand for several people, say");
        }
    }
    double all = 0;
    for (const auto& [role, count] : posts) {
        all += count;
    }
    if (all > most_posts) {
        checks.fault("too-many",
                     fmt::format("the structures and the staff list have {} posts; there are at most 20,000", all),
                     s.where, "let a seat stand for several people, say");
    }
}

/// More people than any structure has seats for: they are listed for nothing.
void look_at_spare_people(Checks& checks, const std::string& role, const StaffOf& staff) {
    const Scenario& s = checks.scenario;
    double seats = 0;
    for (const auto& entry : s.structures) {
        seats = std::max(seats, seats_of(s, entry.second)[role]);
    }
    const double people = people_there(s, role);
    if (people > seats) {
        checks.remark(fmt::format("{} people of role '{}' are on the staff list, and no structure seats more than {}: "
                                  "the others cost nothing and do nothing",
                                  people, role, seats),
                      staff.where);
    }
}

/// Owners take seats before others, in the order of the list; those for whom none is left own nobody.
void look_at_owners(Checks& checks, const std::string& role, const StaffOf& staff, double seats) {
    const Scenario& s = checks.scenario;
    std::map<std::string, std::size_t> clients;
    for (const NamedClient& client : s.portfolio->named->clients) {
        if (client.owner) {
            ++clients[client.owner->text];
        }
    }
    double owners = 0;
    for (const std::string& name : staff.names) {
        const auto found = clients.find(name);
        if (found != clients.end() && ++owners > seats) {
            checks.remark(
                fmt::format("'{}' owns {} clients and has no seat of role '{}' in today's structure: the least "
                            "loaded seat gets them",
                            name, found->second, role),
                staff.where);
        }
    }
}

}  // namespace

std::string staff_role(const Scenario& scenario, const std::string& role) {
    std::string name = role;
    for (std::size_t steps = 0; steps < scenario.people.size(); ++steps) {
        const auto found = scenario.people.find(name);
        if (found == scenario.people.end() || !found->second.from) {
            break;
        }
        name = found->second.from->text;
    }
    return name;
}

void check_staff(Checks& checks) {
    const Scenario& s = checks.scenario;
    check_numbers(checks);
    if (s.staff.empty()) {
        return;  // whoever sits in a seat was always there
    }
    for (const auto& [id, structure] : s.structures) {
        look_at_seats(checks, id, structure);
    }
    for (const auto& [role, staff] : s.staff) {
        look_at_spare_people(checks, role, staff);
    }
    const auto today = s.today ? s.structures.find(s.today->text) : s.structures.end();
    if (today == s.structures.end() || !s.portfolio || !s.portfolio->named) {
        return;
    }
    SeatsByRole seats = seats_of(s, today->second);
    for (const auto& [role, staff] : s.staff) {
        look_at_owners(checks, role, staff, seats[role]);
    }
}

}  // namespace clientele::scenario
