#include "engine/behaviour/attention.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <numeric>

#include "engine/base/clones.hpp"
#include "engine/base/money.hpp"

namespace clientele::behaviour {

namespace {

constexpr std::size_t side_by_side = 64;
constexpr auto alike = [] {
    std::array<double, side_by_side> ones{};
    ones.fill(1.0);
    return ones;
}();

/// Marks those whose limit the next level reaches and the one before did not. \returns whether there is any
CLIENTELE_CLONES
bool mark_settling(const double* need, const double* pull, std::size_t n, double cap, double before, double next,
                   unsigned char* settles) {
    unsigned some = 0;
    for (std::size_t i = 0; i < n; ++i) {
        const double limit = cap * need[i];
        const unsigned reached = limit <= next * pull[i] ? 1 : 0;
        const unsigned was_reached = limit <= before * pull[i] ? 1 : 0;
        settles[i] = static_cast<unsigned char>(reached & ~was_reached);
        some |= reached & ~was_reached;
    }
    return some != 0;
}

}  // namespace

namespace {

CLIENTELE_CLONES
void service_of_each(std::size_t n, const double* __restrict need, const double* __restrict hours, double effect,
                     double rate, double* __restrict served, double* __restrict excess, double* __restrict cost) {
    for (std::size_t i = 0; i < n; ++i) {
        const double part = need[i] > 0 ? hours[i] / need[i] : 1.0;
        served[i] = part < 1 ? part : 1.0;
        excess[i] = part > 1 ? part - 1 : 0.0;
        cost[i] = base::round_money(hours[i] / effect * rate);
    }
}

}  // namespace

void count_service(std::size_t n, const double* need, const double* hours, double effect, double rate, double* served,
                   double* excess, double* cost) {
    service_of_each(n, need, hours, effect, rate, served, excess, cost);
}

double divide_hours(double available, double cap, std::size_t n, const double* need, const double* weight,
                    double* hours) {
    double most = 0;
    double weights = 0;
    for (std::size_t i = 0; i < n; ++i) {
        most += cap * need[i];
        weights += weight[i];
    }
    if (available >= most) {
        for (std::size_t i = 0; i < n; ++i) {
            hours[i] = cap * need[i];
        }
        return most;
    }
    // Raise the common level until the hours are gone. Each round settles the clients whose cap lies below the level
    // that the remaining hours would give; without one, the level is right. A client once below the level stays below.
    double left = available;
    double open = weights > 0 ? weights : static_cast<double>(n);
    const auto pull = [&](std::size_t i) { return weights > 0 ? weight[i] : 1.0; };
    double level = 0;
    for (std::size_t round = 0; round <= n; ++round) {
        const double next = open > 0 ? left / open : 0;
        double settled = 0;
        double freed = 0;
        // Most rounds settle few: they are looked for side by side, and only they are added up, in order.
        for (std::size_t begin = 0; begin < n; begin += side_by_side) {
            const std::size_t end = std::min(n, begin + side_by_side);
            const double before = round > 0 ? level : -1;
            const double* const pulls = weights > 0 ? weight + begin : alike.data();
            unsigned char settles[side_by_side];
            if (!mark_settling(need + begin, pulls, end - begin, cap, before, next, settles)) {
                continue;
            }
            for (std::size_t i = begin; i < end; ++i) {
                settled += settles[i - begin] != 0 ? cap * need[i] : 0;
                freed += settles[i - begin] != 0 ? pull(i) : 0;
            }
        }
        // When all are settled by a rounding's breadth, nobody is left to raise the level for.
        level = std::max(level, next);
        if (freed == 0) {
            break;
        }
        left -= settled;
        open -= freed;
    }
    double used = 0;
    for (std::size_t i = 0; i < n; ++i) {
        hours[i] = std::min(cap * need[i], level * pull(i));
        used += hours[i];
    }
    return used;
}

namespace {

/// A seat has some dozens of clients: so few are ranked faster by counting who stands before each of them, side by side
/// and without a jump, than by sorting.
constexpr std::size_t few = 64;
constexpr std::size_t abreast = 8;

/// place[k]: how many of n have a larger value than k, or the same and stand before it. \pre n is a multiple of abreast
CLIENTELE_CLONES
void count_before(const double* value, std::size_t n, std::uint64_t* place) {
    for (std::size_t first = 0; first < n; first += abreast) {
        const double* const own = value + first;
        std::uint64_t before[abreast] = {};
        for (std::size_t j = 0; j < first; ++j) {
            for (std::size_t k = 0; k < abreast; ++k) {
                before[k] += value[j] >= own[k] ? 1 : 0;
            }
        }
        for (std::size_t j = 0; j < abreast; ++j) {
            for (std::size_t k = 0; k < abreast; ++k) {
                before[k] += (own[j] > own[k] ? 1U : 0U) | ((own[j] == own[k] ? 1U : 0U) & (j < k ? 1U : 0U));
            }
        }
        for (std::size_t j = first + abreast; j < n; ++j) {
            for (std::size_t k = 0; k < abreast; ++k) {
                before[k] += value[j] > own[k] ? 1 : 0;
            }
        }
        std::copy_n(before, abreast, place + first);
    }
}

/// Indices by descending value, ties by position.
void rank(std::size_t n, const double* value, unsigned* order) {
    if (n > few) {
        std::iota(order, order + n, 0U);
        std::sort(order, order + n,
                  [&](unsigned a, unsigned b) { return value[a] != value[b] ? value[a] > value[b] : a < b; });
        return;
    }
    double values[few] = {};
    std::uint64_t place[few];
    const std::size_t whole = (n + abreast - 1) / abreast * abreast;
    std::copy_n(value, n, values);
    std::fill(values + n, values + whole, -std::numeric_limits<double>::infinity());
    count_before(values, whole, place);
    for (std::size_t k = 0; k < n; ++k) {
        order[place[k]] = static_cast<unsigned>(k);
    }
}

}  // namespace

double serve_loudest(double available, double cap, std::size_t n, const double* need, const double* loudness,
                     unsigned* order, double* hours) {
    double left = available;
    const auto serve = [&](unsigned client) {
        hours[client] = std::min(left, cap * need[client]);
        left -= hours[client];
    };
    if (n <= few) {
        rank(n, loudness, order);
        std::for_each(order, order + n, serve);
        return available - left;
    }
    // Of many clients the hours serve few: those are taken from a heap one by one, and the others are never ranked.
    const auto later = [loudness](unsigned a, unsigned b) {
        return loudness[a] != loudness[b] ? loudness[a] < loudness[b] : a > b;
    };
    std::fill_n(hours, n, 0.0);
    std::iota(order, order + n, 0U);
    std::make_heap(order, order + n, later);
    for (std::size_t waiting = n; waiting > 0 && left > 0; --waiting) {
        std::pop_heap(order, order + waiting, later);
        serve(order[waiting - 1]);
    }
    return available - left;
}

void class_weights(std::size_t n, const double* revenue, unsigned* order, double* weight) {
    rank(n, revenue, order);
    const double total = std::accumulate(revenue, revenue + n, 0.0);
    double before = 0;
    for (std::size_t k = 0; k < n; ++k) {
        weight[order[k]] = before < 0.80 * total ? 4.0 : before < 0.95 * total ? 2.0 : 1.0;
        before += revenue[order[k]];
    }
}

}  // namespace clientele::behaviour
