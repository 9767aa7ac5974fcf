#include "engine/reading/reference.hpp"

#include <fmt/core.h>

#include "engine/reading/format.hpp"
#include "engine/reading/measure.hpp"

namespace clientele::reading {
namespace {

std::string_view chance_text(scenario::Allows allows) {
    switch (allows) {
        case scenario::Allows::constant_only:
            return "known";
        case scenario::Allows::belief:
            return "known or believed";
        case scenario::Allows::heterogeneity:
            return "known, believed, or a distribution over clients";
        case scenario::Allows::luck:
            return "known, or a distribution of luck";
    }
    return "";
}

std::string anchor(std::string_view section) { return fmt::format("[{0}](#{0})", section); }

std::string words_text(const FormatType& type) {
    std::string text;
    for (const FormatWord& word : type.words) text += fmt::format("{}`{}`", text.empty() ? "" : ", ", word.text);
    return text;
}

std::string type_text(const FormatType& type) {
    std::string text;
    switch (type.holds) {
        case FormatType::Holds::quantity:
            text = fmt::format("{}; {}; {}", expectation(type.shape.dimension), range_text(type.shape),
                               chance_text(type.shape.allows));
            break;
        case FormatType::Holds::text:
            text = "text";
            break;
        case FormatType::Holds::word:
            text = words_text(type);
            break;
        case FormatType::Holds::section:
            text = anchor(type.section);
            break;
        case FormatType::Holds::staff:
            text = "a number, a list of names, or `{file: FILE, column: COLUMN}`";
            break;
    }
    if (type.times == FormatType::Times::list) return "list of " + text;
    return type.times == FormatType::Times::by_name ? "by name: " + text : text;
}

/// A bar would end the cell of a Markdown table.
std::string cell(std::string_view text) {
    std::string escaped;
    for (const char c : text) escaped += c == '|' ? "\\|" : std::string(1, c);
    return escaped;
}

std::string row(const FormatField& field) {
    const std::string absent = field.required ? "**required**" : cell(field.when_absent);
    return fmt::format("| `{}` | {} | {} | {} |\n", field.key, cell(field.meaning), cell(type_text(field.type)),
                       absent);
}

std::string words_of_section(const FormatSection& section) {
    std::string text;
    for (const FormatField& field : section.fields) {
        for (const FormatWord& word : field.type.words) {
            text += fmt::format("- `{}: {}` - {}\n", field.key, word.text, word.meaning);
        }
    }
    return text.empty() ? text : "\n" + text;
}

}  // namespace

std::string format_reference() {
    std::string text;
    for (const FormatSection& section : format()) {
        text += fmt::format("{}### {}\n\n{}\n\n", text.empty() ? "" : "\n", section.name, section.meaning);
        text += "| key | meaning | takes | when absent |\n| --- | --- | --- | --- |\n";
        for (const FormatField& field : section.fields) text += row(field);
        text += words_of_section(section);
    }
    return text;
}

}  // namespace clientele::reading
