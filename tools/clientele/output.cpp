#include "tools/clientele/output.hpp"

#include <cstdlib>
#include <filesystem>
#include <system_error>

#include <fmt/core.h>
#include <unistd.h>

#include "engine/base/fault.hpp"
#include "engine/base/file.hpp"
#include "engine/base/text.hpp"
#include "reports/csv.hpp"
#include "reports/json.hpp"
#include "reports/terminal.hpp"
#include "tools/clientele/messages.hpp"

namespace clientele::tools {
namespace {

namespace fs = std::filesystem;

/// Makes a file and takes it away again.
void expect_writable(std::string_view option, const std::string& path, const fs::path& folder) {
    std::string probe = (folder / ".clientele-probe-XXXXXX").string();
    const int file = mkstemp(probe.data());
    if (file < 0) refuse_output(option, path, std::generic_category().message(errno));
    close(file);
    unlink(probe.c_str());
}

void expect_folder(const std::string& path) {
    expect_folder_name(path);
    std::error_code error;
    fs::create_directories(path, error);
    if (error) refuse_output("--out", path, error.message());
    expect_writable("--out", path, path);
}

reports::Colour colour_of_stdout() {
    const char* no_colour = std::getenv("NO_COLOR");
    const char* terminal = std::getenv("TERM");
    const bool refused = no_colour != nullptr && *no_colour != '\0';
    const bool dumb = terminal == nullptr || std::string_view(terminal) == "dumb";
    return isatty(STDOUT_FILENO) != 0 && !refused && !dumb ? reports::Colour::on : reports::Colour::off;
}

}  // namespace

void refuse_output(std::string_view option, const std::string& path, const std::string& reason) {
    throw base::InvalidInput(fault_of(
        "unwritable-output", fmt::format("{} '{}' cannot be written: {}", option, base::printable(path), reason),
        "nothing was written; name a place where files can be made"));
}

void expect_folder_name(const std::string& path) {
    if (path.empty()) refuse_output("--out", path, "a folder has a name");
    if (path == "-") refuse_output("--out", path, "it takes a folder; for standard output there is --json -");
}

void expect_writable_file(std::string_view option, const std::string& path) {
    if (path.empty()) refuse_output(option, path, "a file has a name");
    std::error_code ignored;
    if (fs::is_directory(path, ignored)) refuse_output(option, path, "it is a folder");
    if (fs::exists(path, ignored) && !fs::is_regular_file(path, ignored)) {
        // A pipe or a device is written to as it is.
        if (access(path.c_str(), W_OK) != 0) refuse_output(option, path, std::generic_category().message(errno));
        return;
    }
    const fs::path folder = fs::path(path).parent_path();
    expect_writable(option, path, folder.empty() ? "." : folder);
}

Output::Output(const Request& request) : folder_(request.out), json_(request.json), talk_(request.talk) {
    if (folder_) expect_folder(*folder_);
    if (json_ && *json_ != "-") expect_writable_file("--json", *json_);
}

void Output::write(const reports::Study& study, const reports::Provenance& provenance, std::string_view only) const {
    const std::string result = folder_ || json_ ? reports::result_json(study) : "";
    if (folder_) {
        const fs::path folder = *folder_;
        base::write_file(folder / "result.json", result);
        base::write_file(folder / "replications.csv", reports::replications_csv(study.record, only));
        base::write_file(folder / "manifest.json", reports::manifest_json(study.record, provenance));
        tell_note(fmt::format("wrote result.json, replications.csv and manifest.json to {}", base::printable(*folder_)),
                  talk_);
    }
    write(json_ == "-" ? "" : reports::terminal_report(study, colour_of_stdout()), result);
}

void Output::write(const std::string& report, const std::string& result) const {
    if (json_ && *json_ != "-") {
        base::write_file(*json_, result);
        tell_note(fmt::format("wrote {}", base::printable(*json_)), talk_);
    }
    put(json_ == "-" ? result : report);
}

void give(std::string_view text, std::string_view json, const Request& request) {
    if (!request.json) {
        put(text);
    } else if (*request.json == "-") {
        put(json);
    } else {
        expect_writable_file("--json", *request.json);
        base::write_file(*request.json, json);
        tell_note(fmt::format("wrote {}", base::printable(*request.json)), request.talk);
    }
}

}  // namespace clientele::tools
