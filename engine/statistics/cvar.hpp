#pragma once

#include <span>

namespace clientele::statistics {

/// Conditional value at risk of OUTCOMES (more is better): the mean of the worst share 1 - level of them, itself an
/// outcome.
///
/// With n outcomes the worst n (1 - level) are averaged, the last of them by the part of it that falls inside, so that
/// atoms are shared out (Rockafellar and Uryasev 2002). For losses L pass -L and negate the result: losses 1 ... 100 at
/// 0.95 give 98. NaN of nothing. \pre 0 <= level < 1
[[nodiscard]] double cvar(std::span<const double> outcomes, double level);

/// Share of outcomes below zero; an outcome of exactly 0 is no loss. NaN of nothing.
[[nodiscard]] double probability_of_loss(std::span<const double> outcomes);

}  // namespace clientele::statistics
