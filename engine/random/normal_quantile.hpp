#pragma once

#include <array>

#include "engine/random/address.hpp"
#include "engine/random/math.hpp"

namespace clientele::random {

namespace detail {

/// Coefficients of one rational form of Wichura's, lowest power first.
struct Rational {
    std::array<double, 8> above;
    std::array<double, 8> below;
};

inline constexpr Rational centre_form{
    {3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
     4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3},
    {1.0, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3, 2.1213794301586595867e4,
     3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3}};

inline constexpr Rational tail_form{
    {1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
     1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4},
    {1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1, 1.48103976427480074590e-1,
     1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9}};

inline constexpr Rational far_tail_form{
    {6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
     2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7},
    {1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2, 7.86869131145613259100e-4,
     1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15}};

CLIENTELE_KERNEL constexpr double ratio(const Rational& form, double x) {
    double above = form.above[7];
    double below = form.below[7];
#pragma GCC unroll 7
    for (std::size_t i = 7; i-- > 0;) {
        above = above * x + form.above[i];
        below = below * x + form.below[i];
    }
    return above / below;
}

/// Whether the centre's form serves p.
CLIENTELE_KERNEL constexpr bool in_centre(double p) { return (p - 0.5) * (p - 0.5) <= 0.425 * 0.425; }

/// The words of the centre: so many from the first on, and as many on either side of 1/2, for uniform(~word) = 1 -
/// uniform(word).
constexpr std::uint32_t find_first_central() {
    std::uint32_t outside = 0;
    std::uint32_t inside = 0x7FFFFFFF;
    while (inside - outside > 1) {
        const std::uint32_t middle = outside + (inside - outside) / 2;
        (in_centre(uniform(middle)) ? inside : outside) = middle;
    }
    return inside;
}
inline constexpr std::uint32_t first_central = find_first_central();
inline constexpr std::uint32_t central_words = ~first_central - first_central + 1;
static_assert(!in_centre(uniform(first_central - 1)) && !in_centre(uniform(first_central + central_words)) &&
              in_centre(uniform(first_central + central_words - 1)));

/// The quantile by the centre's form, and, where min(p, 1 - p) > exp(-25) = 1.4e-11 as it is for every word, by the
/// tail's: from the root of `tail_square`. Apart, because loops over arrays take them one by one.
CLIENTELE_KERNEL constexpr double quantile_in_centre(double p) {
    const double q = p - 0.5;
    return ratio(centre_form, 0.180625 - q * q) * q;
}

CLIENTELE_KERNEL constexpr double tail_square(double p) { return -log_of_positive(p < 0.5 ? p : 1.0 - p); }

CLIENTELE_KERNEL constexpr double quantile_in_tail(double p, double root) {
    const double size = ratio(tail_form, root - 1.6);
    return p < 0.5 ? -size : size;
}

CLIENTELE_KERNEL double normal_quantile_near(double p) {
    return in_centre(p) ? quantile_in_centre(p) : quantile_in_tail(p, std::sqrt(tail_square(p)));
}

}  // namespace detail

/// The standard normal quantile of a word, in (-6.4, 6.4): equals normal_quantile(uniform(word)) bit for bit.
CLIENTELE_KERNEL double normal_of(std::uint32_t word) { return detail::normal_quantile_near(uniform(word)); }

/// The standard normal quantile: P(Z <= normal_quantile(p)) = p. -inf at 0, inf at 1, NaN outside [0, 1] and for NaN.
///
/// Source: Wichura, "Algorithm AS 241: the percentage points of the normal distribution" (Applied Statistics 37, 1988),
/// PPND16.
[[nodiscard]] inline double normal_quantile(double p) {
    using namespace detail;
    const double smaller = p < 0.5 ? p : 1.0 - p;
    const double r = std::sqrt(-log(smaller));
    if (!(smaller > 0.0)) {
        return p == 0.0 ? -infinity : (p == 1.0 ? infinity : not_a_number);
    }
    if (r <= 5.0) {
        return normal_quantile_near(p);
    }
    const double size = ratio(far_tail_form, r - 5.0);
    return p < 0.5 ? -size : size;
}

}  // namespace clientele::random
