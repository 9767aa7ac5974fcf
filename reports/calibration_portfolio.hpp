#pragma once

#include <optional>
#include <span>
#include <string>

#include "engine/ledger/calibration.hpp"
#include "reports/ledger_source.hpp"

namespace clientele::reports {

/// What a portfolio needs beyond the ledger. Shares in [0, 1].
struct PortfolioAssumptions {
    double share_of_wallet = 0.5;
    bool share_of_wallet_given = false;  ///< else an assumption of this project
    std::string stamp;
    bool owners = true;  ///< clients keep who owns them; else whoever has fewest
};

/// Clients that become one segment of a scenario.
struct PortfolioPart {
    std::string name;                                  ///< of the segment in the scenario
    const ledger::Calibration* calibration = nullptr;  ///< what their figures are taken from
    std::optional<std::string> segment;                ///< only those of this segment of the ledger
    double gross_margin = 0.3;                         // in [-1, 1]
    std::string gross_margin_source = "assumption: the ledger does not tell";
    bool holds(const ledger::Account& account) const { return !segment || account.segment == *segment; }
};

/// portfolio.csv: today's clients, one row each, ready for `portfolio.named`.
std::string portfolio_csv(std::span<const PortfolioPart> parts, const PortfolioAssumptions& assumptions,
                          const ledger::Book& book, const LedgerSource& source);

/// portfolio.yaml: segments with uncertain, sourced values, and the named clients; a scenario extends it.
/// \pre !parts.empty()
std::string portfolio_yaml(std::span<const PortfolioPart> parts, const PortfolioAssumptions& assumptions,
                           const LedgerSource& source);

}  // namespace clientele::reports
