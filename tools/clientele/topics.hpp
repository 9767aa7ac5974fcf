#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/reading/explain.hpp"

namespace clientele::tools {

/// What is said about a name: of the language, of the KPIs, of the faults, of ledgers. Empty where nothing has that
/// name.
std::vector<reading::Explanation> explanations_of(std::string_view name);

/// All names that can be asked for, each once, sorted.
std::vector<std::string> topics();

/// What was most likely meant by a name that is none; empty where nothing is near.
std::string nearest_topic(std::string_view name);

}  // namespace clientele::tools
