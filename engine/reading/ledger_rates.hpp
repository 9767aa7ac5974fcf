#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/fault.hpp"

namespace clientele::reading {

/// A rate of cost, and where it comes from.
struct LedgerRate {
    double value = 0;
    std::string source;  ///< empty: nobody said, so it is an assumption
};

/// From a value on a factor holds; the values ascend.
struct LedgerTable {
    std::vector<std::pair<double, double>> steps;
    std::string source;
};

/// Parts of the strategic score; together 1.
struct LedgerScore {
    double revenue = 0, growth = 0, regularity = 0;
    std::string source;
};

/// What a firm knows, or assumes, beside its ledger.
struct LedgerRates {
    /// By driver: `order`, `line`, `return` [currency unit each], `credit_day` [share of revenue a day of credit],
    /// `gross_margin` [share of revenue].
    std::map<std::string, LedgerRate> costs;
    std::optional<LedgerTable> payment_discipline;  ///< by days to pay
    std::optional<LedgerTable> order_regularity;    ///< by the share of months with an order
    std::optional<LedgerScore> strategic_score;
};

/// A small YAML file. Shares are written in per cent; anything may carry its source and is an assumption without one.
///
///     order: 25
///     line: {value: 1.5, source: "warehouse study 2024"}
///     credit_day: 0.03 %
///     gross_margin: 31 %
///     payment_discipline: {0 days: 1, 31 days: 0.9, 61 days: 0.7}
///     order_regularity: {0 %: 0.3, 40 %: 0.7, 80 %: 0.9, source: "sales handbook"}
///     strategic_score: {revenue: 50 %, growth: 30 %, regularity: 20 %}
///
/// \throws base::InvalidInput with all faults: unknown keys, values that are no numbers, shares without %, tables that
/// do not ascend, weights that do not add up
LedgerRates read_rates(const std::filesystem::path& path, const std::string& name);

}  // namespace clientele::reading
