#include "engine/random/address.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "tests/support/catch.hpp"

using namespace clientele::random;

namespace {

const Stream loss = stream(42, "loss");

/// Words along one axis of the address, others fixed.
template <class Draw>
std::vector<std::uint32_t> along(std::uint32_t n, Draw draw) {
    std::vector<std::uint32_t> words(n);
    for (std::uint32_t i = 0; i < n; ++i) {
        words[i] = draw(i);
    }
    return words;
}

/// Chi-square statistic over 256 equal cells as a z score (255 degrees of freedom).
double uniformity(const std::vector<std::uint32_t>& words) {
    std::vector<double> cells(256);
    for (const std::uint32_t word : words) {
        cells[word >> 24U] += 1;
    }
    const double expected = static_cast<double>(words.size()) / 256;
    double chi_square = 0;
    for (const double cell : cells) {
        chi_square += (cell - expected) * (cell - expected) / expected;
    }
    return (chi_square - 255) / std::sqrt(2 * 255.0);
}

/// Correlation of paired uniforms as a z score: sqrt(n) r is standard normal when they are independent.
double correlation(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        sum += (uniform(a[i]) - 0.5) * (uniform(b[i]) - 0.5);
    }
    return 12 * sum / std::sqrt(static_cast<double>(a.size()));
}

constexpr std::uint32_t many = 1U << 16U;

Entity client(std::uint32_t i) { return entity("client/segment/" + std::to_string(i)); }

}  // namespace

TEST_CASE("The address of a draw is part of the format and never changes") {
    CHECK(stable_hash("") == mix(0xCBF29CE484222325ULL));
    CHECK(stable_hash("loss") == 0x5D7D1118D7C5D93FULL);
    CHECK(entity("client/segment/12").hash == 0x3AE6ACD255B5FBC5ULL);
    CHECK(born(entity("client/segment/12"), 3, 1).hash == 0xB14C689FAEB9C09BULL);
    CHECK(word(loss, entity("client/segment/12"), 7, 13) == 0x442B51EBU);
    CHECK(word_of(loss, entity("client/segment/12"), 7, 13, 6) == 0xACDCBB32U);
}

TEST_CASE("A draw is the word of the documented block") {
    const Entity who = client(12);
    const Words months = philox({who.low(), who.high(), 7, 3U << 16U}, loss.key);
    const Words takes = philox({who.low(), who.high(), 7, (13U << 16U) | 1U}, loss.key);
    for (std::uint32_t k = 0; k < 4; ++k) {
        CHECK(word(loss, who, 7, 12 + k) == months[k]);
        CHECK(word_of(loss, who, 7, 13, 4 + k) == takes[k]);
    }
    const std::uint64_t key = 42 ^ stable_hash("loss");
    CHECK(loss.key == Key{static_cast<std::uint32_t>(key), static_cast<std::uint32_t>(key >> 32U)});
}

TEST_CASE("Another seed, decision, entity, replication, month or ordinal gives another word") {
    const Entity who = client(1);
    const std::set<std::uint32_t> words{word(loss, who, 0, 0),
                                        word(stream(43, "loss"), who, 0, 0),
                                        word(stream(42, "order"), who, 0, 0),
                                        word(loss, client(2), 0, 0),
                                        word(loss, who, 1, 0),
                                        word(loss, who, 0, 1),
                                        word(loss, who, 0, 4),
                                        word_of(loss, who, 0, 0, 4),
                                        word_of(loss, who, 0, 0, 8),
                                        word_of(loss, who, 0, 2, 0)};
    CHECK(words.size() == 10);
}

TEST_CASE("Names and births spread over all 64 bits without a collision") {
    std::set<std::uint64_t> hashes;
    for (std::uint32_t i = 0; i < 100000; ++i) {
        hashes.insert(client(i).hash);
        hashes.insert(born(client(0), i / 100, i % 100).hash);
    }
    CHECK(hashes.size() == 200000);
    // Expected: each bit set in half the names, z = (count - n/2) / (sqrt(n)/2). 64 bits at |z| < 5 give a false alarm
    // once in 27,000.
    for (unsigned bit = 0; bit < 64; ++bit) {
        double count = 0;
        for (std::uint32_t i = 0; i < many; ++i) {
            count += static_cast<double>((client(i).hash >> bit) & 1U);
        }
        CHECK(std::fabs(count - many / 2.0) / (std::sqrt(double{many}) / 2) < 5);
    }
}

TEST_CASE("Words are uniform along entities, months, replications and ordinals") {
    // Expected chi-square 255 +- 22.6; |z| < 5 on 5 lines gives a false alarm less than once in 10,000.
    CHECK(std::fabs(uniformity(along(many, [](auto i) { return word(loss, client(i), 0, 0); }))) < 5);
    CHECK(std::fabs(uniformity(along(many, [](auto i) { return word(loss, client(1), 0, i); }))) < 5);
    CHECK(std::fabs(uniformity(along(many, [](auto i) { return word(loss, client(1), i, 0); }))) < 5);
    CHECK(std::fabs(uniformity(along(many, [](auto i) { return word_of(loss, client(1), 0, 5, i); }))) < 5);
    CHECK(std::fabs(uniformity(along(many, [](auto i) { return word(stream(i, "loss"), client(1), 0, 0); }))) < 5);
}

TEST_CASE("Words of neighbouring entities, months, replications, ordinals, seeds and decisions are uncorrelated") {
    // Expected correlation 0, z standard normal; 6 axes at |z| < 5 give a false alarm less than once in 250,000.
    const auto base = along(many, [](auto i) { return word(loss, client(i), 3, 8); });
    const auto against = [&base](auto draw) { return std::fabs(correlation(base, along(many, draw))); };
    CHECK(against([](auto i) { return word(loss, client(i + 1), 3, 8); }) < 5);
    CHECK(against([](auto i) { return word(loss, client(i), 4, 8); }) < 5);
    CHECK(against([](auto i) { return word(loss, client(i), 3, 9); }) < 5);
    CHECK(against([](auto i) { return word(loss, client(i), 3, 12); }) < 5);
    CHECK(against([](auto i) { return word(stream(43, "loss"), client(i), 3, 8); }) < 5);
    CHECK(against([](auto i) { return word(stream(42, "order"), client(i), 3, 8); }) < 5);
    CHECK(against([](auto i) { return word(loss, client(i), 3, 8); }) > 200);  // the same words: the test can fail
}

TEST_CASE("Four-month neighbours fill pairs evenly") {
    // Pairs (month, next month) over 16 x 16 cells: expected chi-square 255 +- 22.6.
    std::vector<std::uint32_t> pairs(many);
    for (std::uint32_t i = 0; i < many; ++i) {
        const std::uint32_t first = word(loss, client(i), 0, 3) >> 28U;
        pairs[i] = (first << 28U) | ((word(loss, client(i), 0, 4) >> 28U) << 24U);
    }
    CHECK(std::fabs(uniformity(pairs)) < 5);
}

TEST_CASE("A uniform is the exact midpoint of its cell, strictly inside (0, 1)") {
    STATIC_REQUIRE(uniform(0) == 0x1p-33);
    STATIC_REQUIRE(uniform(0xFFFFFFFFU) == 1 - 0x1p-33);
    for (const std::uint32_t w : {0U, 1U, 0x7FFFFFFFU, 0x80000000U, 0x80000001U, 123456789U, 0xFFFFFFFFU}) {
        CHECK(uniform(w) == (static_cast<double>(w) + 0.5) / 4294967296.0);
        CHECK(uniform(~w) == 1 - uniform(w));
    }
}

TEST_CASE("A threshold decides as the uniform does, for every chance but those within 2^-33 of certainty") {
    std::vector<double> chances{0, 1e-300, 0x1p-34, 0x1p-33, 0x1p-32, 0.015, 0.25, 0.5, 1 - 0x1p-20, 1 - 0x1p-32};
    for (std::uint32_t i = 0; i < 1000; ++i) {
        chances.push_back(uniform(word(loss, client(0), 0, i)) * (i % 2 == 0 ? 1 : 1e-6));
    }
    for (const double chance : chances) {
        const std::uint64_t edge = words_for(chance);
        REQUIRE(edge == threshold(chance));
        for (std::uint64_t w = edge > 2 ? edge - 2 : 0; w <= std::min<std::uint64_t>(edge + 2, 0xFFFFFFFFU); ++w) {
            REQUIRE(happens(static_cast<std::uint32_t>(w), chance) == (w < threshold(chance)));
        }
    }
}

TEST_CASE("What is certain always happens, what is impossible never") {
    CHECK(words_for(1) == 4294967296U);
    CHECK(threshold(1) == 4294967295U);  // documented: one word in 2^32 is missed
    CHECK(happens(0xFFFFFFFFU, 1.0));
    CHECK(happens(0xFFFFFFFFU, 7.0));
    for (const double never : {0.0, -1.0, std::nan("")}) {
        CHECK_FALSE(happens(0, never));
        CHECK(threshold(never) == 0);
    }
}
