#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/behaviour/tiles.hpp"

namespace clientele::behaviour {

/// The ids of those whose word lies below their threshold, ascending. A threshold of 0 never happens.
///
/// The pass every decision of a month is made by: nine in ten clients stay outside the list, so what follows is short.
/// \param words, thresholds readable up to the end of the last tile; thresholds zero behind the last client
/// \param streak null, or months in a row it happened: + 1 (at most 255) where it does, else 0
/// \param ids room for every client of the tiles and 16 more
/// \returns how many
std::size_t list_below(const std::uint32_t* words, const std::uint32_t* thresholds, const Tiles& tiles,
                       std::uint8_t* streak, std::uint32_t* ids);

/// The ids of the marked clients, ascending. \returns how many
/// \param mark 0 or 1, readable up to n rounded up to a multiple of 64; ids has room for n + 16
std::size_t list_marked(const std::uint8_t* mark, std::size_t n, std::uint32_t* ids);

/// The first `most` of them.
std::size_t list_first_marked(const std::uint8_t* mark, std::size_t n, std::size_t most, std::uint32_t* ids);

/// One way to do it.
struct ListKernels {
    std::size_t (*below)(const std::uint32_t* words, const std::uint32_t* thresholds, const Tiles& tiles,
                         std::uint8_t* streak, std::uint32_t* ids);
    std::size_t (*marked)(const std::uint8_t* mark, std::size_t n, std::size_t most, std::uint32_t* ids);
};

/// Every way this machine can run, widest first: the first is used. For tests, which hold all to the same list.
std::vector<ListKernels> list_kernels();

}  // namespace clientele::behaviour
