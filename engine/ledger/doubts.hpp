#pragma once

#include <string>
#include <vector>

#include "engine/ledger/book.hpp"

namespace clientele::ledger {

/// What a reader of the ledger's figures should doubt about its rows: dates after a long time without any, clients
/// called NULL or "-", amounts counted though their status says draft or refunded.
std::vector<std::string> doubts_about(const Book& book);

}  // namespace clientele::ledger
