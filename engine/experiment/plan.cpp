#include "engine/experiment/plan.hpp"

#include <algorithm>
#include <limits>

#include <fmt/core.h>

#include "engine/base/fault.hpp"

namespace clientele::experiment {
namespace {

std::uint64_t count_or(const scenario::MaybeQuantity& quantity, std::uint64_t otherwise) {
    return quantity ? static_cast<std::uint64_t>(quantity->central()) : otherwise;
}

base::Fault too_many(const scenario::Scenario& scenario, std::uint64_t worlds, std::uint64_t lives) {
    base::Fault fault;
    fault.code = "too-many-replications";
    fault.message = fmt::format("{} worlds of {} lives are more than the 4,294,967,295 replications a study can hold",
                                worlds, lives);
    fault.where = scenario.worlds ? scenario.worlds->where : scenario.where;
    fault.help = "ask for fewer worlds or fewer lives";
    return fault;
}

}  // namespace

Plan plan_of(const scenario::ValidScenario& scenario, std::optional<std::uint64_t> replications) {
    const std::uint64_t lives = count_or(scenario->lives, 10);
    std::uint64_t worlds = count_or(scenario->worlds, 1000);
    if (replications) worlds = std::max<std::uint64_t>(2, *replications / lives + (*replications % lives != 0 ? 1 : 0));
    if (worlds > std::numeric_limits<std::uint32_t>::max() / lives) {
        throw base::InvalidInput(too_many(*scenario, worlds, lives));
    }
    Plan plan;
    plan.seed = count_or(scenario->seed, 1);
    plan.worlds = static_cast<std::uint32_t>(worlds);
    plan.lives = static_cast<std::uint32_t>(lives);
    plan.last = plan.worlds * plan.lives;
    return plan;
}

}  // namespace clientele::experiment
