#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/reading/context.hpp"
#include "engine/reading/measure.hpp"
#include "engine/reading/tree.hpp"
#include "engine/scenario/describe.hpp"

namespace clientele::reading {

/// A distribution in the unit of its field, or in shares of a year.
struct Spread {
    scenario::Distribution distribution;
    bool yearly_chance = false;
};

/// A number that was read, for range checks.
std::optional<Measure> read_measure(const Tree& value, const scenario::Shape& shape, const Place& place,
                                    Context& context);

/// `{lognormal: {median: 14k/month, sigma: 1.1}}`: the entry of the family. Checks that parameters make a distribution
/// and that all it can give lies in the range of the shape.
std::optional<Spread> read_family(const Entry& family, const scenario::Shape& shape, const Place& place,
                                  Context& context);

/// `60 to 200`: uniform, or triangular with the likely value. The low end may leave its unit to the high one: `5 to 25
/// %`.
std::optional<Spread> read_range(const Tree& range, const Tree* likely, const scenario::Shape& shape,
                                 const Place& place, Context& context);

/// True for "a to b".
bool is_range(const Tree& value);

/// The families a scenario may name: uniform, triangular, normal, lognormal, beta, gamma.
const std::vector<std::string>& family_names();

/// The ways to state a family: "'mean' and 'sd'", "'median' and 'sigma', or 'mean' and 'cv'".
std::string family_parameters(std::string_view family);

/// The same as lists of parameters.
std::vector<std::vector<std::string>> family_forms(std::string_view family);

/// True for a map that states a distribution or a belief.
bool names_distribution(const Tree& tree);

/// Reports a value outside the range of its shape. \returns false then
bool check_range(double value, const scenario::Shape& shape, const Place& place, const Tree& written, Context& context);

}  // namespace clientele::reading
