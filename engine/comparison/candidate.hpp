#pragma once

#include <optional>
#include <vector>

#include "engine/comparison/compare.hpp"

namespace clientele::comparison {

/// A contrast turned so that more is better.
struct Gain {
    const Contrast* contrast = nullptr;
    bool same_money = false;
    double mean = 0;
    double low = 0;
    double high = 0;

    bool surely_better() const { return low > 0; }
    bool surely_worse() const { return high < 0; }
    bool is_none() const { return contrast->is_none(); }
};

/// An alternative with the contrasts that decide about it: one, or two that have to agree.
struct Candidate {
    const Alternative* alternative = nullptr;
    std::vector<Gain> gains;
    std::optional<Gain> stated;  ///< against today as it is, whether that decides or not

    /// The smaller of the gains that decide.
    double rank() const;
    /// Nothing that decides differs in any life.
    bool is_indifferent() const;
    /// No figure of which more or less is better differs from today in any life: only where clients stand may.
    bool lives_as_today() const;
    /// Every gain that decides is sure and found in enough of the worlds; and as it is stated, it does not surely lose.
    bool recommended(double better_in) const;
    /// Surely worse by all that decides, or as it is stated: nobody changes for a loss, however well it is organised.
    bool rejected() const;
};

/// The alternatives that have the headline KPI, best first.
std::vector<Candidate> candidates_of(const Comparison& comparison);

/// How many worlds can show at all that a structure is better in such a share of worlds: were it no more than that, all
/// of them would agree with a chance of 5 % at most (exact binomial). Shares above 95 % count as 95 %.
std::uint32_t worlds_to_show(double better_in);

}  // namespace clientele::comparison
