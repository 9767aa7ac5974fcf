#pragma once

#include "engine/ledger/audit.hpp"

/// The parts of an audit; each fills its own fields.
namespace clientele::ledger {

/// ABC, XYZ, concentration, repeat rate and what is worth a warning about them.
void classify(Audit& audit, const AuditOptions& options);

/// Regularity, growth and value of each client.
void appraise(Audit& audit, const AuditOptions& options);

/// Cohorts, and new and permanent clients apart.
void follow(Audit& audit);

/// Margin, cost to serve and profit of each client, and the whale curve.
void count_profit(Audit& audit, const AuditOptions& options);

/// Who owns whom, how many serve one account, and whom we know there.
void look_at_owners(Audit& audit, const Book& book);

/// Key account candidates by revenue, profit and strategic score.
void nominate(Audit& audit, const AuditOptions& options);

}  // namespace clientele::ledger
