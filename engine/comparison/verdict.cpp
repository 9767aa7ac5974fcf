#include "engine/comparison/verdict.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/core.h>

#include "engine/base/contract.hpp"
#include "engine/comparison/verdict_words.hpp"

namespace clientele::comparison {
namespace {

/// Whether the study has worlds enough to tell a share of them, where they are not all alike.
bool enough_worlds(const Comparison& comparison, const experiment::Record& record) {
    return !record.worlds_differ || record.plan.covered_worlds() >= worlds_to_show(comparison.judge.better_in);
}

/// Takes those of which nothing that decides differs from today out of the line, unless they are worse as stated.
/// \returns what to say of them
std::string set_aside(std::vector<Candidate>& candidates, const Speaker& speaker) {
    if (std::all_of(candidates.begin(), candidates.end(), [](const Candidate& c) { return c.lives_as_today(); })) {
        candidates.clear();
        return " In this scenario the structures make no difference at all: every life came out the same.";
    }
    const auto same = std::stable_partition(candidates.begin(), candidates.end(), [](const Candidate& candidate) {
        return !candidate.is_indifferent() || candidate.rejected();
    });
    std::string text;
    std::for_each(same, candidates.end(),
                  [&](const Candidate& candidate) { text += " " + speaker.indifference(candidate); });
    candidates.erase(same, candidates.end());
    return text;
}

Verdict keep(const std::vector<Candidate>& candidates, const Speaker& speaker, const std::string& same) {
    const bool all_worse = std::all_of(candidates.begin(), candidates.end(), [](const Candidate& candidate) {
        return std::all_of(candidate.gains.begin(), candidate.gains.end(),
                           [](const Gain& gain) { return gain.surely_worse(); });
    });
    const Candidate& nearest = candidates.front();
    return {Decision::keep, speaker.baseline(),
            fmt::format("Keep today's structure, {}: {}. The nearest, {}: {}.{}", speaker.baseline(),
                        all_worse ? "every alternative is worse" : "no alternative is worth a change as it is stated",
                        speaker.id(nearest), speaker.clauses(nearest), same)};
}

}  // namespace

Verdict decide(const Comparison& comparison, const experiment::Record& record) {
    std::vector<Candidate> candidates = candidates_of(comparison);
    base::expects(!candidates.empty(), "an alternative that has the headline KPI");
    const Speaker speaker(comparison, record);
    const std::string same = set_aside(candidates, speaker);
    const bool enough = enough_worlds(comparison, record);
    for (const Candidate& candidate : candidates) {
        if (!enough || !candidate.recommended(comparison.judge.better_in)) continue;
        return {Decision::change, speaker.id(candidate),
                fmt::format("Change to {}: {}.{}", speaker.id(candidate), speaker.clauses(candidate), same)};
    }
    if (candidates.empty()) {
        return {Decision::cannot_tell, "", "It cannot be told whether to change." + same};
    }
    const auto open = std::find_if(candidates.begin(), candidates.end(),
                                   [](const Candidate& candidate) { return !candidate.rejected(); });
    if (open == candidates.end()) return keep(candidates, speaker, same);
    return {Decision::cannot_tell, "",
            fmt::format("It cannot be told whether to change. The {}, {}: {}. {}{}",
                        open->rank() > 0 ? "alternative that looks best" : "nearest alternative", speaker.id(*open),
                        speaker.clauses(*open), speaker.doubt(*open), same)};
}

}  // namespace clientele::comparison
