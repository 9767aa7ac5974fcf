#pragma once

#include "engine/ledger/calibration.hpp"

namespace clientele::ledger {

/// What the ledger says about the time behind the fitted part, in the words of the simulation.
struct WhatHappened {
    double months = 0;
    Figure revenue, gross_margin;  // net of returns [currency unit]
    Figure wins;                   ///< clients whose first order falls into it
    /// Clients of `calibration` that were kept and that, by Pareto/NBD (or its limit) fitted to the whole ledger, have
    /// stopped by its end (chance of not having stopped below 50 %); none where that model does not identify dropout.
    Figure losses;
};

/// \param margin_rate gross margin where the ledger does not tell the cost of every line
WhatHappened what_happened(const Book& book, const Calibration& calibration, const Figure& margin_rate);

}  // namespace clientele::ledger
