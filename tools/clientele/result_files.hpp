#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tools/clientele/request.hpp"

/// Where results go: files of --out, --json and --ledger, and standard output.
namespace clientele::tools {

struct ResultFile {
    std::string name;
    std::string content;
};

/// Says that results cannot be written there. \throws base::InvalidInput (unwritable-output), always
[[noreturn]] void refuse_output(std::string_view option, const std::string& path, const std::string& reason);

/// Tries whether a file can be written. \throws base::InvalidInput, naming the option, where it cannot
void expect_writable_file(std::string_view option, const std::string& path);

/// Before anything is computed, and without leaving anything: results replace neither what is read nor each other, and
/// can be written.
/// \param read files that are read; "-" for standard input
/// \throws base::InvalidInput (unwritable-output), naming the option, where they cannot
void expect_results(const Request& request, const std::set<std::string>& read);

/// What a command leaves: `files` in the folder of --out and `json` in the file of --json, all of them or, where one
/// cannot be written, none; then on standard output the report, or `json` where it was asked for there. The report is
/// printed even where files could not be written.
/// \throws std::exception where something could not be written
void deliver(const Request& request, const std::vector<ResultFile>& files, std::string_view report,
             std::string_view json);

/// The answer of a command that makes no study: the text to stdout, or the JSON to the place it was asked for.
/// \param read as above
/// \throws std::exception where something cannot be written
void give(std::string_view text, std::string_view json, const Request& request, const std::set<std::string>& read);

}  // namespace clientele::tools
