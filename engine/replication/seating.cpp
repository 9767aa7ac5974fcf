#include "engine/replication/seating.hpp"

#include <algorithm>
#include <bit>

namespace clientele::replication {

namespace {

constexpr std::uint32_t nobody = 0xFFFFFFFF;

}  // namespace

void Seating::reserve(std::size_t seats, std::size_t teams) {
    load_.assign(seats, 0);
    winner_.assign(2 * std::bit_ceil(std::max<std::size_t>(seats, 1)), nobody);
    maybe_room_.assign(teams, 0);
}

void Seating::begin(std::size_t seats, const std::vector<std::uint32_t>& first_seats) {
    leaves_ = std::bit_ceil(std::max<std::size_t>(seats, 1));
    std::fill(load_.begin(), load_.end(), 0U);
    std::fill(winner_.begin(), winner_.end(), nobody);
    for (std::uint32_t seat = 0; seat < seats; ++seat) {
        winner_[leaves_ + seat] = seat;
    }
    for (std::size_t node = leaves_ - 1; node > 0; --node) {
        winner_[node] = better(winner_[2 * node], winner_[2 * node + 1]);
    }
    std::copy(first_seats.begin(), first_seats.end(), maybe_room_.begin());
}

std::uint32_t Seating::better(std::uint32_t a, std::uint32_t b) const {
    if (a == nobody || b == nobody) {
        return a == nobody ? b : a;
    }
    if (load_[a] != load_[b]) {
        return load_[a] < load_[b] ? a : b;
    }
    return std::min(a, b);
}

void Seating::settle(std::uint32_t seat) {
    for (std::size_t node = (leaves_ + seat) / 2; node > 0; node /= 2) {
        winner_[node] = better(winner_[2 * node], winner_[2 * node + 1]);
    }
}

void Seating::add(std::uint32_t seat) {
    ++load_[seat];
    settle(seat);
}

void Seating::remove(std::uint32_t seat, std::size_t team) {
    --load_[seat];
    settle(seat);
    maybe_room_[team] = std::min(maybe_room_[team], seat);
}

std::uint32_t Seating::least_loaded(std::uint32_t first, std::uint32_t last) const {
    std::uint32_t best = nobody;
    for (std::size_t low = leaves_ + first, high = leaves_ + last; low < high; low /= 2, high /= 2) {
        if (low % 2 == 1) {
            best = better(best, winner_[low++]);
        }
        if (high % 2 == 1) {
            best = better(best, winner_[--high]);
        }
    }
    return best;
}

std::uint32_t Seating::lowest_with_room(std::size_t team, std::uint32_t last, double span) {
    std::uint32_t& seat = maybe_room_[team];
    while (seat < last && load_[seat] >= span) {
        ++seat;
    }
    return seat;
}

}  // namespace clientele::replication
