#pragma once

#include <cstdint>

namespace clientele::tools {

/// Memory that this process may still take: of the machine, of its container, of its own limit (ulimit -v), whichever
/// is least. Decides about refusals only, never about results. [bytes]
std::uint64_t memory_left();

}  // namespace clientele::tools
