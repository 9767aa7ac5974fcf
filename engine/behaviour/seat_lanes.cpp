#include "engine/behaviour/seat_lanes.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#if defined(__x86_64__) && defined(__GNUC__)
#define CLIENTELE_WIDE_SEATS
#include <immintrin.h>
#endif

/// Intrinsics, as in `lists.cpp`: compilers leave sums over lanes, and what is added on a condition, to one client
/// after the other where a function is compiled for several machines.
namespace clientele::behaviour {

namespace {

constexpr std::size_t lanes = 8;

double sum_of(const double* lane) {
    return ((lane[0] + lane[1]) + (lane[2] + lane[3])) + ((lane[4] + lane[5]) + (lane[6] + lane[7]));
}

/// What the clients are together who are at their cap when the common level is this high, and those who are not.
struct Split {
    double settled_hours = 0;
    double open_weight = 0;
    std::size_t settled = 0;
};

/// Raises the common level until the hours are gone. Each round settles those whose cap lies below the level that the
/// remaining hours would give the others; with nobody new, the level is right. A client once below stays below.
/// \param split_at (level) -> Split
template <class SplitAt>
[[gnu::always_inline]] inline double find_level(double available, double weights, SplitAt split_at) {
    double level = available / weights;
    std::size_t settled = 0;
    for (;;) {
        const Split split = split_at(level);
        // When all are settled by a rounding's breadth, nobody is left to raise the level for.
        if (split.settled == settled || split.open_weight <= 0) {
            return level;
        }
        settled = split.settled;
        level = std::max(level, (available - split.settled_hours) / split.open_weight);
    }
}

double plain_divide(double available, double cap, std::size_t n, const double* need, const double* weight,
                    double* hours) {
    double limits[lanes] = {};
    double weights[lanes] = {};
    for (std::size_t i = 0; i < n; ++i) {
        limits[i % lanes] += cap * need[i];
        weights[i % lanes] += weight[i];
    }
    const double most = sum_of(limits);
    if (available >= most) {
        for (std::size_t i = 0; i < n; ++i) {
            hours[i] = cap * need[i];
        }
        return most;
    }
    const double all = sum_of(weights);
    const auto pull = [&](std::size_t i) { return all > 0 ? weight[i] : 1.0; };
    const double level = find_level(available, all > 0 ? all : static_cast<double>(n), [&](double at) {
        double settled_hours[lanes] = {};
        double open_weight[lanes] = {};
        Split split;
        for (std::size_t i = 0; i < n; ++i) {
            const double limit = cap * need[i];
            const bool settles = limit <= at * pull(i);
            settled_hours[i % lanes] += settles ? limit : 0;
            open_weight[i % lanes] += settles ? 0 : pull(i);
            split.settled += settles ? 1U : 0U;
        }
        split.settled_hours = sum_of(settled_hours);
        split.open_weight = sum_of(open_weight);
        return split;
    });
    double used[lanes] = {};
    for (std::size_t i = 0; i < n; ++i) {
        hours[i] = std::min(cap * need[i], level * pull(i));
        used[i % lanes] += hours[i];
    }
    return sum_of(used);
}

double plain_serve(double available, double cap, std::size_t n, const double* need, const double* loudness,
                   double* hours) {
    double most[few];
    double sums[lanes] = {};
    for (std::size_t k = 0; k < n; ++k) {
        most[k] = cap * need[k];
        sums[k % lanes] += most[k];
    }
    for (std::size_t k = 0; k < n; ++k) {
        double before = 0;
        for (std::size_t j = 0; j < n; ++j) {
            const bool ahead = j < k ? loudness[j] >= loudness[k] : loudness[j] > loudness[k];
            before += ahead ? most[j] : 0;
        }
        hours[k] = std::min(available > before ? available - before : 0, most[k]);
    }
    return std::min(available, sum_of(sums));
}

#if defined(CLIENTELE_WIDE_SEATS)

#define CLIENTELE_SEATS_512 __attribute__((target("avx512f,avx512dq,popcnt")))

/// Ones for those of the eight from i on that are there.
CLIENTELE_SEATS_512 inline __mmask8 eight_from(std::size_t i, std::size_t n) {
    return static_cast<__mmask8>(n - i < lanes ? (1U << (n - i)) - 1 : 0xFFU);
}

CLIENTELE_SEATS_512 inline double sum_of(__m512d sums) {
    alignas(64) double lane[lanes];
    _mm512_store_pd(lane, sums);
    return sum_of(lane);
}

CLIENTELE_SEATS_512 double wide_divide(double available, double cap, std::size_t n, const double* need,
                                       const double* weight, double* hours) {
    const __m512d caps = _mm512_set1_pd(cap);
    __m512d limits = _mm512_setzero_pd();
    __m512d weights = _mm512_setzero_pd();
    for (std::size_t i = 0; i < n; i += lanes) {
        limits = _mm512_add_pd(limits, _mm512_mul_pd(caps, _mm512_maskz_loadu_pd(eight_from(i, n), need + i)));
        weights = _mm512_add_pd(weights, _mm512_maskz_loadu_pd(eight_from(i, n), weight + i));
    }
    const double most = sum_of(limits);
    if (available >= most) {
        for (std::size_t i = 0; i < n; i += lanes) {
            const __mmask8 some = eight_from(i, n);
            _mm512_mask_storeu_pd(hours + i, some, _mm512_mul_pd(caps, _mm512_maskz_loadu_pd(some, need + i)));
        }
        return most;
    }
    const double all = sum_of(weights);
    const __m512d alike = _mm512_set1_pd(1.0);
    const auto pulls = [&](std::size_t i, __mmask8 some) CLIENTELE_SEATS_512 {
        return all > 0 ? _mm512_maskz_loadu_pd(some, weight + i) : _mm512_maskz_mov_pd(some, alike);
    };
    const auto split_at = [&](double at) CLIENTELE_SEATS_512 {
        const __m512d levels = _mm512_set1_pd(at);
        __m512d settled_hours = _mm512_setzero_pd();
        __m512d open_weight = _mm512_setzero_pd();
        Split split;
        for (std::size_t i = 0; i < n; i += lanes) {
            const __mmask8 some = eight_from(i, n);
            const __m512d limit = _mm512_mul_pd(caps, _mm512_maskz_loadu_pd(some, need + i));
            const __m512d pull = pulls(i, some);
            const __mmask8 settles = _mm512_mask_cmp_pd_mask(some, limit, _mm512_mul_pd(levels, pull), _CMP_LE_OQ);
            const auto open = static_cast<__mmask8>(some & ~settles);
            settled_hours = _mm512_mask_add_pd(settled_hours, settles, settled_hours, limit);
            open_weight = _mm512_mask_add_pd(open_weight, open, open_weight, pull);
            split.settled += static_cast<std::size_t>(__builtin_popcount(settles));
        }
        split.settled_hours = sum_of(settled_hours);
        split.open_weight = sum_of(open_weight);
        return split;
    };
    const __m512d level = _mm512_set1_pd(find_level(available, all > 0 ? all : static_cast<double>(n), split_at));
    __m512d used = _mm512_setzero_pd();
    for (std::size_t i = 0; i < n; i += lanes) {
        const __mmask8 some = eight_from(i, n);
        const __m512d limit = _mm512_mul_pd(caps, _mm512_maskz_loadu_pd(some, need + i));
        // As std::min: of what is no number, the limit.
        const __m512d given = _mm512_maskz_min_pd(some, _mm512_mul_pd(level, pulls(i, some)), limit);
        _mm512_mask_storeu_pd(hours + i, some, given);
        used = _mm512_add_pd(used, given);
    }
    return sum_of(used);
}

CLIENTELE_SEATS_512 double wide_serve(double available, double cap, std::size_t n, const double* need,
                                      const double* loudness, double* hours) {
    alignas(64) double most[few];
    __m512d sums = _mm512_setzero_pd();
    for (std::size_t k = 0; k < n; k += lanes) {
        const __m512d limit = _mm512_mul_pd(_mm512_set1_pd(cap), _mm512_maskz_loadu_pd(eight_from(k, n), need + k));
        _mm512_store_pd(most + k, limit);
        sums = _mm512_add_pd(sums, limit);
    }
    for (std::size_t first = 0; first < n; first += lanes) {
        const __mmask8 some = eight_from(first, n);
        const __m512d own = _mm512_maskz_loadu_pd(some, loudness + first);
        const std::size_t last = std::min(n, first + lanes);
        __m512d before = _mm512_setzero_pd();
        const auto stand = [&](std::size_t j, __mmask8 ahead) CLIENTELE_SEATS_512 {
            before = _mm512_mask_add_pd(before, ahead, before, _mm512_set1_pd(most[j]));
        };
        for (std::size_t j = 0; j < first; ++j) {
            stand(j, _mm512_cmp_pd_mask(_mm512_set1_pd(loudness[j]), own, _CMP_GE_OQ));
        }
        for (std::size_t j = first; j < last; ++j) {
            const __m512d other = _mm512_set1_pd(loudness[j]);
            const auto behind = static_cast<__mmask8>(0xFFU << (j - first) << 1U);
            const __mmask8 alike = _mm512_mask_cmp_pd_mask(behind, other, own, _CMP_EQ_OQ);
            stand(j, static_cast<__mmask8>(alike | _mm512_cmp_pd_mask(other, own, _CMP_GT_OQ)));
        }
        for (std::size_t j = last; j < n; ++j) {
            stand(j, _mm512_cmp_pd_mask(_mm512_set1_pd(loudness[j]), own, _CMP_GT_OQ));
        }
        const __m512d left =
            _mm512_maskz_max_pd(some, _mm512_sub_pd(_mm512_set1_pd(available), before), _mm512_setzero_pd());
        _mm512_mask_storeu_pd(hours + first, some, _mm512_maskz_min_pd(some, left, _mm512_load_pd(most + first)));
    }
    return std::min(available, sum_of(sums));
}

#endif

}  // namespace

std::vector<SeatKernels> all_seat_kernels() {
    std::vector<SeatKernels> kernels;
#if defined(CLIENTELE_WIDE_SEATS)
    if (__builtin_cpu_supports("avx512dq")) {
        kernels.push_back({wide_divide, wide_serve});
    }
#endif
    kernels.push_back({plain_divide, plain_serve});
    return kernels;
}

const SeatKernels& seat_kernels() {
    static const SeatKernels widest = all_seat_kernels().front();
    return widest;
}

}  // namespace clientele::behaviour
