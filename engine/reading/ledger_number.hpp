#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace clientele::reading {

/// The sign between units and fractions of a ledger's numbers.
enum class DecimalMark { none, point, comma };

/// What the shape of one number tells about the decimal mark.
enum class NumberShape {
    no_number,
    whole,      ///< no mark at all, or marks that can only group thousands in both conventions: none
    point,      ///< the point is decimal, or the comma groups thousands
    comma,      ///< the comma is decimal, or the point groups thousands
    one_point,  ///< "1.234": could be either
    one_comma   ///< "1,234": could be either
};

/// A number without what surrounds it: blanks of any kind, apostrophes between thousands and currency words are taken
/// away; a trailing minus and accountants' brackets become a leading minus.
/// \returns digits, marks, sign and exponent only; nothing where other characters stand in the cell
std::optional<std::string> bare_number(std::string_view cell);

NumberShape shape_of(std::string_view bare);

/// Value of a bare number whose decimal mark is known. Nothing where marks stand in impossible places.
std::optional<double> number_value(std::string_view bare, DecimalMark mark);

}  // namespace clientele::reading
