#include "engine/scenario/validate.hpp"

#include <set>

#include "engine/scenario/checks.hpp"

namespace clientele::scenario {

ValidScenario validate(Scenario scenario) {
    Checks checks(scenario);
    check_study(checks);
    check_lifecycle(checks);
    check_portfolio(checks);
    check_people(checks);
    check_relationship(checks);
    check_structures(checks);
    if (!checks.faults.empty()) {
        throw base::InvalidInput(checks.faults);
    }
    return ValidScenario(std::move(scenario));
}

}  // namespace clientele::scenario
