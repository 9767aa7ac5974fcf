#include "engine/behaviour/lists.hpp"

#include <algorithm>
#include <random>
#include <vector>

#include "tests/support/catch.hpp"

using namespace clientele::behaviour;

namespace {

constexpr std::size_t most = 70;
constexpr std::size_t room = 128;

struct Month {
    std::vector<std::uint32_t> words, thresholds;
    std::vector<std::uint8_t> mark;
};

/// Words, thresholds and marks; behind n stand marks that must not be listed.
Month month_of(std::size_t n, unsigned one_in) {
    std::mt19937_64 luck(n + 1);
    Month month{std::vector<std::uint32_t>(room), std::vector<std::uint32_t>(room), std::vector<std::uint8_t>(room, 1)};
    for (std::size_t i = 0; i < n; ++i) {
        month.words[i] = static_cast<std::uint32_t>(luck());
        const bool close = i % 5 == 0;  // equal is not below, one above is
        month.thresholds[i] =
            close ? month.words[i] + static_cast<std::uint32_t>(luck() % 2) : (luck() % one_in == 0 ? 0xFFFFFFFFU : 0);
        month.mark[i] = luck() % one_in == 0 ? 1 : 0;
    }
    return month;
}

}  // namespace

TEST_CASE(
    "Every way of listing gives the ids of those below their threshold, and of the marked, all or the first few, "
    "ascending") {
    REQUIRE(!list_kernels().empty());
    for (const unsigned one_in : {1U, 2U, 9U}) {
        for (std::size_t n = 0; n <= most; ++n) {
            const Month month = month_of(n, one_in);
            std::vector<std::uint8_t> all(room, 0);
            std::fill_n(all.begin(), n, std::uint8_t{1});
            Tiles tiles;
            tiles.reserve(n);
            tiles.set_to(all.data(), n);
            std::vector<std::uint8_t> streak(room), grown(room);
            for (std::size_t i = 0; i < n; ++i) streak[i] = static_cast<std::uint8_t>(i % 3 == 0 ? 255 : i);
            std::vector<std::uint32_t> below, marked;
            for (std::uint32_t i = 0; i < n; ++i) {
                if (month.words[i] < month.thresholds[i]) below.push_back(i);
                if (month.mark[i] != 0) marked.push_back(i);
                grown[i] =
                    static_cast<std::uint8_t>(month.words[i] < month.thresholds[i] ? std::min(255, streak[i] + 1) : 0);
            }
            const auto check = [&](const ListKernels& way) {
                std::vector<std::uint32_t> ids(room + 16);
                ids.resize(way.below(month.words.data(), month.thresholds.data(), tiles, nullptr, ids.data()));
                REQUIRE(ids == below);
                std::vector<std::uint8_t> now = streak;
                ids.assign(room + 16, 0);
                ids.resize(way.below(month.words.data(), month.thresholds.data(), tiles, now.data(), ids.data()));
                REQUIRE(ids == below);
                REQUIRE(now == grown);
                ids.assign(room + 16, 0);
                ids.resize(way.marked(month.mark.data(), n, n, ids.data()));
                REQUIRE(ids == marked);
                for (std::size_t few = 0; few <= marked.size(); few += 3) {
                    ids.assign(room + 16, 0);
                    ids.resize(way.marked(month.mark.data(), n, few, ids.data()));
                    REQUIRE(std::equal(ids.begin(), ids.end(), marked.begin(),
                                       marked.begin() + static_cast<std::ptrdiff_t>(few)));
                }
            };
            for (const ListKernels& way : list_kernels()) check(way);
            check({list_below, list_first_marked});
        }
    }
}

TEST_CASE("A pass visits the tiles of the marked and no others") {
    constexpr std::size_t n = 64 * 70 + 3;  // more tiles than a word of them has bits
    std::vector<std::uint8_t> mark(64 * 71, 0);
    mark[64] = mark[64 * 65 + 63] = mark[n - 1] = 1;
    Tiles tiles;
    tiles.reserve(n);
    tiles.set_to(mark.data(), n);
    tiles.add(64 * 3 + 5);
    std::vector<std::size_t> visited;
    each_tile(tiles, [&](std::size_t begin) { visited.push_back(begin); });
    CHECK(visited == std::vector<std::size_t>{64, 64 * 3, 64 * 65, 64 * 70});

    const std::vector<std::uint32_t> words(64 * 71, 0), thresholds(64 * 71, 1);
    for (const ListKernels& way : list_kernels()) {
        std::vector<std::uint32_t> ids(64 * 4 + 16);
        REQUIRE(way.below(words.data(), thresholds.data(), tiles, nullptr, ids.data()) == 64 * 4);
        CHECK(ids[0] == 64);
        CHECK(ids[64 * 4 - 1] == 64 * 71 - 1);
    }
}
