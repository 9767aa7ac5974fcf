#pragma once

namespace clientele::behaviour {

/// Power of a client over us, 0 none ... 1 full: omega = x / (1 + x) with
///     x = share of our sales / half_at + weight max(0, hours / need - 1),
/// so that a client with the share `half_at` and no more attention than it needs has half of all power. It asks for
/// more by what stands above today's: what was granted before is in today's prices and hours already. Form: saturating
/// in dependence (Emerson 1962: power is the other's dependence); half_at is elicited.
inline double power_of(double share, double half_at, double excess, double weight) {
    const double x = share / half_at + weight * excess;
    return x / (1 + x);
}

}  // namespace clientele::behaviour
