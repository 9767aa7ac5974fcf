#pragma once

#include <cstddef>
#include <vector>

namespace clientele::statistics {

/// One look at a growing sample.
struct Look {
    std::size_t replications;
    double alpha;  ///< error probability this look may spend
};

/// Looks at 1,000, 2,000, 4,000 ... replications and last at `limit`; the k-th (from 0) spends alpha / 2^(k+1). However
/// many looks are taken, and whenever one stops, all of them together spend less than alpha, so that an interval read
/// at the stop keeps its promise. \pre limit >= 1, 0 < alpha < 1
[[nodiscard]] std::vector<Look> looks_up_to(std::size_t limit, double alpha, std::size_t first = 1000);

}  // namespace clientele::statistics
