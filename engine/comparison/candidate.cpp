#include "engine/comparison/candidate.hpp"

#include <algorithm>
#include <cmath>

namespace clientele::comparison {
namespace {

Gain gain_of(const Contrast& contrast, bool same_money) {
    if (contrast.kpi.better == model::Better::lower) {
        return {&contrast, same_money, -contrast.difference, -contrast.high, -contrast.low};
    }
    return {&contrast, same_money, contrast.difference, contrast.low, contrast.high};
}

}  // namespace

double Candidate::rank() const {
    return std::min_element(gains.begin(), gains.end(), [](const Gain& a, const Gain& b) { return a.mean < b.mean; })
        ->mean;
}

bool Candidate::is_indifferent() const {
    return std::all_of(gains.begin(), gains.end(), [](const Gain& gain) { return gain.is_none(); });
}

bool Candidate::lives_as_today() const {
    const std::vector<Contrast>& all = alternative->as_stated;
    return std::all_of(all.begin(), all.end(), [](const Contrast& contrast) {
        return contrast.is_none() || std::isnan(contrast.difference) || contrast.kpi.better == model::Better::neither;
    });
}

bool Candidate::recommended(double better_in) const {
    return !rejected() && std::all_of(gains.begin(), gains.end(), [&](const Gain& gain) {
        return gain.surely_better() && gain.contrast->share_of_worlds_better >= better_in;
    });
}

bool Candidate::rejected() const {
    return (stated && stated->surely_worse()) ||
           std::all_of(gains.begin(), gains.end(), [](const Gain& gain) { return gain.surely_worse(); });
}

std::vector<Candidate> candidates_of(const Comparison& comparison) {
    const Judge& judge = comparison.judge;
    std::vector<Candidate> candidates;
    for (const Alternative& alternative : comparison.alternatives) {
        Candidate candidate{&alternative, {}, {}};
        const Contrast* same_money = alternative.find_same_money(judge.kpi);
        const Contrast* as_stated = alternative.find_as_stated(judge.kpi);
        if (as_stated != nullptr) candidate.stated = gain_of(*as_stated, false);
        if (judge.money != Money::as_stated && same_money != nullptr) {
            candidate.gains.push_back(gain_of(*same_money, true));
        }
        if ((judge.money != Money::same_as_today || same_money == nullptr) && candidate.stated) {
            candidate.gains.push_back(*candidate.stated);
        }
        if (!candidate.gains.empty()) candidates.push_back(std::move(candidate));
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.rank() > b.rank(); });
    return candidates;
}

std::uint32_t worlds_to_show(double better_in) {
    constexpr double by_chance = 0.05;
    std::uint32_t worlds = 0;
    for (double all_agree = 1; better_in > 0 && all_agree > by_chance; ++worlds) {
        all_agree *= std::min(better_in, 1 - by_chance);
    }
    return worlds;
}

}  // namespace clientele::comparison
