#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/scenario/quantity.hpp"

namespace clientele::reading {

/// A number with its unit, brought to the unit of its dimension (scenario::Dimension).
struct Measure {
    double value = 0;
    bool yearly_chance = false;  ///< a share of a year, still to be turned into a chance of a month
};

/// What a text must measure.
struct Wanted {
    scenario::Dimension dimension = scenario::Dimension::number;
    std::string_view key{};       ///< "hours" and "months" say the unit themselves
    std::string_view currency{};  ///< of the scenario; may stand beside amounts
};

struct Measured {
    std::optional<Measure> measure;
    std::string code{};  ///< of the fault where there is no measure
    std::string message{};
    std::string help{};
};

/// Reads "12 months", "90k", "3 %", "2 %/month", "14k/month", "month 3", "40 clients", "80 % of worlds", "1.2".
///
///     [currency] number [k | M] [currency] [% ['of' whole] | unit] [('/' | 'per') period]
///
/// Locale-free; decimals have a point; no thousands separators, no exponents. A year is 12 months, a quarter 3, a month
/// 30 days. Numbers without a unit are accepted only where nothing could be confused: plain numbers, counts, amounts.
Measured measure(std::string_view text, const Wanted& wanted);

/// What a dimension wants to see, e.g. "a share in per cent, such as 35 %".
std::string_view expectation(scenario::Dimension dimension);

/// What to do about a number beyond base::largest_stated.
inline constexpr std::string_view help_on_large =
    "no number is larger than 10^12, so that amounts stay exact; count in another unit";

/// A value in the unit of its dimension as an author would write it, e.g. 0.35 -> "35 %".
std::string written_as(double value, scenario::Dimension dimension);

}  // namespace clientele::reading
