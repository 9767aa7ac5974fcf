#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/random/philox.hpp"

namespace clientele::random {

/// Many counters side by side: lane i is the counter { word[0][i] ... word[3][i] }.
struct Lanes {
    /// 64 lanes are 16 registers of 512 bits: enough in flight to hide the latency of the multiplications, small enough
    /// for the first cache.
    static constexpr std::size_t count = 64;

    alignas(64) std::uint32_t word[4][count];
};

/// Replaces the first `used` counters by their blocks: lane i becomes philox(lane i, key), bit for bit. Lanes behind
/// `used` are left in any state. \pre used <= Lanes::count
void philox_lanes(Lanes& lanes, std::size_t used, Key key);

}  // namespace clientele::random
