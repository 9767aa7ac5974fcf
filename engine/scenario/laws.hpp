#pragma once

#include <string>

#include "engine/scenario/scenario.hpp"

namespace clientele::scenario {

/// The Poisson orders and the observed loss that a client's own figures are measured against: those of the stage it
/// starts in; where that says nothing of the kind, of the first client stage by name that does. A stage's word goes
/// before the segment's. Null where there are none.
const Orders* orders_of(const Scenario& scenario, const Segment& segment, const std::string& stage);
const Loss* loss_of(const Scenario& scenario, const Segment& segment, const std::string& stage);

}  // namespace clientele::scenario
