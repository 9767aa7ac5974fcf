#pragma once

#include <cstdint>

#include "engine/random/math.hpp"

/// Words that the phenomena of loss share.
namespace clientele::behaviour {

/// The constant hazard of a month in which something happens with this chance. [1/month]
inline double hazard_of_chance(double chance) { return -random::log(1 - chance); }

/// base^exponent by multiplication.
inline double whole_power(double base, std::uint32_t exponent) {
    double result = 1;
    for (std::uint32_t i = 0; i < exponent; ++i) {
        result *= base;
    }
    return result;
}

/// Largest factor on loss that is looked for.
inline constexpr double greatest_times = 1000;

/// Bisection for the factor, from `low` to the greatest, whose cost is `stated`; `cost` grows with the factor.
template <class Cost>
double factor_costing(double stated, double low, Cost cost) {
    double high = greatest_times;
    for (int step = 0; step < 60; ++step) {
        const double middle = 0.5 * (low + high);
        (cost(middle) < stated ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

}  // namespace clientele::behaviour
