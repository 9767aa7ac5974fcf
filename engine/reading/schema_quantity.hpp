#pragma once

#include <string>

#include "engine/scenario/describe.hpp"

/// The parts of the JSON Schema that say how numbers are written.
namespace clientele::reading {

/// A text between double quotes.
std::string json_string(std::string_view text);

/// The definitions that quantity_reference refers to, each after a comma and a line end.
std::string quantity_definitions();

/// "{"$ref": ...}" to the quantities that carry these kinds of chance.
std::string quantity_reference(scenario::Allows allows);

}  // namespace clientele::reading
