#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/reading/ledger.hpp"

namespace clientele::tools {

/// What was found out about how a ledger is written: its encoding, delimiter, decimal mark, dates, and the column of
/// each role, in words.
std::vector<std::pair<std::string, std::string>> told_conventions(const reading::LedgerConventions& found);

}  // namespace clientele::tools
