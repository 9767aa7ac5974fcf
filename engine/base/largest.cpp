#include "engine/base/largest.hpp"

#include <algorithm>

namespace clientele::base {

namespace {

double middle_of(double a, double b, double c) { return std::max(std::min(a, b), std::min(std::max(a, b), c)); }

}  // namespace

/// Quickselect that splits without jumps: larger values to the scratch, smaller ones to the front, equal ones counted.
double sum_of_largest(double* values, std::size_t n, std::size_t most, double* scratch) {
    double sum = 0;
    while (most > 0) {
        const double pivot = middle_of(values[0], values[n / 2], values[n - 1]);
        std::size_t larger = 0;
        std::size_t smaller = 0;
        for (std::size_t i = 0; i < n; ++i) {
            const double value = values[i];
            scratch[larger] = value;
            larger += value > pivot ? 1U : 0U;
            values[smaller] = value;
            smaller += value < pivot ? 1U : 0U;
        }
        const std::size_t equal = n - larger - smaller;
        if (most < larger) {
            std::swap(values, scratch);
            n = larger;
            continue;
        }
        for (std::size_t k = 0; k < larger; ++k) {
            sum += scratch[k];
        }
        most -= larger;
        const std::size_t taken = std::min(most, equal);
        sum += static_cast<double>(taken) * pivot;
        most -= taken;
        n = smaller;
    }
    return sum;
}

}  // namespace clientele::base
