#include "engine/base/file.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/base/fault.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

using clientele::base::InvalidInput;
using clientele::base::read_file;
using clientele::base::write_file;
using clientele::base::write_files;
using clientele::tests::ScratchFolder;

namespace {

/// Code of the fault that reading gives; "none" when it succeeds.
std::string fault_of(const std::filesystem::path& path, std::size_t limit = 1024) {
    try {
        read_file(path, limit);
    } catch (const InvalidInput& error) {
        return error.faults().sorted().front().code;
    }
    return "none";
}

std::size_t files_in(const std::filesystem::path& folder) {
    const std::filesystem::directory_iterator entries(folder);
    return static_cast<std::size_t>(std::distance(begin(entries), end(entries)));
}

}  // namespace

TEST_CASE("what is written is read again, byte by byte") {
    const ScratchFolder folder;
    std::string content =
        "first\r\n\0second\xff"
        "end";
    content += std::string(200'000, 'x');
    write_file(folder.path() / "a.txt", content);
    CHECK(read_file(folder.path() / "a.txt", 1 << 20) == content);
    write_file(folder.path() / "empty.txt", "");
    CHECK(read_file(folder.path() / "empty.txt", 0).empty());
}

TEST_CASE("a file may be as large as the limit and no byte larger") {
    const ScratchFolder folder;
    write_file(folder.path() / "a.txt", std::string(1024, 'x'));
    CHECK(read_file(folder.path() / "a.txt", 1024).size() == 1024);
    CHECK(fault_of(folder.path() / "a.txt", 1023) == "too-large");
    CHECK_THROWS_WITH(read_file(folder.path() / "a.txt", 1000, "a.txt"),
                      "a.txt: error[too-large]: the file is larger than 1000 bytes\n"
                      "   help: split it or leave out what is not needed\n");
}

TEST_CASE("a gibibyte and a device without end are refused at once") {
    const ScratchFolder folder;
    std::ofstream(folder.path() / "huge").close();
    std::filesystem::resize_file(folder.path() / "huge", std::uintmax_t{1} << 30U);
    const auto start = std::chrono::steady_clock::now();
    CHECK(fault_of(folder.path() / "huge", 1 << 20) == "too-large");
    CHECK(fault_of("/dev/zero", 1 << 20) == "too-large");
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::milliseconds(500));
}

TEST_CASE("what cannot be read is refused with its reason") {
    const ScratchFolder folder;
    CHECK(fault_of(folder.path() / "absent.yaml") == "missing-file");
    CHECK(fault_of(folder.path()) == "is-a-folder");
    CHECK(fault_of("") == "missing-file");
    write_file(folder.path() / "file", "x");
    CHECK(fault_of(folder.path() / "file" / "below") == "missing-file");
    if (::geteuid() != 0) {  // root may read everything
        std::filesystem::permissions(folder.path() / "file", std::filesystem::perms::none);
        CHECK(fault_of(folder.path() / "file") == "unreadable-file");
    }
    std::filesystem::create_symlink("loop", folder.path() / "loop");
    CHECK(fault_of(folder.path() / "loop") == "unreadable-file");
}

TEST_CASE("a pipe that nobody writes to does not hang the reader") {
    const ScratchFolder folder;
    REQUIRE(::mkfifo((folder.path() / "pipe").c_str(), 0600) == 0);
    CHECK(read_file(folder.path() / "pipe", 1024).empty());
}

TEST_CASE("writing replaces the whole file, keeps its permissions and leaves nothing else behind") {
    const ScratchFolder folder;
    const auto path = folder.path() / "made" / "on the way" / "a.txt";
    write_file(path, "a long first content");
    std::filesystem::permissions(path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    write_file(path, "short");
    CHECK(read_file(path, 1024) == "short");
    CHECK(std::filesystem::status(path).permissions() ==
          (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
    CHECK(files_in(path.parent_path()) == 1);
}

TEST_CASE("writing through a link replaces what it points to") {
    const ScratchFolder folder;
    write_file(folder.path() / "target", "old");
    std::filesystem::create_symlink("target", folder.path() / "link");
    write_file(folder.path() / "link", "new");
    CHECK(std::filesystem::is_symlink(folder.path() / "link"));
    CHECK(read_file(folder.path() / "target", 1024) == "new");
}

TEST_CASE("a write that fails leaves the old state and no temporary file") {
    const ScratchFolder folder;
    std::filesystem::create_directory(folder.path() / "taken");
    write_file(folder.path() / "taken" / "inside", "x");
    CHECK_THROWS_AS(write_file(folder.path() / "taken", "content"), std::system_error);
    CHECK(files_in(folder.path()) == 1);
    CHECK_THROWS_AS(write_file(folder.path() / "taken" / "inside" / "below", "content"), std::system_error);
    CHECK(read_file(folder.path() / "taken" / "inside", 1024) == "x");
}

TEST_CASE("of several files all are replaced or, where one cannot be written, none") {
    const ScratchFolder folder;
    const auto a = folder.path() / "a", b = folder.path() / "b";
    write_files({{a, "one"}, {b, "two"}});
    CHECK(read_file(a, 1024) == "one");
    CHECK(read_file(b, 1024) == "two");
    std::filesystem::create_directory(folder.path() / "taken");
    CHECK_THROWS_AS(write_files({{a, "new"}, {b, "new"}, {folder.path() / "taken", "new"}}), std::system_error);
    CHECK_THROWS_AS(write_files({{a, "new"}, {"/dev/full", "new"}, {b, "new"}}), std::system_error);
    CHECK(read_file(a, 1024) == "one");
    CHECK(read_file(b, 1024) == "two");
    CHECK(files_in(folder.path()) == 3);
}

TEST_CASE("a pipe is written to and stays a pipe") {
    const ScratchFolder folder;
    const auto pipe = folder.path() / "pipe";
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    const int reader = ::open(pipe.c_str(), O_RDONLY | O_NONBLOCK);
    REQUIRE(reader >= 0);
    write_file(pipe, "through");
    char got[16] = {};
    CHECK(::read(reader, got, sizeof got) == 7);
    CHECK(std::string(got) == "through");
    ::close(reader);
    CHECK(std::filesystem::is_fifo(pipe));
}
