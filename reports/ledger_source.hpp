#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/ledger/book.hpp"
#include "engine/ledger/figure.hpp"

namespace clientele::reports {

/// Where the figures of an audit or a calibration come from, and how the file was understood.
struct LedgerSource {
    std::string file;
    std::string hash;                                             ///< of the file, as hex; empty: not taken
    std::vector<std::pair<std::string, std::string>> understood;  ///< e.g. {"encoding", "UTF-8"}
    std::string currency;                                         ///< empty: not said
    std::string vat;  ///< "amounts with VAT", "amounts without VAT", "amounts as in the file; VAT was not stated …"
    std::string vat_word = "not stated";  ///< "with", "without" or "not stated", as in tables
    ledger::RuleCounts rules{};
    ledger::Statuses statuses;          ///< empty: no column of them
    std::vector<std::string> warnings;  ///< about what stands in the file
};

/// "1997-09-30" of a day counted from 1970-01-01.
std::string date_text(int day);

/// What is doubtful about the file, then what is about its figures.
std::vector<std::string> all_warnings(const LedgerSource& source, const std::vector<std::string>& more);

/// "60.06 %"; the reason in brackets where there is no number.
std::string percent_text(const ledger::Figure& figure, int digits = 2);

/// The number with so many digits behind the point, or the reason in brackets.
std::string figure_text(const ledger::Figure& figure, int digits = 2);

/// An amount with thousands separators and the currency.
std::string amount_text(double amount, const LedgerSource& source);

/// How the file was understood, rules with counts and sums, VAT: the part that every report about a ledger has.
std::string source_section(const LedgerSource& source);

}  // namespace clientele::reports
