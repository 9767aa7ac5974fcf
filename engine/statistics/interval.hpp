#pragma once

#include <cstddef>

namespace clientele::statistics {

/// A confidence interval; low <= high, or both NaN when there is none.
struct Interval {
    double low;
    double high;

    [[nodiscard]] bool excludes_zero() const { return low > 0 || high < 0; }
    [[nodiscard]] bool contains(double x) const { return low <= x && x <= high; }
    [[nodiscard]] double half_width() const { return (high - low) / 2; }
};

/// Quantile of Student's t, rounded to 2^-40: Boost.Math calls libm, whose last bits depend on the CPU, and results
/// must not. \pre degrees >= 1, 0 < p < 1
[[nodiscard]] double student_quantile(double degrees, double p);

/// Two-sided t interval around a mean that rests on `groups` independent groups (worlds): groups - 1 degrees of
/// freedom, error alpha. NaN below two groups. \pre standard_error >= 0 or NaN, 0 < alpha < 1
[[nodiscard]] Interval t_interval(double mean, double standard_error, std::size_t groups, double alpha);

/// One of m intervals that together err with probability at most alpha (Bonferroni): alpha / m each. \pre m >= 1
[[nodiscard]] Interval simultaneous_interval(double mean, double standard_error, std::size_t groups, double alpha,
                                             std::size_t m);

}  // namespace clientele::statistics
