#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace clientele::base {

/// The whole content of a file.
///
/// Reads at most limit + 1 bytes, so a huge file, a device or a pipe without end is refused at once and in bounded
/// memory.
///
/// \param name how the author called the file, for faults; the path itself when empty
/// \throws InvalidInput with the code missing-file, is-a-folder, unreadable-file or too-large
std::string read_file(const std::filesystem::path& path, std::size_t limit, const std::string& name = {});

/// Replaces a file by `content`: afterwards it is absent as before, old as before, or complete; never torn.
///
/// Written to a temporary file in the same folder, flushed to the disk and renamed; the temporary file is removed on
/// failure. Missing folders are made. Through a symbolic link its target is replaced. A device or a pipe is written to
/// and stays what it is.
///
/// \throws std::system_error naming the file
void write_file(const std::filesystem::path& path, std::string_view content);

}  // namespace clientele::base
