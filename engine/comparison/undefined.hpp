#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

namespace clientele::comparison {

/// What stands for a figure that does not exist.
inline constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

/// Share of values that do not exist. \pre not empty
inline double share_undefined(std::span<const double> values) {
    const auto missing = std::count_if(values.begin(), values.end(), [](double value) { return std::isnan(value); });
    return static_cast<double>(missing) / static_cast<double>(values.size());
}

}  // namespace clientele::comparison
