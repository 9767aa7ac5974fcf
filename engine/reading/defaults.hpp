#pragma once

#include <string_view>

namespace clientele::reading {

/// The text of scenarios/defaults.yaml, embedded when the program is built.
extern const std::string_view defaults_yaml;

/// The text of scenarios/key_account_stages.yaml, taken by `extends: key_account_stages`.
extern const std::string_view key_account_stages_yaml;

}  // namespace clientele::reading
