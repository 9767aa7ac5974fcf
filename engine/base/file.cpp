#include "engine/base/file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <list>
#include <string_view>
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

/// Permissions of the file to be replaced, else what a newly created file would get.
mode_t mode_for(const std::filesystem::path& target) {
    struct stat old {};
    if (::stat(target.c_str(), &old) == 0) return old.st_mode & 07777U;
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return 0666U & ~mask;
}

/// What will replace a file, complete in a temporary file beside it, which disappears unless it is renamed.
class Replacement {
public:
    Replacement(std::filesystem::path target, std::string_view content)
        : target_(std::move(target)), path_(target_.string() + ".XXXXXX") {
        Descriptor file(::mkostemp(path_.data(), O_CLOEXEC));
        if (!file.open()) fail("create a file beside", target_, errno);
        try {
            fill(file, content);
        } catch (...) {
            remove();
            throw;
        }
    }
    ~Replacement() { remove(); }
    Replacement(const Replacement&) = delete;
    Replacement& operator=(const Replacement&) = delete;

    void take_its_place() {
        if (::rename(path_.c_str(), target_.c_str()) != 0) fail("replace", target_, errno);
        path_.clear();
    }

private:
    void fill(Descriptor& file, std::string_view content) const {
        write_all(file.number(), content, target_);
        if (::fchmod(file.number(), mode_for(target_)) != 0) fail("set the permissions of", target_, errno);
        if (::fsync(file.number()) != 0 || !file.close()) fail("flush", target_, errno);
    }

    void remove() const {
        if (!path_.empty()) ::unlink(path_.c_str());
    }

    std::filesystem::path target_;
    std::string path_;
};

/// Where a file will lie, links followed and its folder made.
std::filesystem::path target_of(const std::filesystem::path& path) {
    std::error_code error;
    const std::filesystem::path resolved = std::filesystem::canonical(path, error);
    std::filesystem::path target = resolved.empty() ? path : resolved;
    if (std::filesystem::is_directory(target, error)) fail("replace", target, EISDIR);
    if (!target.has_parent_path()) return target;
    std::filesystem::create_directories(target.parent_path(), error);
    if (error) fail("make the folder of", target, error.value());
    return target;
}

void write_device(const NewFile& file) {
    const Descriptor device(::open(file.path.c_str(), O_WRONLY | O_CLOEXEC));
    if (!device.open()) fail("open", file.path, errno);
    write_all(device.number(), file.content, file.path);
}

}  // namespace

std::string read_file(const std::filesystem::path& path, std::size_t limit, const std::string& name) {
    const std::string called = name.empty() ? path.string() : name;
    // Without O_NONBLOCK opening a pipe that nobody writes to would wait for ever.
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!file.open()) refuse_to_open(called, errno);
    struct stat status {};
    if (::fstat(file.number(), &status) != 0) refuse_to_open(called, errno);
    // Whoever writes to a pipe may take a while.
    if (S_ISFIFO(status.st_mode) && ::fcntl(file.number(), F_SETFL, 0) != 0) refuse_to_open(called, errno);
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

void write_files(const std::vector<NewFile>& files) {
    std::list<Replacement> replacements;
    for (const NewFile& file : files) {
        if (!is_device(file.path)) replacements.emplace_back(target_of(file.path), file.content);
    }
    for (const NewFile& file : files) {
        if (is_device(file.path)) write_device(file);
    }
    // From here on only the end of a folder or of the machine could get in between.
    for (Replacement& replacement : replacements) replacement.take_its_place();
}

void write_file(const std::filesystem::path& path, std::string content) { write_files({{path, std::move(content)}}); }

}  // namespace clientele::base
