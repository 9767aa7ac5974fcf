#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace clientele::base {

/// The text without spaces, tabs and line ends at both ends.
std::string_view trim(std::string_view text);

/// A text of several lines as one: what is blank at its ends goes, a line end within becomes one space, with the blanks
/// around it.
std::string one_line(std::string_view text);

/// ASCII letters in lower case; everything else unchanged.
std::string to_lower(std::string_view text);

/// Would a spreadsheet take a cell of this text for a formula, apostrophes in front of it aside? Such cells are written
/// with one more apostrophe in front.
bool begins_a_formula(std::string_view text);

/// The text of such a cell without that apostrophe; any other as it stands.
std::string_view without_guard(std::string_view text);

/// Where UTF-8 goes wrong: offset of the first byte that starts no well-formed character [bytes], nothing when all is
/// well.
///
/// Strict as RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF, no truncated end.
std::optional<std::size_t> find_invalid_utf8(std::string_view text);

/// Length of the well-formed UTF-8 character that starts at the first byte [bytes]; 0 when there is none.
std::size_t utf8_length(std::string_view text);

/// The text with control characters as \xNN (bytes that are not UTF-8, too) and invisible direction marks as \u{NNNN},
/// so that foreign text can be shown on a terminal. Tabs become one space.
std::string printable(std::string_view text);

/// Columns a terminal gives the character that starts at the first byte: 2 for East Asian wide characters and emoji, 0
/// for combining marks, else 1.
int display_width(std::string_view character);

}  // namespace clientele::base
