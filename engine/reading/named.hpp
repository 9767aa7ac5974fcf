#pragma once

#include "engine/reading/context.hpp"
#include "engine/reading/tree.hpp"
#include "engine/scenario/portfolio.hpp"

namespace clientele::reading {

/// Reads the clients of `portfolio.named` from their CSV file, after the fields of `named` were read.
void complete(scenario::Named& named, const Tree& tree, const Place& place, Context& context);

}  // namespace clientele::reading
