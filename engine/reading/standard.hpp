#pragma once

#include <string>

#include "engine/reading/tree.hpp"

namespace clientele::reading {

/// The standard defaults (scenarios/defaults.yaml), parsed once.
const Tree& standard_defaults();

/// A value without the source that stands beside it: "12 %/year", "believed: 5 % to 25 %, likely: 15 %".
std::string value_text(const Tree& value);

/// What stands under `source` beside a value; empty where nothing does.
std::string source_text(const Tree& value);

/// A value that is shown whole: a word, a number, a list, a quantity; not a group of keys.
bool is_value(const Tree& tree);

}  // namespace clientele::reading
