#include "engine/base/money.hpp"

#include <cmath>

#include <fmt/core.h>

namespace clientele::base {

std::string money_to_string(double amount) {
    if (!std::isfinite(amount)) return fmt::format("{}", amount);
    std::string digits = fmt::format("{:.2f}", std::fabs(amount));
    for (std::size_t point = digits.size() - 3; point > 3; point -= 3) {
        digits.insert(point - 3, ",");
    }
    const bool negative = amount < 0 && digits != "0.00";
    return negative ? "-" + digits : digits;
}

}  // namespace clientele::base
