#include "engine/statistics/cvar.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "engine/base/contract.hpp"

namespace clientele::statistics {

double cvar(std::span<const double> outcomes, double level) {
    base::expects(level >= 0 && level < 1, "a level of at least 0 and below 1");
    if (outcomes.empty()) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    // 1 - 0.95 is 0.05 + 4e-17: without the guard, 100 outcomes would count 5 + 4e-15 of them.
    const double exact = static_cast<double>(outcomes.size()) * (1 - level);
    const double rounded = std::round(exact);
    const double worst = std::fabs(exact - rounded) < 1e-9 && rounded > 0 ? rounded : exact;
    const auto whole = static_cast<std::size_t>(worst);

    std::vector<double> sorted(outcomes.begin(), outcomes.end());
    const auto edge = sorted.begin() + static_cast<std::ptrdiff_t>(std::min(whole, sorted.size() - 1));
    std::nth_element(sorted.begin(), edge, sorted.end());
    std::sort(sorted.begin(), edge);  // one order of summing, whatever the order of the input
    double sum = 0;
    for (std::size_t i = 0; i < whole; ++i) {
        sum += sorted[i];
    }
    const double part = worst - static_cast<double>(whole);
    return (part > 0 ? sum + part * *edge : sum) / worst;
}

double probability_of_loss(std::span<const double> outcomes) {
    if (outcomes.empty()) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    const auto losses = std::count_if(outcomes.begin(), outcomes.end(), [](double outcome) { return outcome < 0; });
    return static_cast<double>(losses) / static_cast<double>(outcomes.size());
}

}  // namespace clientele::statistics
