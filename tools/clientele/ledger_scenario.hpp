#pragma once

#include <filesystem>
#include <string>

#include "tools/clientele/ledger_request.hpp"

namespace clientele::tools {

/// A scenario around an audited and calibrated ledger, as `init --from` writes it.
/// \param folder where the scenario will lie; empty: beside its portfolio
/// \throws base::InvalidInput where the audit is none or the portfolio is missing
std::string scenario_around(const LedgerRequest& asked, const std::filesystem::path& folder);

}  // namespace clientele::tools
