#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "engine/base/fault.hpp"

namespace clientele::reading {

/// A rate of cost, and where it comes from.
struct LedgerRate {
    double value = 0;
    std::string source;  ///< empty: nobody said, so it is an assumption
};

/// A small YAML file of rates by driver: `order`, `line`, `return` [currency unit each], `credit_day` [share of revenue
/// a day of credit], `gross_margin` [share of revenue]. Shares are written in per cent.
///
///     order: 25
///     line: {value: 1.5, source: "warehouse study 2024"}
///     credit_day: 0.03 %
///     gross_margin: 31 %
///
/// \throws base::InvalidInput with all faults: unknown keys, values that are no numbers, shares without %
std::map<std::string, LedgerRate> read_rates(const std::filesystem::path& path, const std::string& name);

}  // namespace clientele::reading
