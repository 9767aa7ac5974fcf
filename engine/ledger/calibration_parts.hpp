#pragma once

#include "engine/ledger/calibration.hpp"

namespace clientele::ledger {

/// What the parts of a calibration share.
struct Sample {
    const Book* book = nullptr;
    const CalibrationOptions* options = nullptr;
    std::vector<std::size_t> accounts;
    std::vector<Purchases> clients;
    std::vector<Spending> spending;
};

Sample sample_of(const Book& book, const CalibrationOptions& options);

/// Predictions for what lies behind `until`, where something does.
void back_test(Calibration& calibration, const Sample& sample);

/// Does a model tell that clients stop? A fit at the limit of its search gives no rate that could be believed.
inline bool tells_dropout(const FittedModel& fitted, const DropoutTest& test) {
    return test.identified && !fitted.fit.maximum.at_limit;
}

/// Reads the yearly loss off the chosen model; none where dropout is not identified.
void read_off_loss(Calibration& calibration, const Sample& sample);

/// How the order values of one client spread.
void read_off_value_spread(Calibration& calibration, const Sample& sample);

/// The clients one by one.
void estimate_clients(Calibration& calibration, const Sample& sample);

}  // namespace clientele::ledger
