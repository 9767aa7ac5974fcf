#pragma once

#include <atomic>

namespace clientele::tools {

/// Turns the first SIGINT or SIGTERM into a flag; the second ends the program at once, as usual.
///
/// \return the flag; set once, never cleared
const std::atomic<bool>& watch_for_interrupts();

}  // namespace clientele::tools
