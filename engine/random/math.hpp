#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#include "engine/base/clones.hpp"

/// exp, log, pow and the normal quantile with the same bits on every machine: no libm (which picks variants by CPU), no
/// FMA, one fixed order of operations. Branch-free, so that a loop over an array vectorises. Build with
/// -ffp-contract=off; never with -ffast-math. std::sqrt may be used beside them: IEEE 754 makes it exact.
///
/// Call them qualified (`random::exp`): outside this namespace a bare `exp` is libm's.
///
/// Accuracy in ulp against long double, greatest seen over millions of arguments (tests/unit/random/math_test.cpp):
/// exp 0.87, log 0.87, pow 0.88 where |y log x| <= 100 and 1.4 beyond; normal_quantile 8e-16 relative.
namespace clientele::random {

namespace detail {

inline constexpr double inverse_ln2 = 0x1.71547652b82fep+0;
/// ln 2 = high + low; high has 42 bits, so that k * high is exact for every exponent k.
inline constexpr double ln2_high = 0x1.62e42fefa3800p-1;
inline constexpr double ln2_low = 0x1.ef35793c76730p-45;
/// exp(r) = 1 + r + r^2 q(r) for |r| <= ln 2 / 2: q, lowest power first, a Chebyshev fit of degree 10 (error 2^-62).
inline constexpr double exp_fit[] = {0x1.0000000000000p-1,  0x1.5555555555557p-3,  0x1.5555555555556p-5,
                                     0x1.11111111100dcp-7,  0x1.6c16c16c162d4p-10, 0x1.a01a01abe7fe1p-13,
                                     0x1.a01a01a6d889cp-16, 0x1.71de0231960ebp-19, 0x1.27e4db646b17ep-22,
                                     0x1.af4de97ca4194p-26, 0x1.1f730349868cep-29};
/// z R(z) = 2 artanh(s) / s - 2, z = s^2, for sqrt(1/2) <= m < sqrt(2), s = (m - 1) / (m + 1): R, lowest power first, a
/// fit of degree 6 (error 2^-57).
inline constexpr double log_fit[] = {0x1.5555555555558p-1, 0x1.9999999995273p-2, 0x1.2492492dfd879p-2,
                                     0x1.c71c62d5e43dfp-3, 0x1.7462b91bd6c45p-3, 0x1.39fdcce1da1aep-3,
                                     0x1.2b5f6919aa514p-3};
inline constexpr double infinity = std::numeric_limits<double>::infinity();
inline constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

CLIENTELE_KERNEL constexpr std::uint64_t bits(double x) { return std::bit_cast<std::uint64_t>(x); }
CLIENTELE_KERNEL constexpr double from_bits(std::uint64_t x) { return std::bit_cast<double>(x); }

/// `condition ? yes : no` on bits, so that no compiler turns it into a jump.
CLIENTELE_KERNEL constexpr double select(bool condition, double yes, double no) {
    const std::uint64_t mask = -static_cast<std::uint64_t>(condition);
    return from_bits((bits(yes) & mask) | (bits(no) & ~mask));
}

/// The 26 leading bits: products of two such numbers are exact.
CLIENTELE_KERNEL constexpr double leading(double x) { return from_bits(bits(x) & 0xFFFFFFFFF8000000ULL); }

/// An unevaluated sum.
struct Pair {
    double high;
    double low;
};

/// exp(x + tail), |tail| far below |x|. x is brought to k ln 2 + r, |r| <= ln 2 / 2; exp(r) = 1 + r + r^2 q(r); 2^k is
/// applied in two exact halves, so that overflow and gradual underflow round once.
CLIENTELE_KERNEL constexpr double exp_of_pair(double x, double tail) {
    constexpr double shifter = 0x1.8p52;  // adding it rounds to a whole number, which then stands in the low bits
    const double bounded = x > 710.0 ? 710.0 : (x < -746.0 ? -746.0 : x);
    const double shifted = bounded * inverse_ln2 + shifter;
    const double k = shifted - shifter;
    const double high = bounded - k * ln2_high;
    const double low = k * ln2_low - tail;
    const double r = high - low;
    const double lost = (high - r) - low;
    const double r2 = r * r;
    const double r4 = r2 * r2;
    const double q01 = exp_fit[0] + r * exp_fit[1];
    const double q23 = exp_fit[2] + r * exp_fit[3];
    const double q45 = exp_fit[4] + r * exp_fit[5];
    const double q67 = exp_fit[6] + r * exp_fit[7];
    const double q89 = exp_fit[8] + r * exp_fit[9];
    const double q = (q01 + r2 * q23) + r4 * ((q45 + r2 * q67) + r4 * (q89 + r2 * exp_fit[10]));
    const double y = 1.0 + (r + (lost + r2 * q));
    const std::uint64_t scale = bits(shifted) - bits(shifter) + 2048;  // k + 2048
    const std::uint64_t half = scale >> 1U;                            // shared out: k = (half - 1024) + (rest - 1024)
    const std::uint64_t rest = scale - half;
    const double result = y * from_bits((half - 1) << 52U) * from_bits((rest - 1) << 52U);
    return select(x == x, result, not_a_number);
}

/// x = 2^k m with sqrt(1/2) <= m < sqrt(2), for finite x > 0, subnormal ones too.
struct Split {
    double k;
    double m;
};

CLIENTELE_KERNEL constexpr Split split(double x) {
    const bool small = x < 0x1p-1022;
    const std::uint64_t pattern = bits(select(small, x * 0x1p54, x)) + (0x3FF0000000000000ULL - 0x3FE6A09E667F3BCDULL);
    const double exponent = from_bits((pattern >> 52U) | 0x4330000000000000ULL) - (0x1p52 + 1023);
    return {exponent - select(small, 54.0, 0.0), from_bits((pattern & 0x000FFFFFFFFFFFFFULL) + 0x3FE6A09E667F3BCDULL)};
}

/// log(x) for finite x > 0. With f = m - 1 and s = f / (2 + f), log(m) = f - f^2/2 + s (f^2/2 + z R(z)), z = s^2.
/// Form: FDLIBM e_log.c (Sun Microsystems 1993).
CLIENTELE_KERNEL constexpr double log_of_positive(double x) {
    const Split parts = split(x);
    const double f = parts.m - 1.0;
    const double s = f / (2.0 + f);
    const double z = s * s;
    const double z2 = z * z;
    const double even = log_fit[0] + z2 * (log_fit[2] + z2 * (log_fit[4] + z2 * log_fit[6]));
    const double odd = log_fit[1] + z2 * (log_fit[3] + z2 * log_fit[5]);
    const double remainder = z * (even + z * odd);
    const double half_square = 0.5 * f * f;
    const double low = s * (half_square + remainder) + parts.k * ln2_low;
    return parts.k * ln2_high - ((half_square - low) - f);
}

/// log(x) as a pair good to about 2^-64, for finite x > 0. log(m) = (2/3) s (3 + s^2 + 3 s^4 T(s^2)) with the leading
/// terms carried exactly. Form: FDLIBM e_pow.c; T = (artanh(s)/s - 1 - s^2/3) / s^4 fitted by degree 7 (error 2^-70).
CLIENTELE_KERNEL constexpr Pair log_pair(double x) {
    const Split parts = split(x);
    const double f = parts.m - 1.0;
    const double d = parts.m + 1.0;
    const double inverse = 1.0 / d;
    const double s = f * inverse;
    const double s_high = leading(s);
    const double d_high = leading(d);
    const double d_low = parts.m - (d_high - 1.0);
    const double s_low = inverse * ((f - s_high * d_high) - s_high * d_low);

    const double z = s * s;
    const double z2 = z * z;
    const double even =
        0x1.999999999999ap-3 + z2 * (0x1.c71c71c6ea5acp-4 + z2 * (0x1.3b1395b82528ep-4 + z2 * 0x1.df7ba1df849a2p-5));
    const double odd =
        0x1.2492492492522p-3 + z2 * (0x1.745d177ad43b0p-4 + z2 * (0x1.1118cd6789817p-4 + z2 * 0x1.e03a7baa4425ep-5));
    const double square = s_high * s_high;
    const double rest = 3.0 * z2 * (even + z * odd) + s_low * (s_high + s);
    const double sum_high = leading(3.0 + square + rest);
    const double sum_low = rest - ((sum_high - 3.0) - square);

    const double u = s_high * sum_high;
    const double v = s_low * sum_high + sum_low * s;
    const double p_high = leading(u + v);
    const double p_low = v - (p_high - u);
    constexpr double two_thirds = 0x1.5555555555555p-1;
    constexpr double two_thirds_high = 0x1.5555554000000p-1;
    constexpr double two_thirds_low = 0x1.5555555555555p-29;
    const double m_high = two_thirds_high * p_high;
    const double m_low = two_thirds_low * p_high + p_low * two_thirds;

    const double whole = parts.k * ln2_high;
    const double part = m_high + m_low;
    const double sum = whole + part;
    const double lost = ((whole - sum) + part) + ((m_high - part) + m_low) + parts.k * ln2_low;
    return {sum, lost};
}

/// x^y for finite x > 0 and any y but NaN.
CLIENTELE_KERNEL constexpr double pow_of_positive(double x, double y) {
    const Pair log_x = log_pair(x);
    const double exponent = y > 1e20 ? 1e20 : (y < -1e20 ? -1e20 : y);  // beyond, any x but 1 over- or underflows
    const double log_high = leading(log_x.high);
    const double log_low = (log_x.high - log_high) + log_x.low;
    const double y_high = leading(exponent);
    const double y_low = exponent - y_high;
    const double product_high = y_high * log_high;
    const double product_low = y_low * log_high + exponent * log_low;
    const double sum = product_high + product_low;
    const double lost = product_low - (sum - product_high);
    const bool in_range = (sum < 746.0) & (sum > -746.0);
    return exp_of_pair(sum, select(in_range, lost, 0.0));
}

}  // namespace detail

/// e^x. Domain: all; exp(-inf) = 0, exp(inf) = inf, NaN stays NaN; overflows above 709.78, gradual underflow to
/// -745.13, then 0.
CLIENTELE_KERNEL constexpr double exp(double x) { return detail::exp_of_pair(x, 0.0); }

/// Natural logarithm. log(0) = -inf, log(inf) = inf, NaN for x < 0 and NaN; subnormal x is exact to the same accuracy.
CLIENTELE_KERNEL constexpr double log(double x) {
    using namespace detail;
    const double ordinary = log_of_positive(x);
    const double edge = select(x == 0.0, -infinity, select(x > 0.0, infinity, not_a_number));
    return select((x > 0.0) & (x < infinity), ordinary, edge);
}

/// x^y for x >= 0. pow(x, 0) = 1 and pow(1, y) = 1 for all, NaN too; 0 and inf as IEEE 754 has them; x < 0 gives NaN
/// unless y = 0 (negative bases are not needed here).
CLIENTELE_KERNEL constexpr double pow(double x, double y) {
    using namespace detail;
    const double ordinary = pow_of_positive(x, y);
    const double at_zero = select(y > 0.0, 0.0, infinity);
    const double at_infinity = select(y > 0.0, infinity, 0.0);
    const double edge = select(x == 0.0, at_zero, select(x == infinity, at_infinity, not_a_number));
    const bool usual = (x > 0.0) & (x < infinity);
    const bool unity = (y == 0.0) | (x == 1.0);
    return select(unity, 1.0, select(y != y, not_a_number, select(usual, ordinary, edge)));
}

}  // namespace clientele::random
