#pragma once

#include <map>
#include <string>

#include "engine/reading/context.hpp"
#include "engine/reading/tree.hpp"
#include "engine/scenario/people.hpp"

namespace clientele::reading {

/// The people of each role: `12`, `[Ann, Bob]` or `{file: salespersons.csv, column: SalesPersonID}`.
void read_member(std::map<std::string, scenario::StaffOf>& member, const Tree& value, const scenario::Shape& shape,
                 const Place& place, Context& context);

}  // namespace clientele::reading
