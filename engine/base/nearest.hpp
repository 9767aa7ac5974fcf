#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace clientele::base {

/// Slips of the hand between two words: insertions, deletions, replacements and swaps of neighbours
/// (Damerau-Levenshtein in the restricted form, optimal string alignment). Counts bytes; ASCII case is ignored.
std::size_t edit_distance(std::string_view left, std::string_view right);

/// The candidate somebody most likely meant by `word`, for "did you mean".
///
/// At most one slip for words up to 4 characters, two up to 8, three beyond; '-', '_' and ' ' count as the same. Where
/// no candidate is that near, one that begins with the word (three characters or more) will do. Among equals one with
/// the same letters wins, then the first.
std::optional<std::string> nearest(std::string_view word, std::span<const std::string> candidates);

}  // namespace clientele::base
