#pragma once

/// Functions behind the gamma and beta laws, with portable bits (own exp and log). For use once a client or world, not
/// in the month loop: a microsecond or so each. Accuracy against Boost.Math in tests/unit/random/special_test.cpp.
namespace clientele::random {

/// log(1 + x) for x > -1, without loss for small x. Relative error below 4e-16.
[[nodiscard]] double log1p(double x);

/// log of the gamma function for x > 0. Error below 2e-14 max(1, |log_gamma|).
/// Stirling's series from 16 on; below, the argument is raised by the recurrence.
[[nodiscard]] double log_gamma(double x);

/// The two tails of a law at one point; lower + upper = 1, the smaller one is accurate.
struct Tails {
    double lower;
    double upper;
};

/// Regularised incomplete gamma functions P(shape, x) and Q(shape, x), shape > 0, x >= 0: series for x < shape + 1,
/// else Lentz's continued fraction (Press et al., Numerical Recipes, 6.2). Relative error of the smaller tail below
/// 1e-12 (1 + shape / 100).
[[nodiscard]] Tails incomplete_gamma(double shape, double x);

/// Regularised incomplete beta function I_x(a, b) and its complement, a, b > 0, 0 <= x <= 1, by Lentz's continued
/// fraction (ibid. 6.4). Relative error of the smaller tail below 1e-11 for 0.05 <= a, b <= 1000.
[[nodiscard]] Tails incomplete_beta(double a, double b, double x);

}  // namespace clientele::random
