#pragma once

#include <cstddef>

namespace clientele::base {

/// Sum of the `most` largest of n values, in time linear in n. Reorders the values. Exact, and so the same in any
/// order, where all sums of the values are (amounts of whole grains). \param scratch room for n values \pre most <= n;
/// no NaN
double sum_of_largest(double* values, std::size_t n, std::size_t most, double* scratch);

}  // namespace clientele::base
