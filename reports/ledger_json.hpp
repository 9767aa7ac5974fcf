#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "reports/ledger_source.hpp"

namespace clientele::reports {

/// The number under its key, or null and the reason under `reasons`.
void put_figure(nlohmann::json& object, nlohmann::json& reasons, const std::string& key, const ledger::Figure& figure);

/// What every result about a ledger carries: file, how it was read, currency, VAT, `ignored` (rows left out) and
/// `rules` (all rules that had rows).
nlohmann::json source_json(const LedgerSource& source);

}  // namespace clientele::reports
