#pragma once

#include <cstddef>
#include <optional>

#include "engine/reading/sources.hpp"
#include "engine/reading/tree.hpp"

namespace clientele::reading {

/// What a scenario file may ask of the machine. Enough for any scenario; hostile files stop here.
inline constexpr std::size_t largest_yaml = 1024 * 1024;  // [bytes]
inline constexpr std::size_t deepest_yaml = 64;           // [levels]
inline constexpr std::size_t most_values = 100'000;       // values visited, aliases followed

/// One YAML document as a tree. Stricter than YAML: no second document, no key twice, no tags, no merge keys `<<`,
/// only words as keys, UTF-8 without control characters. Anchors and aliases are followed within the limits.
///
/// A key whose value is left out becomes a null without text.
///
/// \param source must be kept in `report.sources()` for the excerpts of faults
/// \returns nothing when there is no usable tree; the faults are in the report
std::optional<Tree> parse_yaml(const Source& source, Report& report);

}  // namespace clientele::reading
