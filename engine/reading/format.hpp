#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/scenario/describe.hpp"

namespace clientele::reading {

struct FormatWord {
    std::string_view text;
    std::string_view meaning;
};

/// What a key of the language takes.
struct FormatType {
    enum class Holds { quantity, text, word, section, staff };
    enum class Times { one, list, by_name };

    Holds holds = Holds::text;
    Times times = Times::one;
    scenario::Shape shape{};          ///< of a quantity
    std::vector<FormatWord> words{};  ///< of a word
    std::string_view section{};       ///< of a section: its name
};

struct FormatField {
    std::string_view key;
    std::string_view meaning;
    std::string_view when_absent;
    bool required = false;
    FormatType type;
};

/// The keys of one struct of the language.
struct FormatSection {
    std::string_view name;
    std::string_view meaning;
    std::vector<FormatField> fields;
    std::vector<scenario::Alternative> alternatives{};

    const FormatField* find(std::string_view key) const;
};

/// The whole language as plain data, from the tables that drive the reader: the top section first, then the others in
/// the order in which it leads to them. For writers of references, schemas and explanations.
const std::vector<FormatSection>& format();

/// The section of that name. \pre there is one
const FormatSection& section_named(std::string_view name);

/// What a map of a scenario's tree is: a section, or things by name that are each a section. Nothing where no section
/// is below.
struct Level {
    const FormatSection* section = nullptr;
    bool by_name = false;

    /// What stands under a key.
    Level below(std::string_view key) const;
};

inline Level top_level() { return {&format().front(), false}; }

/// "between 0 % and 100 %", "at least 0", "any" - what a quantity may be, in words of the language.
std::string range_text(const scenario::Shape& shape);

/// "known or believed" - the kinds of chance a quantity may carry.
std::string_view chance_text(scenario::Allows allows);

}  // namespace clientele::reading
