#pragma once

#include <string_view>

namespace clientele::reading {

/// The text of scenarios/defaults.yaml, embedded when the program is built.
extern const std::string_view defaults_yaml;

}  // namespace clientele::reading
