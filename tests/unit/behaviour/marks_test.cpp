#include "engine/behaviour/marks.hpp"

#include <algorithm>
#include <random>
#include <vector>

#include "tests/support/catch.hpp"

using namespace clientele::behaviour;

namespace {

constexpr std::size_t most = 70;
constexpr std::size_t room = 128;

std::mt19937_64 luck_of(std::size_t n) { return std::mt19937_64(n + 1); }

std::vector<std::uint8_t> random_marks(std::size_t n) {
    auto luck = luck_of(n);
    std::vector<std::uint8_t> mark(room);
    for (std::size_t i = 0; i < n; ++i) mark[i] = luck() % 3 == 0 ? 1 : 0;
    return mark;
}

}  // namespace

TEST_CASE("The clients of people side by side are marked, and nobody's are nobody's") {
    for (std::size_t n = 0; n <= most; ++n) {
        std::vector<std::int16_t> owner(room);
        std::vector<std::uint8_t> mark(room, 9);
        for (std::size_t i = 0; i < n; ++i) owner[i] = static_cast<std::int16_t>(static_cast<int>(i % 4) - 1);
        for (const std::int16_t first : {std::int16_t{0}, std::int16_t{2}}) {
            for (const std::int16_t last : {first, std::int16_t{2}}) {
                mark_owned_by(owner.data(), first, last, n, mark.data());
                for (std::size_t i = 0; i < n; ++i) REQUIRE(mark[i] == (owner[i] >= first && owner[i] <= last ? 1 : 0));
            }
        }
    }
}

TEST_CASE("A threshold is set for one law only") {
    for (std::size_t n = 0; n <= most; ++n) {
        std::vector<std::uint16_t> law(room);
        std::vector<std::uint32_t> threshold(room, 5);
        for (std::size_t i = 0; i < n; ++i) law[i] = static_cast<std::uint16_t>(i % 3);
        set_where(law.data(), 2, 99, n, threshold.data());
        for (std::size_t i = 0; i < n; ++i) REQUIRE(threshold[i] == (i % 3 == 2 ? 99U : 5U));
    }
}

TEST_CASE("Sets of stages are marked, the last of 32 too, and marks are joined by and and or") {
    for (std::size_t n = 0; n <= most; ++n) {
        std::vector<std::uint8_t> stage(room), mark(room, 9);
        for (std::size_t i = 0; i < n; ++i) stage[i] = static_cast<std::uint8_t>((i * 7) % 32);
        const std::uint32_t set = 0x80000011U;
        mark_stages(stage.data(), set, n, mark.data());
        auto kept = random_marks(n);
        auto added = kept;
        const auto other = kept;
        keep_marked(mark.data(), n, kept.data());
        add_marked(mark.data(), n, added.data());
        for (std::size_t i = 0; i < n; ++i) {
            const int expected = static_cast<int>((set >> stage[i]) & 1U);
            REQUIRE(mark[i] == expected);
            REQUIRE(kept[i] == (other[i] & expected));
            REQUIRE(added[i] == (other[i] | expected));
        }
    }
}

TEST_CASE("At least means at least, for amounts, streaks and counts, fractions and bounds beyond the type included") {
    for (std::size_t n = 0; n <= most; ++n) {
        std::vector<double> amounts(room);
        std::vector<std::uint8_t> streaks(room), mark(room);
        std::vector<std::uint32_t> counts(room);
        for (std::size_t i = 0; i < n; ++i) {
            amounts[i] = static_cast<double>(i) * 0.5;
            streaks[i] = static_cast<std::uint8_t>(i * 4);
            counts[i] = static_cast<std::uint32_t>(i);
        }
        for (const double bound : {0.0, 0.5, 3.0, 3.2, 255.0, 255.5, 256.0, 1e12}) {
            mark_at_least(amounts.data(), bound, n, mark.data());
            for (std::size_t i = 0; i < n; ++i) REQUIRE(mark[i] == (amounts[i] >= bound ? 1 : 0));
            mark_at_least(streaks.data(), bound, n, mark.data());
            for (std::size_t i = 0; i < n; ++i) REQUIRE(mark[i] == (streaks[i] >= bound ? 1 : 0));
            mark_at_least(counts.data(), bound, n, mark.data());
            for (std::size_t i = 0; i < n; ++i) REQUIRE(mark[i] == (counts[i] >= bound ? 1 : 0));
        }
    }
}
