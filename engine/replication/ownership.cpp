#include "engine/replication/life.hpp"
#include "engine/replication/tell.hpp"

namespace clientele::replication {

namespace {

/// A written move into the lost stage is a loss whose cause the scenario does not split.
void count_move(Life& life, const Move& move) {
    Books& books = life.books;
    const bool lost_by_chance = move.cause == Cause::chance && life.firm.lost_stage == move.to;
    const Cause cause = lost_by_chance ? Cause::stated : move.cause;
    books.wins += cause == Cause::effort ? 1 : 0;
    books.external_losses += cause == Cause::external ? 1 : 0;
    books.relational_losses += cause == Cause::relational || cause == Cause::carried ? 1 : 0;
    books.stated_losses += cause == Cause::stated ? 1 : 0;
}

/// Service of a client whose owner changes, as given and as it acts, until hours are divided again.
void serve(Life& life, std::uint32_t i, double served) {
    life.clients.served[i] = served;
    if (life.feels_otherwise) {
        life.clients.felt_served[i] = served;
    }
}

/// Nobody serves a client who belongs to nobody.
void neglect(Life& life, std::uint32_t i) {
    if (life.uses_hours) {
        life.clients.hours[i] = 0;
        serve(life, i, 0);
    }
}

void leave_owner(Life& life, std::uint32_t i) {
    const std::int16_t owner = life.clients.owner[i];
    if (owner >= 0) {
        const std::int16_t seat = seat_held(life, i);
        const model::Seat& left = life.organisation->seats[static_cast<std::size_t>(seat)];
        life.seats.taken.remove(static_cast<std::uint32_t>(seat), left.team);
        life.clients.owner[i] = -1;
        life.seats.stale = true;
    }
    neglect(life, i);
}

}  // namespace

std::uint32_t choose_seat(Life& life, std::size_t t, Room room) {
    const model::TeamTerms& team = life.organisation->teams[t];
    Seating& taken = life.seats.taken;
    if (team.first_seat == team.last_seat) {
        return team.last_seat;
    }
    if (team.assigns == scenario::Assigns::lowest_numbered) {
        const std::uint32_t seat = taken.lowest_with_room(t);
        if (seat < team.last_seat || room == Room::needed) {
            return seat;
        }
    }
    const std::uint32_t seat = taken.least_loaded(t);
    const bool full = room == Room::needed && team.span > 0 && taken.load(seat) >= team.span;
    return full ? team.last_seat : seat;
}

void transfer(Life& life, std::uint32_t i, std::int16_t from, std::uint8_t stage) {
    ++life.books.transfers;
    const bool overlap = begin_overlap(life, i, from);
    shock(life, i, overlap ? Shock::overlapped : Shock::transfer, life.firm.law(stage, life.firm.clients.segment[i]));
    break_bond(life, i, life.terms->bond.handed_over);
    if (life.events != nullptr) {
        tell_transfer(life, i, from, stage, overlap);
    }
}

bool give_owner(Life& life, std::uint32_t i, std::uint8_t stage, Room room) {
    ClientState& c = life.clients;
    const model::Organisation& organisation = *life.organisation;
    const std::int16_t t = owning_team(life, i, stage);
    if (t < 0) {
        leave_owner(life, i);
        return true;
    }
    const std::int16_t before = c.owner[i];
    const bool stays = before >= 0 && organisation.seats[static_cast<std::size_t>(seat_held(life, i))].team == t;
    if (stays) {
        return true;
    }
    const auto team = static_cast<std::size_t>(t);
    const std::uint32_t seat = choose_seat(life, team, room);
    if (seat == organisation.teams[team].last_seat) {
        return false;
    }
    leave_owner(life, i);
    c.owner[i] = static_cast<std::int16_t>(life.seats.person[seat]);
    if (life.uses_hours) {
        serve(life, i, 1);  // a job without stated hours never asks for any
    }
    life.seats.taken.add(seat);
    life.seats.stale = true;
    if (before >= 0 && before != c.owner[i]) {
        transfer(life, i, before, stage);
    }
    return true;
}

void apply_moves(Life& life) {
    for (const Move& move : life.moves) {
        // Effort comes before loss, loss before chance: a client changes its stage once a month.
        if (life.clients.moved[move.client] != 0) {
            continue;
        }
        if (life.events != nullptr) {
            tell_move(life, move);
        }
        count_move(life, move);
        digest_in(life, (std::uint64_t{move.client} << 8U) | move.to);
        enter(life, move.client, move.to, Entry::by_move);
        const std::int16_t before = life.clients.owner[move.client];
        give_owner(life, move.client, move.to, Room::not_needed);
        if (life.events != nullptr) {
            tell_owner(life, move.client, before);
        }
    }
}

}  // namespace clientele::replication
