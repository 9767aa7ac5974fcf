#include <algorithm>

#include "engine/replication/life.hpp"

namespace clientele::replication {

namespace {

void tell_departure(Life& life, const model::Person& person, double chance, std::uint32_t word) {
    life.events->push_back({life.month, "people", person.name, "left", chance, random::uniform(word), 0});
}

/// Every client of the person feels it; clients wait for the successor in the same seat.
void shock_clients_of(Life& life, std::size_t person) {
    ClientState& c = life.clients;
    for (std::uint32_t i = 0; i < life.client_count(); ++i) {
        if (c.owner[i] == static_cast<std::int16_t>(person)) {
            shock(life, i, life.firm.departure_shock, life.terms->laws[c.law[i]].departure_times);
        }
    }
}

void hire(Life& life, std::size_t person, const RoleNumbers& role) {
    life.people.tenure[person] = 0;
    life.month_books.hiring += role.hire_cost;
}

void depart(Life& life, std::size_t person, const RoleNumbers& role) {
    ++life.books.departures;
    digest_in(life, 0x1000 + person);
    if (life.firm.departure_shock.acts) {
        shock_clients_of(life, person);
    }
    if (role.hire_takes == 0) {
        hire(life, person, role);
    } else {
        life.people.vacant[person] = role.hire_takes;
    }
}

/// Part of full strength of a new person, linear over the ramp, taken at mid-month so that a ramp of R costs R / 2 months.
double strength(const RoleNumbers& role, std::uint32_t tenure) {
    return role.ramp > 0 ? std::min(1.0, (tenure + 0.5) / role.ramp) : 1.0;
}

}  // namespace

void shock(Life& life, std::uint32_t i, const model::ShockTerms& terms, double times) {
    ClientState& c = life.clients;
    if (!terms.acts || times == 1 || c.buys[i] == 0) {
        return;
    }
    if (c.shock_left[i] == 0) {
        life.shocked[life.shocked_count++] = i;
        c.shock_times[i] = times;
    }
    // Renewed, not added; of two shocks at once the stronger counts.
    c.shock_times[i] = std::max(c.shock_times[i], times);
    c.shock_left[i] = static_cast<std::uint8_t>(std::max<std::uint32_t>(c.shock_left[i], terms.months));
}

void people_come_and_go(Life& life) {
    PersonState& people = life.people;
    const model::Organisation& organisation = *life.organisation;
    for (std::size_t s = 0; s < organisation.seats.size(); ++s) {
        const model::Seat& seat = organisation.seats[s];
        const RoleNumbers& role = life.terms->roles[seat.role];
        const model::Person& person = life.firm.people[seat.person];
        if (people.vacant[seat.person] > 0) {
            if (--people.vacant[seat.person] == 0) {
                hire(life, seat.person, role);
            }
        } else if (role.leaves > 0) {
            const std::uint32_t word = random::word(life.firm.luck.departure, person.entity, life.replication, life.month);
            if (random::happens(word, role.leaves)) {
                if (life.events != nullptr) {
                    tell_departure(life, person, role.leaves, word);
                }
                depart(life, seat.person, role);
            }
        }
        const bool present = people.vacant[seat.person] == 0;
        life.month_books.people += present ? role.cost : 0;
        life.seats.hours[s] = present ? role.hours * strength(role, people.tenure[seat.person]) : 0;
        life.seats.presence[s] = present ? strength(role, people.tenure[seat.person]) : 0;
        life.teams.hours_available[seat.team] += life.seats.hours[s];
        people.tenure[seat.person] += people.tenure[seat.person] < 1'000'000 ? 1U : 0U;
    }
}

}  // namespace clientele::replication
