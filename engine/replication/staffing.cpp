#include <algorithm>

#include "engine/replication/life.hpp"
#include "engine/replication/skill.hpp"
#include "engine/replication/tell.hpp"

namespace clientele::replication {

namespace {

/// Whether the person had a seat until now: in the organisation before, or today.
bool was_seated(const Life& life, std::size_t person) {
    if (life.month > 0) {
        return life.seats.seat_of[person] >= 0;
    }
    return life.firm.today && life.firm.today->seat_of[person] >= 0;
}

/// Who is there and has no seat any more goes, at the cost of a severance; seated again later, the post is hired for.
void release(Life& life) {
    PersonState& people = life.people;
    for (std::size_t p = 0; p < life.firm.people.size(); ++p) {
        const bool there = people.vacant[p] == 0 && people.tenure[p] != not_hired_yet;
        const bool stays = life.organisation->seat_of[p] >= 0 ||
                           (life.organisation->rollout && life.organisation->seat_before[p] >= 0);
        if (stays || !was_seated(life, p) || !there) {
            continue;
        }
        const double cost = life.terms->roles[life.firm.people[p].role].severance;
        life.month_books.severance += cost;
        people.tenure[p] = not_hired_yet;
        if (life.events != nullptr) {
            tell_release(life, p, cost);
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

void begin_seats(Life& life) {
    const model::Organisation& organisation = *life.organisation;
    SeatState& seats = life.seats;
    if (life.firm.uses_severance) {
        release(life);
    }
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
