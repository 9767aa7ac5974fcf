#include "engine/replication/seating.hpp"

#include <cstdint>
#include <vector>

#include "engine/random/address.hpp"
#include "tests/support/catch.hpp"

using clientele::replication::Seating;

namespace {

std::uint32_t fewest(const std::vector<std::uint32_t>& load, std::uint32_t first, std::uint32_t last) {
    std::uint32_t best = first;
    for (std::uint32_t seat = first; seat < last; ++seat) best = load[seat] < load[best] ? seat : best;
    return best;
}

std::uint32_t first_with_room(const std::vector<std::uint32_t>& load, std::uint32_t first, std::uint32_t last,
                              double span) {
    while (first < last && load[first] >= span) ++first;
    return first;
}

}  // namespace

TEST_CASE("a client goes to the seat a search of all seats would find, whatever came and went before") {
    const std::vector<std::uint32_t> teams{0, 3, 3, 40, 57};  // the second team has no seat, the third three blocks
    constexpr std::uint32_t seats = 57;
    constexpr double span = 3.5;  // four clients are one too many
    clientele::model::Organisation organisation;
    for (std::size_t team = 0; team + 1 < teams.size(); ++team) {
        organisation.teams.emplace_back();
        organisation.teams.back().span = span;
        organisation.teams.back().first_seat = teams[team];
        organisation.teams.back().last_seat = teams[team + 1];
    }
    Seating seating;
    seating.reserve(60, 6);
    for (std::uint32_t life = 0; life < 3; ++life) {
        seating.begin(organisation);
        std::vector<std::uint32_t> load(seats, 0);
        for (std::uint32_t step = 0; step < 3000; ++step) {
            const std::uint64_t luck = clientele::random::mix(step * 3 + life + 1);
            const std::size_t team = luck % 2 == 0 ? 2 : luck % 3 == 0 ? 0 : 3;
            const std::uint32_t first = teams[team];
            const std::uint32_t last = teams[team + 1];
            const auto some = first + static_cast<std::uint32_t>((luck >> 8U) % (last - first));
            REQUIRE(seating.least_loaded(team) == fewest(load, first, last));
            REQUIRE(seating.lowest_with_room(team) == first_with_room(load, first, last, span));
            if ((luck >> 40U) % 5 < 3 && load[some] < span) {
                seating.add(some);
                ++load[some];
            } else if (load[some] > 0) {
                seating.remove(some, team);
                --load[some];
            }
            REQUIRE(seating.load(some) == load[some]);
        }
    }
}
