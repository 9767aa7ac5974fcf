#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "engine/base/contract.hpp"
#include "engine/model/compile.hpp"

namespace clientele::model {

namespace {

using scenario::Activity;
using scenario::Scenario;

std::uint8_t bit_of(Activity activity) {
    switch (activity) {
        case Activity::win:
            return static_cast<std::uint8_t>(Does::win);
        case Activity::keep:
            return static_cast<std::uint8_t>(Does::keep);
        case Activity::grow:
            return static_cast<std::uint8_t>(Does::grow);
        case Activity::plan:
            return static_cast<std::uint8_t>(Does::plan);
        case Activity::support:
            return static_cast<std::uint8_t>(Does::support);
    }
    return 0;
}

constexpr std::uint8_t recurring = static_cast<std::uint8_t>(Does::keep) | static_cast<std::uint8_t>(Does::grow) |
                                   static_cast<std::uint8_t>(Does::plan);

TeamTerms team_of(const std::string& name, const scenario::Team& team, const Firm& firm) {
    TeamTerms terms;
    terms.name = name;
    for (const Activity activity : team.does) {
        terms.does = static_cast<std::uint8_t>(terms.does | bit_of(activity));
    }
    terms.owns = firm.stages_named(team.owns);
    terms.span = team.span ? team.span->central() : 0;
    const bool wins = terms.does_any(static_cast<std::uint8_t>(Does::win));
    terms.win_share =
        team.time && team.time->win ? team.time->win->central() : (wins && !terms.does_any(recurring) ? 1.0 : 0.0);
    terms.min_team = team.min_team ? static_cast<std::uint32_t>(team.min_team->central()) : 1;
    terms.cover = team.cover ? team.cover->central() : 0;
    terms.allocates = team.allocates.value_or(scenario::Allocates::equal);
    terms.bent_by_pay = team.bent_by_pay ? team.bent_by_pay->central() : 0;
    terms.assigns = team.assigns.value_or(scenario::Assigns::least_loaded);
    terms.answers_all = team.answers == scenario::Answers::all;
    if (team.plans) {
        // A rate is kept by the month: 6 a year are 6, not 5.999….
        if (team.plans->at_most) {
            terms.plans_a_year = static_cast<std::uint32_t>(std::min(12 * team.plans->at_most->central() + 1e-9, 1e9));
        }
        terms.checks_plans = team.plans->checked_with == scenario::CheckedWith::client;
    }
    return terms;
}

/// Teams that serve and name no stage own every client stage that nobody names.
void own_the_rest(const Firm& firm, std::vector<TeamTerms>& teams) {
    StageSet named;
    for (const TeamTerms& team : teams) {
        named.bits |= team.owns.bits;
    }
    for (TeamTerms& team : teams) {
        if (team.owns.empty() && team.does_any(recurring)) {
            team.owns.bits = firm.stages_of(scenario::StageKind::client).bits & ~named.bits;
        }
    }
}

/// Posts by staff role: people who own clients by name first, then in the order of the list.
std::map<std::string, std::vector<std::uint16_t>> posts_of(const Firm& firm) {
    std::map<std::string, std::vector<std::uint16_t>> posts;
    for (const bool owners : {true, false}) {
        for (std::size_t i = 0; i < firm.people.size(); ++i) {
            const auto& named = firm.clients.owner;
            if ((std::find(named.begin(), named.end(), static_cast<std::int32_t>(i)) != named.end()) == owners) {
                posts[firm.roles[firm.people[i].role].name].push_back(static_cast<std::uint16_t>(i));
            }
        }
    }
    return posts;
}

/// Teams in the order in which they choose people: most clients at the start first, ties by name, so that who serves
/// today's clients goes on serving them as far as the structure allows.
std::vector<std::size_t> choosing_order(const Firm& firm, const std::vector<TeamTerms>& teams) {
    std::vector<std::size_t> clients(teams.size());
    for (const std::uint8_t stage : firm.clients.stage) {
        for (std::size_t t = 0; t < teams.size(); ++t) {
            clients[t] += teams[t].owns.has(stage) ? 1U : 0U;
        }
    }
    std::vector<std::size_t> order(teams.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return clients[a] > clients[b]; });
    return order;
}

void seat_people(const Scenario& scenario, const scenario::Structure& structure, const Firm& firm,
                 Organisation& organisation) {
    const auto posts = posts_of(firm);
    std::map<std::string, std::size_t> taken;
    std::vector<std::vector<Seat>> seats(organisation.teams.size());
    for (const std::size_t t : choosing_order(firm, organisation.teams)) {
        for (const auto& entry : structure.teams.at(organisation.teams[t].name).seats) {
            const std::string staff = staffed_by(scenario, entry.first);
            for (std::size_t n = 0; n < static_cast<std::size_t>(entry.second.central()); ++n) {
                const std::uint16_t person = posts.at(staff).at(taken[staff]++);
                seats[t].push_back({static_cast<std::uint16_t>(t), firm.role_named(entry.first), person});
            }
        }
    }
    organisation.seat_of.assign(firm.people.size(), -1);
    for (std::size_t t = 0; t < seats.size(); ++t) {
        organisation.teams[t].first_seat = static_cast<std::uint32_t>(organisation.seats.size());
        for (const Seat& seat : seats[t]) {
            organisation.seat_of[seat.person] = static_cast<std::int16_t>(organisation.seats.size());
            organisation.seats.push_back(seat);
        }
        organisation.teams[t].last_seat = static_cast<std::uint32_t>(organisation.seats.size());
    }
}

}  // namespace

std::string staffed_by(const Scenario& scenario, const std::string& role) {
    std::string name = role;
    for (std::size_t steps = 0; steps < scenario.people.size() && scenario.people.at(name).from; ++steps) {
        name = scenario.people.at(name).from->text;
    }
    return name;
}

namespace {

/// Seats of a structure by staff role.
std::map<std::string, std::size_t> seats_by_staff(const Scenario& scenario, const scenario::Structure& structure) {
    std::map<std::string, std::size_t> seats;
    for (const auto& [name, team] : structure.teams) {
        for (const auto& [role, count] : team.seats) {
            seats[staffed_by(scenario, role)] += static_cast<std::size_t>(count.central());
        }
    }
    return seats;
}

/// People there are: the staff list; without one, today's seats; without a today, whatever is needed.
std::size_t people_there(const Scenario& scenario, const std::string& role, std::size_t needed) {
    const auto staff = scenario.staff.find(role);
    if (staff != scenario.staff.end()) {
        return std::max(staff->second.count, staff->second.names.size());
    }
    return scenario.today ? seats_by_staff(scenario, scenario.structures.at(scenario.today->text))[role] : needed;
}

}  // namespace

void compile_people(const Scenario& scenario, Firm& firm) {
    std::map<std::string, std::size_t> needed;
    for (const auto& entry : scenario.structures) {
        for (const auto& [role, count] : seats_by_staff(scenario, entry.second)) {
            needed[role] = std::max(needed[role], count);
        }
    }
    std::set<std::string> names;
    for (std::size_t r = 0; r < firm.roles.size(); ++r) {
        const std::string& role = firm.roles[r].name;
        const auto staff = scenario.staff.find(role);
        const std::size_t there = people_there(scenario, role, needed[role]);
        for (std::size_t n = 0; n < std::max(there, needed[role]); ++n) {
            const bool has_name = staff != scenario.staff.end() && n < staff->second.names.size();
            std::string name = role + "/" + (has_name ? staff->second.names[n] : std::to_string(n + 1));
            while (!names.insert(name).second) {
                name += "'";  // a post beyond the list whose number somebody has for a name
            }
            firm.people.push_back({name, static_cast<std::uint16_t>(r), random::entity("person/" + name), n >= there});
            firm.person_low.push_back(firm.people.back().entity.low());
            firm.person_high.push_back(firm.people.back().entity.high());
        }
    }
}

Organisation compile_organisation(const Scenario& scenario, const std::string& id, Firm& firm) {
    const scenario::Structure& structure = scenario.structures.at(id);
    Organisation organisation;
    organisation.structure = id;
    for (const auto& [name, team] : structure.teams) {
        organisation.teams.push_back(team_of(name, team, firm));
    }
    own_the_rest(firm, organisation.teams);
    organisation.owner_team.assign(firm.stages.size(), -1);
    for (std::size_t t = 0; t < organisation.teams.size(); ++t) {
        for (std::size_t s = 0; s < firm.stages.size(); ++s) {
            if (organisation.teams[t].owns.has(s)) {
                organisation.owner_team[s] = static_cast<std::int16_t>(t);
            }
        }
    }
    seat_people(scenario, structure, firm, organisation);
    compile_rules(scenario, id, firm, organisation);
    organisation.own_teams = organisation.teams.size();
    organisation.own_seats = organisation.seats.size();
    return organisation;
}

double monthly_people_cost(const Firm& firm, const Organisation& organisation, const std::vector<double>& values) {
    double cost = 0;
    for (std::size_t s = 0; s < organisation.own_seats; ++s) {
        const RoleTerms& role = firm.roles[organisation.seats[s].role];
        cost += values[role.fixed.index()] * (1 + values[role.charges.index()]);
    }
    return cost;
}

}  // namespace clientele::model
