#include "engine/statistics/moments.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/contract.hpp"

namespace clientele::statistics {

namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

}  // namespace

double mean(std::span<const double> values) {
    if (values.empty()) {
        return undefined;
    }
    const auto n = static_cast<double>(values.size());
    double sum = 0;
    for (const double value : values) {
        sum += value;
    }
    const double first = sum / n;
    double rest = 0;
    for (const double value : values) {
        rest += value - first;
    }
    return first + rest / n;
}

double sum_of_squares(std::span<const double> values, double centre) {
    double squares = 0;
    double distances = 0;
    for (const double value : values) {
        const double distance = value - centre;
        squares += distance * distance;
        distances += distance;
    }
    return values.empty() ? 0 : squares - distances * distances / static_cast<double>(values.size());
}

double variance(std::span<const double> values) {
    if (values.size() < 2) {
        return undefined;
    }
    return sum_of_squares(values, mean(values)) / static_cast<double>(values.size() - 1);
}

double standard_deviation(std::span<const double> values) { return std::sqrt(variance(values)); }

double correlation(std::span<const double> a, std::span<const double> b) {
    base::expects(a.size() == b.size(), "pairs: two samples of one length");
    if (a.size() < 2) {
        return undefined;
    }
    const double mean_a = mean(a);
    const double mean_b = mean(b);
    double product = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        product += (a[i] - mean_a) * (b[i] - mean_b);
    }
    const double spread = std::sqrt(sum_of_squares(a, mean_a)) * std::sqrt(sum_of_squares(b, mean_b));
    return spread > 0 ? std::clamp(product / spread, -1.0, 1.0) : undefined;
}

}  // namespace clientele::statistics
