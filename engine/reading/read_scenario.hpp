#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/reading/layers.hpp"
#include "engine/reading/sources.hpp"
#include "engine/reading/tree.hpp"
#include "engine/scenario/scenario.hpp"

namespace clientele::reading {

/// A scenario that was read: every word is known and every number has its unit; whether it can be is for
/// scenario::validate.
struct Draft {
    scenario::Scenario scenario;
    Tree effective;                  ///< what holds, with the place where each value is written
    std::vector<std::string> notes;  ///< what the reader did that people should know, e.g. folded duplicate rows
    std::vector<std::string> files;  ///< paths of all files that were read, sorted; from the current folder on
    Sources sources;                 ///< puts excerpts under the faults that `validate` finds: Sources::illustrated
};

/// \param path YAML file; CSV files it names are read too
/// \throws base::InvalidInput with all faults of all files
Draft read_scenario(const std::filesystem::path& path, const Overrides& overrides = {});

}  // namespace clientele::reading
