#pragma once

#include <optional>

#include "engine/reading/explain.hpp"
#include "engine/reading/places.hpp"

/// What explain.cpp puts together, one kind of thing a file.
namespace clientele::reading {

/// A key of one section at some of its places. \param written the path asked for, where it is a whole one; else empty
Explanation explain_key(const std::vector<const KeyPlace*>& places, const std::vector<std::string>& written);

/// The keys of a section, or the words of a field, with their meanings.
void list_keys(const FormatSection& section, Explanation& explanation);

/// A word for a quantity (value, believed, likely, source) or a family of distributions.
std::optional<Explanation> explain_quantity_word(std::string_view name);
std::vector<std::string> quantity_words();

/// Stages and transitions of the default lifecycle, all of them or one.
Explanation explain_default_lifecycle();
std::optional<Explanation> explain_default_stage(std::string_view name);
std::vector<std::string> default_stage_names();

}  // namespace clientele::reading
