#pragma once

#include <atomic>

#include "tools/clientele/request.hpp"

namespace clientele::tools {

/// Turns the first SIGINT or SIGTERM into a flag; the second ends the program at once, as usual. The first is answered
/// on stderr, unless the program is to be quiet: lives of a large firm take some seconds to end.
///
/// \return the flag; set once, never cleared
const std::atomic<bool>& watch_for_interrupts(Talk talk);

}  // namespace clientele::tools
