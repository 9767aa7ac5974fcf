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

std::size_t plain_marked(const std::uint8_t* mark, std::size_t n, std::uint32_t* ids) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < n; ++i) {
        ids[count] = static_cast<std::uint32_t>(i);
        count += mark[i];
    }
    return count;
}

std::size_t plain_below(const std::uint32_t* words, const std::uint32_t* thresholds, std::size_t n,
                        std::uint32_t* ids) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < n; ++i) {
        ids[count] = static_cast<std::uint32_t>(i);
        count += words[i] < thresholds[i] ? 1U : 0U;
    }
    return count;
}

#if defined(CLIENTELE_WIDE_LISTS)

__attribute__((target("avx512f,popcnt"))) std::size_t wide_512_below(const std::uint32_t* words,
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

__attribute__((target("avx512f,popcnt"))) std::size_t wide_512_marked(const std::uint8_t* mark, std::size_t n,
                                                                      std::uint32_t* ids) {
    __m512i at = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    const __m512i step = _mm512_set1_epi32(16);
    std::size_t count = 0;
    for (std::size_t i = 0; i < n; i += 16) {
        const unsigned left = n - i < 16 ? (1U << (n - i)) - 1 : 0xFFFFU;
        const __m512i marks =
            _mm512_maskz_cvtepu8_epi32(0xFFFF, _mm_loadu_si128(reinterpret_cast<const __m128i*>(mark + i)));
        const __mmask16 hit = _mm512_mask_test_epi32_mask(static_cast<__mmask16>(left), marks, marks);
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

__attribute__((target("avx2,popcnt"))) std::size_t wide_256_below(const std::uint32_t* words,
                                                                  const std::uint32_t* thresholds, std::size_t n,
                                                                  std::uint32_t* ids) {
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

__attribute__((target("avx2,popcnt"))) std::size_t wide_256_marked(const std::uint8_t* mark, std::size_t n,
                                                                   std::uint32_t* ids) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < n; i += 8) {
        const __m256i marks = _mm256_cvtepu8_epi32(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(mark + i)));
        const unsigned left = n - i < 8 ? (1U << (n - i)) - 1 : 0xFFU;
        // A mark of 1, moved up, is the sign that the move of masks looks at.
        const unsigned hit =
            static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(_mm256_slli_epi32(marks, 31)))) & left;
        const __m256i packing = _mm256_load_si256(reinterpret_cast<const __m256i*>(packings.lanes[hit].data()));
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(ids + count),
                            _mm256_add_epi32(packing, _mm256_set1_epi32(static_cast<int>(i))));
        count += static_cast<std::size_t>(__builtin_popcount(hit));
    }
    return count;
}

#endif

}  // namespace

std::vector<ListKernels> list_kernels() {
    std::vector<ListKernels> kernels;
#if defined(CLIENTELE_WIDE_LISTS)
    if (__builtin_cpu_supports("avx512f")) {
        kernels.push_back({wide_512_below, wide_512_marked});
    }
    if (__builtin_cpu_supports("avx2")) {
        kernels.push_back({wide_256_below, wide_256_marked});
    }
#endif
    kernels.push_back({plain_below, plain_marked});
    return kernels;
}

namespace {

const ListKernels& widest() {
    static const ListKernels kernels = list_kernels().front();
    return kernels;
}

}  // namespace

std::size_t list_below(const std::uint32_t* words, const std::uint32_t* thresholds, std::size_t n, std::uint32_t* ids) {
    return widest().below(words, thresholds, n, ids);
}

std::size_t list_marked(const std::uint8_t* mark, std::size_t n, std::uint32_t* ids) {
    return widest().marked(mark, n, ids);
}

}  // namespace clientele::behaviour
