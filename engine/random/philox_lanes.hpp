#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

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

/// One way to do it.
using LaneKernel = void (*)(Lanes& lanes, std::size_t used, Key key);

/// Every way this machine can run, widest first: what `philox_lanes` chooses from. For tests, which hold all of them to
/// the same bits.
[[nodiscard]] std::vector<LaneKernel> lane_kernels();

}  // namespace clientele::random
