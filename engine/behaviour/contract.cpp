#include "engine/behaviour/contract.hpp"

#include <algorithm>

#include "engine/random/math.hpp"

namespace clientele::behaviour {

double contract_factor(double h, std::uint32_t term, double tender, double times) {
    if (h <= 0) {
        return 1;
    }
    const double whole = h * term;
    const double stays =
        term <= 12 ? random::exp(-whole) : std::max(0.01, 1 - (term / 12.0) * (1 - random::exp(-12 * h)));
    double low = 0;
    double high = 100;
    for (int step = 0; step < 60; ++step) {
        const double s = 0.5 * (low + high);
        const double chance = (1 - tender) * random::exp(-s * whole) + tender * random::exp(-s * whole * times);
        (chance > stays ? low : high) = s;
    }
    return 0.5 * (low + high);
}

}  // namespace clientele::behaviour
