#pragma once

#include <string>
#include <string_view>

#include "engine/ledger/line.hpp"

namespace clientele::reports {

/// Header of a ledger that `clientele audit` reads without being told which column holds what.
inline constexpr std::string_view ledger_header = "order,client,segment,date,amount,salesperson\n";

/// One order as a row of it.
void append_ledger_row(std::string& text, const ledger::Line& line);

}  // namespace clientele::reports
