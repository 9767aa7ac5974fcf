#include "engine/base/file_identity.hpp"

#include <filesystem>

#include "engine/base/file.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

using clientele::base::identity_of;
using clientele::base::write_file;
namespace fs = std::filesystem;

TEST_CASE("all names of a file lead to the same one, and those of another do not") {
    const clientele::tests::ScratchFolder scratch;
    const fs::path folder = scratch.path();
    write_file(folder / "a", "x");
    write_file(folder / "b", "x");
    fs::create_symlink("a", folder / "link");
    fs::create_hard_link(folder / "a", folder / "twin");
    for (const char* name : {"link", "twin", "./a"}) {
        CHECK(identity_of(folder / name) == identity_of(folder / "a"));
    }
    CHECK(identity_of(folder / "a") != identity_of(folder / "b"));
    CHECK(identity_of(folder / "a").is_replaceable);
}

TEST_CASE("a file that is not there yet is told by its canonical path") {
    const clientele::tests::ScratchFolder scratch;
    const fs::path folder = scratch.path();
    fs::create_directory(folder / "real");
    fs::create_directory_symlink("real", folder / "link");
    CHECK(identity_of(folder / "link" / "new") == identity_of(folder / "real" / "." / "new"));
    CHECK(identity_of(folder / "none" / ".." / "new") == identity_of(folder / "new"));
    CHECK(identity_of(folder / "new") != identity_of(folder / "real" / "new"));
}

TEST_CASE("a device is nothing that could be replaced, and no path is too strange") {
    CHECK_FALSE(identity_of(fs::path("/dev/null")).is_replaceable);
    CHECK_FALSE(identity_of(-1).is_replaceable);
    CHECK_NOTHROW(identity_of(fs::path(std::string(5000, 'a'))));
    CHECK_NOTHROW(identity_of(fs::path()));
}
