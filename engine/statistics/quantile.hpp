#pragma once

#include <span>
#include <vector>

namespace clientele::statistics {

/// Type 7 quantile (Hyndman and Fan 1996; the default of R, NumPy and Excel): with h = (n - 1) p, the value at rank h
/// counted from 0, linear between neighbours. NaN of nothing. \pre values ascend, 0 <= p <= 1
[[nodiscard]] double quantile_sorted(std::span<const double> values, double p);

/// As above without order; the values are moved about. O(n).
[[nodiscard]] double quantile(std::span<double> values, double p);

/// Several quantiles of one sample, in the order of `p`. Works on a copy.
[[nodiscard]] std::vector<double> quantiles(std::span<const double> values, std::span<const double> p);

}  // namespace clientele::statistics
