#include "engine/comparison/contrast.hpp"

#include <algorithm>

#include "engine/comparison/undefined.hpp"
#include "engine/statistics/paired.hpp"
#include "engine/statistics/ranking.hpp"

namespace clientele::comparison {
namespace {

using experiment::Record;
using statistics::Figure;
using statistics::Interval;
using statistics::Study;

constexpr double error_allowed = 0.05;

Study study_of(const Record& record, std::size_t structure, std::size_t kpi) {
    return {record.structures[structure].kpi(kpi, record.plan.replications()), record.plan.lives, record.worlds_differ};
}

void add_reason(std::string& reasons, const std::string& reason) {
    if (reason.empty() || reasons.find(reason) != std::string::npos) return;
    reasons += (reasons.empty() ? "" : "; ") + reason;
}

/// The value of a figure, or NaN and its reason among the contrast's.
double value_of(const Figure& figure, std::string& reasons) {
    if (figure.value) return *figure.value;
    add_reason(reasons, figure.reason);
    return undefined;
}

/// A share counted as if more were better, turned to the KPI's better direction. Ties stay in the middle.
double oriented(double share, model::Better better) { return better == model::Better::lower ? 1 - share : share; }

void add_shares(Contrast& contrast, const statistics::Paired& paired, const Interval& interval) {
    if (contrast.kpi.better == model::Better::neither) {
        contrast.share_of_worlds_better = contrast.share_of_futures_better = undefined;
        add_reason(contrast.reason, "neither more nor less of it is better");
        return;
    }
    const Figure worlds = statistics::share_of_worlds_better(paired.difference, interval);
    const Figure futures = statistics::share_of_futures_better(paired.study());
    contrast.share_of_worlds_better = oriented(value_of(worlds, contrast.reason), contrast.kpi.better);
    contrast.share_of_futures_better = oriented(value_of(futures, contrast.reason), contrast.kpi.better);
}

Contrast contrast_kpi(const model::Kpi& kpi, const Study& reference, const Study& alternative,
                      std::size_t alternatives) {
    const statistics::Paired paired = statistics::compare_pairs(reference, alternative);
    const Interval interval = statistics::interval_of(paired.difference, error_allowed, alternatives);
    Contrast contrast;
    contrast.kpi = kpi;
    contrast.difference = paired.difference.mean;
    contrast.standard_error = paired.difference.standard_error;
    contrast.low = interval.low;
    contrast.high = interval.high;
    contrast.assumption_sd = paired.difference.assumption_sd();
    contrast.luck_sd = paired.difference.luck_sd();
    contrast.undefined_share = share_undefined(paired.differences);
    if (!paired.difference.defined()) {
        add_reason(contrast.reason, paired.difference.reason);
        add_reason(contrast.reason, kpi.undefined_when);
    }
    contrast.correlation = value_of(paired.correlation, contrast.reason);
    contrast.variance_reduction = value_of(paired.variance_reduction, contrast.reason);
    contrast.size = contrast.size_standard_error = contrast.structure = undefined;
    add_shares(contrast, paired, interval);
    return contrast;
}

void add_split(Contrast& contrast, const Study& baseline, const Study& twin) {
    const statistics::TwoLevel size = statistics::compare_pairs(baseline, twin).difference;
    contrast.size = size.mean;
    contrast.size_standard_error = size.standard_error;
    contrast.structure = contrast.difference;
}

/// Differences of one structure to the baseline, turned so that more is better; zeros for the baseline itself.
struct Column {
    std::string id;
    statistics::TwoLevel difference;
    Interval interval{0, 0};
    std::vector<double> worlds;

    /// No world stands out from luck, so all sit at the mean, which is itself uncertain.
    bool flat() const {
        return difference.worlds > 0 && interval.low < interval.high &&
               !statistics::worlds_stand_out(difference, interval);
    }
};

std::vector<Column> columns_of(const Record& record, std::string_view kpi) {
    std::size_t alternatives = 0;
    std::vector<Column> columns;
    for (std::size_t s = 0; s < record.structures.size(); ++s) {
        const experiment::Subject& subject = record.structures[s].subject;
        const auto index = subject.find_kpi(kpi);
        if (subject.purpose != model::Purpose::declared || !index) continue;
        Column& column = columns.emplace_back();
        column.id = subject.id;
        column.worlds.assign(record.plan.covered_worlds(), 0.0);
        if (s == record.baseline) continue;
        ++alternatives;
        const Study here = study_of(record, s, *index);
        const Study today =
            study_of(record, record.baseline, *record.structures[record.baseline].subject.find_kpi(kpi));
        const bool less = subject.kpis[*index].better == model::Better::lower;
        column.difference = statistics::compare_pairs(less ? here : today, less ? today : here).difference;
        column.worlds = statistics::shrunken_world_means(column.difference);
    }
    for (Column& column : columns) {
        if (column.difference.worlds == 0) continue;
        column.interval =
            statistics::interval_of(column.difference, error_allowed, std::max<std::size_t>(1, alternatives));
    }
    return columns;
}

std::vector<double> shares_of(const std::vector<Column>& columns) {
    std::vector<std::span<const double>> spans;
    for (const Column& column : columns) spans.emplace_back(column.worlds);
    return statistics::shares_best(spans);
}

/// Do ranks stay as they are wherever the mean of each flat column lies in its interval?
bool ranks_hold(std::vector<Column> columns, const std::vector<double>& shares) {
    for (Column& column : columns) {
        if (!column.flat()) continue;
        const std::vector<double> kept = column.worlds;
        for (const double end : {column.interval.low, column.interval.high}) {
            column.worlds.assign(kept.size(), end);
            if (shares_of(columns) != shares) return false;
        }
        column.worlds = kept;
    }
    return true;
}

}  // namespace

std::vector<Contrast> contrast(const Record& record, const Pair& pair, std::size_t alternatives) {
    const experiment::Subject& subject = record.structures[pair.alternative].subject;
    const experiment::Subject& reference = record.structures[pair.reference].subject;
    const experiment::Subject& baseline = record.structures[pair.baseline].subject;
    std::vector<Contrast> contrasts;
    for (std::size_t k = 0; k < subject.kpis.size(); ++k) {
        const model::Kpi& kpi = subject.kpis[k];
        const auto there = reference.find_kpi(kpi.name);
        if (!there) continue;
        const Study against = study_of(record, pair.reference, *there);
        Contrast& made =
            contrasts.emplace_back(contrast_kpi(kpi, against, study_of(record, pair.alternative, k), alternatives));
        const auto today = baseline.find_kpi(kpi.name);
        if (pair.baseline != pair.reference && today) add_split(made, study_of(record, pair.baseline, *today), against);
    }
    return contrasts;
}

BestShares share_of_worlds_best(const Record& record, std::string_view kpi) {
    const std::vector<Column> columns = columns_of(record, kpi);
    const std::vector<double> shares = shares_of(columns);
    const bool known = ranks_hold(columns, shares);
    BestShares best;
    if (!known)
        best.reason = "worlds differ by hardly more than luck, and the intervals leave open which structure is best";
    for (std::size_t i = 0; i < columns.size(); ++i) best.by_structure[columns[i].id] = known ? shares[i] : undefined;
    return best;
}

}  // namespace clientele::comparison
