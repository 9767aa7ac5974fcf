#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "reports/manifest.hpp"
#include "reports/study.hpp"
#include "tools/clientele/request.hpp"

namespace clientele::tools {

/// Where results go.
class Output {
public:
    /// Makes the folder and tries whether files can be written, so that a long run does not end in vain.
    /// \throws base::InvalidInput where they cannot
    explicit Output(const Request& request);

    /// Report to stdout, or the result where it was asked for there; result files where they were asked for.
    /// \param only id of the one structure told about; empty: all
    /// \throws std::exception where something cannot be written
    void write(const reports::Study& study, const reports::Provenance& provenance, std::string_view only = {}) const;

    /// A report, or its result as JSON, of a command without result files.
    void write(const std::string& report, const std::string& result) const;

private:
    std::optional<std::string> folder_;
    std::optional<std::string> json_;
    Talk talk_;
};

/// Says that results cannot be written there. \throws base::InvalidInput (unwritable-output), always
[[noreturn]] void refuse_output(std::string_view option, const std::string& path, const std::string& reason);

/// \throws base::InvalidInput where `--out` names no folder at all
void expect_folder_name(const std::string& path);

/// Tries whether a file can be written. \throws base::InvalidInput, naming the option, where it cannot
void expect_writable_file(std::string_view option, const std::string& path);

/// The answer of a command that makes no study: the text to stdout, or the JSON to the place it was asked for.
/// \throws std::exception where something cannot be written
void give(std::string_view text, std::string_view json, const Request& request);

}  // namespace clientele::tools
