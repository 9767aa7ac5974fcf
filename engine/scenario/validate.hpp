#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/scenario/scenario.hpp"

namespace clientele::scenario {

/// A remark with its place before it: "FILE:LINE: text".
std::string remark_at(const base::Location& where, const std::string& text);

/// A scenario that can be: every word refers to something, every rule has what it needs. Only `validate` makes one.
class ValidScenario {
public:
    const Scenario& operator*() const { return scenario_; }
    const Scenario* operator->() const { return &scenario_; }

    /// What may be meant and often is not, one line each with its place; no faults.
    const std::vector<std::string>& remarks() const { return remarks_; }

private:
    ValidScenario(Scenario scenario, std::vector<std::string> remarks)
        : scenario_(std::move(scenario)), remarks_(std::move(remarks)) {}
    friend ValidScenario validate(Scenario scenario);
    Scenario scenario_;
    std::vector<std::string> remarks_;
};

/// Checks everything that one field alone cannot tell.
/// \throws base::InvalidInput with all faults, located
ValidScenario validate(Scenario scenario);

}  // namespace clientele::scenario
