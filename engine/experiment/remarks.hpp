#pragma once

#include <string>
#include <vector>

#include "engine/model/model.hpp"
#include "engine/scenario/validate.hpp"

namespace clientele::experiment {

/// Where the scenario's figures of loss cannot all be true at once, one line each with its place; no faults. What words
/// alone tell, the scenario remarks itself.
std::vector<std::string> remarks(const scenario::ValidScenario& scenario, const model::Models& models);

}  // namespace clientele::experiment
