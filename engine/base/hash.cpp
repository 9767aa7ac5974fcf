#include "engine/base/hash.hpp"

#include <fmt/core.h>

namespace clientele::base {

std::string to_hex(std::uint64_t hash) { return fmt::format("{:016x}", hash); }

}  // namespace clientele::base
