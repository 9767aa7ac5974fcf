#include "engine/reading/measure.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/core.h>

#include "engine/base/text.hpp"
#include "engine/reading/phrase.hpp"

namespace clientele::reading {
namespace {

using scenario::Dimension;

struct Words {
    std::string_view what;    ///< completes "needs ..."
    std::string_view suffix;  ///< of a value in the unit of the dimension
    double shown = 1;         ///< factor for showing: shares are shown in per cent
    std::string_view prefix{};
};

/// By Dimension, in its order.
constexpr std::array words_by_dimension{
    Words{"a plain number, such as 1.2", ""},
    Words{"a share in per cent, such as 35 %", " %", 100},
    Words{"a chance per month or per year, such as 2 %/month", " %/month", 100},
    Words{"a number per month, quarter or year, such as 2/month", "/month"},
    Words{"an amount, such as 250 or 90k", ""},
    Words{"an amount per month, quarter or year, such as 14k/month", "/month"},
    Words{"hours, such as 60 hours", " hours"},
    Words{"hours per month, quarter or year, such as 3 hours/month", " hours/month"},
    Words{"a time in months, quarters or years, such as 12 months", " months"},
    Words{"a month of the study, such as month 3", "", 1, "month "},
    Words{"a whole number, such as 40", ""},
    Words{"a share per year, such as 14 %/year", " %/year", 100},
};

const Words& words_of(Dimension dimension) { return words_by_dimension.at(static_cast<std::size_t>(dimension)); }

double months_in(Phrase::Unit unit) {
    if (unit == Phrase::Unit::year) return 12;
    return unit == Phrase::Unit::quarter ? 3 : 1;
}

bool is_time(Phrase::Unit unit) {
    return unit == Phrase::Unit::day || unit == Phrase::Unit::month || unit == Phrase::Unit::quarter ||
           unit == Phrase::Unit::year;
}

bool bare(const Phrase& p) {
    return !p.date && !p.percent && p.unit == Phrase::Unit::none && p.per == Phrase::Unit::none && p.currency.empty();
}

/// True where the phrase is written as its dimension wants it.
bool fits(const Phrase& p, const Wanted& wanted) {
    const bool per = p.per != Phrase::Unit::none;
    const bool counted = p.unit == Phrase::Unit::none || p.unit == Phrase::Unit::noun;
    const bool pure = !p.date && !p.percent;
    const bool amount = pure && p.unit == Phrase::Unit::none;
    const bool no_money = p.currency.empty();
    const bool hours =
        pure && no_money && (p.unit == Phrase::Unit::hours || (p.unit == Phrase::Unit::none && wanted.key == "hours"));
    switch (wanted.dimension) {
        case Dimension::number:
            return pure && !per && !p.multiplied && counted && no_money;
        case Dimension::share:
            return p.percent && !per && !p.multiplied;
        case Dimension::chance:
            return p.percent && (p.per == Phrase::Unit::month || p.per == Phrase::Unit::year);
        case Dimension::rate:
            return pure && counted && per && no_money;
        case Dimension::money:
            return amount && !per;
        case Dimension::money_rate:
            return amount && per;
        case Dimension::hours:
            return hours && !per;
        case Dimension::hours_rate:
            return hours && per;
        case Dimension::duration:
            return pure && no_money && !per &&
                   (is_time(p.unit) || (p.unit == Phrase::Unit::none && wanted.key == "months"));
        case Dimension::date:
            return p.date;
        case Dimension::count:
            return pure && counted && !per && no_money;
        case Dimension::yearly_share:
            return p.percent && p.per == Phrase::Unit::year;
    }
    return false;
}

std::string_view found_in(const Phrase& p) {
    const bool per = p.per != Phrase::Unit::none;
    if (p.date) return "a month of the study";
    if (p.percent) return per ? "a share per time" : "a share";
    if (p.unit == Phrase::Unit::hours) return per ? "hours per time" : "hours";
    if (is_time(p.unit)) return per ? "a time per time" : "a time";
    if (!p.currency.empty()) return per ? "an amount per time" : "an amount";
    if (per) return "a number per time";
    return p.unit == Phrase::Unit::noun ? "a count" : "a plain number";
}

/// What a bare number most likely should have been.
std::string suggestion(std::string_view text, double number, Dimension dimension) {
    const bool fraction = number > 0 && number < 1;
    const std::string percent = fmt::format("{:.10g}", fraction ? number * 100 : number);
    const std::string unless = fraction ? fmt::format("; '{} %' if you mean less than one per cent", text) : "";
    switch (dimension) {
        case Dimension::share:
            return fmt::format("write '{} %'{}", percent, unless);
        case Dimension::chance:
            return fmt::format("write '{0} %/month' or '{0} %/year'{1}", percent, unless);
        case Dimension::yearly_share:
            return fmt::format("write '{} %/year'{}", percent, unless);
        case Dimension::rate:
        case Dimension::money_rate:
            return fmt::format("write '{0}/month' or '{0}/year'", text);
        case Dimension::hours:
            return fmt::format("write '{} hours'", text);
        case Dimension::hours_rate:
            return fmt::format("write '{0} hours/month' or '{0} hours/year'", text);
        case Dimension::duration:
            return fmt::format("write '{0} months' or '{0} years'", text);
        case Dimension::date:
            return fmt::format("write 'month {}'", text);
        case Dimension::number:
        case Dimension::money:
        case Dimension::count:
            break;
    }
    return {};
}

/// Text before the time: "100 hours" of "100 hours/month".
std::string_view without_time(std::string_view text) {
    const std::size_t end = std::min(text.rfind('/'), text.rfind(" per "));
    return base::trim(text.substr(0, end));
}

/// True where only the time is missing, or only the time is too much.
bool differs_in_time(Phrase p, std::string_view text, const Wanted& wanted) {
    const bool per = p.per != Phrase::Unit::none;
    p.per = per ? Phrase::Unit::none : Phrase::Unit::month;
    return fits(p, wanted) && (!per || without_time(text).size() < text.size());
}

/// What a number of another dimension most likely should have been; often nothing can be told.
std::string correction(std::string_view text, const Phrase& p, const Wanted& wanted) {
    const Dimension dimension = wanted.dimension;
    const bool share_per_time = p.percent && p.per != Phrase::Unit::none;
    if (!p.percent && differs_in_time(p, text, wanted)) {
        if (p.per != Phrase::Unit::none) return fmt::format("leave the time out: '{}'", without_time(text));
        return fmt::format("write '{0}/month' or '{0}/year'", text);
    }
    if (dimension == Dimension::date && p.unit == Phrase::Unit::month) return fmt::format("write 'month {}'", p.number);
    if (dimension == Dimension::duration && p.date) return fmt::format("write '{} months'", p.number);
    if (dimension == Dimension::share && share_per_time) return fmt::format("leave the time out: '{} %'", p.number);
    if (dimension == Dimension::number && p.percent) return fmt::format("write '{:.10g}'", p.number / 100);
    if (dimension == Dimension::chance && share_per_time)
        return "chances are per month or per year; there are none per quarter";
    return {};
}

/// What a share of a key may be said to be of.
struct Whole {
    std::string_view key;
    std::string_view of;
};

constexpr std::array wholes{
    Whole{"better_in", "worlds"},       Whole{"at_most", "clients"},     Whole{"gross_margin", "revenue"},
    Whole{"share_of_wallet", "wallet"}, Whole{"internal", "paid hours"}, Whole{"travel", "paid hours"},
    Whole{"employer_charges", "pay"},   Whole{"succeeds", "attempts"},   Whole{"sales_lost", "sales"}};

/// Nothing is wrong where a share says what it is of, and is.
std::optional<Measured> wrong_whole(std::string_view text, const Phrase& phrase, std::string_view key) {
    if (phrase.of.empty()) return std::nullopt;
    const auto own = std::find_if(wholes.begin(), wholes.end(), [&](const Whole& whole) { return whole.key == key; });
    if (own != wholes.end() && own->of == phrase.of) return std::nullopt;
    const std::string plain = fmt::format("{:.10g} %", phrase.number);
    const std::string what = own == wholes.end() ? "" : fmt::format("; this one is of {}", own->of);
    return Measured{{},
                    "wrong-unit",
                    fmt::format("'{}' is a share of {}{}", text, phrase.of, what),
                    own == wholes.end() ? fmt::format("write '{}'", plain)
                                        : fmt::format("write '{0}', or '{0} of {1}'", plain, own->of)};
}

/// "4.000" is four in some countries and four thousand in others; amounts and counts are where that costs most.
std::optional<Measured> doubtful(std::string_view text, const Phrase& phrase, Dimension dimension) {
    const bool large =
        dimension == Dimension::money || dimension == Dimension::money_rate || dimension == Dimension::count;
    if (!large || !phrase.grouped || phrase.multiplied) return std::nullopt;
    const std::string plain = fmt::format("{:.10g}", phrase.number);
    const std::size_t point = plain.find('.');
    const std::string_view more = point == std::string::npos ? ".0" : point + 4 == plain.size() ? "0" : "";
    const std::string help = fmt::format("write {:.0f}", phrase.number * 1000);
    const bool whole = dimension == Dimension::count;
    return Measured{{},
                    "ambiguous-number",
                    fmt::format("'{}' could be {:.0f} or {}", text, phrase.number * 1000, plain),
                    whole ? help : fmt::format("{}, or {}{} if you mean that", help, plain, more)};
}

/// The study counts its months; it has no calendar.
std::optional<Measured> calendar_date(std::string_view text, Dimension dimension) {
    const bool date = dimension == Dimension::date;
    if ((!date && dimension != Dimension::duration) || !is_calendar_date(text)) return std::nullopt;
    return Measured{{},
                    "wrong-unit",
                    fmt::format("'{}' is a date of the calendar; needed is {}", text, words_of(dimension).what),
                    date ? "write 'month 3': the study counts its months, and month 1 is the first"
                         : "write '12 months': a length, not a day"};
}

Measured misfit(std::string_view text, const Phrase& phrase, const Wanted& wanted) {
    const std::string_view needed = words_of(wanted.dimension).what;
    if (bare(phrase)) {
        const std::string help = suggestion(text, phrase.number, wanted.dimension);
        return {{}, "no-unit", fmt::format("'{}' has no unit; needed is {}", text, needed), help};
    }
    const bool timeless = phrase.percent && phrase.per == Phrase::Unit::none;
    if (timeless && (wanted.dimension == Dimension::chance || wanted.dimension == Dimension::yearly_share)) {
        const bool yearly = wanted.dimension == Dimension::yearly_share;
        return {{},
                "no-unit",
                fmt::format("'{}' does not say per what time; needed is {}", text, needed),
                yearly ? fmt::format("write '{}/year'", text) : fmt::format("write '{0}/month' or '{0}/year'", text)};
    }
    return {{},
            "wrong-unit",
            fmt::format("'{}' is {}; needed is {}", text, found_in(phrase), needed),
            correction(text, phrase, wanted)};
}

/// The number in the unit of its dimension. Divisions, not products with 1/12: 168k/year is 14k/month to the bit.
Measure canonical(const Phrase& phrase, Dimension dimension) {
    Measure measure{phrase.number, false};
    if (phrase.percent) measure.value /= 100;
    if (dimension == Dimension::chance) {
        measure.yearly_chance = phrase.per == Phrase::Unit::year;
        return measure;
    }
    if (dimension == Dimension::duration && phrase.unit == Phrase::Unit::day) {
        measure.value /= 30;
    } else if (dimension == Dimension::duration) {
        measure.value *= months_in(phrase.unit);
    }
    if (dimension != Dimension::yearly_share && phrase.per != Phrase::Unit::none)
        measure.value /= months_in(phrase.per);
    return measure;
}

}  // namespace

Measured measure(std::string_view text, const Wanted& wanted) {
    text = base::trim(text);
    if (auto fault = calendar_date(text, wanted.dimension)) return std::move(*fault);
    auto parsed = parse_phrase(text);
    if (auto* fault = std::get_if<PhraseFault>(&parsed)) {
        const std::string message = fmt::format("{}; needed is {}", fault->message, words_of(wanted.dimension).what);
        return {{}, std::move(fault->code), message, std::move(fault->help)};
    }
    const Phrase& phrase = std::get<Phrase>(parsed);
    if (!fits(phrase, wanted)) return misfit(text, phrase, wanted);
    if (!phrase.currency.empty() && phrase.currency != wanted.currency) {
        return {{},
                "wrong-currency",
                fmt::format("'{}' is in {}, but the scenario counts in {}", text, phrase.currency, wanted.currency),
                "a scenario has one currency; convert the amount"};
    }
    if (auto fault = wrong_whole(text, phrase, wanted.key)) return std::move(*fault);
    if (auto fault = doubtful(text, phrase, wanted.dimension)) return std::move(*fault);
    const bool whole = wanted.dimension == Dimension::count || wanted.dimension == Dimension::date;
    if (whole && phrase.number != std::floor(phrase.number)) {
        return {{},
                "bad-number",
                fmt::format("'{}' is not whole; needed is {}", text, words_of(wanted.dimension).what),
                {}};
    }
    return {canonical(phrase, wanted.dimension), {}, {}, {}};
}

std::string_view expectation(Dimension dimension) { return words_of(dimension).what; }

std::string written_as(double value, Dimension dimension) {
    const Words& words = words_of(dimension);
    if (dimension == Dimension::duration && value == 1) return "1 month";
    if (words.shown == 1) return fmt::format("{}{:.16g}{}", words.prefix, value, words.suffix);
    return fmt::format("{}{:.10g}{}", words.prefix, value * words.shown, words.suffix);
}

}  // namespace clientele::reading
