#include "engine/random/batch.hpp"

#include <algorithm>

#include "engine/random/philox_lanes.hpp"

namespace clientele::random {

namespace {

/// Whether the chunk is a run of neighbours, as lists of clients mostly are: then it is copied instead of picked one by
/// one.
bool is_run(const std::uint32_t* ids, std::size_t count) {
    std::uint32_t breaks = 0;
    for (std::size_t i = 0; i < count; ++i) {
        breaks |= ids[i] ^ (ids[0] + static_cast<std::uint32_t>(i));
    }
    return breaks == 0;
}

void fill(Lanes& lanes, std::size_t count, std::uint32_t replication, std::uint32_t when) {
    std::fill_n(lanes.word[2], count, replication);
    std::fill_n(lanes.word[3], count, when);
}

void load_run(Lanes& lanes, Addresses addresses, std::size_t first, std::size_t count) {
    std::copy_n(addresses.low + first, count, lanes.word[0]);
    std::copy_n(addresses.high + first, count, lanes.word[1]);
}

void load_listed(Lanes& lanes, Addresses addresses, const std::uint32_t* ids, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        lanes.word[0][i] = addresses.low[ids[i]];
        lanes.word[1][i] = addresses.high[ids[i]];
    }
}

void store_run(const Lanes& lanes, Planes planes, std::size_t first, std::size_t count) {
    std::copy_n(lanes.word[0], count, planes.month_0 + first);
    std::copy_n(lanes.word[1], count, planes.month_1 + first);
    std::copy_n(lanes.word[2], count, planes.month_2 + first);
    std::copy_n(lanes.word[3], count, planes.month_3 + first);
}

void store_listed(const Lanes& lanes, Planes planes, const std::uint32_t* ids, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        planes.month_0[ids[i]] = lanes.word[0][i];
        planes.month_1[ids[i]] = lanes.word[1][i];
        planes.month_2[ids[i]] = lanes.word[2][i];
        planes.month_3[ids[i]] = lanes.word[3][i];
    }
}

}  // namespace

void month_words(Stream stream, Addresses addresses, const std::uint32_t* ids, std::size_t n, std::uint32_t replication,
                 std::uint32_t period, Planes planes) {
    Lanes lanes;
    for (std::size_t start = 0; start < n; start += Lanes::count) {
        const std::size_t count = std::min(Lanes::count, n - start);
        const std::uint32_t* const chunk = ids + start;
        const bool run = is_run(chunk, count);
        fill(lanes, count, replication, moment(period, 0));
        run ? load_run(lanes, addresses, chunk[0], count) : load_listed(lanes, addresses, chunk, count);
        philox_lanes(lanes, count, stream.key);
        run ? store_run(lanes, planes, chunk[0], count) : store_listed(lanes, planes, chunk, count);
    }
}

void month_words(Stream stream, Addresses addresses, std::size_t n, std::uint32_t replication, std::uint32_t period,
                 Planes planes) {
    Lanes lanes;
    for (std::size_t start = 0; start < n; start += Lanes::count) {
        const std::size_t count = std::min(Lanes::count, n - start);
        fill(lanes, count, replication, moment(period, 0));
        load_run(lanes, addresses, start, count);
        philox_lanes(lanes, count, stream.key);
        store_run(lanes, planes, start, count);
    }
}

void value_words(Stream stream, Addresses addresses, const std::uint32_t* ids, std::size_t n, std::uint32_t replication,
                 std::uint32_t month, std::uint32_t* out) {
    Lanes lanes;
    for (std::size_t start = 0; start < n; start += Lanes::count) {
        const std::size_t count = std::min(Lanes::count, n - start);
        fill(lanes, count, replication, moment(month, 0));
        load_listed(lanes, addresses, ids + start, count);
        philox_lanes(lanes, count, stream.key);
        std::copy_n(lanes.word[0], count, out + start);
    }
}

}  // namespace clientele::random
