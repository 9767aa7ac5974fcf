#pragma once

#include <cstdint>
#include <vector>

namespace clientele::replication {

/// Clients by seat, and which seat of a team comes next: the one with the fewest clients, or the lowest-numbered one
/// with room. A change costs log2(seats), so that a firm of any size pays the same for a client.
class Seating {
public:
    /// Memory for at most so many seats and teams.
    void reserve(std::size_t seats, std::size_t teams);
    /// Empty seats of the organisation that begins now. \param first_seats of its teams
    void begin(std::size_t seats, const std::vector<std::uint32_t>& first_seats);

    std::uint32_t load(std::size_t seat) const { return load_[seat]; }
    void add(std::uint32_t seat);
    void remove(std::uint32_t seat, std::size_t team);

    /// The seat of [first, last) with the fewest clients, ties to the lowest number. \pre first < last
    std::uint32_t least_loaded(std::uint32_t first, std::uint32_t last) const;
    /// The lowest-numbered seat of the team before `last` with fewer than `span` clients, else `last`.
    std::uint32_t lowest_with_room(std::size_t team, std::uint32_t last, double span);

private:
    std::uint32_t better(std::uint32_t a, std::uint32_t b) const;
    void settle(std::uint32_t seat);

    std::vector<std::uint32_t> load_;
    std::vector<std::uint32_t> winner_;      ///< a tournament: node k's winner is the better of nodes 2 k and 2 k + 1
    std::vector<std::uint32_t> maybe_room_;  ///< by team: every seat before it is full
    std::size_t leaves_ = 0;
};

}  // namespace clientele::replication
