#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/random/philox_lanes.hpp"

/// Between columns of all clients and lanes of those who need a word: no list of ids, no jump, one pass each way.
namespace clientele::random {

/// Puts the addresses of the marked clients side by side into the lanes. \returns how many
/// \param low, high, mark arrays of n, readable up to n rounded up to a multiple of 64, mark zero behind n
/// \pre n <= Lanes::count
std::size_t pack_marked(const std::uint32_t* low, const std::uint32_t* high, const std::uint8_t* mark, std::size_t n,
                        Lanes& lanes);

/// Lays the blocks of the lanes down where the marks are: the k-th marked client gets word j of lane k into plane[j].
/// Cells of others stay as they are. \pre as above; the lanes were packed by the same marks
void spread_marked(const Lanes& lanes, const std::uint8_t* mark, std::size_t n, std::uint32_t* const plane[4]);

/// One way to do both.
struct PackingKernels {
    std::size_t (*pack)(const std::uint32_t* low, const std::uint32_t* high, const std::uint8_t* mark, std::size_t n,
                        Lanes& lanes);
    void (*spread)(const Lanes& lanes, const std::uint8_t* mark, std::size_t n, std::uint32_t* const plane[4]);
};

/// Every way this machine can run, widest first: the first is used. For tests.
[[nodiscard]] std::vector<PackingKernels> packing_kernels();

/// By mask of eight: which lanes to take, in order (a packing), and which packed value a lane gets (a spreading).
struct LanesOfMask {
    alignas(32) std::uint32_t packing[256][8]{};
    alignas(32) std::uint32_t spreading[256][8]{};
    constexpr LanesOfMask() {
        for (unsigned mask = 0; mask < 256; ++mask) {
            std::uint32_t next = 0;
            for (std::uint32_t lane = 0; lane < 8; ++lane) {
                spreading[mask][lane] = next;
                if (((mask >> lane) & 1U) != 0) {
                    packing[mask][next++] = lane;
                }
            }
        }
    }
};
inline constexpr LanesOfMask lanes_of_mask;

}  // namespace clientele::random
