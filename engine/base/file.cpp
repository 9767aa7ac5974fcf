#include "engine/base/file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/base/fault.hpp"

namespace clientele::base {
namespace {

/// An open file, closed at the end of its scope.
class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    int number() const { return number_; }
    bool open() const { return number_ >= 0; }

    /// Closing may report a failed write.
    bool close() { return ::close(std::exchange(number_, -1)) == 0; }

private:
    int number_;
};

[[noreturn]] void refuse(const std::string& name, const char* code, std::string message, std::string help) {
    throw InvalidInput(Fault{code, std::move(message), Location{name, 0, 0, 1}, std::move(help), {}});
}

[[noreturn]] void refuse_to_open(const std::string& name, int error) {
    if (error == ENOENT || error == ENOTDIR) {
        refuse(name, "missing-file", "there is no such file",
               "check the path; relative paths start from the current folder");
    }
    refuse(name, "unreadable-file", "cannot read the file: " + std::generic_category().message(error),
           "check the permissions of the file and its folder");
}

std::string size_text(std::size_t bytes) {
    if (bytes >= 1024 * 1024 && bytes % (1024 * 1024) == 0) return fmt::format("{} MiB", bytes / (1024 * 1024));
    if (bytes >= 1024 && bytes % 1024 == 0) return fmt::format("{} KiB", bytes / 1024);
    return fmt::format("{} bytes", bytes);
}

[[noreturn]] void fail(const char* doing, const std::filesystem::path& path, int error) {
    throw std::system_error(error, std::generic_category(), fmt::format("cannot {} {}", doing, path.string()));
}

/// Everything, whatever the pieces it takes. \param path for the message
void write_all(int descriptor, std::string_view content, const std::filesystem::path& path) {
    while (!content.empty()) {
        const ssize_t written = ::write(descriptor, content.data(), content.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail("write", path, errno);
        content.remove_prefix(static_cast<std::size_t>(written));
    }
}

/// A pipe, a terminal, /dev/null: something that is written to, never replaced.
bool is_device(const std::filesystem::path& path) {
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

/// A temporary file that disappears unless it is renamed.
class Temporary {
public:
    explicit Temporary(const std::filesystem::path& target)
        : path_(target.string() + ".XXXXXX"), descriptor_(::mkostemp(path_.data(), O_CLOEXEC)) {
        if (!descriptor_.open()) fail("create a file beside", target, errno);
    }
    ~Temporary() {
        if (!path_.empty()) ::unlink(path_.c_str());
    }
    Temporary(const Temporary&) = delete;
    Temporary& operator=(const Temporary&) = delete;

    void write(std::string_view content) { write_all(descriptor_.number(), content, path_); }

    void become(const std::filesystem::path& target, mode_t mode) {
        if (::fchmod(descriptor_.number(), mode) != 0) fail("set the permissions of", path_, errno);
        if (::fsync(descriptor_.number()) != 0 || !descriptor_.close()) fail("flush", path_, errno);
        if (::rename(path_.c_str(), target.c_str()) != 0) fail("replace", target, errno);
        path_.clear();
    }

private:
    std::string path_;
    Descriptor descriptor_;
};

/// Permissions of the file to be replaced, else what a newly created file would get.
mode_t mode_for(const std::filesystem::path& target) {
    struct stat old {};
    if (::stat(target.c_str(), &old) == 0) return old.st_mode & 07777U;
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return 0666U & ~mask;
}

}  // namespace

std::string read_file(const std::filesystem::path& path, std::size_t limit, const std::string& name) {
    const std::string called = name.empty() ? path.string() : name;
    // Without O_NONBLOCK opening a pipe that nobody writes to would wait for ever.
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!file.open()) refuse_to_open(called, errno);
    struct stat status {};
    if (::fstat(file.number(), &status) != 0) refuse_to_open(called, errno);
    if (S_ISDIR(status.st_mode)) refuse(called, "is-a-folder", "this is a folder, not a file", "name a file inside it");

    std::string content;
    constexpr std::size_t piece = 64 * 1024;
    while (content.size() <= limit) {
        const std::size_t had = content.size();
        const std::size_t wanted = std::min(piece, limit + 1 - had);
        content.resize(had + wanted);
        const ssize_t got = ::read(file.number(), content.data() + had, wanted);
        const int error = errno;
        content.resize(had + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
        if (got < 0 && error == EINTR) continue;
        if (got < 0) refuse_to_open(called, error);
        if (got == 0) return content;
    }
    refuse(called, "too-large", "the file is larger than " + size_text(limit),
           "split it or leave out what is not needed");
}

void write_file(const std::filesystem::path& path, std::string_view content) {
    if (is_device(path)) {
        const Descriptor device(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
        if (!device.open()) fail("open", path, errno);
        return write_all(device.number(), content, path);
    }
    std::error_code ignored;
    const std::filesystem::path resolved = std::filesystem::canonical(path, ignored);
    const std::filesystem::path target = resolved.empty() ? path : resolved;
    if (target.has_parent_path()) std::filesystem::create_directories(target.parent_path());
    Temporary temporary(target);
    temporary.write(content);
    temporary.become(target, mode_for(target));
}

}  // namespace clientele::base
