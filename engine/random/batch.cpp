#include "engine/random/batch.hpp"

#include <algorithm>

#include "engine/random/packing.hpp"

namespace clientele::random {

namespace {

Moment at(Stream stream, std::uint32_t replication, std::uint32_t when) { return {replication, when, stream.key}; }

void load_listed(Lanes& lanes, Addresses addresses, const std::uint32_t* ids, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        lanes.low[i] = addresses.low[ids[i]];
        lanes.high[i] = addresses.high[ids[i]];
    }
}

void store_listed(const Lanes& lanes, const Planes& planes, const std::uint32_t* ids, std::size_t count) {
    for (std::size_t k = 0; k < 4; ++k) {
        for (std::size_t i = 0; i < count; ++i) {
            planes.month[k][ids[i]] = lanes.word[k][i];
        }
    }
}

/// Blocks of a moment, for a list of clients.
void draw_listed(std::span<const Drawing> drawings, Addresses addresses, const std::uint32_t* ids, std::size_t n,
                 std::uint32_t replication, std::uint32_t when) {
    Lanes lanes;
    for (std::size_t start = 0; start < n; start += Lanes::count) {
        const std::size_t count = std::min(Lanes::count, n - start);
        load_listed(lanes, addresses, ids + start, count);
        for (const Drawing& drawing : drawings) {
            philox_lanes(lanes, count, at(drawing.stream, replication, when));
            store_listed(lanes, drawing.planes, ids + start, count);
        }
    }
}

}  // namespace

void month_words(std::span<const Drawing> drawings, Addresses addresses, const std::uint8_t* mark, std::size_t n,
                 std::uint32_t replication, std::uint32_t period) {
    Lanes lanes;
    for (std::size_t start = 0; start < n; start += Lanes::count) {
        const std::size_t clients = std::min(Lanes::count, n - start);
        const std::size_t count =
            pack_marked(addresses.low + start, addresses.high + start, mark + start, clients, lanes);
        for (const Drawing& drawing : drawings) {
            philox_lanes(lanes, count, at(drawing.stream, replication, moment(period, 0)));
            std::uint32_t* const planes[4] = {drawing.planes.month[0] + start, drawing.planes.month[1] + start,
                                              drawing.planes.month[2] + start, drawing.planes.month[3] + start};
            spread_marked(lanes, mark + start, clients, planes);
        }
    }
}

void month_words(std::span<const Drawing> drawings, Addresses addresses, const std::uint32_t* ids, std::size_t n,
                 std::uint32_t replication, std::uint32_t period) {
    draw_listed(drawings, addresses, ids, n, replication, moment(period, 0));
}

void ordinal_words(Stream stream, Addresses addresses, const std::uint32_t* ids, std::size_t n,
                   std::uint32_t replication, std::uint32_t month, std::uint32_t occurrence, Planes planes) {
    const Drawing drawing{stream, planes};
    draw_listed({&drawing, 1}, addresses, ids, n, replication, moment(month, occurrence));
}

void month_words(Stream stream, Addresses addresses, const std::uint32_t* ids, std::size_t n, std::uint32_t replication,
                 std::uint32_t period, Planes planes) {
    const Drawing drawing{stream, planes};
    month_words({&drawing, 1}, addresses, ids, n, replication, period);
}

void month_words(Stream stream, Addresses addresses, std::size_t n, std::uint32_t replication, std::uint32_t period,
                 Planes planes) {
    Lanes lanes;
    for (std::size_t start = 0; start < n; start += Lanes::count) {
        const std::size_t count = std::min(Lanes::count, n - start);
        std::copy_n(addresses.low + start, count, lanes.low);
        std::copy_n(addresses.high + start, count, lanes.high);
        philox_lanes(lanes, count, at(stream, replication, moment(period, 0)));
        for (std::size_t k = 0; k < 4; ++k) {
            std::copy_n(lanes.word[k], count, planes.month[k] + start);
        }
    }
}

}  // namespace clientele::random
