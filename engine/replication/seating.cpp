#include "engine/replication/seating.hpp"

#include <algorithm>
#include <cmath>

namespace clientele::replication {

namespace {

constexpr std::uint32_t nobody = 0x0FFFFFFF;   // where a block is longer than its team
constexpr std::uint32_t unknown = 0xFFFFFFFF;  // smallest load of a block that has changed

}  // namespace

void Seating::reserve(std::size_t seats, std::size_t teams) {
    const std::size_t blocks = seats / block + teams + 1;
    load_.reserve(blocks * block);
    smallest_.reserve(blocks);
    cell_.reserve(seats);
    teams_.reserve(teams);
}

void Seating::begin(const model::Organisation& organisation) {
    load_.clear();
    cell_.clear();
    teams_.clear();
    for (const model::TeamTerms& terms : organisation.teams) {
        const auto cell = static_cast<std::uint32_t>(load_.size());
        const double span = terms.span > 0 ? std::ceil(terms.span) : 0;
        teams_.push_back({terms.first_seat, cell, cell + terms.seats(),
                          span > 0 && span < nobody ? static_cast<std::uint32_t>(span) : nobody, cell});
        for (std::uint32_t seat = 0; seat < terms.seats(); ++seat) {
            cell_.push_back(cell + seat);
        }
        load_.resize(cell + terms.seats(), 0);
        load_.resize((load_.size() + block - 1) / block * block, nobody);
    }
    smallest_.assign(load_.size() / block, unknown);
}

std::uint32_t Seating::smallest_of(std::size_t which) {
    if (smallest_[which] == unknown) {
        const std::uint32_t* const loads = load_.data() + which * block;
        std::uint32_t least = nobody * block;
        for (std::uint32_t k = 0; k < block; ++k) {
            least = std::min(least, loads[k] * block + k);
        }
        smallest_[which] = least;
    }
    return smallest_[which];
}

void Seating::add(std::uint32_t seat) {
    const std::size_t cell = cell_[seat];
    ++load_[cell];
    smallest_[cell / block] = unknown;
}

void Seating::remove(std::uint32_t seat, std::size_t team) {
    const std::uint32_t cell = cell_[seat];
    --load_[cell];
    smallest_[cell / block] = unknown;
    teams_[team].maybe_room = std::min(teams_[team].maybe_room, cell);
}

std::uint32_t Seating::least_loaded(std::size_t team) {
    const Team& t = teams_[team];
    std::size_t best = t.first_cell / block;
    for (std::size_t which = best + 1; which * block < t.last_cell; ++which) {
        best = smallest_of(which) / block < smallest_of(best) / block ? which : best;
    }
    const auto cell = static_cast<std::uint32_t>(best * block) + smallest_of(best) % block;
    return t.first_seat + (cell - t.first_cell);
}

std::uint32_t Seating::lowest_with_room(std::size_t team) {
    Team& t = teams_[team];
    while (t.maybe_room < t.last_cell && load_[t.maybe_room] >= t.full) {
        ++t.maybe_room;
    }
    return t.first_seat + (t.maybe_room - t.first_cell);
}

}  // namespace clientele::replication
