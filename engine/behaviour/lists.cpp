#include "engine/behaviour/lists.hpp"

#include <array>

#if defined(__x86_64__) && defined(__GNUC__)
#define CLIENTELE_WIDE_LISTS
#include <immintrin.h>
#endif

/// Intrinsics, as in `random/philox_lanes.cpp`: no compiler turns "append where true" into the instructions that
/// vectors have for it. All ways give the same list.
namespace clientele::behaviour {

namespace {

std::size_t plain(const std::uint32_t* words, const std::uint32_t* thresholds, std::size_t n, std::uint32_t* ids) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < n; ++i) {
        ids[count] = static_cast<std::uint32_t>(i);
        count += words[i] < thresholds[i] ? 1U : 0U;
    }
    return count;
}

#if defined(CLIENTELE_WIDE_LISTS)

__attribute__((target("avx512f,popcnt"))) std::size_t wide_512(const std::uint32_t* words,
                                                               const std::uint32_t* thresholds, std::size_t n,
                                                               std::uint32_t* ids) {
    __m512i at = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    const __m512i step = _mm512_set1_epi32(16);
    std::size_t count = 0;
    for (std::size_t i = 0; i < n; i += 16) {
        const unsigned left = n - i < 16 ? (1U << (n - i)) - 1 : 0xFFFFU;
        const __mmask16 hit = _mm512_mask_cmplt_epu32_mask(static_cast<__mmask16>(left), _mm512_loadu_si512(words + i),
                                                           _mm512_loadu_si512(thresholds + i));
        // Packed in a register and stored whole: a packing store is slow on some machines.
        _mm512_storeu_si512(ids + count, _mm512_maskz_compress_epi32(hit, at));
        count += static_cast<std::size_t>(__builtin_popcount(hit));
        at = _mm512_add_epi32(at, step);
    }
    return count;
}

/// By mask of eight: which lanes to take, in order.
struct Packings {
    alignas(32) std::array<std::array<std::uint32_t, 8>, 256> lanes{};
    constexpr Packings() {
        for (unsigned mask = 0; mask < 256; ++mask) {
            std::size_t next = 0;
            for (std::uint32_t lane = 0; lane < 8; ++lane) {
                if (((mask >> lane) & 1U) != 0) {
                    lanes[mask][next++] = lane;
                }
            }
        }
    }
};
constexpr Packings packings;

__attribute__((target("avx2,popcnt"))) std::size_t wide_256(const std::uint32_t* words, const std::uint32_t* thresholds,
                                                            std::size_t n, std::uint32_t* ids) {
    const __m256i sign = _mm256_set1_epi32(static_cast<int>(0x80000000U));
    std::size_t count = 0;
    for (std::size_t i = 0; i < n; i += 8) {
        // There is no unsigned comparison: both sides are shifted by half the range.
        const __m256i word = _mm256_xor_si256(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(words + i)), sign);
        const __m256i limit =
            _mm256_xor_si256(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(thresholds + i)), sign);
        const unsigned left = n - i < 8 ? (1U << (n - i)) - 1 : 0xFFU;
        const unsigned hit =
            static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(_mm256_cmpgt_epi32(limit, word)))) & left;
        const __m256i packing = _mm256_load_si256(reinterpret_cast<const __m256i*>(packings.lanes[hit].data()));
        const __m256i picked = _mm256_add_epi32(packing, _mm256_set1_epi32(static_cast<int>(i)));
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(ids + count), picked);
        count += static_cast<std::size_t>(__builtin_popcount(hit));
    }
    return count;
}

#endif

}  // namespace

std::vector<ListKernel> list_kernels() {
    std::vector<ListKernel> kernels;
#if defined(CLIENTELE_WIDE_LISTS)
    if (__builtin_cpu_supports("avx512f")) {
        kernels.push_back(wide_512);
    }
    if (__builtin_cpu_supports("avx2")) {
        kernels.push_back(wide_256);
    }
#endif
    kernels.push_back(plain);
    return kernels;
}

std::size_t list_below(const std::uint32_t* words, const std::uint32_t* thresholds, std::size_t n, std::uint32_t* ids) {
    static const ListKernel kernel = list_kernels().front();
    return kernel(words, thresholds, n, ids);
}

}  // namespace clientele::behaviour
