#pragma once

#include <span>
#include <vector>

namespace clientele::statistics {

/// Spearman's rank correlation with an interval. NaN where it does not exist.
struct RankCorrelation {
    double value = 0;
    double low = 0;
    double high = 0;
};

/// Ranks from 1; equal values share the mean of their ranks.
std::vector<double> ranks(std::span<const double> values);

/// Pearson's correlation of ranks, with Fisher's interval tanh(atanh r +- z s), s^2 = (1 + r^2 / 2) / (n - 3)
/// (Bonett & Wright, Psychometrika 65, 2000). Undefined where fewer than 5 pairs, a missing value, or nothing that
/// varies leave nothing to correlate. \param confidence of the interval, in (0, 1) \pre x and y are of one length
RankCorrelation rank_correlation(std::span<const double> x, std::span<const double> y, double confidence);

}  // namespace clientele::statistics
