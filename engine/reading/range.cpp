#include <cmath>
#include <limits>

#include <fmt/core.h>

#include "engine/base/money.hpp"
#include "engine/base/text.hpp"
#include "engine/reading/distribution.hpp"
#include "engine/reading/format.hpp"

namespace clientele::reading {
namespace {

using scenario::Dimension;
using scenario::Shape;

bool inside(double value, const Shape& shape) {
    const bool above = shape.low_excluded ? value > shape.low : value >= shape.low;
    return above && (shape.high_excluded ? value < shape.high : value <= shape.high);
}

}  // namespace

std::string range_text(const Shape& shape) {
    const bool from = std::isfinite(shape.low);
    const bool to = std::isfinite(shape.high);
    // Chances may be written per month or per year; their limits are the same for both.
    const Dimension shown = shape.dimension == Dimension::chance ? Dimension::share : shape.dimension;
    std::string low = written_as(shape.low, shown);
    const std::string high = written_as(shape.high, shown);
    std::string from_text = fmt::format("{} {}", shape.low_excluded ? "above" : "at least", low);
    std::string to_text = fmt::format("{} {}", shape.high_excluded ? "below" : "at most", high);
    if (!from && !to) return "any";
    if (!from) return to_text;
    if (!to) return from_text;
    if (shape.low == shape.high) return low;
    if (shape.low_excluded || shape.high_excluded) return from_text + " and " + to_text;
    return fmt::format("between {} and {}", low, high);
}

namespace {

/// What was most likely meant by a value outside its range.
std::string help_outside(double value, const Shape& shape) {
    const bool part = shape.dimension == Dimension::share || shape.dimension == Dimension::chance;
    if (shape.dimension == Dimension::date && value < shape.low) return "the study begins with month 1";
    if (value < 0 && shape.low >= 0) return "leave the minus sign out";
    if (part && value > 1 && shape.high == 1) return "100 % is the whole; nothing is more";
    return {};
}

}  // namespace

bool check_range(double value, const Shape& shape, const Place& place, const Tree& written, Context& context) {
    if (inside(value, shape)) return true;
    context.report.fault(
        "out-of-range", written.where,
        fmt::format("{} must be {}; here stands {}", place.name(), range_text(shape), description_of(written)),
        help_outside(value, shape));
    return false;
}

std::optional<Measure> read_measure(const Tree& value, const Shape& shape, const Place& place, Context& context) {
    if (!value.is(Tree::Kind::scalar)) {
        context.report.fault("wrong-shape", value.where,
                             fmt::format("{} needs {}; here stands {}", place.name(), expectation(shape.dimension),
                                         description_of(value)));
        return std::nullopt;
    }
    Measured measured = measure(value.text, {shape.dimension, place.key(), context.currency});
    if (!measured.measure) {
        if (measured.code == "not-a-number" && measured.help.empty() && range_text(shape) != "any")
            measured.help = fmt::format("write a number: {}", range_text(shape));
        context.report.fault(measured.code, value.where, fmt::format("{}: {}", place.name(), measured.message),
                             measured.help);
        return std::nullopt;
    }
    // A range of its own says more.
    if (std::isinf(shape.high) && std::abs(measured.measure->value) > base::largest_stated) {
        context.report.fault("out-of-range", value.where,
                             fmt::format("{} must be at most {}; here stands {}", place.name(),
                                         written_as(base::largest_stated, shape.dimension), description_of(value)),
                             std::string(help_on_large));
        return std::nullopt;
    }
    return measured.measure;
}

namespace {

constexpr std::string_view between_ends = " to ";

/// The two ends of a range, each as a value of its own with its place.
struct Ends {
    Tree low;
    Tree high;
};

Ends split_range(const Tree& range) {
    const std::size_t middle = range.text.find(between_ends);
    Ends ends{range, range};
    ends.low.text = base::trim(range.text.substr(0, middle));
    ends.high.text = base::trim(range.text.substr(middle + between_ends.size()));
    if (range.quoted || range.where.length < static_cast<int>(range.text.size())) return ends;
    ends.low.where.length = static_cast<int>(ends.low.text.size());
    const auto high_at = static_cast<int>(range.text.size() - ends.high.text.size());
    ends.high.where.column += high_at;
    ends.high.where.length = static_cast<int>(ends.high.text.size());
    return ends;
}

/// `5 to 25 %`: the unit stands once, behind the high end.
void share_unit(Ends& ends) {
    const std::string_view digits = "0123456789.-";
    if (ends.low.text.find_first_not_of(digits) != std::string::npos) return;
    const std::size_t unit = ends.high.text.find_first_not_of(digits);
    if (unit != std::string::npos) ends.low.text += ends.high.text.substr(unit);
}

bool same_period(const Measure& left, const Measure& right, const Tree& at, const Place& place, Context& context) {
    if (left.yearly_chance == right.yearly_chance) return true;
    context.report.fault("mixed-units", at.where, fmt::format("{} mixes chances per month and per year", place.name()),
                         "write all of them per month, or all per year");
    return false;
}

}  // namespace

bool is_range(const Tree& value) {
    return value.is(Tree::Kind::scalar) && value.text.find(between_ends) != std::string::npos;
}

std::optional<Spread> read_range(const Tree& range, const Tree* likely, const Shape& shape, const Place& place,
                                 Context& context) {
    if (!is_range(range)) {
        context.report.fault(
            "bad-range", range.where,
            fmt::format("{} needs a range, such as 'a to b'; here stands {}", place.name(), description_of(range)),
            "write {believed: a to b}; a value that is known stands alone");
        return std::nullopt;
    }
    Ends ends = split_range(range);
    share_unit(ends);
    const auto low = read_measure(ends.low, shape, place, context);
    const auto high = read_measure(ends.high, shape, place, context);
    const auto centre = likely == nullptr ? low : read_measure(*likely, shape, place, context);
    if (!low || !high || !centre) return std::nullopt;
    if (!same_period(*low, *high, range, place, context) || !same_period(*low, *centre, range, place, context))
        return std::nullopt;
    if (!(low->value < high->value)) {
        context.report.fault("bad-range", range.where,
                             fmt::format("{}: the low end of '{}' is not below the high end", place.name(), range.text),
                             "write the smaller value first");
        return std::nullopt;
    }
    const bool low_fits = check_range(low->value, shape, place, ends.low, context);
    if (!check_range(high->value, shape, place, ends.high, context) || !low_fits) return std::nullopt;
    if (centre->value < low->value || centre->value > high->value) {
        context.report.fault("bad-range", likely->where,
                             fmt::format("{}: the likely value {} lies outside '{}'", place.name(),
                                         description_of(*likely), range.text));
        return std::nullopt;
    }
    Spread spread{{scenario::Family::uniform, low->value, high->value, 0}, low->yearly_chance};
    if (likely != nullptr) spread.distribution = {scenario::Family::triangular, low->value, high->value, centre->value};
    return spread;
}

}  // namespace clientele::reading
