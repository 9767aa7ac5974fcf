#pragma once

#include <filesystem>
#include <string>

namespace clientele::base {

/// A ledger that may be read more than once, whatever it comes from. A pipe or standard input ("-") can be read once
/// only, so it is copied to a temporary file that nobody else sees and that goes with this object.
class InputFile {
public:
    /// \throws InvalidInput where a pipe cannot be read; std::system_error where no copy can be made
    explicit InputFile(const std::string& given);
    ~InputFile();
    InputFile(const InputFile&) = delete;
    InputFile& operator=(const InputFile&) = delete;

    const std::filesystem::path& path() const { return path_; }
    /// As messages call it: the name given, or "standard input".
    const std::string& name() const { return name_; }
    bool is_copy() const { return copy_ >= 0; }

private:
    void copy_from(int source);

    std::filesystem::path path_;
    std::string name_;
    int copy_ = -1;  // descriptor of the temporary file
};

}  // namespace clientele::base
