#pragma once

#include <optional>

#include "tools/clientele/request.hpp"

namespace clientele::tools {

/// What the arguments ask for; nothing where they asked for help or the version, which was then printed.
/// \throws base::InvalidInput where they cannot be understood, with the nearest command or option as a suggestion
std::optional<Request> read_command_line(int argc, const char* const* argv);

}  // namespace clientele::tools
