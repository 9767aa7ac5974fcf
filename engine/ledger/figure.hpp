#pragma once

#include <cmath>
#include <limits>
#include <string>
#include <utility>

namespace clientele::ledger {

/// A number, or why there is none.
struct Figure {
    double value = std::numeric_limits<double>::quiet_NaN();
    std::string why_not = "not enough data";

    Figure() = default;
    Figure(double known) : value(known), why_not() {}
    static Figure none(std::string reason) {
        Figure figure;
        figure.why_not = std::move(reason);
        return figure;
    }
    bool known() const { return std::isfinite(value); }
};

}  // namespace clientele::ledger
