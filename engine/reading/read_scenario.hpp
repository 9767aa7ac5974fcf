#pragma once

#include <filesystem>
#include <set>
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
    Sources sources;                 ///< the files that were read, and the excerpts under faults that `validate` finds
};

/// \param path YAML file; CSV files it names are read too
/// \param opened gets the paths of all files that were opened, even where they are at fault
/// \throws base::InvalidInput with all faults of all files
Draft read_scenario(const std::filesystem::path& path, const Overrides& overrides = {},
                    std::set<std::string>* opened = nullptr);

}  // namespace clientele::reading
