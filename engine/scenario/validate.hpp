#pragma once

#include "engine/scenario/scenario.hpp"

namespace clientele::scenario {

/// A scenario that can be: every word refers to something, every rule has what it needs. Only `validate` makes one.
class ValidScenario {
public:
    const Scenario& operator*() const { return scenario_; }
    const Scenario* operator->() const { return &scenario_; }

private:
    explicit ValidScenario(Scenario scenario) : scenario_(std::move(scenario)) {}
    friend ValidScenario validate(Scenario scenario);
    Scenario scenario_;
};

/// Checks everything that one field alone cannot tell.
/// \throws base::InvalidInput with all faults, located
ValidScenario validate(Scenario scenario);

}  // namespace clientele::scenario
