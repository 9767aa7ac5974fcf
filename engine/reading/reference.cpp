#include "engine/reading/reference.hpp"

#include <iterator>
#include <map>
#include <utility>

#include <fmt/core.h>

#include "engine/reading/format.hpp"
#include "engine/reading/measure.hpp"
#include "engine/reading/standard.hpp"

namespace clientele::reading {
namespace {

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

/// The maps of the standard defaults that are a section, each with its key. Things by name are left out: they stand for
/// themselves.
class Places {
public:
    Places() { collect(standard_defaults(), format().front(), ""); }

    /// Standard default of a key of a section, without its source: "12 %/year"; empty where there is none.
    std::string default_of(const FormatSection& section, std::string_view key) const {
        std::string text;
        const auto [first, last] = by_section_.equal_range(section.name);
        for (auto place = first; place != last; ++place) {
            const Entry* entry = place->second.tree->find(key);
            if (entry == nullptr || entry->value.is(Tree::Kind::list) || !is_value(entry->value)) continue;
            const bool several = std::next(first) != last;
            text += fmt::format("{}{}`{}`", text.empty() ? "" : "; ", several ? place->second.key + ": " : "",
                                value_text(entry->value));
        }
        return text;
    }

private:
    struct Place {
        std::string key;
        const Tree* tree;
    };

    void collect(const Tree& tree, const FormatSection& section, const std::string& key) {
        by_section_.emplace(section.name, Place{key, &tree});
        for (const FormatField& field : section.fields) {
            const Entry* entry = tree.find(field.key);
            const bool one =
                field.type.holds == FormatType::Holds::section && field.type.times == FormatType::Times::one;
            if (one && entry != nullptr) collect(entry->value, section_named(field.type.section), entry->key);
        }
    }

    std::multimap<std::string_view, Place> by_section_;
};

/// What holds without the key: under `defaults: none`, then the standard default where it differs.
std::string absent_text(const FormatField& field, const std::string& standard) {
    if (field.required) return "**required**";
    std::string text(field.when_absent);
    if (standard.empty() || standard == fmt::format("`{}`", text)) return text;
    return fmt::format("{}{}standard: {}", text, text.empty() ? "" : "; ", standard);
}

std::string row(const FormatField& field, const std::string& standard) {
    return fmt::format("| `{}` | {} | {} | {} |\n", field.key, cell(field.meaning), cell(type_text(field.type)),
                       cell(absent_text(field, standard)));
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

std::string format_reference() {
    const Places places;
    std::string text;
    for (const FormatSection& section : format()) {
        text += fmt::format("{}### {}\n\n{}\n\n", text.empty() ? "" : "\n", section.name, section.meaning);
        text += "| key | meaning | takes | when absent |\n| --- | --- | --- | --- |\n";
        for (const FormatField& field : section.fields) text += row(field, places.default_of(section, field.key));
        text += words_of_section(section);
    }
    return text;
}

}  // namespace clientele::reading
