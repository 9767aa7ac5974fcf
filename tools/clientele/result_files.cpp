#include "tools/clientele/result_files.hpp"

#include <filesystem>
#include <system_error>

#include <fmt/core.h>
#include <unistd.h>

#include "engine/base/fault.hpp"
#include "engine/base/file.hpp"
#include "engine/base/text.hpp"
#include "tools/clientele/messages.hpp"
#include "tools/clientele/output.hpp"

namespace clientele::tools {
namespace {

namespace fs = std::filesystem;

/// The folder, or the nearest above it that is there, must take files.
void expect_folder_can_be_made(const std::string& folder) {
    expect_folder_name(folder);
    std::error_code ignored;
    fs::path there = fs::absolute(folder, ignored);
    while (!fs::exists(there, ignored) && there.has_relative_path()) there = there.parent_path();
    if (!fs::is_directory(there, ignored)) refuse_output("--out", folder, "a part of it is a file");
    if (access(there.c_str(), W_OK | X_OK) != 0) refuse_output("--out", folder, std::generic_category().message(errno));
}

}  // namespace

void expect_results(const Request& request) {
    if (request.out) expect_folder_can_be_made(*request.out);
    if (request.json && *request.json != "-") expect_writable_file("--json", *request.json);
}

void write_results(const std::string& folder, const std::vector<ResultFile>& files) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) refuse_output("--out", folder, error.message());
    std::vector<fs::path> drafts;
    const auto take_back = [&] {
        std::error_code ignored;
        for (const fs::path& draft : drafts) fs::remove(draft, ignored);
    };
    try {
        for (const ResultFile& file : files) {
            if (fs::is_directory(fs::path(folder) / file.name)) {
                refuse_output("--out", folder, file.name + " is a folder there");
            }
            drafts.push_back(fs::path(folder) / fmt::format(".{}.{}", file.name, getpid()));
            base::write_file(drafts.back(), file.content);
        }
    } catch (...) {
        take_back();
        throw;
    }
    // Renaming within a folder fails only where the folder itself goes away.
    for (std::size_t i = 0; i < files.size(); ++i) fs::rename(drafts[i], fs::path(folder) / files[i].name);
}

}  // namespace clientele::tools
