#pragma once

#include <span>
#include <string_view>

namespace clientele::base {

/// A foreign library the program was built with.
struct Library {
    std::string_view name;
    std::string_view version;
};

/// Version of the program, e.g. "0.1.0".
std::string_view version();

/// Commit it was built from: 12 hex digits, with "+" when tracked files had changed; "unknown" outside a repository.
std::string_view commit();

/// Compiler and its version, e.g. "GNU 12.2.0".
std::string_view compiler();

/// Flags of build type and arithmetic that decide about the bits.
std::string_view compiler_flags();

/// Libraries found at configuration, in a fixed order.
std::span<const Library> libraries();

}  // namespace clientele::base
