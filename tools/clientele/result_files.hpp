#pragma once

#include <string>
#include <vector>

#include "tools/clientele/request.hpp"

namespace clientele::tools {

struct ResultFile {
    std::string name;
    std::string content;
};

/// Tries, before anything is computed and without making anything, whether the results that were asked for can be
/// written. \throws base::InvalidInput (unwritable-output), naming the option, where they cannot
void expect_results(const Request& request);

/// All files into the folder, which is made where it is missing; none of them where one cannot be written.
/// \throws std::exception where something cannot be written
void write_results(const std::string& folder, const std::vector<ResultFile>& files);

}  // namespace clientele::tools
