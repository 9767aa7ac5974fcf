#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/statistics/interval.hpp"

/// Studies of worlds x lives: x_wk = mu + A_w + e_wk, where A (what nobody knows, the assumptions) is drawn once a
/// world and e (luck) anew in each of its K lives. Standard errors come from world means, since lives of one world are
/// not independent.
namespace clientele::statistics {

/// One figure of every replication, world by world: value [w * lives + k]. NaN where the figure is undefined.
struct Study {
    std::span<const double> values;
    std::size_t lives;
    bool worlds_differ = true;  ///< false where nothing is left unknown: then means of worlds differ by luck alone

    [[nodiscard]] std::size_t worlds() const { return lives == 0 ? 0 : values.size() / lives; }
    [[nodiscard]] std::span<const double> world(std::size_t w) const { return values.subspan(w * lives, lives); }
};

/// A number, or the reason why there is none.
struct Figure {
    std::optional<double> value;
    std::string reason;
};

/// What a study says. When `reason` is not empty the whole study is undefined and every number is NaN: a mean over the
/// replications where the figure happens to exist would answer another question, so one undefined replication is
/// enough. Single numbers are NaN where they need more than there is: two worlds for standard_error, and two lives as
/// well for the two variances.
struct TwoLevel {
    std::size_t worlds = 0;
    std::size_t lives = 0;
    double mean = 0;
    double standard_error = 0;  ///< sd of world means / sqrt(worlds)
    double sd = 0;              ///< over all replications (n - 1)
    /// (MS_between - MS_within) / K: unbiased, so it can come out negative. 0 where worlds do not differ, and where no
    /// more than the last bits are left of it.
    double assumption_variance = 0;
    double luck_variance = 0;  ///< MS_within
    std::vector<double> world_means;
    std::string reason;

    [[nodiscard]] bool defined() const { return reason.empty(); }
    [[nodiscard]] double assumption_sd() const;  ///< root of assumption_variance, 0 where that is negative
    [[nodiscard]] double luck_sd() const;
};

/// \pre values.size() is a positive multiple of lives
[[nodiscard]] TwoLevel summarise(const Study& study);

/// t interval of the mean with worlds - 1 degrees of freedom, one of m simultaneous ones.
[[nodiscard]] Interval interval_of(const TwoLevel& study, double alpha, std::size_t m = 1);

/// World means moved towards the grand mean by sqrt(sigma2_A / (sigma2_A + sigma2_e / K)), so that their spread is that
/// of the worlds and not of the luck left in K lives; all equal to the grand mean when sigma2_A <= 0.
[[nodiscard]] std::vector<double> shrunken_world_means(const TwoLevel& study);

/// Whether the worlds tell a share: a spread between them can be seen (sigma2_A > 0), and puts some of them above 0 and
/// some below. All on one side say something only where luck could not have put their mean there: |mean| beyond that
/// part of the half-width that luck makes, sqrt(sigma2_e / (W K)) / standard error.
[[nodiscard]] bool worlds_stand_out(const TwoLevel& difference, const Interval& simultaneous);

/// Share of values above 0, zeros counting half. NaN of nothing.
[[nodiscard]] double share_above_zero(std::span<const double> values);

/// For a study of differences in which more is better: the share of worlds in which the alternative is better on
/// average, from shrunken world means. When worlds do not stand out from luck, it is 1 or 0 where the simultaneous
/// interval excludes 0, else undefined.
[[nodiscard]] Figure share_of_worlds_better(const TwoLevel& difference, const Interval& simultaneous);

/// For a study of differences in which more is better: the share of replications that come out better.
[[nodiscard]] Figure share_of_futures_better(const Study& difference);

}  // namespace clientele::statistics
