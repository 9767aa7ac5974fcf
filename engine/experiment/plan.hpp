#pragma once

#include <cstdint>
#include <optional>

#include "engine/experiment/record.hpp"
#include "engine/scenario/validate.hpp"

namespace clientele::experiment {

/// How many worlds and lives the scenario asks for.
///
/// \param replications asked for in place of the scenario's worlds: lives stay, worlds = max(2, ceil(replications /
/// lives)) \throws base::InvalidInput where there are more replications than addresses (2^32)
Plan plan_of(const scenario::ValidScenario& scenario, std::optional<std::uint64_t> replications = std::nullopt);

}  // namespace clientele::experiment
