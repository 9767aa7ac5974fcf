#include "engine/statistics/paired.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/contract.hpp"

namespace clientele::statistics {

namespace {

/// Covariance of pairs around the means of their worlds.
double covariance_within(const Study& a, const TwoLevel& of_a, const Study& b, const TwoLevel& of_b) {
    double sum = 0;
    for (std::size_t w = 0; w < a.worlds(); ++w) {
        for (std::size_t k = 0; k < a.lives; ++k) {
            sum += (a.world(w)[k] - of_a.world_means[w]) * (b.world(w)[k] - of_b.world_means[w]);
        }
    }
    return sum / static_cast<double>(a.worlds() * (a.lives - 1));
}

Figure correlation_within(const Study& a, const TwoLevel& of_a, const Study& b, const TwoLevel& of_b) {
    const double spread = of_a.luck_sd() * of_b.luck_sd();
    if (!(spread > 0)) {
        return {std::nullopt, "a side does not vary within worlds"};
    }
    return {std::clamp(covariance_within(a, of_a, b, of_b) / spread, -1.0, 1.0), {}};
}

Figure reduction(const TwoLevel& a, const TwoLevel& b, const TwoLevel& difference) {
    if (!(difference.luck_variance > 0)) {
        return {std::nullopt, "the difference does not vary within worlds"};
    }
    return {(a.luck_variance + b.luck_variance) / difference.luck_variance, {}};
}

}  // namespace

Paired compare_pairs(const Study& baseline, const Study& alternative) {
    base::expects(baseline.lives == alternative.lives && baseline.values.size() == alternative.values.size(),
                  "pairs: two studies of one shape");
    Paired paired;
    paired.differences.reserve(baseline.values.size());
    for (std::size_t i = 0; i < baseline.values.size(); ++i) {
        paired.differences.push_back(alternative.values[i] - baseline.values[i]);
    }
    paired.difference = summarise({paired.differences, baseline.lives, baseline.worlds_differ});
    if (!paired.difference.defined() || baseline.lives < 2) {
        const std::string reason = paired.difference.defined() ? "needs two lives a world" : paired.difference.reason;
        paired.correlation = {std::nullopt, reason};
        paired.variance_reduction = {std::nullopt, reason};
        return paired;
    }
    const TwoLevel of_baseline = summarise(baseline);
    const TwoLevel of_alternative = summarise(alternative);
    paired.correlation = correlation_within(baseline, of_baseline, alternative, of_alternative);
    paired.variance_reduction = reduction(of_baseline, of_alternative, paired.difference);
    return paired;
}

}  // namespace clientele::statistics
