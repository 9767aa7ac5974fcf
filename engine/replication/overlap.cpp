#include <algorithm>

#include "engine/base/money.hpp"
#include "engine/replication/life.hpp"

namespace clientele::replication {

bool begin_overlap(Life& life, std::uint32_t i, std::int16_t from) {
    const std::uint32_t months = life.firm.transfer_shock.overlap;
    const auto person = static_cast<std::size_t>(from);
    if (months == 0 || any_seat(life, person) < 0 || life.people.vacant[person] > 0) {
        return false;
    }
    ClientState& c = life.clients;
    if (c.overlap_left[i] == 0) {
        life.overlapping[life.overlapping_count++] = i;
    }
    c.overlap_left[i] = static_cast<std::uint8_t>(months);
    c.former[i] = from;
    return true;
}

namespace {

/// The hours a client needs, out of what its former owner has for clients and has not promised yet; they are charged to
/// the client, and help nobody: what they buy is the smaller shock.
void reserve(Life& life, std::uint32_t i) {
    ClientState& c = life.clients;
    SeatState& seats = life.seats;
    const std::int16_t former = any_seat(life, static_cast<std::size_t>(c.former[i]));
    const std::int16_t owner = seat_held(life, i);
    if (former < 0 || owner < 0) {
        return;
    }
    const auto s = static_cast<std::size_t>(former);
    const model::Organisation& organisation = *life.organisation;
    const model::TeamTerms& team = organisation.teams[organisation.seats[static_cast<std::size_t>(owner)].team];
    const std::size_t its_team = organisation.seats[s].team;
    const double need = client_need(life, team, i);
    // An hour of a skilled person counts for more.
    const double skill = life.people.skill[seats.person[s]];
    const double there = seats.for_clients[s] - seats.reserved[s];
    const double given = std::min(need / skill, std::max(0.0, there));
    const double cost = base::round_money(given * life.terms->roles[organisation.seats[s].role].rate);
    seats.reserved[s] += given;
    life.teams.hours_used[its_team] += given;
    c.account[i].cost += cost;
    life.month_books.serving_hours += cost;
}

}  // namespace

void serve_overlapping(Life& life) {
    ClientState& c = life.clients;
    std::fill(life.seats.reserved.begin(), life.seats.reserved.end(), 0.0);
    std::size_t kept = 0;
    for (std::size_t k = 0; k < life.overlapping_count; ++k) {
        const std::uint32_t i = life.overlapping[k];
        if (c.buys[i] != 0) {
            reserve(life, i);
            --c.overlap_left[i];
        } else {
            c.overlap_left[i] = 0;
        }
        life.overlapping[kept] = i;
        kept += c.overlap_left[i] > 0 ? 1U : 0U;
    }
    life.overlapping_count = kept;
}

}  // namespace clientele::replication
