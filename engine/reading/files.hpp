#pragma once

#include "engine/reading/context.hpp"
#include "engine/scenario/quantity.hpp"

namespace clientele::reading {

/// Where names start that a file holds: its folder; of a pipe (/dev/stdin, or <(...) in a shell), the current one.
std::filesystem::path folder_of(const std::filesystem::path& file);

/// The text of a CSV file that a scenario names; relative names start from the folder of the YAML file that holds them,
/// or from that of the scenario for settings and defaults. Kept in the report's sources, so a file named twice is read
/// once.
///
/// \returns nullptr after a fault
const Source* open_csv(const scenario::Name& file, const Place& place, Context& context);

/// Rewrites the names of CSV files in a scenario's tree so that they start from the current folder, wherever they were
/// written. \param folder of the scenario
void name_files_from_here(Tree& effective, const std::filesystem::path& folder);

/// A table with a header alone says nothing, and is hardly meant.
void report_no_rows(const scenario::Name& file, Report& report);

}  // namespace clientele::reading
