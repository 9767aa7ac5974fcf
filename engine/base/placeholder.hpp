#pragma once

#include <string_view>

namespace clientele::base {

/// What databases and people write where there is nothing: "null", "n/a", "-", "unknown" … and the empty text.
bool is_placeholder(std::string_view text);

}  // namespace clientele::base
