#include "engine/behaviour/attention.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <numeric>

#include "engine/base/clones.hpp"
#include "engine/base/money.hpp"
#include "engine/behaviour/seat_lanes.hpp"

namespace clientele::behaviour {

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
    return seat_kernels().divide(available, cap, n, need, weight, hours);
}

namespace {

/// Few clients are ranked faster by counting who stands before each of them, side by side and without a jump, than by
/// sorting.
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
    if (n <= few) {
        return seat_kernels().serve(available, cap, n, need, loudness, hours);
    }
    // Of many clients the hours serve few: those are taken from a heap one by one, and the others are never ranked.
    const auto later = [loudness](unsigned a, unsigned b) {
        return loudness[a] != loudness[b] ? loudness[a] < loudness[b] : a > b;
    };
    std::fill_n(hours, n, 0.0);
    std::iota(order, order + n, 0U);
    std::make_heap(order, order + n, later);
    double left = available;
    for (std::size_t waiting = n; waiting > 0 && left > 0; --waiting) {
        std::pop_heap(order, order + waiting, later);
        const unsigned client = order[waiting - 1];
        hours[client] = std::min(left, cap * need[client]);
        left -= hours[client];
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
