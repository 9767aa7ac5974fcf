#pragma once

#include <vector>

#include "engine/statistics/two_level.hpp"

namespace clientele::statistics {

/// Alternative minus baseline, replication by replication, on the same luck.
///
/// A pair in which either side is undefined (NaN) has an undefined difference, and one such pair leaves the whole
/// contrast undefined, with the number of them as its reason.
struct Paired {
    std::vector<double> differences;  ///< one a replication, world by world
    TwoLevel difference;
    /// Correlation of the pairs within worlds: what common luck does, without the part that common assumptions would do
    /// anyway.
    Figure correlation;
    /// (Var alternative + Var baseline) / Var difference, within worlds: the pairing is worth so many times the
    /// replications. Below 1 it does harm.
    Figure variance_reduction;

    [[nodiscard]] Study study() const { return {differences, difference.lives}; }
};

/// \pre both studies have the same shape, of whole worlds
[[nodiscard]] Paired compare_pairs(const Study& baseline, const Study& alternative);

}  // namespace clientele::statistics
