#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/random/philox.hpp"

namespace clientele::random {

/// Many entities side by side, and their blocks.
struct Lanes {
    /// Many enough that half-filled registers and the costs of a call do not matter, few enough to leave room in the
    /// first cache for the columns.
    static constexpr std::size_t count = 512;
    /// A store of a whole register may begin at the last lane.
    static constexpr std::size_t wide = count + 16;

    alignas(64) std::uint32_t low[wide];      ///< address of the entity of lane i
    alignas(64) std::uint32_t high[wide];     ///< its upper half
    alignas(64) std::uint32_t word[4][wide];  ///< the block of lane i
};

/// What all lanes of a call share: the rest of the counter, and the key.
struct Moment {
    std::uint32_t replication = 0;
    std::uint32_t when = 0;  ///< `moment(period, occurrence)`
    Key key{};
};

/// word[...][i] = philox({low[i], high[i], replication, when}, key) for i < used, bit for bit. Words behind `used` are
/// left in any state. \pre used <= Lanes::count
void philox_lanes(Lanes& lanes, std::size_t used, Moment moment);

/// One way to do it.
using LaneKernel = void (*)(Lanes& lanes, std::size_t used, Moment moment);

/// Every way this machine can run, widest first: what `philox_lanes` chooses from. For tests, which hold all of them to
/// the same bits.
[[nodiscard]] std::vector<LaneKernel> lane_kernels();

}  // namespace clientele::random
