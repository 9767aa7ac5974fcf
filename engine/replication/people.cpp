#include <algorithm>

#include "engine/behaviour/lists.hpp"
#include "engine/behaviour/marks.hpp"
#include "engine/random/batch.hpp"
#include "engine/replication/life.hpp"

namespace clientele::replication {

namespace {

void tell_departure(Life& life, const model::Person& person, double chance, std::uint32_t word) {
    life.events->push_back({life.month, "people", person.name, "left", chance, random::uniform(word), 0});
}

/// Every client of the person feels it; clients wait for the successor in the same seat.
void shock_clients_of(Life& life, std::size_t person) {
    ClientState& c = life.clients;
    behaviour::mark_owned_by(c.owner.data(), static_cast<std::int16_t>(person), life.client_count(), c.mark.data());
    const std::size_t owned = behaviour::list_marked(c.mark.data(), life.client_count(), life.ids.data());
    for (std::size_t k = 0; k < owned; ++k) {
        const std::uint32_t i = life.ids[k];
        shock(life, i, life.firm.departure_shock, life.terms->laws[c.law[i]].departure_times);
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

/// Part of full strength of a new person, linear over the ramp, taken at mid-month so that a ramp of R costs R / 2
/// months.
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

namespace {

void draw_departures(Life& life) {
    auto* planes = life.departure_words.data();
    random::month_words(life.firm.luck.departure, {life.firm.person_low.data(), life.firm.person_high.data()},
                        life.firm.people.size(), life.replication, life.month / 4,
                        {planes[0].data(), planes[1].data(), planes[2].data(), planes[3].data()});
}

/// A seat whose person is new, or missing.
void settle(Life& life, std::size_t s) {
    PersonState& people = life.people;
    SeatState& seats = life.seats;
    const model::Seat& seat = life.organisation->seats[s];
    const RoleNumbers& role = life.terms->roles[seat.role];
    if (people.vacant[seat.person] > 0 && --people.vacant[seat.person] == 0) {
        hire(life, seat.person, role);
    }
    const bool present = people.vacant[seat.person] == 0;
    const double presence = present ? strength(role, people.tenure[seat.person]) : 0;
    const double cost = present ? role.cost : 0;
    seats.all_cost += cost - seats.cost[s];
    seats.cost[s] = cost;
    seats.presence[s] = presence;
    seats.hours[s] = role.hours * presence;
    people.tenure[seat.person] += present ? 1U : 0U;
    seats.unsettled[s] = presence < 1 ? 1 : 0;
}

void settle_all(Life& life) {
    const model::Organisation& organisation = *life.organisation;
    SeatState& seats = life.seats;
    seats.unsettled_count = 0;
    for (std::size_t s = 0; s < organisation.seats.size(); ++s) {
        if (seats.unsettled[s] != 0) {
            settle(life, s);
            seats.unsettled_count += seats.unsettled[s];
        }
    }
    for (std::size_t t = 0; t < organisation.teams.size(); ++t) {
        double hours = 0;
        for (std::uint32_t s = organisation.teams[t].first_seat; s < organisation.teams[t].last_seat; ++s) {
            hours += seats.hours[s];
        }
        life.teams.hours_now[t] = hours;
    }
}

void leave(Life& life, std::size_t s, std::uint32_t word) {
    const model::Seat& seat = life.organisation->seats[s];
    const RoleNumbers& role = life.terms->roles[seat.role];
    if (life.events != nullptr) {
        tell_departure(life, life.firm.people[seat.person], role.leaves, word);
    }
    depart(life, seat.person, role);
    // Who leaves at the start of a month is missing in it.
    life.people.vacant[seat.person] += role.hire_takes > 0 ? 1U : 0U;
    life.seats.unsettled_count += life.seats.unsettled[s] == 0 ? 1U : 0U;
    life.seats.unsettled[s] = 1;
}

}  // namespace

/// Today's owners left before the first month too, and clients still live through it: only so does the observed loss,
/// which includes owner changes, come out from the first month on. Worlds of written chances begin without a past.
void remember_departures(Life& life) {
    const model::Firm& firm = life.firm;
    const std::uint32_t months = firm.departure_shock.months;
    if (!life.uses_pivot || !firm.departure_shock.acts || !firm.today || months < 2) {
        return;
    }
    ClientState& c = life.clients;
    for (const model::Seat& seat : firm.today->seats) {
        const double chance = life.terms->roles[seat.role].leaves;
        std::uint32_t ago = 1;
        while (ago < months &&
               !random::happens(
                   random::word(firm.luck.departure_before, firm.people[seat.person].entity, life.replication, ago - 1),
                   chance)) {
            ++ago;
        }
        if (ago == months || chance <= 0) {
            continue;
        }
        for (std::uint32_t i = 0; i < life.client_count(); ++i) {
            if (c.owner[i] == static_cast<std::int16_t>(seat.person) && c.pivoted[i] != 0) {
                shock(life, i, firm.departure_shock, life.terms->laws[c.law[i]].departure_times);
                c.shock_left[i] = static_cast<std::uint8_t>(c.shock_left[i] > 0 ? months - ago : 0);
            }
        }
    }
}

void begin_seats(Life& life) {
    const model::Organisation& organisation = *life.organisation;
    SeatState& seats = life.seats;
    seats.may_leave_count = 0;
    seats.all_cost = 0;
    for (std::size_t s = 0; s < organisation.seats.size(); ++s) {
        seats.cost[s] = 0;
        seats.unsettled[s] = 1;
        const std::size_t person = organisation.seats[s].person;
        if (life.people.tenure[person] == not_hired_yet) {
            hire(life, person, life.terms->roles[organisation.seats[s].role]);
        }
        if (life.terms->roles[organisation.seats[s].role].leave_threshold > 0) {
            seats.may_leave[seats.may_leave_count++] = static_cast<std::uint32_t>(s);
        }
    }
    seats.unsettled_count = organisation.seats.size();
    seats.taken.begin(organisation);
}

void people_come_and_go(Life& life) {
    SeatState& seats = life.seats;
    if (life.month % 4 == 0 && seats.may_leave_count > 0) {
        draw_departures(life);
    }
    const std::uint32_t* words = life.departure_words[life.month % 4].data();
    for (std::size_t k = 0; k < seats.may_leave_count; ++k) {
        const model::Seat& seat = life.organisation->seats[seats.may_leave[k]];
        if (words[seat.person] < life.terms->roles[seat.role].leave_threshold && life.people.vacant[seat.person] == 0) {
            leave(life, seats.may_leave[k], words[seat.person]);
        }
    }
    if (seats.unsettled_count > 0) {
        settle_all(life);
    }
    life.month_books.people += seats.all_cost;
    for (std::size_t t = 0; t < life.organisation->teams.size(); ++t) {
        life.teams.hours_available[t] += life.teams.hours_now[t];
    }
}

}  // namespace clientele::replication
