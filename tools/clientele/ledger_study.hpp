#pragma once

#include <limits>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "engine/ledger/book.hpp"
#include "reports/ledger_source.hpp"
#include "tools/clientele/request.hpp"

/// What the commands share that read a ledger.
namespace clientele::tools {

/// The files that the request reads: ledger, groups, rates, and the scenario of --today. What that one names is left
/// out: its portfolio is what calibrate renews.
std::set<std::string> ledger_files(const Request& request);

struct LedgerStudy {
    ledger::Book book;
    reports::LedgerSource source;
};

/// Reads the ledger of the request into a book, with progress on stderr.
/// \param until last day that models are fitted to
/// \throws base::InvalidInput where the file or an option is at fault, or no transaction is left
LedgerStudy open_ledger(const Request& request, int until = std::numeric_limits<int>::max());

/// One of the words allowed, as its index. \throws base::InvalidInput (usage), with the nearest word
std::size_t chosen_word(std::string_view option, const std::optional<std::string>& given,
                        std::initializer_list<std::string_view> allowed, std::size_t otherwise);

/// A date as the day counted from 1970-01-01. \throws base::InvalidInput (usage) where it is none that a ledger can
/// have
int day_option(std::string_view option, const std::string& given);

/// "35 %" or "35%" as 0.35. \throws base::InvalidInput (usage) outside 0 % to 100 %, and without the sign
std::optional<double> percent_option(std::string_view option, const std::optional<std::string>& given);

/// "80,95" as shares that ascend. \throws base::InvalidInput (usage)
std::pair<double, double> two_thresholds(std::string_view option, const std::optional<std::string>& given,
                                         std::pair<double, double> otherwise);

}  // namespace clientele::tools
