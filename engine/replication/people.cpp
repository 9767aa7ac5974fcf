#include <algorithm>

#include "engine/replication/life.hpp"
#include "engine/replication/skill.hpp"
#include "engine/replication/tell.hpp"

namespace clientele::replication {

namespace {

/// Part of full strength of a new person, linear over the ramp, taken at mid-month so that a ramp of R costs R / 2
/// months.
double strength(const RoleNumbers& role, std::uint32_t tenure) {
    return role.ramp > 0 ? std::min(1.0, (tenure + 0.5) / role.ramp) : 1.0;
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
    if (people.vacant[person] > 0 && !is_released(life, s) && --people.vacant[person] == 0) {
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

}  // namespace

void hire(Life& life, std::size_t person, const RoleNumbers& role) {
    life.people.tenure[person] = 0;
    life.month_books.hiring += role.hire_cost;
    if (life.events != nullptr) {
        tell_hire(life, person, role);
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

void people_come_and_go(Life& life) {
    SeatState& seats = life.seats;
    lose_people(life);
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
