#include "engine/behaviour/potential.hpp"

#include <cmath>

#include "engine/base/clones.hpp"
#include "engine/random/math.hpp"

namespace clientele::behaviour {

namespace {

CLIENTELE_CLONES
void move_each(std::size_t n, const std::uint16_t* segment, const SharedMove* shared, const double* normal,
               const double* today, double* deviation, double* potential) {
    for (std::size_t i = 0; i < n; ++i) {
        const SharedMove& move = shared[segment[i]];
        deviation[i] = move.own.keep * deviation[i] + move.own.step * normal[i];
        potential[i] = today[i] * random::exp(move.shift + deviation[i]);
    }
}

}  // namespace

Drift drift(double sd, double persistence) {
    const double keep = random::pow(persistence, 1.0 / 12);
    const double months = persistence < 1 ? (1 - persistence * persistence) / (1 - keep * keep) : 12.0;
    return {keep, sd / std::sqrt(months)};
}

void move_potentials(std::size_t n, const std::uint16_t* segment, const SharedMove* shared, const double* normal,
                     const double* today, double* deviation, double* potential) {
    move_each(n, segment, shared, normal, today, deviation, potential);
}

}  // namespace clientele::behaviour
