#pragma once

#include <array>
#include <cstdint>

namespace clientele::random {

/// One block of luck: four words of 32 bits, uniform and independent.
using Words = std::array<std::uint32_t, 4>;

/// The key of a block; one key per stream.
using Key = std::array<std::uint32_t, 2>;

/// The constants of Philox4x32: two multipliers and the two Weyl steps by which the key moves between rounds.
struct PhiloxConstants {
    static constexpr std::uint32_t multiplier_0 = 0xD2511F53U;
    static constexpr std::uint32_t multiplier_1 = 0xCD9E8D57U;
    static constexpr std::uint32_t weyl_0 = 0x9E3779B9U;
    static constexpr std::uint32_t weyl_1 = 0xBB67AE85U;
    static constexpr int rounds = 10;
};

/// Philox4x32-10: a bijection of the 128-bit counter chosen by the 64-bit key, whose outputs pass BigCrush.
///
/// Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3" (SC 2011). Equal to Random123's
/// philox4x32 and to C++26's std::philox4x32 for the same counter and key.
[[nodiscard]] constexpr Words philox(Words counter, Key key) {
    using C = PhiloxConstants;
    for (int round = 0; round < C::rounds; ++round) {
        const std::uint64_t product_0 = std::uint64_t{C::multiplier_0} * counter[0];
        const std::uint64_t product_1 = std::uint64_t{C::multiplier_1} * counter[2];
        counter = {
            static_cast<std::uint32_t>(product_1 >> 32U) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(product_1),
            static_cast<std::uint32_t>(product_0 >> 32U) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(product_0)};
        key[0] += C::weyl_0;
        key[1] += C::weyl_1;
    }
    return counter;
}

}  // namespace clientele::random
