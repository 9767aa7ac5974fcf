#include "engine/statistics/two_level.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/contract.hpp"
#include "engine/statistics/moments.hpp"

namespace clientele::statistics {

namespace {

constexpr double no_number = std::numeric_limits<double>::quiet_NaN();

/// Empty when every replication has the figure.
std::string reason_of(const Study& study) {
    const auto missing =
        std::count_if(study.values.begin(), study.values.end(), [](double value) { return std::isnan(value); });
    if (missing == 0) {
        return {};
    }
    return "undefined in " + std::to_string(missing) + " of " + std::to_string(study.values.size()) + " replications";
}

/// Mean square of lives around the mean of their world.
double mean_square_within(const Study& study, const std::vector<double>& world_means) {
    double squares = 0;
    for (std::size_t w = 0; w < study.worlds(); ++w) {
        squares += sum_of_squares(study.world(w), world_means[w]);
    }
    return std::max(0.0, squares) / static_cast<double>(study.worlds() * (study.lives - 1));
}

}  // namespace

double TwoLevel::assumption_sd() const { return assumption_variance < 0 ? 0 : std::sqrt(assumption_variance); }

double TwoLevel::luck_sd() const { return std::sqrt(luck_variance); }

TwoLevel summarise(const Study& study) {
    base::expects(study.lives > 0 && !study.values.empty() && study.values.size() % study.lives == 0,
                  "a study of whole worlds, at least one");
    TwoLevel result{study.worlds(), study.lives, no_number, no_number,       no_number,
                    no_number,      no_number,   {},        reason_of(study)};
    if (!result.defined()) {
        return result;
    }
    for (std::size_t w = 0; w < result.worlds; ++w) {
        result.world_means.push_back(mean(study.world(w)));
    }
    const double between = variance(result.world_means);
    result.mean = mean(result.world_means);
    result.standard_error = std::sqrt(between / static_cast<double>(result.worlds));
    result.sd = standard_deviation(study.values);
    if (result.lives > 1) {
        result.luck_variance = mean_square_within(study, result.world_means);
        const double left = between - result.luck_variance / static_cast<double>(result.lives);
        const bool is_rounding = std::abs(left) <= 1e-12 * between;
        result.assumption_variance = study.worlds_differ && !is_rounding ? left : 0;
    }
    return result;
}

Interval interval_of(const TwoLevel& study, double alpha, std::size_t m) {
    return simultaneous_interval(study.mean, study.standard_error, study.worlds, alpha, m);
}

std::vector<double> shrunken_world_means(const TwoLevel& study) {
    const double noise = study.luck_variance / static_cast<double>(study.lives);
    const double spread = study.assumption_variance;
    const double keep = spread > 0 ? std::sqrt(spread / (spread + noise)) : 0;
    std::vector<double> shrunken;
    shrunken.reserve(study.world_means.size());
    for (const double world_mean : study.world_means) {
        shrunken.push_back(study.mean + keep * (world_mean - study.mean));
    }
    return shrunken;
}

bool worlds_stand_out(const TwoLevel& difference, const Interval& simultaneous) {
    if (!(difference.assumption_variance > 0)) {
        return false;
    }
    const double share = share_above_zero(shrunken_world_means(difference));
    const double by_luck = difference.luck_variance / static_cast<double>(difference.lives * difference.worlds);
    const double half = (simultaneous.high - simultaneous.low) / 2 * std::sqrt(by_luck) / difference.standard_error;
    return (share > 0 && share < 1) || std::abs(difference.mean) > half;
}

double share_above_zero(std::span<const double> values) {
    if (values.empty()) {
        return no_number;
    }
    std::size_t halves = 0;
    for (const double value : values) {
        halves += value > 0 ? 2U : value == 0 ? 1U : 0U;
    }
    return static_cast<double>(halves) / (2 * static_cast<double>(values.size()));
}

Figure share_of_worlds_better(const TwoLevel& difference, const Interval& simultaneous) {
    if (!difference.defined()) {
        return {std::nullopt, difference.reason};
    }
    if (difference.worlds < 2 || difference.lives < 2) {
        return {std::nullopt, "needs at least two worlds of two lives"};
    }
    if (worlds_stand_out(difference, simultaneous)) {
        return {share_above_zero(shrunken_world_means(difference)), {}};
    }
    if (simultaneous.excludes_zero()) {
        return {simultaneous.low > 0 ? 1.0 : 0.0, {}};
    }
    return {std::nullopt, "worlds differ by hardly more than luck, and the interval includes 0"};
}

Figure share_of_futures_better(const Study& difference) {
    const std::string reason = reason_of(difference);
    if (!reason.empty()) {
        return {std::nullopt, reason};
    }
    return {share_above_zero(difference.values), {}};
}

}  // namespace clientele::statistics
