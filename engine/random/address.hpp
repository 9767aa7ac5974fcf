#pragma once

#include <cstdint>
#include <limits>
#include <string_view>

#include "engine/base/clones.hpp"
#include "engine/random/philox.hpp"

/// The address of a draw. Luck is addressed, never consumed: a word is a function of
///
///     key     = 64-bit study seed xor stable_hash(name of the decision)              -> Stream
///     counter = { entity (low 32 bits), entity (high 32 bits), replication, period << 16 | occurrence }
///
/// so nothing that is drawn, or not drawn, elsewhere can move it. Everything in this file is part of the format:
/// changing a constant changes every result ever published.
///
/// A decision uses ONE of the two ways to divide its blocks, for ever:
///   - once a month at most: `word`, period = month / 4, the four words of a block serve four months;
///   - many times a month:   `word_of`, period = month, occurrence = ordinal / 4, the four words serve four ordinals.
namespace clientele::random {

/// The finaliser of SplitMix64 (Steele, Lea, Flood 2014; constants by Stafford, variant 13): a bijection of 64 bits
/// that mixes well.
[[nodiscard]] constexpr std::uint64_t mix(std::uint64_t x) {
    x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
    return x ^ (x >> 31U);
}

/// 64-bit hash of a name that never changes between versions, compilers or machines: FNV-1a over the bytes, then `mix`,
/// because FNV-1a alone leaves its last byte badly spread over the high bits.
[[nodiscard]] constexpr std::uint64_t stable_hash(std::string_view text) {
    std::uint64_t hash = 0xCBF29CE484222325ULL;
    for (const char letter : text) {
        hash = (hash ^ static_cast<unsigned char>(letter)) * 0x00000100000001B3ULL;
    }
    return mix(hash);
}

/// Whom a draw falls on: a client, a member of staff, a team, a market.
struct Entity {
    std::uint64_t hash = 0;

    [[nodiscard]] constexpr std::uint32_t low() const { return static_cast<std::uint32_t>(hash); }
    [[nodiscard]] constexpr std::uint32_t high() const { return static_cast<std::uint32_t>(hash >> 32U); }
    friend constexpr bool operator==(Entity, Entity) = default;
};

/// The address of an entity declared in the scenario, by its stable name ("client/segment/12").
[[nodiscard]] constexpr Entity entity(std::string_view name) { return Entity{stable_hash(name)}; }

/// The address of an entity born inside a run. Children of one source never share an address: for a given source this
/// is a bijection of (month, ordinal).
[[nodiscard]] constexpr Entity born(Entity source, std::uint32_t month, std::uint32_t ordinal) {
    const std::uint64_t birth = (std::uint64_t{month} << 32U) | ordinal;
    return Entity{mix(source.hash + 0x9E3779B97F4A7C15ULL * (birth + 1))};
}

/// One decision of one study. Two decisions must not share a hash (`compile` refuses them).
struct Stream {
    Key key{};
};

[[nodiscard]] constexpr Stream stream(std::uint64_t study_seed, std::string_view decision_name) {
    const std::uint64_t bits = study_seed ^ stable_hash(decision_name);
    return Stream{{static_cast<std::uint32_t>(bits), static_cast<std::uint32_t>(bits >> 32U)}};
}

/// Periods and occurrences lie below this, ordinals of `word_of` below four times this.
inline constexpr std::uint32_t address_limit = 65536;

/// The fourth word of the counter. \pre period < address_limit, occurrence < address_limit
[[nodiscard]] constexpr std::uint32_t moment(std::uint32_t period, std::uint32_t occurrence) {
    return (period << 16U) | (occurrence & 0xFFFFU);
}

/// \pre period < address_limit, occurrence < address_limit
[[nodiscard]] constexpr Words block(Stream stream, Entity entity, std::uint32_t replication, std::uint32_t period,
                                    std::uint32_t occurrence) {
    return philox({entity.low(), entity.high(), replication, moment(period, occurrence)}, stream.key);
}

/// The word of a decision taken at most once a month. \pre month / 4 < address_limit
[[nodiscard]] constexpr std::uint32_t word(Stream stream, Entity entity, std::uint32_t replication,
                                           std::uint32_t month) {
    return block(stream, entity, replication, month / 4, 0)[month % 4];
}

/// The word of the ordinal-th taking of a decision within a month. \pre month < address_limit, ordinal < 4
/// address_limit
[[nodiscard]] constexpr std::uint32_t word_of(Stream stream, Entity entity, std::uint32_t replication,
                                              std::uint32_t month, std::uint32_t ordinal) {
    return block(stream, entity, replication, month, ordinal / 4)[ordinal % 4];
}

/// The midpoint of the word's cell, (word + 1/2) 2^-32: exact, strictly inside (0, 1), and uniform(~word) = 1 -
/// uniform(word). Goes through the signed conversion because every x86-64 has it for vectors.
CLIENTELE_KERNEL constexpr double uniform(std::uint32_t word) {
    return (static_cast<double>(static_cast<std::int32_t>(word ^ 0x80000000U)) + 2147483648.5) * 0x1p-32;
}

/// Does what has this chance happen? Exact at both ends: chance <= 0 (and NaN) never, chance >= 1 always.
[[nodiscard]] constexpr bool happens(std::uint32_t word, double chance) { return uniform(word) < chance; }

/// How many of the 2^32 words let it happen: happens(word, chance) == (word < words_for(chance)), exactly. 0 ... 2^32.
[[nodiscard]] constexpr std::uint64_t words_for(double chance) {
    if (!(chance > 0x1p-33)) {
        return 0;
    }
    if (chance >= 1) {
        return std::uint64_t{1} << 32U;
    }
    const double cells = chance * 0x1p32 - 0.5;
    const auto whole = static_cast<std::uint64_t>(cells);
    return whole + (static_cast<double>(whole) < cells ? 1 : 0);
}

/// `words_for` in 32 bits, for vector comparisons `word < threshold`. Equal to `happens` for every chance but those
/// within 2^-33 of 1: there the threshold saturates at 2^32 - 1, and what is certain is missed once in 2^32 words.
/// Where certainty must be certain (a stated chance of 1), ask `happens` or `words_for`.
[[nodiscard]] constexpr std::uint32_t threshold(double chance) {
    constexpr std::uint64_t most = std::numeric_limits<std::uint32_t>::max();
    const std::uint64_t count = words_for(chance);
    return static_cast<std::uint32_t>(count < most ? count : most);
}

}  // namespace clientele::random
