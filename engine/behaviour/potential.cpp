#include "engine/behaviour/potential.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/clones.hpp"
#include "engine/random/math.hpp"

namespace clientele::behaviour {

namespace {

constexpr std::size_t stride = 128;

CLIENTELE_CLONES
void grow_each(const double* today, const double* log_growth, std::size_t n, double* potential) {
    for (std::size_t i = 0; i < n; ++i) {
        potential[i] = today[i] * random::exp(log_growth[i]);
    }
}

}  // namespace

Drift drift(double sd, double persistence) {
    const double keep = random::pow(persistence, 1.0 / 12);
    const double months = persistence < 1 ? (1 - persistence * persistence) / (1 - keep * keep) : 12.0;
    return {keep, sd / std::sqrt(months)};
}

/// Looking up what a segment shares stands apart: beside it the exponential would not be vectorised.
void move_potentials(std::size_t n, const std::uint16_t* segment, const SharedMove* shared, const double* normal,
                     const double* today, double* deviation, double* potential) {
    double log_growth[stride];
    for (std::size_t begin = 0; begin < n; begin += stride) {
        const std::size_t some = std::min(stride, n - begin);
        for (std::size_t i = begin; i < begin + some; ++i) {
            const SharedMove& move = shared[segment[i]];
            deviation[i] = move.own.keep * deviation[i] + move.own.step * normal[i];
            log_growth[i - begin] = move.shift + deviation[i];
        }
        grow_each(today + begin, log_growth, some, potential + begin);
    }
}

}  // namespace clientele::behaviour
