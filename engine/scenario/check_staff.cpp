#include <algorithm>
#include <charconv>

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

double seat_cost(const Role& role) {
    const double charges = role.employer_charges ? role.employer_charges->central() : 0;
    return role.fixed ? role.fixed->central() * (1 + charges) : 0;
}

/// People cost of a month in the dearest structure.
double dearest(const Scenario& s) {
    double most = 0;
    for (const auto& [id, structure] : s.structures) {
        double cost = 0;
        for (const auto& [name, team] : structure.teams) {
            for (const auto& [role, count] : team.seats) {
                const auto found = s.people.find(role);
                cost += found == s.people.end() ? 0 : count.central() * seat_cost(found->second);
            }
        }
        most = std::max(most, cost);
    }
    return most;
}

/// Most posts that any structure can ask of a role, the baseline at the same money included: its people cost ends at
/// most one seat above its target.
double most_posts(const Scenario& s, const std::string& staff) {
    double most = 0;
    for (const auto& [id, structure] : s.structures) {
        const SeatsByRole seats = seats_of(s, structure);
        const auto found = seats.find(staff);
        most = std::max(most, found == seats.end() ? 0 : found->second);
    }
    double cheapest = 0;
    for (const auto& [name, role] : s.people) {
        const double cost = staff_role(s, name) == staff ? seat_cost(role) : 0;
        cheapest = cost > 0 && (cheapest == 0 || cost < cheapest) ? cost : cheapest;
    }
    return cheapest > 0 ? std::max(most, dearest(s) / cheapest + 2) : most;
}

/// Posts beyond the list have their numbers as names.
void check_numbers(Checks& checks, const std::string& role, const StaffOf& staff) {
    const double posts = most_posts(checks.scenario, role);
    for (const std::string& name : staff.names) {
        std::size_t number = 0;
        const char* const end = name.data() + name.size();
        const bool is_number = std::from_chars(name.data(), end, number).ptr == end && name[0] != '0';
        if (is_number && number > staff.names.size() && static_cast<double>(number) <= posts) {
            checks.fault(
                "number-as-name",
                fmt::format("'{0}' of role '{1}' has the name that post number {0} of that role may get", name, role),
                staff.where, fmt::format("call it \"{0}-{1}\", say, or list all people by name", role, name));
        }
    }
}

void look_at_seats(Checks& checks, const std::string& id, const Structure& structure) {
    const Scenario& s = checks.scenario;
    for (const auto& [role, seats] : seats_of(s, structure)) {
        const auto staff = s.staff.find(role);
        const auto listed = staff == s.staff.end()
                                ? 0.0
                                : static_cast<double>(std::max(staff->second.count, staff->second.names.size()));
        if (seats > listed) {
            checks.remark(
                fmt::format("structure '{}' has {} seats for staff of role '{}', {} more than there are people: "
                            "they are hired at once, in its first month, and at no cost of hiring",
                            id, seats, role, seats - listed),
                structure.where);
        }
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
    for (const auto& [role, staff] : s.staff) {
        check_numbers(checks, role, staff);
    }
    if (s.staff.empty()) {
        return;  // whoever sits in a seat was always there
    }
    for (const auto& [id, structure] : s.structures) {
        look_at_seats(checks, id, structure);
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
