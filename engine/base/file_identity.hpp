#pragma once

#include <compare>
#include <cstdint>
#include <filesystem>
#include <string>

namespace clientele::base {

/// What a path leads to: equal for all names of one file, whatever links and folders they go through.
///
/// A file that is there is its device and inode; one that is not there yet, its canonical path.
struct FileIdentity {
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    std::string path;            ///< empty where the file is there
    bool is_replaceable = true;  ///< a file that is there or can be made; not a device, a pipe or a folder

    friend auto operator<=>(const FileIdentity&, const FileIdentity&) = default;
};

/// Never fails: of a path that leads nowhere it is the path itself, as absolute as it can be made.
FileIdentity identity_of(const std::filesystem::path& path);

/// The same of an open file, such as standard output.
FileIdentity identity_of(int descriptor);

}  // namespace clientele::base
