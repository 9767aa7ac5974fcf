#pragma once

#include <string>
#include <vector>

#include "engine/ledger/calibration.hpp"
#include "reports/calibration_json.hpp"
#include "tools/clientele/request.hpp"

namespace clientele::tools {

/// Whether a calibrated scenario has earned trust, and why or why not.
struct Stamp {
    std::string text;
    std::vector<reports::StampBand> bands;
};

/// Simulates the structure of today of `--today SCENARIO` over the months behind the part that was fitted and compares
/// revenue, gross margin, wins and losses with what the ledger says. "calibrated" only where the 80 % bands of a year
/// cover all four.
/// \param portfolio file laid over the scenario: its clients as they were when the year began; empty: as they stand
/// \throws base::InvalidInput where the scenario is at fault
Stamp stamp_of(const Request& request, const ledger::Book& book, const ledger::Calibration& calibration,
               const std::string& portfolio);

}  // namespace clientele::tools
