#include "engine/comparison/verdict.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/core.h>

#include "engine/base/contract.hpp"
#include "engine/comparison/words.hpp"

namespace clientele::comparison {
namespace {

/// A contrast turned so that more is better.
struct Gain {
    const Contrast* contrast = nullptr;
    double mean = 0;
    double low = 0;
    double high = 0;

    bool certain() const { return low > 0; }
};

Gain gain_of(const Contrast& contrast) {
    if (contrast.kpi.better == model::Better::lower) {
        return {&contrast, -contrast.difference, -contrast.high, -contrast.low};
    }
    return {&contrast, contrast.difference, contrast.low, contrast.high};
}

/// An alternative with the contrasts that decide about it: one, or two that have to agree.
struct Candidate {
    const Alternative* alternative = nullptr;
    std::vector<Gain> gains;

    double rank() const {
        double least = gains.front().mean;
        for (const Gain& gain : gains) least = std::min(least, gain.mean);
        return least;
    }
    bool recommended(double better_in) const {
        return std::all_of(gains.begin(), gains.end(), [&](const Gain& gain) {
            return gain.certain() && gain.contrast->share_of_worlds_better >= better_in;
        });
    }
    bool worse() const {
        return std::all_of(gains.begin(), gains.end(), [](const Gain& gain) { return gain.high < 0; });
    }
};

std::vector<Candidate> candidates_of(const Comparison& comparison) {
    const Judge& judge = comparison.judge;
    std::vector<Candidate> candidates;
    for (const Alternative& alternative : comparison.alternatives) {
        Candidate candidate{&alternative, {}};
        const Contrast* same_money = alternative.find_same_money(judge.kpi);
        const Contrast* as_stated = alternative.find_as_stated(judge.kpi);
        if (judge.money != Money::as_stated && same_money != nullptr) candidate.gains.push_back(gain_of(*same_money));
        if (judge.money != Money::same_as_today || same_money == nullptr) {
            if (as_stated != nullptr) candidate.gains.push_back(gain_of(*as_stated));
        }
        if (!candidate.gains.empty()) candidates.push_back(std::move(candidate));
    }
    return candidates;
}

/// Says gains of one study in words.
class Speaker {
public:
    Speaker(const Comparison& comparison, const experiment::Record& record)
        : comparison_(comparison), record_(record) {}

    /// "at the same money as today EUR 1.2 million more net present value over 48 months (95 % interval: ...), better
    /// in 91 % of worlds"; the second of two contrasts leaves out what the first has said.
    std::string clauses(const Candidate& candidate) const {
        std::string text;
        for (std::size_t i = 0; i < candidate.gains.size(); ++i) {
            if (i > 0) text += "; ";
            text += clause(candidate, candidate.gains[i]);
        }
        return text;
    }

    const std::string& id(const Candidate& candidate) const {
        return record_.structures[candidate.alternative->structure].subject.id;
    }
    const std::string& baseline() const { return record_.structures[comparison_.baseline].subject.id; }

private:
    std::string clause(const Candidate& candidate, const Gain& gain) const {
        const Contrast& contrast = *gain.contrast;
        const double share = contrast.share_of_worlds_better;
        return fmt::format("{} {} {} over {} months (95 % interval: {}), {}", setting(candidate, contrast),
                           gained(contrast), label(contrast.kpi.name), record_.months, interval(contrast),
                           std::isnan(share) ? "with a share of worlds that cannot be told from luck"
                                             : fmt::format("better in {} of worlds", per_cent(share)));
    }

    static std::string_view setting(const Candidate& candidate, const Contrast& contrast) {
        const auto& same = candidate.alternative->same_money;
        const bool at_same_money = !same.empty() && &contrast >= same.data() && &contrast < same.data() + same.size();
        return at_same_money ? "at the same money as today" : "as stated";
    }

    /// The difference, or in words that it is none at the precision of its interval.
    std::string gained(const Contrast& contrast) const {
        const bool none = spoken(contrast).value.find_first_of("123456789") == std::string::npos;
        return none ? "about as much" : amount(contrast, contrast.difference);
    }

    /// "EUR 1.2 million more"
    std::string amount(const Contrast& contrast, double value) const {
        const Phrase words = spoken(contrast);
        std::string number = value == contrast.difference ? words.value
                             : value == contrast.low      ? words.low
                                                          : words.high;
        if (number.starts_with('-')) number.erase(0, 1);
        return fmt::format("{}{}{} {}", words.before, number, words.after, value < 0 ? "less" : "more");
    }

    /// "EUR 0.4 to 2.0 million more", or both ends in full where they differ in sign
    std::string interval(const Contrast& contrast) const {
        if ((contrast.low < 0) != (contrast.high < 0)) {
            return fmt::format("{} to {}", amount(contrast, contrast.low), amount(contrast, contrast.high));
        }
        const Phrase words = spoken(contrast);
        const bool less = contrast.low < 0;
        const std::string near = less ? words.high.substr(words.high.starts_with('-') ? 1 : 0) : words.low;
        const std::string far = less ? words.low.substr(words.low.starts_with('-') ? 1 : 0) : words.high;
        return fmt::format("{}{} to {}{} {}", words.before, near, far, words.after, less ? "less" : "more");
    }

    Phrase spoken(const Contrast& contrast) const {
        Phrase words = phrase(contrast.difference, contrast.low, contrast.high, contrast.kpi, record_.currency);
        if (form_of(contrast.kpi, record_.currency) == Form::share) words.after = " percentage points";
        return words;
    }

    const Comparison& comparison_;
    const experiment::Record& record_;
};

/// Why nothing can be recommended, by the weakest of the contrasts that decide.
std::string doubt(const Candidate& best, double better_in) {
    const auto same_everywhere = [](const Gain& gain) {
        return gain.contrast->difference == 0 && gain.contrast->standard_error == 0;
    };
    if (std::all_of(best.gains.begin(), best.gains.end(), same_everywhere)) {
        return "In this scenario the structures make no difference at all: every life came out the same.";
    }
    const bool certain =
        std::all_of(best.gains.begin(), best.gains.end(), [](const Gain& gain) { return gain.certain(); });
    if (certain) {
        return fmt::format(
            "It is ahead on average, but {} of worlds was asked for: what nobody knows decides, and only better "
            "knowledge of the assumptions can settle it, not more replications.",
            per_cent(better_in));
    }
    const bool disagree = std::any_of(best.gains.begin(), best.gains.end(), [&](const Gain& gain) {
        return gain.contrast->share_of_worlds_better < better_in;
    });
    return disagree ? fmt::format(
                          "The interval includes zero, and {} of worlds was asked for: more replications "
                          "would narrow the "
                          "interval, but the worlds themselves disagree.",
                          per_cent(better_in))
                    : "The interval includes zero; more replications would narrow it.";
}

}  // namespace

Verdict decide(const Comparison& comparison, const experiment::Record& record) {
    std::vector<Candidate> candidates = candidates_of(comparison);
    base::expects(!candidates.empty(), "an alternative that has the headline KPI");
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.rank() > b.rank(); });
    const double better_in = comparison.judge.better_in;
    const Speaker speaker(comparison, record);
    for (const Candidate& candidate : candidates) {
        if (!candidate.recommended(better_in)) continue;
        return {Decision::change, speaker.id(candidate),
                fmt::format("Change to {}: {}.", speaker.id(candidate), speaker.clauses(candidate))};
    }
    const Candidate& best = candidates.front();
    if (std::all_of(candidates.begin(), candidates.end(), [](const Candidate& c) { return c.worse(); })) {
        return {Decision::keep, speaker.baseline(),
                fmt::format("Keep today's structure, {}: every alternative is worse. The nearest, {}: {}.",
                            speaker.baseline(), speaker.id(best), speaker.clauses(best))};
    }
    return {Decision::cannot_tell, "",
            fmt::format("It cannot be told whether to change. The alternative that looks best, {}: {}. {}",
                        speaker.id(best), speaker.clauses(best), doubt(best, better_in))};
}

}  // namespace clientele::comparison
