#include <algorithm>

#include "engine/replication/life.hpp"
#include "engine/replication/skill.hpp"
#include "engine/replication/tell.hpp"

namespace clientele::replication {

namespace {

/// The seat that the person had until now, in the organisation before or today; -1: none.
std::int16_t seat_until_now(const Life& life, std::size_t person) {
    const SeatState& seats = life.seats;
    if (life.month > 0) {
        return seats.seat_of[person] >= 0 || seats.seat_before.empty() ? seats.seat_of[person]
                                                                       : seats.seat_before[person];
    }
    return life.firm.today ? life.firm.today->seat_of[person] : std::int16_t{-1};
}

/// Who has no seat any more goes.
void release_unseated(Life& life, const model::Organisation* before) {
    const model::Organisation* const left = life.month > 0 ? before : life.firm.today ? &*life.firm.today : nullptr;
    for (std::size_t p = 0; p < life.firm.people.size(); ++p) {
        const bool stays = life.organisation->seat_of[p] >= 0 ||
                           (life.organisation->rollout && life.organisation->seat_before[p] >= 0);
        const std::int16_t seat = seat_until_now(life, p);
        if (!stays && seat >= 0) {
            release(life, p, left->seats[static_cast<std::size_t>(seat)].role);
        }
    }
}

/// The organisation's people. In a rollout those of the organisation before keep the seats they have.
void sit(Life& life) {
    const model::Organisation& organisation = *life.organisation;
    std::vector<std::uint16_t>& person = life.seats.person;
    const std::size_t before = organisation.seats.size() - organisation.own_seats;
    const bool there = life.month > 0 && before > 0;
    person.resize(organisation.seats.size());
    if (there) {
        std::copy_backward(person.begin(), person.begin() + static_cast<std::ptrdiff_t>(before), person.end());
    }
    for (std::size_t s = 0; s < (there ? organisation.own_seats : person.size()); ++s) {
        person[s] = organisation.seats[s].person;
    }
}

/// Who sits where: as the organisation says, but for roles that are chosen by skill.
void fill_seats(Life& life) {
    const model::Organisation& organisation = *life.organisation;
    SeatState& seats = life.seats;
    PersonState& people = life.people;
    sit(life);
    if (life.firm.uses_skill) {
        for (std::size_t p = 0; p < people.there.size(); ++p) {
            people.there[p] = people.vacant[p] == 0 && people.tenure[p] != not_hired_yet ? 1 : 0;
        }
        choose_by_skill(life.firm, organisation, people.skill, people.there, seats.person);
    }
    std::fill(seats.seat_of.begin(), seats.seat_of.end(), std::int16_t{-1});
    std::fill(seats.seat_before.begin(), seats.seat_before.end(), std::int16_t{-1});
    for (std::size_t s = 0; s < seats.person.size(); ++s) {
        const bool own = s < organisation.own_seats;
        (own ? seats.seat_of : seats.seat_before)[seats.person[s]] = static_cast<std::int16_t>(s);
        if (life.events != nullptr && life.firm.uses_skill) {
            tell_seat(life, s);
        }
    }
}

}  // namespace

void release(Life& life, std::size_t person, std::uint16_t role) {
    PersonState& people = life.people;
    const bool there = people.vacant[person] == 0 && people.tenure[person] != not_hired_yet;
    people.vacant[person] = 0;
    people.tenure[person] = not_hired_yet;
    if (!there) {
        return;
    }
    const double cost = life.terms->roles[role].severance;
    life.month_books.severance += cost;
    if (life.events != nullptr) {
        tell_release(life, person, cost);
    }
}

void begin_seats(Life& life, const model::Organisation* before) {
    const model::Organisation& organisation = *life.organisation;
    SeatState& seats = life.seats;
    release_unseated(life, before);
    fill_seats(life);
    seats.may_leave_count = 0;
    seats.all_cost = 0;
    for (std::size_t s = 0; s < organisation.seats.size(); ++s) {
        seats.cost[s] = 0;
        seats.unsettled[s] = 1;
        if (is_second_seat(life, s)) {
            continue;
        }
        const std::size_t person = seats.person[s];
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

}  // namespace clientele::replication
