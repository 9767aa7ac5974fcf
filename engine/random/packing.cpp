#include "engine/random/packing.hpp"

#include <algorithm>

#if defined(__x86_64__) && defined(__GNUC__)
#define CLIENTELE_WIDE_PACKING
#include <immintrin.h>
#endif

/// Intrinsics, as in `philox_lanes.cpp`: vectors have instructions for "the marked ones, side by side" and back, which
/// no compiler finds in a loop.
namespace clientele::random {

namespace {

std::size_t plain_pack(const std::uint32_t* low, const std::uint32_t* high, const std::uint8_t* mark, std::size_t n,
                       Lanes& lanes) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < n; ++i) {
        lanes.low[count] = low[i];
        lanes.high[count] = high[i];
        count += mark[i];
    }
    return count;
}

void plain_spread(const Lanes& lanes, const std::uint8_t* mark, std::size_t n, std::uint32_t* const plane[4]) {
    std::size_t next = 0;
    for (std::size_t i = 0; i < n; ++i) {
        if (mark[i] != 0) {
            for (std::size_t k = 0; k < 4; ++k) {
                plane[k][i] = lanes.word[k][next];
            }
            ++next;
        }
    }
}

#if defined(CLIENTELE_WIDE_PACKING)

#define CLIENTELE_512 __attribute__((target("avx512f,avx512bw,avx512vl,popcnt")))

/// The marks of the next 64 clients, a bit each. Marks behind the last client are zero.
CLIENTELE_512 inline std::uint64_t bits_of(const std::uint8_t* mark) {
    const __m512i marks = _mm512_loadu_si512(mark);
    return _mm512_test_epi8_mask(marks, marks);
}

CLIENTELE_512 std::size_t pack_512(const std::uint32_t* low, const std::uint32_t* high, const std::uint8_t* mark,
                                   std::size_t n, Lanes& lanes) {
    std::size_t count = 0;
    for (std::size_t begin = 0; begin < n; begin += 64) {
        std::uint64_t bits = bits_of(mark + begin);
        for (std::size_t i = begin; bits != 0; i += 16, bits >>= 16U) {
            const auto some = static_cast<__mmask16>(bits);
            // Packed in a register and stored whole: a packing store is slow on some machines. What lies behind the
            // packed ones stays as it was: to zero it is no cheaper, and some machines then wait for whatever the
            // register held before.
            const __m512i lows = _mm512_loadu_si512(low + i);
            const __m512i highs = _mm512_loadu_si512(high + i);
            _mm512_storeu_si512(lanes.low + count, _mm512_mask_compress_epi32(lows, some, lows));
            _mm512_storeu_si512(lanes.high + count, _mm512_mask_compress_epi32(highs, some, highs));
            count += static_cast<std::size_t>(__builtin_popcount(some));
        }
    }
    return count;
}

CLIENTELE_512 void spread_512(const Lanes& lanes, const std::uint8_t* mark, std::size_t n,
                              std::uint32_t* const plane[4]) {
    const __m512i places = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    std::size_t next = 0;
    for (std::size_t begin = 0; begin < n; begin += 64) {
        std::uint64_t bits = bits_of(mark + begin);
        for (std::size_t i = begin; bits != 0; i += 16, bits >>= 16U) {
            const auto some = static_cast<__mmask16>(bits);
            // Which packed word a client gets is found once for the four planes: spreading costs more than permuting.
            const __m512i order = _mm512_mask_expand_epi32(places, some, places);
#pragma GCC unroll 4
            for (std::size_t k = 0; k < 4; ++k) {
                // Merged in a register and stored whole: a store by mask is slow on some machines.
                const __m512i packed = _mm512_loadu_si512(lanes.word[k] + next);
                const __m512i cells = _mm512_loadu_si512(plane[k] + i);
                _mm512_storeu_si512(plane[k] + i, _mm512_mask_permutexvar_epi32(cells, some, order, packed));
            }
            next += static_cast<std::size_t>(__builtin_popcount(some));
        }
    }
}

#define CLIENTELE_256 __attribute__((target("avx2,popcnt")))

/// All ones in the lanes of the marked of the next eight.
CLIENTELE_256 inline __m256i lanes_of(const std::uint8_t* mark) {
    const __m256i marks = _mm256_cvtepu8_epi32(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(mark)));
    return _mm256_cmpgt_epi32(marks, _mm256_setzero_si256());
}

CLIENTELE_256 std::size_t pack_256(const std::uint32_t* low, const std::uint32_t* high, const std::uint8_t* mark,
                                   std::size_t n, Lanes& lanes) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < n; i += 8) {
        const auto some = static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(lanes_of(mark + i))));
        const __m256i order = _mm256_load_si256(reinterpret_cast<const __m256i*>(lanes_of_mask.packing[some]));
        const __m256i lows = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(low + i));
        const __m256i highs = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(high + i));
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(lanes.low + count), _mm256_permutevar8x32_epi32(lows, order));
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(lanes.high + count), _mm256_permutevar8x32_epi32(highs, order));
        count += static_cast<std::size_t>(__builtin_popcount(some));
    }
    return count;
}

CLIENTELE_256 void spread_256(const Lanes& lanes, const std::uint8_t* mark, std::size_t n,
                              std::uint32_t* const plane[4]) {
    std::size_t next = 0;
    for (std::size_t i = 0; i < n; i += 8) {
        const __m256i marked = lanes_of(mark + i);
        const auto some = static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(marked)));
        const __m256i order = _mm256_load_si256(reinterpret_cast<const __m256i*>(lanes_of_mask.spreading[some]));
        for (std::size_t k = 0; k < 4; ++k) {
            const __m256i packed = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(lanes.word[k] + next));
            auto* const cells = reinterpret_cast<__m256i*>(plane[k] + i);
            const __m256i spread = _mm256_permutevar8x32_epi32(packed, order);
            _mm256_storeu_si256(cells, _mm256_blendv_epi8(_mm256_loadu_si256(cells), spread, marked));
        }
        next += static_cast<std::size_t>(__builtin_popcount(some));
    }
}

#endif

const PackingKernels& widest() {
    static const PackingKernels kernels = packing_kernels().front();
    return kernels;
}

}  // namespace

std::vector<PackingKernels> packing_kernels() {
    std::vector<PackingKernels> kernels;
#if defined(CLIENTELE_WIDE_PACKING)
    if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl")) {
        kernels.push_back({pack_512, spread_512});
    }
    if (__builtin_cpu_supports("avx2")) {
        kernels.push_back({pack_256, spread_256});
    }
#endif
    kernels.push_back({plain_pack, plain_spread});
    return kernels;
}

std::size_t pack_marked(const std::uint32_t* low, const std::uint32_t* high, const std::uint8_t* mark, std::size_t n,
                        Lanes& lanes) {
    return widest().pack(low, high, mark, n, lanes);
}

void spread_marked(const Lanes& lanes, const std::uint8_t* mark, std::size_t n, std::uint32_t* const plane[4]) {
    widest().spread(lanes, mark, n, plane);
}

}  // namespace clientele::random
