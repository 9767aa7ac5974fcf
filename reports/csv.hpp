#pragma once

#include <string>
#include <string_view>

#include "engine/experiment/record.hpp"

namespace clientele::reports {

/// One row a replication and structure: replication, world, life, structure, every KPI, payback in months. What is
/// undefined is an empty cell. Numbers are the shortest that read back as the same double. \param only id of the one
/// structure wanted; empty: all, twins included
std::string replications_csv(const experiment::Record& record, std::string_view only = {});

/// A text as a cell: quoted where it must be, and with an apostrophe before = + - @ tab and CR, since spreadsheets
/// would take what follows for a formula; tables that are read lose it again.
std::string csv_cell(std::string_view text);

}  // namespace clientele::reports
