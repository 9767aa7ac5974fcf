#pragma once

#include <cstddef>
#include <span>

namespace clientele::statistics {

/// Mean, or NaN of nothing. Sums in index order in two passes: the second takes the rounding error of the first away.
[[nodiscard]] double mean(std::span<const double> values);

/// Sum of squared distances from a centre near the mean, corrected for the centre not being the mean exactly.
[[nodiscard]] double sum_of_squares(std::span<const double> values, double centre);

/// Unbiased variance (n - 1), or NaN below two values.
[[nodiscard]] double variance(std::span<const double> values);

/// Standard deviation (n - 1), or NaN below two values.
[[nodiscard]] double standard_deviation(std::span<const double> values);

/// Pearson's correlation, or NaN when either side does not vary or there are fewer than two pairs. \pre same length
[[nodiscard]] double correlation(std::span<const double> a, std::span<const double> b);

}  // namespace clientele::statistics
