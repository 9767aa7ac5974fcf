#include "engine/base/input_file.hpp"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <system_error>

#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

#include "engine/base/fault.hpp"

namespace clientele::base {
namespace {

[[noreturn]] void refuse_input(const std::string& name, int error) {
    throw InvalidInput(Fault{"unreadable-file",
                             fmt::format("cannot be read: {}", std::generic_category().message(error)),
                             {name, 0, 0, 1},
                             {},
                             {}});
}

[[noreturn]] void fail_copy() {
    throw std::system_error(errno, std::generic_category(),
                            "a copy of what a pipe holds cannot be written to the folder for temporary files (TMPDIR)");
}

}  // namespace

InputFile::InputFile(const std::string& given) : path_(given), name_(given) {
    const bool standard = given == "-" || given == "/dev/stdin";
    if (standard) name_ = "standard input";
    std::error_code ignored;
    const auto kind = std::filesystem::status(given == "-" ? "/dev/stdin" : given, ignored).type();
    using std::filesystem::file_type;
    const bool read_once = kind == file_type::fifo || kind == file_type::socket;
    // A file behind standard input may have been read in part: what is left of it counts.
    if (!standard && !read_once) return;
    const int source = standard ? STDIN_FILENO : ::open(given.c_str(), O_RDONLY | O_CLOEXEC);
    if (source < 0) refuse_input(name_, errno);
    copy_from(source);
    if (!standard) ::close(source);
}

InputFile::~InputFile() {
    if (copy_ >= 0) ::close(copy_);
}

void InputFile::copy_from(int source) {
    std::error_code error;
    const std::filesystem::path folder = std::filesystem::temp_directory_path(error);
    errno = error.value();
    if (error) fail_copy();
    std::string pattern = (folder / "clientele-XXXXXX").string();
    copy_ = ::mkstemp(pattern.data());
    if (copy_ < 0) fail_copy();
    ::unlink(pattern.c_str());  // the descriptor keeps it; nothing is left behind, however the program ends
    std::array<char, 1U << 16U> block{};
    while (true) {
        const ssize_t read = ::read(source, block.data(), block.size());
        if (read < 0 && errno == EINTR) continue;
        if (read < 0) refuse_input(name_, errno);
        if (read == 0) break;
        for (ssize_t done = 0; done < read;) {
            const ssize_t written = ::write(copy_, block.data() + done, static_cast<std::size_t>(read - done));
            if (written < 0 && errno != EINTR) fail_copy();
            if (written > 0) done += written;
        }
    }
    path_ = fmt::format("/proc/self/fd/{}", copy_);
}

}  // namespace clientele::base
