#include "engine/experiment/payback.hpp"

#include <cstddef>
#include <limits>

#include "engine/base/contract.hpp"

namespace clientele::experiment {

double payback(std::span<const double> cash, std::span<const double> reference) {
    base::expects(cash.size() == reference.size(), "cash flows of equal length");
    double cumulative = 0;
    std::size_t first_of_the_rest = 0;
    for (std::size_t month = 0; month < cash.size(); ++month) {
        cumulative += cash[month] - reference[month];
        if (cumulative < 0) first_of_the_rest = month + 1;
    }
    if (first_of_the_rest == cash.size() && !cash.empty()) return std::numeric_limits<double>::quiet_NaN();
    return static_cast<double>(first_of_the_rest + 1);
}

}  // namespace clientele::experiment
