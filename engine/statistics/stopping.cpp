#include "engine/statistics/stopping.hpp"

#include <algorithm>

#include "engine/base/contract.hpp"

namespace clientele::statistics {

std::vector<Look> looks_up_to(std::size_t limit, double alpha, std::size_t first) {
    base::expects(limit >= 1 && first >= 1, "at least one replication");
    base::expects(alpha > 0 && alpha < 1, "an error probability inside (0, 1)");
    std::vector<Look> looks;
    double spent = alpha;
    for (std::size_t size = first; looks.empty() || looks.back().replications < limit; size *= 2) {
        spent /= 2;
        looks.push_back({std::min(size, limit), spent});
    }
    return looks;
}

}  // namespace clientele::statistics
