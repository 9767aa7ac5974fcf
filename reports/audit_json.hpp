#pragma once

#include <string>

#include "engine/ledger/audit.hpp"
#include "reports/ledger_source.hpp"

namespace clientele::reports {

/// The audit, `clientele.audit/1`: sorted keys, null for what is unknown with its reason under `reasons`.
std::string audit_json(const ledger::Audit& audit, const ledger::AuditOptions& options, const LedgerSource& source);

/// One row a client, by descending revenue. What is unknown is an empty cell.
std::string audit_csv(const ledger::Audit& audit, const LedgerSource& source);

}  // namespace clientele::reports
