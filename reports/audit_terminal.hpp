#pragma once

#include <string>

#include "engine/ledger/audit.hpp"
#include "reports/ledger_source.hpp"

namespace clientele::reports {

/// The audit for a terminal, 80 columns wide.
std::string audit_terminal(const ledger::Audit& audit, const ledger::AuditOptions& options, const LedgerSource& source);

}  // namespace clientele::reports
