#pragma once

#include <optional>
#include <string>

namespace clientele::tools {

/// What the command line asks of a ledger; texts as they were typed, read by the command.
struct LedgerRequest {
    std::string map;
    std::optional<std::string> encoding, delimiter, decimal, dates, bad_rows, duplicates;
    std::optional<std::string> groups;  ///< CSV: legal entity, client
    std::optional<std::string> costs;   ///< YAML of rates
    std::optional<std::string> vat;     ///< "with" or "without"
    std::optional<std::string> currency;
    std::optional<std::string> abc, xyz;  ///< "80,95"
    std::optional<std::string> xyz_interval;
    std::optional<std::string> until;                          ///< a date: the last day that models are fitted to
    std::optional<std::string> unit;                           ///< "day", "week", "month"
    std::optional<std::string> by;                             ///< "segment"
    std::optional<std::string> share_of_wallet, gross_margin;  ///< "35 %"
    std::optional<std::string> draws;
    std::optional<std::string> today;      ///< scenario whose structure of today is simulated after `until`
    std::optional<std::string> from;       ///< audit.json, for init
    std::optional<std::string> portfolio;  ///< portfolio.yaml, for init
};

}  // namespace clientele::tools
