#pragma once

#include <optional>
#include <string>

#include "engine/reading/sources.hpp"

namespace clientele::reading {

/// The text of a file without its byte order mark, where it is UTF-8 free of control characters (tabs and line ends are
/// fine); else nothing and one fault.
std::optional<Source> accept_text(std::string name, std::string bytes, Report& report);

}  // namespace clientele::reading
