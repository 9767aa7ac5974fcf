#pragma once

#include <optional>

#include "engine/reading/distribution.hpp"

namespace clientele::reading {

/// A quantity in any of the ways the language has for it:
///
///     35 %                                             known
///     {value: 35 %, source: "annual report"}           known, with its source
///     {believed: 5 % to 25 %, likely: 15 %}            nobody knows it (belief)
///     {believed: {beta: {mean: 35 %, sd: 15 %}}}       belief of another shape
///     {lognormal: {median: 14k/month, sigma: 1.1}}     clients differ (heterogeneity), or luck, as the field says
///     10k/month to 20k/month                           the same, uniform
///
/// `source` may stand beside each.
///
/// \returns nothing after a fault
std::optional<scenario::Quantity> read_quantity(const Tree& value, const scenario::Shape& shape, const Place& place,
                                                Context& context);

}  // namespace clientele::reading
