#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace clientele::base {

/// The whole content of a file.
///
/// Reads at most limit + 1 bytes, so a huge file, a device or a pipe without end is refused at once and in bounded
/// memory. A pipe is read to its end; one that nobody has opened for writing is empty.
///
/// \param name how the author called the file, for faults; the path itself when empty
/// \throws InvalidInput with the code missing-file, is-a-folder, unreadable-file or too-large
std::string read_file(const std::filesystem::path& path, std::size_t limit, const std::string& name = {});

/// A file to be written.
struct NewFile {
    std::filesystem::path path;
    std::string content;
};

/// Replaces files, all of them or, where one cannot be written, none: each is afterwards absent as before, old as
/// before, or complete; never torn.
///
/// All are written to temporary files in the same folders and flushed to the disk before the first is renamed; the
/// temporary files are removed on failure. Missing folders are made. Through a symbolic link its target is replaced. A
/// device or a pipe is written to and stays what it is.
///
/// \throws std::system_error naming the file
void write_files(const std::vector<NewFile>& files);

/// The same for one file.
void write_file(const std::filesystem::path& path, std::string content);

}  // namespace clientele::base
