#include <algorithm>
#include <cmath>
#include <functional>

#include <fmt/core.h>

#include "engine/base/text.hpp"
#include "engine/comparison/words.hpp"
#include "reports/sections.hpp"
#include "reports/table.hpp"

namespace clientele::reports {
namespace {

using comparison::Alternative;
using comparison::Contrast;
using comparison::KpiSummary;
using comparison::Scale;

/// One KPI's contrast of an alternative, of one kind.
using Pick = std::function<const Contrast*(const Alternative&)>;

double largest_of(std::initializer_list<double> values) {
    double largest = 0;
    for (const double value : values) {
        if (std::isfinite(value)) largest = std::max(largest, std::abs(value));
    }
    return largest;
}

const std::string& headline(const Study& study) { return study.comparison->judge.kpi; }

/// "net present value, EUR million"
std::string title(const Study& study, const Scale& scale) {
    return fmt::format("{}, {}", comparison::label(headline(study)), scale.unit());
}

std::string months(double value) { return std::isnan(value) ? "-" : fmt::format("{:.0f}", value); }

void add_difference(Table& table, const std::string& name, const Contrast& contrast, const Scale& scale) {
    table.add({name, scale.write(contrast.difference),
               fmt::format("{} to {}", scale.write(contrast.low), scale.write(contrast.high)),
               comparison::per_cent_cell(contrast.share_of_worlds_better),
               comparison::per_cent_cell(contrast.share_of_futures_better)});
}

/// Rows of one kind of contrast under their heading; none where no alternative has it.
void add_differences(Table& table, const Study& study, const std::string& heading, const Pick& pick,
                     const Scale& scale) {
    bool headed = false;
    for (const Alternative& alternative : study.comparison->alternatives) {
        const Contrast* contrast = pick(alternative);
        if (contrast == nullptr) continue;
        if (!headed) table.add({heading});
        headed = true;
        add_difference(table, "  " + name_of(study, alternative.structure), *contrast, scale);
    }
}

/// "12 sales.seller, 2 support.clerk"
std::string seats_text(const experiment::Subject& subject) {
    std::string text;
    for (const auto& [seat, count] : subject.seats) {
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, base::printable(seat));
    }
    return text;
}

std::string gap_text(const Study& study, const Alternative& alternative) {
    constexpr double telling_part = 0.01;  // of the people cost
    const model::Kpi money{"", study.record.currency, model::Better::higher, "", ""};
    const auto than_it = [&](double gap) {
        return fmt::format("{} {} than the alternative",
                           comparison::figure(std::abs(gap), money, study.record.currency),
                           gap > 0 ? "cheaper" : "dearer");
    };
    std::string stated = alternative.gap == 0 ? "no gap" : than_it(alternative.gap);
    const double cost = study.record.structures[alternative.structure].subject.people_cost;
    if (std::abs(alternative.paid_gap - alternative.gap) <= telling_part * cost) return stated;
    return fmt::format("{} as stated, {} as people were paid", stated, than_it(alternative.paid_gap));
}

}  // namespace

std::string name_of(const Study& study, std::size_t structure) {
    const std::string id = base::printable(study.record.structures[structure].subject.id);
    const bool is_baseline = study.comparison != nullptr && structure == study.comparison->baseline;
    return is_baseline ? shortened(id, 20) + " (today)" : shortened(id, 28);
}

std::string headline_section(const Study& study) {
    double largest = 0;
    const KpiSummary* any = nullptr;
    for (const auto& summary : study.structures) {
        const KpiSummary* kpi = summary.find(headline(study));
        if (kpi == nullptr || !is_declared(study.record.structures[summary.structure])) continue;
        any = kpi;
        largest = std::max(largest, largest_of({kpi->p5, kpi->mean, kpi->p95}));
    }
    if (any == nullptr) return "";
    const Scale scale(largest, any->kpi, study.record.currency);
    Table table;
    table.add({"", "mean", "error", "P5", "P50", "P95", "P(<0)", "worst 5 %", "best in"});
    for (const auto& summary : study.structures) {
        const KpiSummary* kpi = summary.find(headline(study));
        if (kpi == nullptr || !is_declared(study.record.structures[summary.structure])) continue;
        const auto best =
            study.comparison->best.by_structure.find(study.record.structures[summary.structure].subject.id);
        const bool known = best != study.comparison->best.by_structure.end() && !std::isnan(best->second);
        table.add({name_of(study, summary.structure), scale.write(kpi->mean), scale.write_error(kpi->standard_error),
                   scale.write(kpi->p5), scale.write(kpi->p50), scale.write(kpi->p95),
                   comparison::per_cent_cell(kpi->loss_probability), scale.write(kpi->cvar),
                   known ? comparison::per_cent_cell(best->second) : "-"});
    }
    return fmt::format("Structures: {}\n", title(study, scale)) + table.render() +
           "  error: of the mean. P5 to P95: single futures. worst 5 %: their mean.\n"
           "  best in: share of worlds in which it is best on average, as stated.\n";
}

std::string difference_section(const Study& study) {
    const Pick same_money = [&](const Alternative& a) { return a.find_same_money(headline(study)); };
    const Pick as_stated = [&](const Alternative& a) { return a.find_as_stated(headline(study)); };
    double largest = 0;
    const Contrast* any = nullptr;
    for (const Alternative& alternative : study.comparison->alternatives) {
        for (const Contrast* contrast : {same_money(alternative), as_stated(alternative)}) {
            if (contrast == nullptr) continue;
            any = contrast;
            largest = std::max(largest, largest_of({contrast->difference, contrast->low, contrast->high}));
        }
    }
    if (any == nullptr) return "";
    const Scale scale(largest, any->kpi, study.record.currency);
    Table table;
    table.add({"", "difference", "95 % interval", "worlds", "futures"});
    add_differences(table, study, "at the same money", same_money, scale);
    add_differences(table, study, "as stated", as_stated, scale);
    return fmt::format("Against today: {}\n", title(study, scale)) + table.render() +
           "  Intervals hold for all alternatives at once. worlds, futures: share in which\n"
           "  the alternative is better, luck averaged out or not.\n";
}

std::string split_section(const Study& study) {
    double largest = 0;
    const Contrast* any = nullptr;
    for (const Alternative& alternative : study.comparison->alternatives) {
        const Contrast* contrast = alternative.find_same_money(headline(study));
        if (contrast == nullptr) continue;
        any = contrast;
        largest =
            std::max(largest, largest_of({contrast->size, contrast->structure, contrast->size + contrast->structure}));
    }
    if (any == nullptr) return "";
    const Scale scale(largest, any->kpi, study.record.currency);
    Table table;
    table.add({"", "as stated", "= size", "+ structure"});
    std::string seats;
    for (const Alternative& alternative : study.comparison->alternatives) {
        const Contrast* contrast = alternative.find_same_money(headline(study));
        if (contrast == nullptr) continue;
        table.add({name_of(study, alternative.structure), scale.write(contrast->size + contrast->structure),
                   scale.write(contrast->size), scale.write(contrast->structure)});
        seats += fmt::format(
            "  today at the money of {}\n",
            wrapped(fmt::format(
                        "{}: {}; {}", base::printable(study.record.structures[alternative.structure].subject.id),
                        seats_text(study.record.structures[alternative.twin].subject), gap_text(study, alternative)),
                    55, 4));
    }
    return fmt::format("Where the difference comes from: {}\n", title(study, scale)) + table.render() + seats;
}

std::string payback_section(const Study& study) {
    Table table;
    table.add({"", "futures", "P5", "P50", "P95 [months]"});
    for (const Alternative& alternative : study.comparison->alternatives) {
        const bool same = study.comparison->judge.money != comparison::Money::as_stated && alternative.has_twin;
        const comparison::Payback& payback = same ? alternative.payback_same_money : alternative.payback;
        table.add({name_of(study, alternative.structure), comparison::per_cent_cell(payback.share), months(payback.p5),
                   months(payback.p50), months(payback.p95)});
    }
    const bool stated = study.comparison->judge.money == comparison::Money::as_stated;
    return fmt::format("Payback, {}\n", stated ? "as stated" : "at the same money") + table.render() +
           "  futures: share that pays back. Months: among those, from which on cumulative\n"
           "  cash stays at or above today's.\n";
}

std::string synchronisation_section(const Study& study) {
    Table table;
    bool warned = false;
    table.add({"", "correlation", "worth"});
    for (const Alternative& alternative : study.comparison->alternatives) {
        const Contrast* contrast = alternative.find_same_money(headline(study));
        if (contrast == nullptr) contrast = alternative.find_as_stated(headline(study));
        if (contrast == nullptr) continue;
        const double factor = contrast->variance_reduction;
        warned = warned || factor < 1;
        table.add({name_of(study, alternative.structure),
                   std::isnan(contrast->correlation) ? "-" : fmt::format("{:.2f}", contrast->correlation),
                   std::isnan(factor) ? "-" : fmt::format("{:.2g} x{}", factor, factor < 1 ? " (!)" : "")});
    }
    return "Synchronisation: every structure meets the same luck\n" + table.render() +
           "  correlation: of pairs within worlds. worth: the same luck is worth so many\n  times the replications.\n" +
           (warned ? "  Warning: below 1 the pairs are worse than independent runs.\n" : "");
}

}  // namespace clientele::reports
