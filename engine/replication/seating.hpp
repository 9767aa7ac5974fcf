#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/model/organisation.hpp"

namespace clientele::replication {

/// Clients by seat, and which seat of a team comes next: the one with the fewest clients, or the lowest-numbered one
/// with room.
///
/// Each team's seats lie in blocks of sixteen, and every block knows its smallest load and who has it: a change costs a
/// few instructions, a question the blocks of the team.
class Seating {
public:
    /// Memory for at most so many seats and teams.
    void reserve(std::size_t seats, std::size_t teams);
    /// Empty seats of the organisation that begins now.
    void begin(const model::Organisation& organisation);

    std::uint32_t load(std::size_t seat) const { return load_[cell_[seat]]; }
    void add(std::uint32_t seat);
    void remove(std::uint32_t seat, std::size_t team);

    /// The seat of the team with the fewest clients, ties to the lowest number. \pre the team has seats
    std::uint32_t least_loaded(std::size_t team) const;
    /// The lowest-numbered seat of the team with fewer clients than its span, else one past the last.
    std::uint32_t lowest_with_room(std::size_t team);

private:
    static constexpr std::uint32_t block = 16;

    void search(std::size_t which);

    struct Block {
        std::uint32_t smallest = 0;
        std::uint32_t seats = 0;  ///< those who have it, a bit each
    };

    /// A team's seats, in cells of their own.
    struct Team {
        std::uint32_t first_seat = 0;
        std::uint32_t first_cell = 0;  ///< a whole number of blocks
        std::uint32_t last_cell = 0;   ///< one past
        std::uint32_t full = 0;        ///< clients of a full seat
        std::uint32_t maybe_room = 0;  ///< cell: every one before it is full
    };

    std::vector<std::uint32_t> load_;  ///< [cell] `nobody` behind a team's last seat
    std::vector<Block> blocks_;
    std::vector<std::uint32_t> cell_;  ///< [seat]
    std::vector<Team> teams_;
};

}  // namespace clientele::replication
