#pragma once

#include <cstddef>
#include <cstdint>

namespace clientele::behaviour {

/// One month of an autoregression of the first order: x moves to keep x + step z, z standard normal.
struct Drift {
    double keep = 1;
    double step = 0;
};

/// The monthly drift of which a year leaves `persistence` of a departure and adds a standard deviation `sd`:
///     keep = persistence^(1/12),   step^2 = sd^2 (1 - keep^2) / (1 - persistence^2),   sd^2 / 12 where persistence
///     is 1.
/// Twelve months of it are then the year as stated. \pre sd >= 0, 0 <= persistence <= 1
Drift drift(double sd, double persistence);

/// Variance of x a month later, beginning from a known x. [1]
inline double later_variance(const Drift& drift, double variance) {
    return drift.keep * drift.keep * variance + drift.step * drift.step;
}

/// What clients of one segment share in a month: their own drift, and the shift of all of them.
struct SharedMove {
    Drift own;
    double shift = 0;  ///< market + segment - half the variance of all three
};

/// Potential of a client moves around what it is today:
///
///     log P_t = log P_0 + market_t + segment_t + u_t - 1/2 Var(market_t + segment_t + u_t),   all three 0 at t = 0.
///
/// P_0 is what was observed, so the walk begins there and not in its stationary law: in the first month the observed
/// orders come out, and the half variance keeps E(P_t) = P_0 in every month after, so that variation is risk and
/// nothing else. Var is that of three independent autoregressions begun at 0, known without luck. Who is picked later
/// because its potential stands high regresses to the mean; who is picked by what is observed today does not, since the
/// scenario states today's potential as the level.
/// Form: log-level with common and own first-order autoregressions, the usual error components of panels (Baltagi,
/// Econometric Analysis of Panel Data). \param normal n standard normal numbers; deviation: u of last month, then of
/// this one
void move_potentials(std::size_t n, const std::uint16_t* segment, const SharedMove* shared, const double* normal,
                     const double* today, double* deviation, double* potential);

}  // namespace clientele::behaviour
