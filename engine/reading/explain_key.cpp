#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "engine/reading/explain_parts.hpp"
#include "engine/reading/measure.hpp"
#include "engine/reading/reference.hpp"
#include "engine/reading/standard.hpp"

namespace clientele::reading {
namespace {

using Holds = FormatType::Holds;
using Times = FormatType::Times;

/// The unit in which the program keeps a quantity, by Dimension in its order.
constexpr std::array<std::string_view, 12> units{
    "1",
    "%",
    "%/month; a yearly chance p is the share lost in a year: 1 - (1 - p)^(1/12) a month",
    "1/month",
    "the scenario's currency",
    "the scenario's currency per month",
    "hours",
    "hours/month",
    "months; a quarter is 3, a year 12",
    "a month of the study; month 1 is the first",
    "1, whole",
    "%/year, compounded",
};

std::string takes_text(const FormatType& type) {
    std::string text;
    switch (type.holds) {
        case Holds::quantity:
            text = expectation(type.shape.dimension);
            break;
        case Holds::text:
            text = "a name or a text";
            break;
        case Holds::word:
            text = "one of the words below";
            break;
        case Holds::section:
            text = "the keys below";
            break;
        case Holds::staff:
            text = "a number, a list of names, or {file: FILE, column: COLUMN}";
            break;
    }
    if (type.times == Times::list) return "one or a list of: " + text;
    return type.times == Times::by_name ? "names, each with " + text : text;
}

/// One default of a key: where it holds, what it is, where it comes from.
struct Default {
    std::vector<std::string> steps;
    const Tree* value;
};

/// Follows the steps through the standard defaults; a placeholder stands for every name there.
void find_defaults(const Tree& tree, const std::vector<std::string>& steps, std::size_t at,
                   std::vector<std::string>& way, std::vector<Default>& found) {
    if (at == steps.size()) {
        found.push_back({way, &tree});
        return;
    }
    for (const Entry& entry : tree.entries) {
        if (entry.key != steps[at] && !is_placeholder(steps[at])) continue;
        way.push_back(entry.key);
        find_defaults(entry.value, steps, at + 1, way, found);
        way.pop_back();
    }
}

std::string default_text(const Default& found, const FormatField& field, bool with_path) {
    std::string text =
        with_path ? fmt::format("{} = {}", joined(found.steps), value_text(*found.value)) : value_text(*found.value);
    std::string source = source_text(*found.value);
    // What belongs to the study rather than to the firm (seed, worlds) is chosen, not assumed.
    if (source.empty() && field.type.holds == Holds::quantity && found.steps.size() > 2) source = "an assumption";
    return fmt::format("{} ({}{}:{})", text, source.empty() ? "" : source + "; ", found.value->where.file.text(),
                       found.value->where.line);
}

void add_defaults(const std::vector<const KeyPlace*>& places, const std::vector<std::string>& written,
                  Explanation& explanation) {
    const FormatField& field = *places.front()->field;
    if (field.type.holds == Holds::section) return;
    std::vector<Default> found;
    for (const KeyPlace* place : places) {
        std::vector<std::string> way;
        find_defaults(standard_defaults(), written.empty() ? place->steps : written, 0, way, found);
    }
    std::vector<std::string> texts;
    const bool with_path = found.size() > 1 || (written.empty() && places.size() > 1);
    for (const Default& each : found) texts.push_back(default_text(each, field, with_path));
    if (!texts.empty()) explanation.facts.push_back({"default", std::move(texts)});
}

/// The other ways to state the same thing.
void add_alternatives(const FormatSection& section, std::string_view key, Explanation& explanation) {
    const auto own = std::ranges::find_if(section.alternatives, [&](const scenario::Alternative& way) {
        return way.key == key || (!way.companion.empty() && way.companion == key);
    });
    if (own == section.alternatives.end()) return;
    if (own->companion == key) {
        explanation.facts.push_back({"goes with", {std::string(own->key)}});
        return;
    }
    std::vector<std::string> others;
    for (const scenario::Alternative& way : section.alternatives) {
        if (way.key == key) continue;
        others.push_back(std::string(way.key) +
                         (way.companion.empty() ? "" : fmt::format(" (with {})", way.companion)));
    }
    explanation.facts.push_back({"in place of", std::move(others)});
}

void add_quantity(const scenario::Shape& shape, Explanation& explanation) {
    explanation.facts.push_back({"unit", {std::string(units.at(static_cast<std::size_t>(shape.dimension)))}});
    explanation.facts.push_back({"range", {range_text(shape)}});
    explanation.facts.push_back({"may be", {std::string(chance_text(shape.allows))}});
}

}  // namespace

void list_keys(const FormatSection& section, Explanation& explanation) {
    explanation.items_are = "keys";
    for (const FormatField& field : section.fields)
        explanation.items.push_back(
            {std::string(field.key), std::string(field.meaning) + (field.required ? " (required)" : "")});
}

Explanation explain_key(const std::vector<const KeyPlace*>& places, const std::vector<std::string>& written) {
    const FormatSection& section = *places.front()->section;
    const FormatField& field = *places.front()->field;
    Explanation explanation{"key", std::string(field.key), std::string(field.meaning)};
    explanation.facts.push_back({"takes", {takes_text(field.type)}});
    if (field.type.holds == Holds::quantity) add_quantity(field.type.shape, explanation);
    Fact stands{"stands at", {}};
    for (const KeyPlace* place : places) stands.texts.push_back(place->path());
    explanation.facts.push_back(std::move(stands));
    if (field.required) explanation.facts.push_back({"required", {"yes"}});
    add_defaults(places, written, explanation);
    const bool has_default = explanation.facts.back().label == "default";
    if (!field.when_absent.empty())
        explanation.facts.push_back(
            {has_default ? "with defaults: none" : "when absent", {std::string(field.when_absent)}});
    add_alternatives(section, field.key, explanation);
    if (field.type.holds == Holds::section) list_keys(section_named(field.type.section), explanation);
    if (field.type.holds == Holds::word) {
        explanation.items_are = "words";
        for (const FormatWord& word : field.type.words)
            explanation.items.push_back({std::string(word.text), std::string(word.meaning)});
    }
    return explanation;
}

}  // namespace clientele::reading
