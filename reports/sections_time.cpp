#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "engine/base/text.hpp"
#include "engine/comparison/words.hpp"
#include "reports/sections.hpp"
#include "reports/table.hpp"

namespace clientele::reports {
namespace {

using comparison::Scale;
using comparison::Timeline;
using comparison::Year;
using replication::Series;

constexpr std::size_t years_shown = 6;

/// All years, or the first ones and the last.
std::vector<std::size_t> shown(std::size_t years) {
    std::vector<std::size_t> list;
    for (std::size_t y = 0; y < years; ++y) {
        if (years <= years_shown || y + 1 < years_shown || y + 1 == years) list.push_back(y);
    }
    return list;
}

std::string label_of(const Year& year, std::size_t index) {
    return year.months == 12 ? fmt::format("year {}", index + 1) : fmt::format("{} months", year.months);
}

/// Pay, charges, hiring and severance.
double people_of(const Year& year) {
    double sum = 0;
    for (const Series kind : {Series::people, Series::hiring, Series::severance}) {
        const std::size_t place = static_cast<std::size_t>(kind) - replication::first_kind_of_cost;
        sum += place < year.costs.size() ? year.costs[place] : 0;
    }
    return sum;
}

template <class Figure>
void add_row(Table& table, const std::string& name, const Timeline& timeline, const Scale& scale, Figure figure) {
    std::vector<std::string> row{"  " + name};
    for (const std::size_t y : shown(timeline.years.size())) row.push_back(scale.write(figure(timeline.years[y])));
    table.add(std::move(row));
}

void add_structure(Table& table, const Study& study, const comparison::StructureSummary& summary, const Scale& scale) {
    const Timeline& timeline = summary.timeline;
    table.add({name_of(study, summary.structure)});
    add_row(table, "revenue", timeline, scale, [](const Year& year) { return year.revenue; });
    add_row(table, "gross margin", timeline, scale, [](const Year& year) { return year.gross_margin; });
    add_row(table, "people", timeline, scale, [](const Year& year) { return people_of(year); });
    add_row(table, "other costs", timeline, scale, [](const Year& year) { return year.cost - people_of(year); });
    add_row(table, "profit", timeline, scale, [](const Year& year) { return year.profit; });
    if (timeline.kept == 0) return;
    add_row(table, "profit, P5", timeline, scale, [](const Year& year) { return year.profit_p5; });
    add_row(table, "profit, P95", timeline, scale, [](const Year& year) { return year.profit_p95; });
}

std::string trough_line(const Study& study, const comparison::StructureSummary& summary) {
    const Timeline& timeline = summary.timeline;
    const model::Kpi money{"", study.record.currency, model::Better::higher, "", ""};
    return fmt::format("  {}: {}\n", name_of(study, summary.structure),
                       timeline.trough_month == 0
                           ? "cash, added up, is never below zero"
                           : fmt::format("cash, added up, is lowest in month {}: {}", timeline.trough_month,
                                         comparison::figure(timeline.trough, money, study.record.currency)));
}

}  // namespace

std::string year_section(const Study& study) {
    double largest = 0;
    const Timeline* any = nullptr;
    for (const auto& summary : study.structures) {
        if (!is_declared(study.record.structures[summary.structure])) continue;
        any = &summary.timeline;
        for (const Year& year : summary.timeline.years) largest = std::max(largest, std::abs(year.revenue));
    }
    if (any == nullptr || any->years.empty()) return "";
    const Scale scale(largest, {"", study.record.currency, model::Better::higher, "", ""}, study.record.currency);
    Table table;
    std::vector<std::string> head{""};
    for (const std::size_t y : shown(any->years.size())) head.push_back(label_of(any->years[y], y));
    table.add(std::move(head));
    std::string troughs;
    for (const auto& summary : study.structures) {
        if (!is_declared(study.record.structures[summary.structure])) continue;
        add_structure(table, study, summary, scale);
        troughs += trough_line(study, summary);
    }
    return fmt::format("Profit and loss by year: means, {}\n", scale.unit()) + table.render() +
           (any->kept == 0 ? "" : fmt::format("  P5, P95: of the first {} replications.\n", any->kept)) + troughs;
}

}  // namespace clientele::reports
