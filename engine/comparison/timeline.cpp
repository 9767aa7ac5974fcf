#include "engine/comparison/timeline.hpp"

#include <algorithm>

#include "engine/comparison/undefined.hpp"
#include "engine/statistics/quantile.hpp"

namespace clientele::comparison {
namespace {

using replication::Series;

/// The kept replications of one series. [replication x month]
class Kept {
public:
    Kept(const experiment::Record& record, std::size_t structure)
        : values_(record.structures[structure].monthly_values), months_(record.months) {}

    std::size_t replications() const {
        return months_ == 0 ? 0 : values_.size() / (months_ * experiment::banded_series);
    }
    double at(std::size_t replication, Series series, std::uint32_t month) const {
        return values_[(replication * experiment::banded_series + static_cast<std::size_t>(series)) * months_ + month];
    }

private:
    const std::vector<double>& values_;
    std::size_t months_;
};

/// Percentiles of what `value` gives for each replication kept and each month.
template <class Value>
Band band_of(std::size_t replications, std::uint32_t months, Value value) {
    Band band;
    std::vector<double> column(replications);
    for (std::uint32_t month = 0; month < months && replications > 0; ++month) {
        for (std::size_t r = 0; r < replications; ++r) column[r] = value(r, month);
        std::sort(column.begin(), column.end());
        band.p5.push_back(statistics::quantile_sorted(column, 0.05));
        band.p50.push_back(statistics::quantile_sorted(column, 0.5));
        band.p95.push_back(statistics::quantile_sorted(column, 0.95));
    }
    return band;
}

Year year_of(const experiment::Record& record, std::size_t structure, const Kept& kept, std::uint32_t first) {
    Year year;
    year.months = std::min(12U, record.months - first);
    const auto mean = [&](std::size_t series) {
        double sum = 0;
        for (std::uint32_t month = first; month < first + year.months; ++month) {
            sum += record.monthly_mean(structure, static_cast<Series>(series), month);
        }
        return sum;
    };
    year.revenue = mean(static_cast<std::size_t>(Series::revenue));
    year.gross_margin = mean(static_cast<std::size_t>(Series::gross_margin));
    year.cost = mean(static_cast<std::size_t>(Series::cost));
    year.cash = mean(static_cast<std::size_t>(Series::cash));
    for (std::size_t kind = replication::first_kind_of_cost; kind < replication::series_count; ++kind) {
        year.costs.push_back(mean(kind));
    }
    year.cost_of_goods = year.revenue - year.gross_margin;
    year.profit = year.gross_margin - year.cost;
    const Band profit = band_of(kept.replications(), 1, [&](std::size_t r, std::uint32_t) {
        double sum = 0;
        for (std::uint32_t month = first; month < first + year.months; ++month) {
            sum += kept.at(r, Series::gross_margin, month) - kept.at(r, Series::cost, month);
        }
        return sum;
    });
    const auto one = [](const std::vector<double>& values) { return values.empty() ? undefined : values.front(); };
    year.profit_p5 = one(profit.p5);
    year.profit_p50 = one(profit.p50);
    year.profit_p95 = one(profit.p95);
    return year;
}

void add_cash(const experiment::Record& record, std::size_t structure, const Kept& kept, Timeline& timeline) {
    double cumulative = 0;
    for (std::uint32_t month = 0; month < record.months; ++month) {
        cumulative += record.monthly_mean(structure, Series::cash, month);
        timeline.cumulative_cash.push_back(cumulative);
        if (cumulative < timeline.trough) {
            timeline.trough = cumulative;
            timeline.trough_month = month + 1;
        }
    }
    std::vector<double> so_far(kept.replications(), 0.0);
    timeline.cumulative_cash_band =
        band_of(kept.replications(), record.months,
                [&](std::size_t r, std::uint32_t month) { return so_far[r] += kept.at(r, Series::cash, month); });
}

}  // namespace

Timeline timeline_of(const experiment::Record& record, std::size_t structure) {
    const Kept kept(record, structure);
    Timeline timeline;
    timeline.kept = static_cast<std::uint32_t>(kept.replications());
    for (std::uint32_t first = 0; first < record.months; first += 12) {
        timeline.years.push_back(year_of(record, structure, kept, first));
    }
    for (std::size_t which = 0; which < experiment::banded_series; ++which) {
        timeline.bands.push_back(band_of(kept.replications(), record.months, [&](std::size_t r, std::uint32_t month) {
            return kept.at(r, static_cast<Series>(which), month);
        }));
    }
    add_cash(record, structure, kept, timeline);
    return timeline;
}

}  // namespace clientele::comparison
