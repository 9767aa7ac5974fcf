#include <algorithm>
#include <limits>

#include "engine/behaviour/lists.hpp"
#include "engine/behaviour/marks.hpp"
#include "engine/random/batch.hpp"
#include "engine/replication/life.hpp"
#include "engine/replication/tell.hpp"

namespace clientele::replication {

void shock(Life& life, std::uint32_t i, Shock kind, std::size_t law) {
    ClientState& c = life.clients;
    const model::ShockTerms& terms = kind == Shock::departure ? life.firm.departure_shock : life.firm.transfer_shock;
    const double times = life.terms->laws[law].times(kind);
    if (!terms.acts || times == 1 || c.buys[i] == 0) {
        return;
    }
    if (c.shock_left[i].none()) {
        life.shocked[life.shocked_count++] = i;
    }
    // Renewed, not added.
    std::uint8_t& left = c.shock_left[i].of(kind);
    left = static_cast<std::uint8_t>(std::max<std::uint32_t>(left, terms.months));
    feel_strongest(life, i, law);
}

void feel_strongest(Life& life, std::uint32_t i, std::size_t law) {
    ClientState& c = life.clients;
    double strongest = c.shock_left[i].none() ? 1 : 0;
    for (const Shock kind : {Shock::departure, Shock::transfer, Shock::overlapped}) {
        if (c.shock_left[i].of(kind) > 0) {
            strongest = std::max(strongest, life.terms->laws[law].times(kind));
        }
    }
    c.shock_times[i] = strongest;
}

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

/// The clients of all who leave this month, into life.ids: one pass, however many leave. \returns how many
std::size_t list_left_behind(Life& life, std::size_t leaving) {
    const SeatState& seats = life.seats;
    if (leaving == 0 || !(life.firm.departure_shock.acts || life.firm.bond.acts)) {
        return 0;
    }
    ClientState& c = life.clients;
    std::uint16_t first = std::numeric_limits<std::int16_t>::max();
    std::uint16_t last = 0;
    for (std::size_t k = 0; k < leaving; ++k) {
        const std::uint16_t person = seats.person[seats.leaving[k]];
        life.people.leaving[person] = 1;
        first = std::min(first, person);
        last = std::max(last, person);
    }
    behaviour::mark_owned_by(c.owner.data(), static_cast<std::int16_t>(first), static_cast<std::int16_t>(last),
                             life.client_count(), c.mark.data());
    const std::size_t near = behaviour::list_marked(c.mark.data(), life.client_count(), life.ids.data());
    std::size_t count = 0;
    for (std::size_t k = 0; k < near; ++k) {
        const std::uint32_t i = life.ids[k];
        life.ids[count] = i;
        count += life.people.leaving[static_cast<std::size_t>(c.owner[i])];
    }
    for (std::size_t k = 0; k < leaving; ++k) {
        life.people.leaving[seats.person[seats.leaving[k]]] = 0;
    }
    return count;
}

/// Every client of the person feels it; clients wait for the successor in the same seat.
/// \param left_behind those at the beginning of life.ids belong to people who leave
void shock_clients_of(Life& life, std::size_t person, std::size_t left_behind) {
    ClientState& c = life.clients;
    for (std::size_t k = 0; k < left_behind; ++k) {
        const std::uint32_t i = life.ids[k];
        if (c.owner[i] != static_cast<std::int16_t>(person)) {
            continue;
        }
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

void depart(Life& life, std::size_t person, const RoleNumbers& role, std::size_t left_behind) {
    ++life.books.departures;
    digest_in(life, 0x1000 + person);
    shock_clients_of(life, person, left_behind);
    if (role.hire_takes == 0) {
        replace(life, person, role);
    } else {
        life.people.vacant[person] = role.hire_takes;
    }
}

void draw_departures(Life& life) {
    auto* planes = life.departure_words.data();
    random::month_words(life.firm.luck.departure, {life.firm.person_low.data(), life.firm.person_high.data()},
                        life.firm.people.size(), life.replication, life.month / 4,
                        {planes[0].data(), planes[1].data(), planes[2].data(), planes[3].data()});
}

void leave(Life& life, std::size_t s, double chance, std::uint32_t word, std::size_t left_behind) {
    const std::size_t person = life.seats.person[s];
    const RoleNumbers& role = life.terms->roles[life.organisation->seats[s].role];
    if (life.events != nullptr) {
        tell_departure(life, person, chance, word);
    }
    depart(life, person, role, left_behind);
    // Who leaves at the start of a month is missing in it.
    life.people.vacant[person] += role.hire_takes > 0 ? 1U : 0U;
    life.seats.unsettled_count += life.seats.unsettled[s] == 0 ? 1U : 0U;
    life.seats.unsettled[s] = 1;
}

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
                std::uint8_t& left = c.shock_left[i].of(Shock::departure);
                left = static_cast<std::uint8_t>(left > 0 ? felt - ago : 0);
                if (life.events != nullptr) {
                    tell_shock(life, i, firm.people[seat.person].name + " had left before");
                }
            }
            break_bond(life, i, 1 - missing);
        }
    }
}

void lose_people(Life& life) {
    SeatState& seats = life.seats;
    const std::uint32_t period = life.month / 4 + 1;
    if (seats.may_leave_count > 0 && life.departure_period != period) {
        draw_departures(life);
        life.departure_period = period;
    }
    const std::uint32_t* words = life.departure_words[life.month % 4].data();
    std::size_t leaving = 0;
    for (std::size_t k = 0; k < seats.may_leave_count; ++k) {
        const std::size_t s = seats.may_leave[k];
        const std::size_t person = seats.person[s];
        const RoleNumbers& role = life.terms->roles[life.organisation->seats[s].role];
        const std::uint32_t threshold =
            role.overload_slope > 0 ? random::threshold(leave_chance(life, s)) : role.leave_threshold;
        seats.leaving[leaving] = static_cast<std::uint32_t>(s);
        leaving += words[person] < threshold && life.people.vacant[person] == 0 && !is_released(life, s) ? 1U : 0U;
    }
    const std::size_t left_behind = list_left_behind(life, leaving);
    for (std::size_t k = 0; k < leaving; ++k) {
        const std::size_t s = seats.leaving[k];
        const std::uint32_t word = words[seats.person[s]];
        leave(life, s, leave_chance(life, s), word, left_behind);
    }
}

}  // namespace clientele::replication
