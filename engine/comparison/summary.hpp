#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/comparison/timeline.hpp"
#include "engine/experiment/record.hpp"

namespace clientele::comparison {

/// One KPI of one structure over all replications. NaN where a figure is undefined.
///
/// One replication in which the KPI is undefined leaves all of it undefined, with its share and the reason: a mean over
/// the others would answer another question.
struct KpiSummary {
    model::Kpi kpi;
    double mean = 0;
    double standard_error = 0;  ///< of the mean, from world means
    double sd = 0;              ///< over replications
    double assumption_sd = 0;   ///< between worlds: what nobody knows
    double luck_sd = 0;         ///< within worlds
    double p5 = 0;
    double p50 = 0;
    double p95 = 0;
    double undefined_share = 0;  ///< share of replications in which the KPI is undefined
    double loss_probability =
        0;               ///< chance that the amount is negative; only for money of which more is better, else NaN
    double cvar = 0;     ///< mean of the worst 5 % of futures; only for money with a better direction, else NaN
    std::string reason;  ///< why figures are undefined; empty where all are
};

struct StructureSummary {
    std::size_t structure = 0;  ///< index into Record::structures
    std::vector<KpiSummary> kpis;
    Timeline timeline;

    const KpiSummary* find(std::string_view kpi) const;
};

/// Percentiles of payback among the replications that pay back, and their share. Months; NaN where none does.
struct Payback {
    double share = 0;
    double p5 = 0;
    double p50 = 0;
    double p95 = 0;
};

/// \pre the record covers at least two worlds
std::vector<StructureSummary> summarise(const experiment::Record& record);

/// \param months one a replication; NaN: never
Payback summarise_payback(std::span<const double> months);

}  // namespace clientele::comparison
