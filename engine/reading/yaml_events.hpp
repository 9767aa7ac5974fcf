#pragma once

#include <cstddef>
#include <deque>
#include <string>

#include "engine/reading/sources.hpp"

namespace clientele::reading {

/// What the parser said, with places. A flat list: an alias is a jump back to its anchor, so nothing is copied until
/// the tree is built, and a file's aliases cost nothing by being nested.
struct Event {
    enum class Kind { null, scalar, alias, list, map, end };

    Kind kind;
    std::string text;
    bool quoted = false;
    base::Location where;
    std::size_t offset = 0;  ///< in the source [bytes]
    std::size_t target = 0;  ///< of an alias: index of the anchored event
};

using Events = std::deque<Event>;  ///< long lists are not moved as they grow

/// Ends the reading of a file at its first fault that leaves nothing to go on with.
struct Refused {
    base::Fault fault;
};

/// \throws Refused
[[noreturn]] void refuse_depth(const base::Location& where);
[[noreturn]] void refuse_number(const base::Location& where);

/// The events of the one document of a source, within the limits of depth and number; one at least. Faults that leave
/// something to go on with are reported.
///
/// \throws Refused
Events read_events(const Source& source, Report& report);

}  // namespace clientele::reading
