#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/experiment/record.hpp"

namespace clientele::comparison {

/// Percentiles month by month. Empty where no replication was kept.
struct Band {
    std::vector<double> p5, p50, p95;
};

/// Profit and loss of a year: means over all replications. [currency]
struct Year {
    std::uint32_t months = 12;  ///< the last year may be shorter
    double revenue = 0;
    double cost_of_goods = 0;
    double gross_margin = 0;
    std::vector<double> costs;  ///< by kind, in the order of the series
    double cost = 0;            ///< all costs but the cost of goods: their sum
    double profit = 0;
    double cash = 0;                                       ///< other than profit where clients pay later
    double profit_p5 = 0, profit_p50 = 0, profit_p95 = 0;  ///< over the replications kept; NaN where none was
};

/// What becomes of a structure over time.
struct Timeline {
    std::vector<Year> years;
    std::uint32_t kept = 0;               ///< the first replications, which bands rest on
    std::vector<Band> bands;              ///< by series, without the kinds of cost
    std::vector<double> cumulative_cash;  ///< means over all replications, by month [currency]
    Band cumulative_cash_band;
    double trough = 0;               ///< deepest mean cumulative cash, at most 0 [currency]
    std::uint32_t trough_month = 0;  ///< when, from 1; 0: never below 0
};

Timeline timeline_of(const experiment::Record& record, std::size_t structure);

}  // namespace clientele::comparison
