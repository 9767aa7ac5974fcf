#pragma once

#include <string>

#include "engine/ledger/calibration.hpp"
#include "reports/ledger_source.hpp"

namespace clientele::reports {

/// What a portfolio needs beyond the ledger. Shares in [0, 1].
struct PortfolioAssumptions {
    double share_of_wallet = 0.5;
    bool share_of_wallet_given = false;  ///< else an assumption of this project
    double gross_margin = 0.3;
    bool gross_margin_given = false;
    double external_loss_share = 0;  ///< part of the loss nobody can change
    std::string stamp;
};

/// portfolio.csv: today's clients, one row each, ready for `portfolio.named`.
std::string portfolio_csv(const ledger::Calibration& calibration, const PortfolioAssumptions& assumptions,
                          const ledger::Book& book);

/// portfolio.yaml: segments with uncertain, sourced values, and the named clients; a scenario extends it.
std::string portfolio_yaml(const ledger::Calibration& calibration, const PortfolioAssumptions& assumptions,
                           const LedgerSource& source);

}  // namespace clientele::reports
