#include "engine/replication/seating.hpp"

#include <algorithm>

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
    first_block_.reserve(teams + 1);
    first_seat_.reserve(teams);
    maybe_room_.reserve(teams);
}

void Seating::begin(const std::vector<std::uint32_t>& first_seats) {
    load_.clear();
    smallest_.clear();
    cell_.clear();
    first_block_.clear();
    first_seat_.assign(first_seats.begin(), first_seats.end() - 1);
    maybe_room_ = first_seat_;
    for (std::size_t team = 0; team + 1 < first_seats.size(); ++team) {
        first_block_.push_back(static_cast<std::uint32_t>(smallest_.size()));
        const std::size_t first_cell = load_.size();
        const std::size_t seats = first_seats[team + 1] - first_seats[team];
        for (std::size_t seat = 0; seat < seats; ++seat) {
            cell_.push_back(static_cast<std::uint32_t>(first_cell + seat));
        }
        const std::size_t blocks = (seats + block - 1) / block;
        load_.resize(first_cell + blocks * block, nobody);
        std::fill_n(load_.begin() + static_cast<std::ptrdiff_t>(first_cell), seats, 0U);
        smallest_.resize(smallest_.size() + blocks, unknown);
    }
    first_block_.push_back(static_cast<std::uint32_t>(smallest_.size()));
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
    const std::size_t cell = cell_[seat];
    --load_[cell];
    smallest_[cell / block] = unknown;
    maybe_room_[team] = std::min(maybe_room_[team], seat);
}

std::uint32_t Seating::least_loaded(std::size_t team) {
    std::size_t best = first_block_[team];
    for (std::size_t which = best + 1; which < first_block_[team + 1]; ++which) {
        best = smallest_of(which) / block < smallest_of(best) / block ? which : best;
    }
    const auto seat = static_cast<std::uint32_t>((best - first_block_[team]) * block) + smallest_of(best) % block;
    return first_seat_[team] + seat;
}

std::uint32_t Seating::lowest_with_room(std::size_t team, std::uint32_t last, double span) {
    std::uint32_t& seat = maybe_room_[team];
    while (seat < last && load(seat) >= span) {
        ++seat;
    }
    return seat;
}

}  // namespace clientele::replication
