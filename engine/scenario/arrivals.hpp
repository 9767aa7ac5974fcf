#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/scenario/checks.hpp"

/// Where clients come, and to whom.
namespace clientele::scenario {

/// Stages to which clients come, each with what brings them there.
using Arrivals = std::map<std::string, std::string>;

Arrivals arrivals_in(const Scenario& scenario, const Structure& structure);

/// Also of the time before it: whoever came to a stage under an earlier structure is still there.
Arrivals arrivals_by_then(const Scenario& scenario, const Structure& structure);

/// Clients in stages of kind client when the study begins.
double buyers_at_start(const Checks& checks);

/// Client stages that a team owns by name or, naming none, because no other does.
std::vector<std::string> stages_of(const Checks& checks, const Structure& structure, const Team& team);

}  // namespace clientele::scenario
