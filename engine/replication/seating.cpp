#include "engine/replication/seating.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "engine/base/clones.hpp"

namespace clientele::replication {

namespace {

constexpr std::uint32_t nobody = 0xFFFFFFFF;  // where a block is longer than its team

struct Found {
    std::uint32_t smallest;
    std::uint32_t who;  ///< a bit each
};

/// The smallest of sixteen, and which they are.
CLIENTELE_CLONES
Found smallest_of_sixteen(const std::uint32_t* loads) {
    std::uint32_t smallest = nobody;
    for (std::size_t k = 0; k < 16; ++k) {
        smallest = std::min(smallest, loads[k]);
    }
    std::uint32_t who = 0;
    for (std::uint32_t k = 0; k < 16; ++k) {
        who |= static_cast<std::uint32_t>(loads[k] == smallest) << k;
    }
    return {smallest, who};
}

}  // namespace

void Seating::reserve(std::size_t seats, std::size_t teams) {
    const std::size_t blocks = seats / block + teams + 1;
    load_.reserve(blocks * block);
    blocks_.reserve(blocks);
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
    blocks_.resize(load_.size() / block);
    for (std::size_t which = 0; which < blocks_.size(); ++which) {
        search(which);
    }
}

void Seating::search(std::size_t which) {
    static_assert(block == 16);
    const Found found = smallest_of_sixteen(load_.data() + which * block);
    blocks_[which] = {found.smallest, found.who};
}

void Seating::add(std::uint32_t seat) {
    const std::uint32_t cell = cell_[seat];
    ++load_[cell];
    Block& at = blocks_[cell / block];
    at.seats &= ~(1U << cell % block);
    if (at.seats == 0) {
        search(cell / block);
    }
}

void Seating::remove(std::uint32_t seat, std::size_t team) {
    const std::uint32_t cell = cell_[seat];
    const std::uint32_t left = --load_[cell];
    Block& at = blocks_[cell / block];
    const std::uint32_t others = left < at.smallest ? 0 : at.seats;
    at.smallest = std::min(at.smallest, left);
    at.seats = others | static_cast<std::uint32_t>(left == at.smallest) << cell % block;
    teams_[team].maybe_room = std::min(teams_[team].maybe_room, cell);
}

std::uint32_t Seating::least_loaded(std::size_t team) const {
    const Team& t = teams_[team];
    std::size_t best = t.first_cell / block;
    for (std::size_t which = best + 1; which * block < t.last_cell; ++which) {
        best = blocks_[which].smallest < blocks_[best].smallest ? which : best;
    }
    const auto place = static_cast<std::uint32_t>(std::countr_zero(blocks_[best].seats));
    return t.first_seat + static_cast<std::uint32_t>(best * block) + place - t.first_cell;
}

std::uint32_t Seating::lowest_with_room(std::size_t team) {
    Team& t = teams_[team];
    while (t.maybe_room < t.last_cell && load_[t.maybe_room] >= t.full) {
        ++t.maybe_room;
    }
    return t.first_seat + (t.maybe_room - t.first_cell);
}

}  // namespace clientele::replication
