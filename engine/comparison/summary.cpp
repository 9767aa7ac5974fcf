#include "engine/comparison/summary.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/base/contract.hpp"
#include "engine/comparison/undefined.hpp"
#include "engine/statistics/cvar.hpp"
#include "engine/statistics/quantile.hpp"
#include "engine/statistics/two_level.hpp"

namespace clientele::comparison {
namespace {

constexpr double tail_level = 0.95;
constexpr std::array<double, 3> percentiles{0.05, 0.5, 0.95};

/// Mean of the worst futures: the lowest where more is better, the highest where less is.
double bad_tail(std::span<const double> values, model::Better better) {
    if (better == model::Better::higher) return statistics::cvar(values, tail_level);
    std::vector<double> negated(values.begin(), values.end());
    for (double& value : negated) value = -value;
    return -statistics::cvar(negated, tail_level);
}

void add_risk(KpiSummary& summary, std::span<const double> values, bool is_money) {
    summary.loss_probability = undefined;
    summary.cvar = undefined;
    if (!is_money || summary.undefined_share > 0 || summary.kpi.better == model::Better::neither) return;
    summary.cvar = bad_tail(values, summary.kpi.better);
    if (summary.kpi.better == model::Better::higher) summary.loss_probability = statistics::probability_of_loss(values);
}

KpiSummary summarise_kpi(const model::Kpi& kpi, const statistics::Study& lived, bool is_money) {
    const std::span<const double> values = lived.values;
    const statistics::TwoLevel study = statistics::summarise(lived);
    KpiSummary summary;
    summary.kpi = kpi;
    summary.mean = study.mean;
    summary.standard_error = study.standard_error;
    summary.sd = study.sd;
    summary.assumption_sd = study.assumption_sd();
    summary.luck_sd = study.luck_sd();
    summary.undefined_share = share_undefined(values);
    summary.p5 = summary.p50 = summary.p95 = undefined;
    if (study.defined()) {
        const std::vector<double> cuts = statistics::quantiles(values, percentiles);
        summary.p5 = cuts[0];
        summary.p50 = cuts[1];
        summary.p95 = cuts[2];
    } else {
        summary.reason = study.reason + (kpi.undefined_when.empty() ? "" : ": " + kpi.undefined_when);
    }
    add_risk(summary, values, is_money);
    return summary;
}

}  // namespace

const KpiSummary* StructureSummary::find(std::string_view kpi) const {
    const auto found = std::find_if(kpis.begin(), kpis.end(), [&](const KpiSummary& s) { return s.kpi.name == kpi; });
    return found == kpis.end() ? nullptr : &*found;
}

std::vector<StructureSummary> summarise(const experiment::Record& record) {
    base::expects(record.plan.covered_worlds() >= 2, "a record of two worlds or more");
    std::vector<StructureSummary> summaries;
    for (std::size_t s = 0; s < record.structures.size(); ++s) {
        const experiment::StructureRecord& structure = record.structures[s];
        StructureSummary& summary = summaries.emplace_back(StructureSummary{s, {}, timeline_of(record, s)});
        for (std::size_t k = 0; k < structure.subject.kpis.size(); ++k) {
            const model::Kpi& kpi = structure.subject.kpis[k];
            const statistics::Study lived{structure.kpi(k, record.plan.replications()), record.plan.lives,
                                          record.worlds_differ};
            summary.kpis.push_back(summarise_kpi(kpi, lived, kpi.unit == record.currency));
        }
    }
    return summaries;
}

Payback summarise_payback(std::span<const double> months) {
    std::vector<double> paid;
    for (const double month : months) {
        if (!std::isnan(month)) paid.push_back(month);
    }
    Payback payback{undefined, undefined, undefined, undefined};
    if (!months.empty()) payback.share = static_cast<double>(paid.size()) / static_cast<double>(months.size());
    if (paid.empty()) return payback;
    const std::vector<double> cuts = statistics::quantiles(paid, percentiles);
    payback.p5 = cuts[0];
    payback.p50 = cuts[1];
    payback.p95 = cuts[2];
    return payback;
}

}  // namespace clientele::comparison
