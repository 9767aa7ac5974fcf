#include "engine/statistics/quantile.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/contract.hpp"

namespace clientele::statistics {

namespace {

/// Where a quantile stands: between the values of rank `below` and `below + 1`.
struct Rank {
    std::size_t below;
    double share;
};

Rank rank_of(std::size_t n, double p) {
    base::expects(p >= 0 && p <= 1, "a quantile's level between 0 and 1");
    const double h = static_cast<double>(n - 1) * p;
    const double below = std::floor(h);
    return {static_cast<std::size_t>(below), h - below};
}

/// Without reaching for the neighbour when it does not count: the last value has none, and infinity times 0 is no
/// number.
double between(double below, double above, double share) {
    return below == above ? below : below + share * (above - below);
}

}  // namespace

double quantile_sorted(std::span<const double> values, double p) {
    if (values.empty()) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    const Rank rank = rank_of(values.size(), p);
    return rank.share > 0 ? between(values[rank.below], values[rank.below + 1], rank.share) : values[rank.below];
}

double quantile(std::span<double> values, double p) {
    if (values.empty()) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    const Rank rank = rank_of(values.size(), p);
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(rank.below);
    std::nth_element(values.begin(), at, values.end());
    return rank.share > 0 ? between(*at, *std::min_element(at + 1, values.end()), rank.share) : *at;
}

std::vector<double> quantiles(std::span<const double> values, std::span<const double> p) {
    std::vector<double> sorted(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end());
    std::vector<double> found;
    found.reserve(p.size());
    for (const double level : p) {
        found.push_back(quantile_sorted(sorted, level));
    }
    return found;
}

}  // namespace clientele::statistics
