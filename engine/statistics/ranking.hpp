#pragma once

#include <span>
#include <vector>

namespace clientele::statistics {

/// For each of several candidates the share of rows in which it has the highest value; ties share the row equally, so
/// the shares add up to 1. Over replications: shares of futures; over shrunken world means: shares of worlds. All NaN
/// when there are no rows. \param candidates one column of values each, rows aligned \pre at least one candidate,
/// columns of one length, no NaN
[[nodiscard]] std::vector<double> shares_best(std::span<const std::span<const double>> candidates);

/// Ranks 1 ... n in ascending order; equal values get the mean of their ranks.
[[nodiscard]] std::vector<double> mid_ranks(std::span<const double> values);

/// Spearman's rank correlation, ties by mid-ranks. NaN when a side does not vary. \pre same length
[[nodiscard]] double rank_correlation(std::span<const double> a, std::span<const double> b);

}  // namespace clientele::statistics
