#pragma once

#include <string>
#include <vector>

#include "engine/ledger/calibration.hpp"
#include "reports/ledger_source.hpp"

namespace clientele::reports {

/// A calibration of all clients, and of each segment where that was asked for.
struct CalibrationStory {
    const ledger::Calibration& whole;
    std::vector<std::pair<std::string, ledger::Calibration>> segments;
    std::string stamp;  ///< "uncalibrated: not yet compared with a simulated year"
};

/// The calibration, `clientele.calibration/1`: sorted keys, null for what is unknown with its reason.
std::string calibration_json(const CalibrationStory& story, const LedgerSource& source);

/// The calibration for a terminal, 80 columns wide.
std::string calibration_terminal(const CalibrationStory& story, const LedgerSource& source);

}  // namespace clientele::reports
