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

private:
    std::optional<std::string> folder_;
    std::optional<std::string> json_;
    Talk talk_;
};

}  // namespace clientele::tools
