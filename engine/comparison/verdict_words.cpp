#include "engine/comparison/verdict_words.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/core.h>

#include "engine/comparison/words.hpp"

namespace clientele::comparison {
namespace {

/// A gap of money is told where it is so large a part of the difference that it could be what decides.
constexpr double telling_part = 0.1;

std::uint32_t seats_of(const experiment::Subject& subject) {
    return std::accumulate(subject.seats.begin(), subject.seats.end(), 0U,
                           [](std::uint32_t sum, const auto& seat) { return sum + seat.second; });
}

std::string unsigned_text(const std::string& number) { return number.starts_with('-') ? number.substr(1) : number; }

Phrase spoken(const Contrast& contrast, const std::string& currency) {
    Phrase words = phrase(contrast.difference, contrast.low, contrast.high, contrast.kpi, currency);
    if (form_of(contrast.kpi, currency) == Form::share) words.after = " percentage points";
    return words;
}

}  // namespace

std::string Speaker::clauses(const Candidate& candidate) const {
    std::string text;
    for (const Gain& gain : candidate.gains) text += (text.empty() ? "" : "; ") + clause(candidate, gain);
    const bool said = std::any_of(candidate.gains.begin(), candidate.gains.end(), [&](const Gain& gain) {
        return !gain.same_money || candidate.alternative->twin == comparison_.baseline;
    });
    if (!said && candidate.stated && candidate.stated->mean < 0) text += "; " + clause(candidate, *candidate.stated);
    return text;
}

std::string Speaker::clause(const Candidate& candidate, const Gain& gain) const {
    const Contrast& contrast = *gain.contrast;
    if (gain.is_none()) {
        return fmt::format("{} the same {} in every life", setting(candidate, gain), label(contrast.kpi.name));
    }
    return fmt::format("{} {} {} over {} months (95 % interval: {}), {}", setting(candidate, gain), gained(contrast),
                       label(contrast.kpi.name), record_.months, interval(contrast), agreement(contrast));
}

/// In how many worlds it is better.
std::string Speaker::agreement(const Contrast& contrast) const {
    const double share = contrast.share_of_worlds_better;
    if (!record_.worlds_differ) return "every number taken as known";
    if (std::isnan(share)) return "with a share of worlds that cannot be told from luck";
    return fmt::format("better in {} of {} worlds", per_cent(share), record_.plan.covered_worlds());
}

std::string Speaker::indifference(const Candidate& candidate) const {
    if (candidate.lives_as_today()) {
        return fmt::format("{} makes no difference at all: every life came out as today's.", id(candidate));
    }
    if (candidate.stated && !candidate.stated->is_none()) {
        return fmt::format("{} differs from today in size alone: {}; {}.", id(candidate),
                           clause(candidate, candidate.gains.front()), clause(candidate, *candidate.stated));
    }
    return fmt::format("{} makes no difference to {}: it came out as today's in every life.", id(candidate),
                       label(comparison_.judge.kpi));
}

/// What the alternative is compared with.
std::string Speaker::setting(const Candidate& candidate, const Gain& gain) const {
    if (!gain.same_money) return "as stated";
    const Alternative& alternative = *candidate.alternative;
    const auto tells = [&](double amount) { return std::abs(amount) > telling_part * std::abs(gain.mean); };
    const model::Kpi money{"", record_.currency, model::Better::higher, "", ""};
    const auto said = [&](double amount) { return figure(std::abs(amount), money, record_.currency); };
    if (tells(alternative.paid_gap - alternative.gap)) {
        return fmt::format("against today{}, which pays {} {} for people,", resized(alternative),
                           said(alternative.paid_gap), alternative.paid_gap > 0 ? "less" : "more");
    }
    if (!tells(alternative.gap)) return "at the same money as today" + resized(alternative);
    return fmt::format("against today{}, as near to its money as seats allow ({} {}),", resized(alternative),
                       said(alternative.gap), alternative.gap > 0 ? "cheaper" : "dearer");
}

/// " enlarged from 1 to 6 seats"; nothing where today is compared as it is.
std::string Speaker::resized(const Alternative& alternative) const {
    const std::uint32_t now = seats_of(record_.structures[comparison_.baseline].subject);
    const std::uint32_t then = seats_of(record_.structures[alternative.twin].subject);
    if (now == then) return "";
    return fmt::format(" {} from {} to {} seats", then > now ? "enlarged" : "reduced", now, then);
}

/// The difference, or in words that it is none at the precision of its interval.
std::string Speaker::gained(const Contrast& contrast) const {
    const bool none = spoken(contrast, record_.currency).value.find_first_of("123456789") == std::string::npos;
    return none ? "about as much" : amount(contrast, contrast.difference);
}

/// "EUR 1.2 million more"
std::string Speaker::amount(const Contrast& contrast, double value) const {
    const Phrase words = spoken(contrast, record_.currency);
    const std::string& number = value == contrast.difference ? words.value
                                : value == contrast.low      ? words.low
                                                             : words.high;
    return fmt::format("{}{}{} {}", words.before, unsigned_text(number), words.after, value < 0 ? "less" : "more");
}

/// "EUR 0.4 to 2.0 million more", or both ends in full where they differ in sign
std::string Speaker::interval(const Contrast& contrast) const {
    if ((contrast.low < 0) != (contrast.high < 0)) {
        return fmt::format("{} to {}", amount(contrast, contrast.low), amount(contrast, contrast.high));
    }
    const Phrase words = spoken(contrast, record_.currency);
    const bool less = contrast.low < 0;
    const std::string near = unsigned_text(less ? words.high : words.low);
    const std::string far = unsigned_text(less ? words.low : words.high);
    return fmt::format("{}{} to {}{} {}", words.before, near, far, words.after, less ? "less" : "more");
}

std::string Speaker::doubt(const Candidate& candidate) const {
    const auto any = [&](auto holds) { return std::any_of(candidate.gains.begin(), candidate.gains.end(), holds); };
    const double better_in = comparison_.judge.better_in;
    const bool better = any([](const Gain& gain) { return gain.surely_better(); });
    const bool worse = any([](const Gain& gain) { return gain.surely_worse(); });
    const bool open = any([](const Gain& gain) { return !gain.surely_better() && !gain.surely_worse(); });
    if (better && worse) return "The two comparisons contradict each other.";
    if (open) {
        const bool disagree = any([&](const Gain& gain) {
            const double share = gain.contrast->share_of_worlds_better;
            return share < better_in && share > 1 - better_in;
        });
        return disagree ? fmt::format(
                              "The interval includes zero, and {} of worlds was asked for: more replications "
                              "would narrow the interval, but the worlds themselves disagree.",
                              per_cent(better_in))
                        : "The interval includes zero; more replications would narrow it.";
    }
    const bool too_rare = any([&](const Gain& gain) { return !(gain.contrast->share_of_worlds_better >= better_in); });
    if (too_rare) {
        return fmt::format(
            "It is ahead on average, but {} of worlds was asked for: what nobody knows decides, and only better "
            "knowledge of the assumptions can settle it, not more replications.",
            per_cent(better_in));
    }
    return fmt::format(
        "{} worlds cannot show that it is better in {} of worlds, even if all of them agree: it takes {} at least.",
        record_.plan.covered_worlds(), per_cent(better_in), worlds_to_show(better_in));
}

}  // namespace clientele::comparison
