#pragma once

// Included by command_line.cpp only, which is the one translation unit of CLI11.

#include <CLI/CLI.hpp>

#include "tools/clientele/ledger_request.hpp"

namespace clientele::tools {

inline constexpr const char* audit_examples = R"(Examples:
  clientele audit ledger.csv                 the client portfolio as it is
  clientele audit ledger.csv --map client=Customer,date=Day,amount=Amount
  clientele audit ledger.csv --rates rates.yaml --vat without --out results
  clientele audit ledger.csv --json - | jq .abc
)";

inline constexpr const char* calibrate_examples = R"(Examples:
  clientele calibrate ledger.csv             purchase and loss parameters
  clientele calibrate ledger.csv --out DIR   the same, with portfolio.yaml
  clientele calibrate ledger.csv --until 2023-12-31   fit until then, test after
  clientele calibrate ledger.csv --today firm.yaml   the last year, simulated
  clientele calibrate ledger.csv --unit week --json - | jq .models
)";

/// Options of every command that reads a ledger.
inline void add_ledger(CLI::App& sub, LedgerRequest& ledger) {
    const auto word = [&](const char* name, std::optional<std::string>& place, const char* meaning, const char* type) {
        sub.add_option(name, place, meaning)->type_name(type);
    };
    sub.add_option("--map", ledger.map,
                   "which column holds what: client=COLUMN,date=COLUMN,amount=COLUMN and, if there, "
                   "name, group, segment, rep, contact, order, product, cost, discount, paid, status, currency; #3 is "
                   "the third column")
        ->type_name("ROLE=COLUMN,...");
    word("--dates", ledger.dates, "dmy or mdy, where 03/04/2024 could be either", "ORDER");
    word("--decimal", ledger.decimal, "point or comma, where 1,234 could be either", "MARK");
    word("--encoding", ledger.encoding, "utf-8, utf-16, cp1251 or cp1252 (default: found out)", "NAME");
    word("--delimiter", ledger.delimiter, "comma, semicolon, tab or bar (default: found out)", "NAME");
    word("--bad-rows", ledger.bad_rows, "refuse (default) or skip rows whose date or amount cannot be read", "RULE");
    word("--duplicates", ledger.duplicates,
         "leave-out or keep equal rows (default: leave out where orders are numbered)", "RULE");
    word("--groups", ledger.groups, "CSV of two columns with a header: legal entity, client it belongs to", "FILE");
    word("--vat", ledger.vat, "with or without: what the amounts are; stated in every output", "WHICH");
    word("--currency", ledger.currency, "currency of the amounts: its three letters or sign", "CODE");
}

inline void add_audit(CLI::App& sub, LedgerRequest& ledger) {
    sub.add_option("--rates,--costs", ledger.costs,
                   "YAML of rates (order, line, return, credit_day, gross_margin), of the tables of the value "
                   "coefficient (payment_discipline, order_regularity) and of strategic_score; see clientele explain "
                   "rates")
        ->type_name("FILE");
    sub.add_option("--abc", ledger.abc, "thresholds of ABC in per cent of revenue (default: 80,95)")->type_name("A,B");
    sub.add_option("--xyz", ledger.xyz, "thresholds of XYZ in per cent of variation (default: 10,25)")
        ->type_name("X,Y");
    sub.add_option("--xyz-interval", ledger.xyz_interval, "month (default) or quarter")->type_name("INTERVAL");
}

inline void add_calibration(CLI::App& sub, LedgerRequest& ledger) {
    sub.add_option("--until", ledger.until, "last day that is fitted; what follows is predicted")->type_name("DATE");
    sub.add_option("--unit", ledger.unit, "unit of time: day, week (default) or month")->type_name("UNIT");
    sub.add_option("--by", ledger.by, "segment: each segment is fitted, too")->type_name("WHAT");
    sub.add_option("--draws", ledger.draws,
                   "bootstrap draws, from 200 on (default: 200): a 95 % interval needs five beyond each end")
        ->type_name("N");
    sub.add_option(
           "--today", ledger.today,
           "scenario whose structure of today is simulated over the last twelve months, with the clients as what "
           "lies before tells them, and compared with what happened; with --until: as it stands, over what "
           "follows")
        ->type_name("SCENARIO");
    sub.add_option("--share-of-wallet", ledger.share_of_wallet, "our share of the clients' wallets, for portfolio.csv")
        ->type_name("PERCENT");
    sub.add_option("--gross-margin", ledger.gross_margin, "gross margin, for portfolio.yaml")->type_name("PERCENT");
}

}  // namespace clientele::tools
