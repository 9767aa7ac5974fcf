#include "tools/clientele/result_files.hpp"

#include <cstdlib>
#include <exception>
#include <filesystem>
#include <system_error>

#include <fmt/core.h>
#include <unistd.h>

#include "engine/base/fault.hpp"
#include "engine/base/file.hpp"
#include "engine/base/file_identity.hpp"
#include "engine/base/text.hpp"
#include "tools/clientele/messages.hpp"

namespace clientele::tools {
namespace {

namespace fs = std::filesystem;

/// A file that will be written.
struct Target {
    std::string option;
    std::string given;  ///< to the option
    fs::path path;
    base::FileIdentity identity;
};

/// What a command puts into the folder of --out.
std::vector<std::string> names_in_folder(Command command) {
    if (command == Command::audit) return {"audit.json", "clients.csv"};
    if (command == Command::calibrate) return {"calibration.json", "portfolio.csv", "portfolio.yaml"};
    return {"result.json", "replications.csv", "manifest.json"};
}

std::vector<Target> targets_of(const Request& request) {
    std::vector<Target> targets;
    const auto add = [&](const char* option, const std::string& given, const fs::path& path) {
        targets.push_back({option, given, path, base::identity_of(path)});
    };
    for (const std::string& name : request.out ? names_in_folder(request.command) : std::vector<std::string>()) {
        add("--out", *request.out, fs::path(*request.out) / name);
    }
    if (request.json && *request.json != "-") add("--json", *request.json, *request.json);
    if (request.sales && *request.sales != "-") add("--ledger", *request.sales, *request.sales);
    return targets;
}

[[noreturn]] void refuse_target(const Target& target, const std::string& why) {
    const std::string file = target.option == "--out" ? "its " + target.path.filename().string() : "it";
    refuse_output(target.option, target.given, file + " " + why);
}

/// Neither a file that is read, nor one that standard output was sent to, nor another result.
void expect_apart(const std::vector<Target>& targets, const std::set<std::string>& read) {
    const base::FileIdentity printed = base::identity_of(STDOUT_FILENO);
    for (const std::string& name : read) {
        const base::FileIdentity source = base::identity_of(fs::path(name == "-" ? "/dev/stdin" : name));
        if (!source.is_replaceable) continue;
        const std::string shown = base::printable(name == "-" ? "standard input" : name);
        for (const Target& target : targets) {
            if (target.identity == source) refuse_target(target, fmt::format("would replace {}, which is read", shown));
        }
        if (printed == source) refuse_output("standard output", shown, "it is read");
    }
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const Target& target = targets[i];
        if (!target.identity.is_replaceable) continue;
        if (target.identity == printed) refuse_target(target, "would replace what standard output is sent to");
        for (std::size_t k = 0; k < i; ++k) {
            if (target.identity != targets[k].identity) continue;
            refuse_target(target, fmt::format("would replace {} of {} '{}'", targets[k].path.filename().string(),
                                              targets[k].option, base::printable(targets[k].given)));
        }
    }
}

/// Makes a file of such a name and takes it away again.
void expect_writable(std::string_view option, const std::string& path, const fs::path& file) {
    std::string probe = file.string() + ".XXXXXX";
    const int descriptor = mkstemp(probe.data());
    if (descriptor < 0) refuse_output(option, path, std::generic_category().message(errno));
    close(descriptor);
    unlink(probe.c_str());
}

/// The folder, or the nearest above it that is there, must take files.
void expect_folder(const std::string& folder, Command command) {
    if (folder.empty()) refuse_output("--out", folder, "a folder has a name");
    if (folder == "-") refuse_output("--out", folder, "it takes a folder; for standard output there is --json -");
    std::error_code ignored;
    fs::path there = fs::absolute(folder, ignored);
    fs::path made = there / ".clientele";
    while (!fs::exists(there, ignored) && there.has_relative_path()) {
        made = there;
        there = there.parent_path();
    }
    if (!fs::is_directory(there, ignored)) refuse_output("--out", folder, "a part of it is a file");
    expect_writable("--out", folder, made);
    for (const std::string& name : names_in_folder(command)) {
        if (fs::is_directory(fs::path(folder) / name, ignored)) {
            refuse_output("--out", folder, name + " is a folder there");
        }
    }
}

/// "a, b and c"
std::string list_of(const std::vector<ResultFile>& files) {
    std::string list;
    for (std::size_t i = 0; i < files.size(); ++i) {
        list += (i == 0 ? "" : i + 1 == files.size() ? " and " : ", ") + files[i].name;
    }
    return list;
}

void write_all_files(const Request& request, const std::vector<ResultFile>& files, std::string_view json) {
    std::vector<base::NewFile> all;
    for (const ResultFile& file : files) all.push_back({fs::path(*request.out) / file.name, file.content});
    const bool json_apart = request.json && *request.json != "-";
    if (json_apart) all.push_back({*request.json, std::string(json)});
    base::write_files(all);
    if (!files.empty()) {
        tell_note(fmt::format("wrote {} to {}", list_of(files), base::printable(*request.out)), request.talk);
    }
    if (json_apart) tell_note(fmt::format("wrote {}", base::printable(*request.json)), request.talk);
}

}  // namespace

void refuse_output(std::string_view option, const std::string& path, const std::string& reason) {
    throw base::InvalidInput(fault_of(
        "unwritable-output", fmt::format("{} '{}' cannot be written: {}", option, base::printable(path), reason),
        "nothing was written; name a place where files can be made"));
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
    expect_writable(option, path, path);
}

void expect_results(const Request& request, const std::set<std::string>& read) {
    expect_apart(targets_of(request), read);
    if (request.out) expect_folder(*request.out, request.command);
    if (request.json && *request.json != "-") expect_writable_file("--json", *request.json);
    if (request.sales && *request.sales != "-") expect_writable_file("--ledger", *request.sales);
}

void deliver(const Request& request, const std::vector<ResultFile>& files, std::string_view report,
             std::string_view json) {
    std::exception_ptr problem;
    try {
        write_all_files(request, files, json);
    } catch (const std::exception&) {
        problem = std::current_exception();
    }
    try {
        put(request.json == "-" ? json : report);
    } catch (const std::exception&) {
        if (!problem) throw;
    }
    if (problem) std::rethrow_exception(problem);
}

void give(std::string_view text, std::string_view json, const Request& request, const std::set<std::string>& read) {
    expect_results(request, read);
    deliver(request, {}, request.json ? "" : text, json);
}

}  // namespace clientele::tools
