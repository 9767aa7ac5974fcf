#include <algorithm>

#include "engine/behaviour/lists.hpp"
#include "engine/behaviour/marks.hpp"
#include "engine/random/batch.hpp"
#include "engine/replication/life.hpp"
#include "engine/replication/skill.hpp"
#include "engine/replication/tell.hpp"

namespace clientele::replication {

namespace {

/// Who leaves may take the client along at once.
void take_along(Life& life, std::uint32_t i) {
    const std::uint32_t word =
        random::word(life.firm.luck.carried_off, entity_of(life.firm.clients, i), life.replication, life.month);
    if (random::happens(word, life.terms->bond.carried_off)) {
        life.ties.carried[life.ties.carried_count] = i;
        life.ties.carried_word[life.ties.carried_count++] = word;
    }
}

/// Every client of the person feels it; clients wait for the successor in the same seat.
void shock_clients_of(Life& life, std::size_t person) {
    ClientState& c = life.clients;
    behaviour::mark_owned_by(c.owner.data(), static_cast<std::int16_t>(person), life.client_count(), c.mark.data());
    const std::size_t owned = behaviour::list_marked(c.mark.data(), life.client_count(), life.ids.data());
    for (std::size_t k = 0; k < owned; ++k) {
        const std::uint32_t i = life.ids[k];
        shock(life, i, Shock::departure, c.law[i]);
        break_bond(life, i, 0);
        if (life.firm.bond.acts && c.pivoted[i] != 0) {
            take_along(life, i);
        }
        if (life.events != nullptr) {
            tell_shock(life, i, life.firm.people[person].name + " left");
        }
    }
}

/// Who comes next to a post has a skill of their own.
void replace(Life& life, std::size_t person, const RoleNumbers& role) {
    hire(life, person, role);
    ++life.people.holder[person];
    if (life.firm.uses_skill) {
        life.people.skill[person] =
            skill_of_hired(life.firm, *life.terms, person, life.replication, life.people.holder[person]);
    }
}

void depart(Life& life, std::size_t person, const RoleNumbers& role) {
    ++life.books.departures;
    digest_in(life, 0x1000 + person);
    if (life.firm.departure_shock.acts || life.firm.bond.acts) {
        shock_clients_of(life, person);
    }
    if (role.hire_takes == 0) {
        replace(life, person, role);
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

void hire(Life& life, std::size_t person, const RoleNumbers& role) {
    life.people.tenure[person] = 0;
    life.month_books.hiring += role.hire_cost;
    if (life.events != nullptr) {
        tell_hire(life, person, role);
    }
}

void shock(Life& life, std::uint32_t i, Shock kind, std::size_t law) {
    ClientState& c = life.clients;
    const model::ShockTerms& terms = kind == Shock::departure ? life.firm.departure_shock : life.firm.transfer_shock;
    const double times = life.terms->laws[law].times(kind);
    if (!terms.acts || times == 1 || c.buys[i] == 0) {
        return;
    }
    if (c.shock_left[i] == 0) {
        life.shocked[life.shocked_count++] = i;
        c.shock_times[i] = 0;
    }
    // Renewed, not added; of two shocks at once the stronger counts.
    if (times > c.shock_times[i]) {
        c.shock_times[i] = times;
        c.shock[i] = kind;
    }
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
    if (is_second_seat(life, s)) {
        return;  // its person is settled with the first one
    }
    const model::Seat& seat = life.organisation->seats[s];
    const std::size_t person = seats.person[s];
    const RoleNumbers& role = life.terms->roles[seat.role];
    if (people.vacant[person] > 0 && --people.vacant[person] == 0) {
        replace(life, person, role);
    }
    const bool present = people.vacant[person] == 0 && !is_released(life, s);
    const double presence = present ? strength(role, people.tenure[person]) : 0;
    const double cost = present ? role.cost : 0;
    seats.all_cost += cost - seats.cost[s];
    seats.cost[s] = cost;
    seats.presence[s] = presence;
    seats.hours[s] = role.hours * presence;
    const double win_share = life.organisation->teams[seat.team].win_share;
    seats.for_clients[s] = seats.hours[s] * (1 - win_share);
    seats.for_winning[s] = seats.hours[s] * win_share;
    people.tenure[person] += present ? 1U : 0U;
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
    if (organisation.rollout) {
        split_time(life);
    }
    for (std::size_t t = 0; t < organisation.teams.size(); ++t) {
        double hours = 0;
        for (std::uint32_t s = organisation.teams[t].first_seat; s < organisation.teams[t].last_seat; ++s) {
            hours += seats.hours[s];
        }
        life.teams.hours_now[t] = hours;
    }
}

void leave(Life& life, std::size_t s, double chance, std::uint32_t word) {
    const std::size_t person = life.seats.person[s];
    const RoleNumbers& role = life.terms->roles[life.organisation->seats[s].role];
    if (life.events != nullptr) {
        tell_departure(life, person, chance, word);
    }
    depart(life, person, role);
    // Who leaves at the start of a month is missing in it.
    life.people.vacant[person] += role.hire_takes > 0 ? 1U : 0U;
    life.seats.unsettled_count += life.seats.unsettled[s] == 0 ? 1U : 0U;
    life.seats.unsettled[s] = 1;
}

/// Months after which less than a thousandth of a bond is missing. At most ten years.
std::uint32_t months_until_whole(const behaviour::Bond& bond) {
    std::uint32_t months = 1;
    for (double missing = bond.keep; missing > 1e-3 && months < 120; missing *= bond.keep) {
        ++months;
    }
    return months;
}

}  // namespace

/// Today's owners left before the first month too, and clients still live through it: only so does the observed loss,
/// which includes owner changes, come out from the first month on. Worlds of written chances begin without a past.
void remember_departures(Life& life) {
    const model::Firm& firm = life.firm;
    const behaviour::Bond& bond = life.terms->bond;
    const std::uint32_t felt = firm.departure_shock.acts ? firm.departure_shock.months : 0;
    const std::uint32_t months = firm.bond.acts ? std::max(felt, months_until_whole(bond)) : felt;
    if (!life.uses_pivot || !firm.today || months < 2) {
        return;
    }
    ClientState& c = life.clients;
    for (const model::Seat& seat : firm.today->seats) {
        const double chance = life.terms->roles[seat.role].leaves;
        std::uint32_t ago = 1;
        double missing = bond.keep;
        while (ago < months &&
               !random::happens(
                   random::word(firm.luck.departure_before, firm.people[seat.person].entity, life.replication, ago - 1),
                   chance)) {
            ++ago;
            missing *= bond.keep;
        }
        if (ago == months || chance <= 0) {
            continue;
        }
        for (std::uint32_t i = 0; i < life.client_count(); ++i) {
            if (c.owner[i] != static_cast<std::int16_t>(seat.person) || c.pivoted[i] == 0) {
                continue;
            }
            if (ago < felt) {
                shock(life, i, Shock::departure, c.law[i]);
                c.shock_left[i] = static_cast<std::uint8_t>(c.shock_left[i] > 0 ? felt - ago : 0);
                if (life.events != nullptr) {
                    tell_shock(life, i, firm.people[seat.person].name + " had left before");
                }
            }
            break_bond(life, i, 1 - missing);
        }
    }
}

namespace {

/// Chance that the person of a seat leaves this month: the role's, more or less as the load is above or below today's.
double leave_chance(const Life& life, std::size_t s) {
    const RoleNumbers& role = life.terms->roles[life.organisation->seats[s].role];
    if (role.overload_slope <= 0) {
        return role.leaves;
    }
    const std::size_t person = life.seats.person[s];
    const double strain = life.people.load[person] - life.population->load_today[person];
    return std::clamp(role.leaves * (1 + role.overload_slope * strain), 0.0, 1.0);
}

}  // namespace

void people_come_and_go(Life& life) {
    SeatState& seats = life.seats;
    if (life.month % 4 == 0 && seats.may_leave_count > 0) {
        draw_departures(life);
    }
    const std::uint32_t* words = life.departure_words[life.month % 4].data();
    for (std::size_t k = 0; k < seats.may_leave_count; ++k) {
        const std::size_t s = seats.may_leave[k];
        const std::size_t person = seats.person[s];
        const RoleNumbers& role = life.terms->roles[life.organisation->seats[s].role];
        const std::uint32_t threshold =
            role.overload_slope > 0 ? random::threshold(leave_chance(life, s)) : role.leave_threshold;
        if (words[person] < threshold && life.people.vacant[person] == 0 && !is_released(life, s)) {
            leave(life, s, leave_chance(life, s), words[person]);
        }
    }
    if (life.organisation->rollout) {
        // Who works both ways divides the month anew.
        seats.unsettled_count = life.organisation->seats.size();
        std::fill_n(seats.unsettled.begin(), seats.unsettled_count, std::uint8_t{1});
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
