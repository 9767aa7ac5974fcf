#include "engine/statistics/rank_correlation.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>

#include <boost/math/distributions/normal.hpp>

#include "engine/base/contract.hpp"

namespace clientele::statistics {
namespace {

bool all_exist(std::span<const double> values) {
    return std::none_of(values.begin(), values.end(), [](double value) { return std::isnan(value); });
}

/// Pearson's correlation; NaN where one side does not vary.
double correlation(const std::vector<double>& x, const std::vector<double>& y) {
    const auto n = static_cast<double>(x.size());
    const double mean_x = std::accumulate(x.begin(), x.end(), 0.0) / n;
    const double mean_y = std::accumulate(y.begin(), y.end(), 0.0) / n;
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        xy += (x[i] - mean_x) * (y[i] - mean_y);
        xx += (x[i] - mean_x) * (x[i] - mean_x);
        yy += (y[i] - mean_y) * (y[i] - mean_y);
    }
    if (xx <= 0 || yy <= 0) return std::numeric_limits<double>::quiet_NaN();
    return std::clamp(xy / std::sqrt(xx * yy), -1.0, 1.0);
}

}  // namespace

std::vector<double> ranks(std::span<const double> values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return values[a] != values[b] ? values[a] < values[b] : a < b; });
    std::vector<double> result(values.size());
    for (std::size_t first = 0; first < order.size();) {
        std::size_t last = first;
        while (last < order.size() && values[order[last]] == values[order[first]]) ++last;
        for (std::size_t k = first; k < last; ++k) result[order[k]] = static_cast<double>(first + last + 1) / 2;
        first = last;
    }
    return result;
}

RankCorrelation rank_correlation(std::span<const double> x, std::span<const double> y, double confidence) {
    base::expects(x.size() == y.size(), "pairs");
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    if (x.size() < 5 || !all_exist(x) || !all_exist(y)) return {none, none, none};
    const double r = correlation(ranks(x), ranks(y));
    if (std::isnan(r)) return {none, none, none};
    if (std::abs(r) == 1) return {r, r, r};
    const double z = boost::math::quantile(boost::math::normal(), 0.5 + confidence / 2);
    const double half = z * std::sqrt((1 + r * r / 2) / (static_cast<double>(x.size()) - 3));
    return {r, std::tanh(std::atanh(r) - half), std::tanh(std::atanh(r) + half)};
}

}  // namespace clientele::statistics
