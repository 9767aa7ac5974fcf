#include "engine/random/philox_lanes.hpp"

#if defined(__x86_64__) && defined(__GNUC__)
#define CLIENTELE_WIDE_PHILOX
#include <immintrin.h>
#endif

/// The one place with intrinsics: the 32 x 32 -> 64 bit product of Philox is one instruction on vectors (vpmuludq),
/// which neither compiler finds in a plain loop for every level: g++ 12 takes three to six instructions instead and is
/// up to three times slower.
///
/// vpmuludq multiplies the even 32-bit halves of a register. Eight (sixteen) lanes are therefore held in two registers
/// of 64-bit cells: the even lanes as loaded, the odd lanes shifted down. What stands in the upper half of a cell is
/// noise, and ignored.
namespace clientele::random {

namespace {

using C = PhiloxConstants;

void plain(Lanes& lanes, std::size_t used, Key key) {
    for (std::size_t i = 0; i < used; ++i) {
        const Words out = philox({lanes.word[0][i], lanes.word[1][i], lanes.word[2][i], lanes.word[3][i]}, key);
        for (std::size_t k = 0; k < out.size(); ++k) {
            lanes.word[k][i] = out[k];
        }
    }
}

#if defined(CLIENTELE_WIDE_PHILOX)

__attribute__((target("avx512f"))) void wide_512(Lanes& lanes, std::size_t used, Key key) {
    using Cells = std::uint64_t __attribute__((vector_size(64), may_alias));
    constexpr std::size_t width = 16;
    const Cells multiplier_0 = Cells{} + C::multiplier_0;
    const Cells multiplier_1 = Cells{} + C::multiplier_1;
    for (std::size_t i = 0; i < used; i += width) {
        Cells x[4][2];
#pragma GCC unroll 4
        for (std::size_t k = 0; k < 4; ++k) {
            x[k][0] = *reinterpret_cast<const Cells*>(&lanes.word[k][i]);
            x[k][1] = x[k][0] >> 32U;
        }
        Cells key_0 = Cells{} + key[0];
        Cells key_1 = Cells{} + key[1];
#pragma GCC unroll 10
        for (int round = 0; round < C::rounds; ++round) {
#pragma GCC unroll 2
            for (std::size_t half = 0; half < 2; ++half) {
                const auto product_0 = Cells(_mm512_maskz_mul_epu32(0xFF, __m512i(x[0][half]), __m512i(multiplier_0)));
                const auto product_1 = Cells(_mm512_maskz_mul_epu32(0xFF, __m512i(x[2][half]), __m512i(multiplier_1)));
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
            *reinterpret_cast<Cells*>(&lanes.word[k][i]) = (x[k][0] & 0xFFFFFFFFU) | (x[k][1] << 32U);
        }
    }
}

__attribute__((target("avx2"))) void wide_256(Lanes& lanes, std::size_t used, Key key) {
    using Cells = std::uint64_t __attribute__((vector_size(32), may_alias));
    constexpr std::size_t width = 8;
    const Cells multiplier_0 = Cells{} + C::multiplier_0;
    const Cells multiplier_1 = Cells{} + C::multiplier_1;
    for (std::size_t i = 0; i < used; i += width) {
        Cells x[4][2];
#pragma GCC unroll 4
        for (std::size_t k = 0; k < 4; ++k) {
            x[k][0] = *reinterpret_cast<const Cells*>(&lanes.word[k][i]);
            x[k][1] = x[k][0] >> 32U;
        }
        Cells key_0 = Cells{} + key[0];
        Cells key_1 = Cells{} + key[1];
#pragma GCC unroll 10
        for (int round = 0; round < C::rounds; ++round) {
#pragma GCC unroll 2
            for (std::size_t half = 0; half < 2; ++half) {
                const auto product_0 = Cells(_mm256_mul_epu32(__m256i(x[0][half]), __m256i(multiplier_0)));
                const auto product_1 = Cells(_mm256_mul_epu32(__m256i(x[2][half]), __m256i(multiplier_1)));
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
            *reinterpret_cast<Cells*>(&lanes.word[k][i]) = (x[k][0] & 0xFFFFFFFFU) | (x[k][1] << 32U);
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

void philox_lanes(Lanes& lanes, std::size_t used, Key key) {
#if defined(CLIENTELE_WIDE_PHILOX)
    if (__builtin_cpu_supports("avx512f")) {
        return wide_512(lanes, used, key);
    }
    if (__builtin_cpu_supports("avx2")) {
        return wide_256(lanes, used, key);
    }
#endif
    plain(lanes, used, key);
}

}  // namespace clientele::random
