#include "engine/comparison/words.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include <fmt/core.h>

namespace clientele::comparison {
namespace {

struct Magnitude {
    double divisor = 1;
    std::string_view word;
};

Magnitude magnitude_of(double largest, Form form) {
    if (form == Form::share) return {0.01, ""};
    if (largest >= 999.5e6) return {1e9, " billion"};
    if (largest >= 999.5e3) return {1e6, " million"};
    return {1, ""};
}

/// Position of the leading digit: 0 for 1 to 9.99, 1 for tens, -1 for tenths.
///
/// By plain arithmetic: libm's log10 may differ between CPUs, and verdicts are part of results.
int position(double value) {
    if (!(value > 0) || !std::isfinite(value)) return 0;
    int digits = 0;
    for (; value >= 10; value /= 10) ++digits;
    for (; value < 1; value *= 10) --digits;
    return digits;
}

double power_of_ten(int exponent) {
    double power = 1;
    for (; exponent > 0; --exponent) power *= 10;
    for (; exponent < 0; ++exponent) power /= 10;
    return power;
}

/// Decimals that leave so many significant digits; negative: digits before the point to round away. 0.9996 counts
/// as 1.00.
int decimals_for(double value, int significant) { return significant - 1 - position(value * 1.0005); }

/// An error keeps two digits where the first is 1 or 2, else one (the rule of the Particle Data Group, roughly).
int decimals_for_error(double half) {
    const double leading = half / power_of_ten(position(half));
    return decimals_for(half, leading < 3 ? 2 : 1);
}

std::string with_separators(std::string_view digits) {
    const std::size_t whole = std::min(digits.find('.'), digits.size());
    std::string text;
    for (std::size_t at = 0; at < digits.size(); ++at) {
        const bool after_digit = at > 0 && digits[at - 1] != '-';
        if (at < whole && after_digit && (whole - at) % 3 == 0) text += ',';
        text += digits[at];
    }
    return text;
}

std::string rounded(double value, int decimals) {
    const double step = power_of_ten(std::max(0, -decimals));
    const double whole = decimals < 0 ? std::round(value / step) * step : value;
    const std::string text = fmt::format("{:.{}f}", whole, std::max(0, decimals));
    const bool is_zero = text.find_first_not_of("-0.") == std::string::npos;
    return with_separators(std::string_view(text).substr(is_zero && text.front() == '-' ? 1 : 0));
}

/// A bound that is not zero is never written as zero: it would seem to touch it. Nor is a small value beside large
/// ones.
std::string rounded_other_than_zero(double value, int decimals) {
    const std::string text = rounded(value, decimals);
    const bool vanished = value != 0 && text.find_first_of("123456789") == std::string::npos;
    return vanished ? rounded(value, decimals_for(std::abs(value), 1)) : text;
}

std::string unit_after(const model::Kpi& kpi, Form form) {
    if (form == Form::share) return " %";
    return form == Form::money || kpi.unit.empty() || kpi.unit == "1" ? "" : " " + kpi.unit;
}

}  // namespace

Form form_of(const model::Kpi& kpi, std::string_view currency) {
    if (kpi.unit == currency) return Form::money;
    return kpi.unit == "1" ? Form::share : Form::plain;
}

std::string figure(double value, const model::Kpi& kpi, std::string_view currency) {
    if (std::isnan(value)) return "undefined";
    const Phrase words = phrase(value, value, value, kpi, currency);
    return words.before + words.value + words.after;
}

Phrase phrase(double value, double low, double high, const model::Kpi& kpi, std::string_view currency) {
    const Form form = form_of(kpi, currency);
    const auto size = [](double x) { return std::isfinite(x) ? std::abs(x) : 0.0; };
    const double largest = std::max({size(value), size(low), size(high)});
    const Magnitude scale = magnitude_of(largest, form);
    int decimals = std::min(decimals_for(largest / scale.divisor, 3), form == Form::share ? 1 : 3);
    const double half = (high - low) / 2 / scale.divisor;
    if (half > 0) decimals = std::min(decimals, decimals_for_error(half));
    Phrase words;
    words.before = form == Form::money ? std::string(currency) + " " : "";
    words.value = rounded(value / scale.divisor, decimals);
    words.low = rounded_other_than_zero(low / scale.divisor, decimals);
    words.high = rounded_other_than_zero(high / scale.divisor, decimals);
    words.after = std::string(scale.word) + unit_after(kpi, form);
    return words;
}

Scale::Scale(double largest, const model::Kpi& kpi, std::string_view currency, Digits digits) {
    const Form form = form_of(kpi, currency);
    const Magnitude magnitude = magnitude_of(largest, form);
    divisor_ = magnitude.divisor;
    fewest_ = digits == Digits::significant ? std::numeric_limits<int>::min() : 0;
    decimals_ = std::max(fewest_, std::min(decimals_for(largest / divisor_, 3), form == Form::share ? 1 : 3));
    unit_ = form == Form::money   ? std::string(currency) + std::string(magnitude.word)
            : form == Form::share ? "%"
                                  : kpi.unit + std::string(magnitude.word);
}

std::string Scale::write(double value) const {
    return std::isnan(value) ? "-" : rounded_other_than_zero(value / divisor_, decimals_);
}

std::string Scale::write_error(double error) const {
    if (std::isnan(error)) return "-";
    const int own = std::max(fewest_, std::min(decimals_for_error(error / divisor_), 6));
    return rounded(error / divisor_, error > 0 ? own : decimals_);
}

std::string Scale::unit() const { return unit_; }

std::string per_cent(double share) {
    if (std::isnan(share)) return "undefined";
    const double value = 100 * share;
    if (value < 0.5) return value > 0 ? "less than 1 %" : "0 %";
    if (value > 99.5) return value < 100 ? "more than 99 %" : "100 %";
    return fmt::format("{:.0f} %", value);
}

std::string per_cent_cell(double share) {
    if (std::isnan(share)) return "-";
    const double value = 100 * share;
    if (value > 0 && value < 0.5) return "<1 %";
    if (value > 99.5 && value < 100) return ">99 %";
    return fmt::format("{:.0f} %", value);
}

std::string label(std::string_view kpi_name) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> known{{
        {"cash_trough", "cash at its lowest"},
        {"npv", "net present value"},
        {"npv_in_horizon", "net present value within the horizon"},
        {"top20_profit_share", "profit share of the top 20 %"},
    }};
    for (const auto& [name, words] : known) {
        if (name == kpi_name) return std::string(words);
    }
    const std::size_t dot = kpi_name.find('.');
    std::string words(kpi_name.substr(0, dot));
    std::replace(words.begin(), words.end(), '_', ' ');
    if (dot != std::string_view::npos) words += fmt::format(" ({})", kpi_name.substr(dot + 1));
    return words;
}

}  // namespace clientele::comparison
