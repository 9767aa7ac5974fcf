#pragma once

#include <string>
#include <vector>

#include "engine/ledger/calibration.hpp"
#include "reports/ledger_source.hpp"

namespace clientele::reports {

/// One figure of the year after the fitted part, beside today's structure simulated over it.
struct StampBand {
    std::string figure;
    ledger::Figure actual;
    double low = 0, high = 0;  ///< 80 % of the simulated years
    bool covers() const { return actual.known() && actual.value >= low && actual.value <= high; }
};

/// A calibration of all clients, and of each segment where that was asked for.
struct CalibrationStory {
    const ledger::Calibration& whole;
    std::vector<std::pair<std::string, ledger::Calibration>> segments;
    std::string stamp;  ///< "calibrated: …" or "uncalibrated: …", and why
    std::vector<StampBand> bands;
};

/// The calibration, `clientele.calibration/1`: sorted keys, null for what is unknown with its reason.
std::string calibration_json(const CalibrationStory& story, const LedgerSource& source);

/// The calibration for a terminal, 80 columns wide.
std::string calibration_terminal(const CalibrationStory& story, const LedgerSource& source);

}  // namespace clientele::reports
