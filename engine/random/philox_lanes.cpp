#include "engine/random/philox_lanes.hpp"

#if defined(__x86_64__) && defined(__GNUC__)
#define CLIENTELE_WIDE_PHILOX
#include <immintrin.h>
#endif

/// Intrinsics: the 32 x 32 -> 64 bit product of Philox is one instruction on vectors (vpmuludq), which neither compiler
/// finds in a plain loop for every level: g++ 12 takes three to six instructions instead and is up to three times
/// slower.
///
/// vpmuludq multiplies the even 32-bit halves of a register. Eight (sixteen) lanes are therefore held in two registers
/// of 64-bit cells: the even lanes as loaded, the odd lanes shifted down. What stands in the upper half of a cell is
/// noise, and ignored. Several such pairs are in flight at once, to hide the latency of the multiplications: four where
/// there are 32 registers, one where there are 16. The first product of what all lanes share is the same for all, and
/// leaves the loop.
namespace clientele::random {

namespace {

using C = PhiloxConstants;

void plain(Lanes& lanes, std::size_t used, Moment moment) {
    for (std::size_t i = 0; i < used; ++i) {
        const Words out = philox({lanes.low[i], lanes.high[i], moment.replication, moment.when}, moment.key);
        for (std::size_t k = 0; k < out.size(); ++k) {
            lanes.word[k][i] = out[k];
        }
    }
}

#if defined(CLIENTELE_WIDE_PHILOX)

using Cells512 = std::uint64_t __attribute__((vector_size(64), may_alias));
using Cells256 = std::uint64_t __attribute__((vector_size(32), may_alias));

/// 16 x `pairs` lanes from lane i on.
template <std::size_t pairs>
__attribute__((target("avx512f"), always_inline)) inline void rounds_512(Lanes& lanes, std::size_t i, Moment moment) {
    constexpr std::size_t parts = 2 * pairs;
    const Cells512 multiplier_0 = Cells512{} + C::multiplier_0;
    const Cells512 multiplier_1 = Cells512{} + C::multiplier_1;
    Cells512 x[4][parts];
#pragma GCC unroll 8
    for (std::size_t p = 0; p < parts; p += 2) {
        x[0][p] = Cells512(_mm512_loadu_si512(lanes.low + i + p * 8));
        x[1][p] = Cells512(_mm512_loadu_si512(lanes.high + i + p * 8));
        x[0][p + 1] = x[0][p] >> 32U;
        x[1][p + 1] = x[1][p] >> 32U;
        x[2][p] = x[2][p + 1] = Cells512{} + moment.replication;
        x[3][p] = x[3][p + 1] = Cells512{} + moment.when;
    }
    Cells512 key_0 = Cells512{} + moment.key[0];
    Cells512 key_1 = Cells512{} + moment.key[1];
#pragma GCC unroll 10
    for (int round = 0; round < C::rounds; ++round) {
#pragma GCC unroll 8
        for (std::size_t p = 0; p < parts; ++p) {
            const auto product_0 = Cells512(_mm512_maskz_mul_epu32(0xFF, __m512i(x[0][p]), __m512i(multiplier_0)));
            const auto product_1 = Cells512(_mm512_maskz_mul_epu32(0xFF, __m512i(x[2][p]), __m512i(multiplier_1)));
            x[0][p] = (product_1 >> 32U) ^ x[1][p] ^ key_0;
            x[1][p] = product_1;
            x[2][p] = (product_0 >> 32U) ^ x[3][p] ^ key_1;
            x[3][p] = product_0;
        }
        key_0 += C::weyl_0;
        key_1 += C::weyl_1;
    }
#pragma GCC unroll 4
    for (std::size_t k = 0; k < 4; ++k) {
#pragma GCC unroll 8
        for (std::size_t p = 0; p < parts; p += 2) {
            _mm512_storeu_si512(lanes.word[k] + i + p * 8, __m512i((x[k][p] & 0xFFFFFFFFU) | (x[k][p + 1] << 32U)));
        }
    }
}

__attribute__((target("avx512f"))) void wide_512(Lanes& lanes, std::size_t used, Moment moment) {
    std::size_t i = 0;
    for (; i + 48 < used; i += 64) {
        rounds_512<4>(lanes, i, moment);
    }
    if (i + 16 < used) {
        rounds_512<2>(lanes, i, moment);
        i += 32;
    }
    if (i < used) {
        rounds_512<1>(lanes, i, moment);
    }
}

__attribute__((target("avx2"))) void wide_256(Lanes& lanes, std::size_t used, Moment moment) {
    const Cells256 multiplier_0 = Cells256{} + C::multiplier_0;
    const Cells256 multiplier_1 = Cells256{} + C::multiplier_1;
    for (std::size_t i = 0; i < used; i += 8) {
        Cells256 x[4][2];
        x[0][0] = Cells256(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(lanes.low + i)));
        x[1][0] = Cells256(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(lanes.high + i)));
        x[0][1] = x[0][0] >> 32U;
        x[1][1] = x[1][0] >> 32U;
        x[2][0] = x[2][1] = Cells256{} + moment.replication;
        x[3][0] = x[3][1] = Cells256{} + moment.when;
        Cells256 key_0 = Cells256{} + moment.key[0];
        Cells256 key_1 = Cells256{} + moment.key[1];
#pragma GCC unroll 10
        for (int round = 0; round < C::rounds; ++round) {
#pragma GCC unroll 2
            for (std::size_t half = 0; half < 2; ++half) {
                const auto product_0 = Cells256(_mm256_mul_epu32(__m256i(x[0][half]), __m256i(multiplier_0)));
                const auto product_1 = Cells256(_mm256_mul_epu32(__m256i(x[2][half]), __m256i(multiplier_1)));
                x[0][half] = (product_1 >> 32U) ^ x[1][half] ^ key_0;
                x[1][half] = product_1;
                x[2][half] = (product_0 >> 32U) ^ x[3][half] ^ key_1;
                x[3][half] = product_0;
            }
            key_0 += C::weyl_0;
            key_1 += C::weyl_1;
        }
#pragma GCC unroll 4
        for (std::size_t k = 0; k < 4; ++k) {
            _mm256_storeu_si256(reinterpret_cast<__m256i*>(lanes.word[k] + i),
                                __m256i((x[k][0] & 0xFFFFFFFFU) | (x[k][1] << 32U)));
        }
    }
}

#endif

}  // namespace

std::vector<LaneKernel> lane_kernels() {
    std::vector<LaneKernel> kernels;
#if defined(CLIENTELE_WIDE_PHILOX)
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

void philox_lanes(Lanes& lanes, std::size_t used, Moment moment) {
#if defined(CLIENTELE_WIDE_PHILOX)
    if (__builtin_cpu_supports("avx512f")) {
        return wide_512(lanes, used, moment);
    }
    if (__builtin_cpu_supports("avx2")) {
        return wide_256(lanes, used, moment);
    }
#endif
    plain(lanes, used, moment);
}

}  // namespace clientele::random
