#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "engine/random/address.hpp"
#include "engine/random/math.hpp"
#include "engine/random/normal_quantile.hpp"

/// Laws as monotone inverses of ONE uniform: the value rises (never falls) with the word, so two structures that meet
/// the same word stay as close as their parameters are. Every u below is in (0, 1), as `uniform(word)` gives it.
namespace clientele::random {

/// Uniform on [low, high].
[[nodiscard]] constexpr double uniform_between(double u, double low, double high) { return low + u * (high - low); }

/// Triangular on [low, high] with its peak at mode. \pre low <= mode <= high; low == high gives low
[[nodiscard]] double triangular(double u, double low, double mode, double high);

/// Exponential with the given mean. \pre mean >= 0
[[nodiscard]] double exponential(double u, double mean);

/// \pre sd >= 0
[[nodiscard]] inline double normal(double u, double mean, double sd) { return mean + sd * normal_quantile(u); }

/// exp of a normal with mean log_mean and standard deviation log_sd. \pre log_sd >= 0
[[nodiscard]] inline double lognormal(double u, double log_mean, double log_sd) {
    return exp(normal(u, log_mean, log_sd));
}

/// Gamma with mean shape * scale. Relative error below 1e-12 for 0.01 <= shape <= 10^4. Values below the smallest
/// double are 0. Newton's method with a bracket on `incomplete_gamma`. \pre shape > 0, scale >= 0
[[nodiscard]] double gamma(double u, double shape, double scale);

/// Beta with mean a / (a + b). Relative error below 1e-10 for 0.05 <= a, b <= 1000 (the logarithms of
/// three large gamma functions nearly cancel), 1e-12 for ordinary ones. \pre a > 0, b > 0
[[nodiscard]] double beta(double u, double a, double b);

/// Largest rate `poisson` takes: exp(-700) is still a normal number. Sums of Poissons are Poisson, so a larger rate can
/// be split.
inline constexpr double greatest_poisson_rate = 700;

/// Poisson count by inversion from 0; costs about `rate` steps.
/// \param exp_minus_rate exp(-rate), for callers that keep it \pre 0 <= rate <= greatest_poisson_rate
[[nodiscard]] std::uint32_t poisson(double u, double rate, double exp_minus_rate);
[[nodiscard]] inline std::uint32_t poisson(double u, double rate) { return poisson(u, rate, exp(-rate)); }

/// Trials up to and with the first success: 1, 2, ... \pre 0 < chance <= 1
[[nodiscard]] double geometric(double u, double chance);

/// Index i with probability (cumulative[i] - cumulative[i-1]) / cumulative.back(). An index of weight 0 never comes.
/// \pre cumulative is not empty, rises from >= 0, ends > 0
[[nodiscard]] std::size_t discrete(double u, std::span<const double> cumulative);

}  // namespace clientele::random
