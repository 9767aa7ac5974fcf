#include "engine/random/lognormal_lanes.hpp"

#include <algorithm>

#include "engine/random/math.hpp"
#include "engine/random/normal_quantile.hpp"

#if defined(__x86_64__) && defined(__GNUC__)
#define CLIENTELE_WIDE_LOGNORMAL
#include <immintrin.h>
#endif

/// exp(log_mean + log_sd normal_of(word)) by the steps of `math.hpp` and `normal_quantile.hpp`, in their order, for
/// several vectors in step. Each step waits for the one before; a compiler's loop takes one vector after the other, and
/// leaves the machine waiting a third of the time. What the scalar functions do for arguments that cannot occur here is
/// left out; the few values near the ends of the range of double are left to the scalar function.
namespace clientele::random {

#if defined(CLIENTELE_WIDE_LOGNORMAL)

namespace {

#define CLIENTELE_WHOLE __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,popcnt")))
#define CLIENTELE_STEP [[gnu::target("avx512f,avx512bw,avx512dq,avx512vl,popcnt"), gnu::always_inline]] inline

using Doubles = double __attribute__((vector_size(64), may_alias));
using Cells = std::uint64_t __attribute__((vector_size(64), may_alias));
constexpr std::size_t width = 8;

/// Vectors in step.
template <std::size_t count>
struct Several {
    Doubles part[count];
};

#define CLIENTELE_EACH(expression)                                                                     \
    Several<count> result;                                                                             \
    _Pragma("GCC unroll 4") for (std::size_t p = 0; p < count; ++p) { result.part[p] = (expression); } \
    return result

#define CLIENTELE_OPERATOR(op)                                                                    \
    template <std::size_t count>                                                                  \
    CLIENTELE_STEP Several<count> operator op(const Several<count>& a, const Several<count>& b) { \
        CLIENTELE_EACH(a.part[p] op b.part[p]);                                                   \
    }                                                                                             \
    template <std::size_t count>                                                                  \
    CLIENTELE_STEP Several<count> operator op(double a, const Several<count>& b) {                \
        CLIENTELE_EACH(a op b.part[p]);                                                           \
    }                                                                                             \
    template <std::size_t count>                                                                  \
    CLIENTELE_STEP Several<count> operator op(const Several<count>& a, double b) {                \
        CLIENTELE_EACH(a.part[p] op b);                                                           \
    }
CLIENTELE_OPERATOR(+)
CLIENTELE_OPERATOR(-)
CLIENTELE_OPERATOR(*)
CLIENTELE_OPERATOR(/)

template <std::size_t count>
CLIENTELE_STEP Several<count> ratios(const detail::Rational& form, const Several<count>& x) {
    Several<count> above = x * form.above[7] + form.above[6];
    Several<count> below = x * form.below[7] + form.below[6];
    for (std::size_t i = 6; i-- > 0;) {
        above = above * x + form.above[i];
        below = below * x + form.below[i];
    }
    return above / below;
}

template <std::size_t count>
CLIENTELE_STEP Several<count> uniforms(const __m256i (&words)[count]) {
    Several<count> whole;
#pragma GCC unroll 4
    for (std::size_t p = 0; p < count; ++p) {
        whole.part[p] =
            Doubles(_mm512_maskz_cvtepi32_pd(0xFF, _mm256_xor_si256(words[p], _mm256_set1_epi32(INT32_MIN))));
    }
    return (whole + 2147483648.5) * 0x1p-32;
}

/// As `log_of_positive`, for x >= 2^-1022.
template <std::size_t count>
CLIENTELE_STEP Several<count> logs(const Several<count>& x) {
    constexpr std::uint64_t root_half = 0x3FE6A09E667F3BCDULL;
    Several<count> exponent;
    Several<count> m;
#pragma GCC unroll 4
    for (std::size_t p = 0; p < count; ++p) {
        const Cells pattern = Cells(x.part[p]) + (0x3FF0000000000000ULL - root_half);
        exponent.part[p] = Doubles((pattern >> 52U) | 0x4330000000000000ULL);
        m.part[p] = Doubles((pattern & 0x000FFFFFFFFFFFFFULL) + root_half);
    }
    const auto k = exponent - (0x1p52 + 1023);
    const auto f = m - 1.0;
    const auto s = f / (2.0 + f);
    const auto z = s * s;
    const auto z2 = z * z;
    using detail::log_fit;
    const auto even = log_fit[0] + z2 * (log_fit[2] + z2 * (log_fit[4] + z2 * log_fit[6]));
    const auto odd = log_fit[1] + z2 * (log_fit[3] + z2 * log_fit[5]);
    const auto remainder = z * (even + z * odd);
    const auto half_square = 0.5 * f * f;
    const auto low = s * (half_square + remainder) + k * detail::ln2_low;
    return k * detail::ln2_high - ((half_square - low) - f);
}

/// As `exp_of_pair`, for |x| <= 700: 2^k is an ordinary number, and goes straight into the exponent.
template <std::size_t count>
CLIENTELE_STEP Several<count> exps(const Several<count>& x) {
    const auto shifted = x * detail::inverse_ln2 + 0x1.8p52;
    const auto k = shifted - 0x1.8p52;
    const auto high = x - k * detail::ln2_high;
    const auto low = k * detail::ln2_low;
    const auto r = high - low;
    const auto lost = (high - r) - low;
    const auto r2 = r * r;
    const auto r4 = r2 * r2;
    using detail::exp_fit;
    const auto q01 = exp_fit[0] + r * exp_fit[1];
    const auto q23 = exp_fit[2] + r * exp_fit[3];
    const auto q45 = exp_fit[4] + r * exp_fit[5];
    const auto q67 = exp_fit[6] + r * exp_fit[7];
    const auto q89 = exp_fit[8] + r * exp_fit[9];
    const auto q = (q01 + r2 * q23) + r4 * ((q45 + r2 * q67) + r4 * (q89 + r2 * exp_fit[10]));
    const auto y = 1.0 + (r + (lost + r2 * q));
    CLIENTELE_EACH(Doubles(Cells(y.part[p]) + (Cells(shifted.part[p]) << 52U)));
}

/// Words taken at once, and vectors in step. Of 128 words 19 are in the tails: three vectors nearly always hold them.
constexpr std::size_t at_once = 128;
constexpr std::size_t abreast = 4;
constexpr std::size_t tails_abreast = 3;
constexpr std::size_t group = abreast * width;
constexpr std::size_t tail_group = tails_abreast * width;

/// What the steps hand on.
struct Round {
    alignas(64) std::uint32_t word[at_once];
    std::uint16_t outside[at_once / 16];  ///< a bit for each word that the centre's form does not serve
    alignas(64) std::uint32_t tail[at_once + tail_group];  ///< those words, side by side
    alignas(64) double tail_z[at_once + tail_group];
    alignas(64) double z[at_once];
};

/// Copies the words, in whole groups, and lists those of the tails. \returns how many of those
CLIENTELE_STEP std::size_t take(const std::uint32_t* words, std::size_t n, Round& round) {
    constexpr std::uint32_t median = 0x80000000U;
    std::copy_n(words, n, round.word);
    std::fill_n(round.word + n, (at_once - n) % group, median);
    const __m512i first = _mm512_set1_epi32(static_cast<int>(detail::first_central));
    const __m512i last = _mm512_set1_epi32(static_cast<int>(detail::central_words - 1));
    std::size_t tails = 0;
    for (std::size_t i = 0; i < n; i += 16) {
        const __m512i some = _mm512_load_si512(round.word + i);
        const __mmask16 outside = _mm512_cmpgt_epu32_mask(_mm512_sub_epi32(some, first), last);
        round.outside[i / 16] = outside;
        _mm512_storeu_si512(round.tail + tails, _mm512_mask_compress_epi32(some, outside, some));
        tails += static_cast<std::size_t>(__builtin_popcount(outside));
    }
    std::fill_n(round.tail + tails, tail_group, 0U);
    return tails;
}

/// z of the listed words by the tail's form.
CLIENTELE_STEP void find_tails(Round& round, std::size_t tails) {
    for (std::size_t i = 0; i < tails; i += tail_group) {
        __m256i smaller[tails_abreast];
        Cells sign[tails_abreast];
#pragma GCC unroll 4
        for (std::size_t p = 0; p < tails_abreast; ++p) {
            const __m256i word = _mm256_load_si256(reinterpret_cast<const __m256i*>(round.tail + i + p * width));
            const __m256i other = _mm256_xor_si256(word, _mm256_set1_epi32(-1));
            smaller[p] = _mm256_min_epu32(word, other);  // uniform(~word) = 1 - uniform(word)
            sign[p] = (Cells(_mm512_maskz_cvtepu32_epi64(0xFF, other)) >> 31U) << 63U;
        }
        auto root = 0.0 - logs(uniforms(smaller));
#pragma GCC unroll 4
        for (std::size_t p = 0; p < tails_abreast; ++p) {
            root.part[p] = Doubles(_mm512_maskz_sqrt_pd(0xFF, __m512d(root.part[p])));
        }
        const auto size = ratios(detail::tail_form, root - 1.6);
#pragma GCC unroll 4
        for (std::size_t p = 0; p < tails_abreast; ++p) {
            _mm512_store_pd(round.tail_z + i + p * width, __m512d(Doubles(Cells(size.part[p]) | sign[p])));
        }
    }
}

/// z of all words by the centre's form.
CLIENTELE_STEP void find_centre(Round& round, std::size_t n) {
    for (std::size_t i = 0; i < n; i += group) {
        __m256i words[abreast];
#pragma GCC unroll 4
        for (std::size_t p = 0; p < abreast; ++p) {
            words[p] = _mm256_load_si256(reinterpret_cast<const __m256i*>(round.word + i + p * width));
        }
        const auto q = uniforms(words) - 0.5;
        const auto z = ratios(detail::centre_form, 0.180625 - q * q) * q;
#pragma GCC unroll 4
        for (std::size_t p = 0; p < abreast; ++p) {
            _mm512_store_pd(round.z + i + p * width, __m512d(z.part[p]));
        }
    }
}

/// Puts the tails where they belong. Reads and writes arrays of n only.
CLIENTELE_STEP void find_values(const Round& round, std::size_t n, const double* log_mean, const double* log_sd,
                                double* out) {
    const double* tail_z = round.tail_z;
    for (std::size_t i = 0; i < n; i += group) {
        const std::uint32_t there = n - i < group ? (1U << (n - i)) - 1 : ~0U;
        Several<abreast> x;
        unsigned ordinary = 0xFF;
#pragma GCC unroll 4
        for (std::size_t p = 0; p < abreast; ++p) {
            const std::size_t j = i + p * width;
            const auto here = static_cast<__mmask8>(there >> (p * width));
            const auto outside = static_cast<__mmask8>(round.outside[j / 16] >> (j % 16));
            const __m512d z = _mm512_mask_expand_pd(_mm512_load_pd(round.z + j), outside, _mm512_loadu_pd(tail_z));
            tail_z += __builtin_popcount(outside);
            x.part[p] = Doubles(_mm512_maskz_loadu_pd(here, log_mean + j)) +
                        Doubles(_mm512_maskz_loadu_pd(here, log_sd + j)) * Doubles(z);
            const Cells size = Cells(x.part[p]) & 0x7FFFFFFFFFFFFFFFULL;
            ordinary &= _mm512_cmp_pd_mask(__m512d(Doubles(size)), _mm512_set1_pd(700.0), _CMP_LE_OQ);
        }
        if (ordinary != 0xFF) {
            for (std::size_t j = i; j < std::min(i + group, n); ++j) {
                out[j] = exp(x.part[(j - i) / width][(j - i) % width]);
            }
            continue;
        }
        const auto value = exps(x);
#pragma GCC unroll 4
        for (std::size_t p = 0; p < abreast; ++p) {
            _mm512_mask_storeu_pd(out + i + p * width, static_cast<__mmask8>(there >> (p * width)),
                                  __m512d(value.part[p]));
        }
    }
}

CLIENTELE_WHOLE void lognormal_512(const std::uint32_t* words, std::size_t n, const double* log_mean,
                                   const double* log_sd, double* out) {
    Round round;
    for (std::size_t start = 0; start < n; start += at_once) {
        const std::size_t count = std::min(at_once, n - start);
        const std::size_t tails = take(words + start, count, round);
        find_tails(round, tails);
        find_centre(round, count);
        find_values(round, count, log_mean + start, log_sd + start, out + start);
    }
}

}  // namespace

LognormalKernel wide_lognormal() {
    const bool able =
        __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
    return able ? lognormal_512 : nullptr;
}

#else

LognormalKernel wide_lognormal() { return nullptr; }

#endif

}  // namespace clientele::random
