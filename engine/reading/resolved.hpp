#pragma once

#include <string>

#include "engine/scenario/scenario.hpp"

namespace clientele::reading {

/// What a scenario computes, as canonical text: one line a value, "path = value", sorted by path, numbers in the units
/// of their dimensions in the shortest form that reads back to the same bits.
///
/// The same for any order of keys, any comments and any spelling of units (12 months, 1 year); without the question,
/// sources and places, which change no result. base::content_hash of it recognises a scenario.
std::string resolved_text(const scenario::Scenario& scenario);

}  // namespace clientele::reading
