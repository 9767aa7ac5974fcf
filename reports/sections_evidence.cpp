#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "engine/base/text.hpp"
#include "engine/comparison/words.hpp"
#include "reports/assumptions.hpp"
#include "reports/sections.hpp"
#include "reports/table.hpp"

namespace clientele::reports {
namespace {

using comparison::KpiSummary;
using comparison::StructureSummary;

constexpr std::size_t structures_side_by_side = 4;
constexpr std::size_t assumptions_shown = 20;

std::vector<const StructureSummary*> shown(const Study& study) {
    std::vector<const StructureSummary*> list;
    for (const StructureSummary& summary : study.structures) {
        if (is_declared(study.record.structures[summary.structure])) list.push_back(&summary);
    }
    return list;
}

/// KPIs of the structures in the order of the first that has them.
std::vector<model::Kpi> kpis_of(const std::vector<const StructureSummary*>& structures) {
    std::vector<model::Kpi> all;
    for (const StructureSummary* structure : structures) {
        for (const KpiSummary& summary : structure->kpis) {
            const bool known =
                std::any_of(all.begin(), all.end(), [&](const auto& k) { return k.name == summary.kpi.name; });
            if (!known && !std::isnan(summary.mean)) all.push_back(summary.kpi);
        }
    }
    return all;
}

std::string estimate(const KpiSummary* summary, const comparison::Scale& scale) {
    return summary == nullptr ? "-" : scale.write(summary->mean);
}

std::string kpi_table(const Study& study, const std::vector<const StructureSummary*>& structures) {
    Table table;
    std::vector<std::string> head{"mean"};
    for (const StructureSummary* structure : structures) {
        head.push_back(shortened(base::printable(study.record.structures[structure->structure].subject.id), 14));
    }
    table.add(std::move(head));
    for (const model::Kpi& kpi : kpis_of(structures)) {
        double largest = 0;
        for (const StructureSummary* structure : structures) {
            const KpiSummary* summary = structure->find(kpi.name);
            if (summary != nullptr && std::isfinite(summary->mean))
                largest = std::max(largest, std::abs(summary->mean));
        }
        const comparison::Scale scale(largest, kpi, study.record.currency);
        std::vector<std::string> row{fmt::format("{} [{}]", base::printable(kpi.name), scale.unit())};
        for (const StructureSummary* structure : structures) row.push_back(estimate(structure->find(kpi.name), scale));
        table.add(std::move(row));
    }
    return table.render();
}

/// One structure alone has room for its errors and percentiles.
std::string single_table(const Study& study, const StructureSummary& structure) {
    Table table;
    table.add({base::printable(study.record.structures[structure.structure].subject.id), "mean", "error", "P5", "P50",
               "P95"});
    for (const KpiSummary& kpi : structure.kpis) {
        if (std::isnan(kpi.mean)) continue;
        const comparison::Scale scale(std::max({std::abs(kpi.mean), std::abs(kpi.p5), std::abs(kpi.p95)}), kpi.kpi,
                                      study.record.currency);
        table.add({fmt::format("{} [{}]", base::printable(kpi.kpi.name), scale.unit()), scale.write(kpi.mean),
                   scale.write_error(kpi.standard_error), scale.write(kpi.p5), scale.write(kpi.p50),
                   scale.write(kpi.p95)});
    }
    return table.render();
}

/// What is undefined, by reason, each KPI once.
std::string undefined_lines(const std::vector<const StructureSummary*>& structures) {
    std::map<std::string, std::vector<std::string>> names_by_reason;
    for (const StructureSummary* structure : structures) {
        for (const KpiSummary& kpi : structure->kpis) {
            if (!std::isnan(kpi.mean)) continue;
            std::vector<std::string>& names = names_by_reason[kpi.reason];
            if (std::find(names.begin(), names.end(), kpi.kpi.name) == names.end()) names.push_back(kpi.kpi.name);
        }
    }
    std::string text;
    for (const auto& [reason, names] : names_by_reason) {
        text += "  " + wrapped(fmt::format("{}: {}", fmt::join(names, ", "), reason), 78, 4) + "\n";
    }
    return text;
}

/// How many numbers are ranges, and how many of these act.
std::string ranges_text(std::ptrdiff_t believed, std::ptrdiff_t acting) {
    if (believed == 0) return "None is a range: everything is taken as known.";
    if (acting == 0) return "None that acts here is a range: everything is taken as known.";
    const std::string idle = acting < believed ? fmt::format(" ({} more act nowhere)", believed - acting) : "";
    return fmt::format("{} of them nobody knows; they are drawn once a world{}:", acting, idle);
}

}  // namespace

std::string kpi_section(const Study& study) {
    const auto all = shown(study);
    std::string text = "Figures over the horizon\n";
    if (study.comparison == nullptr) {
        for (const StructureSummary* structure : all) text += single_table(study, *structure);
        return text + undefined_lines(all);
    }
    for (std::size_t first = 0; first < all.size(); first += structures_side_by_side) {
        const auto last = std::min(all.size(), first + structures_side_by_side);
        text += kpi_table(
            study, {all.begin() + static_cast<std::ptrdiff_t>(first), all.begin() + static_cast<std::ptrdiff_t>(last)});
    }
    return text + undefined_lines(all);
}

std::string prefix_section(const Study& study) {
    std::string text;
    std::size_t told = 0;
    for (const experiment::PrefixCheck& check : study.comparison->prefixes) {
        const std::string name = name_of(study, check.structure);
        if (!check.broken) {
            text += fmt::format("  {}: the same as today in months 1 to {}, in {} of {} lives\n", name, check.months,
                                check.replications, check.replications);
            continue;
        }
        text += fmt::format("  {}: DIFFERS from today in replication {}, month {}, though its text does not\n", name,
                            check.broken->replication, check.broken->month + 1);
        if (told < study.divergences.size()) text += "    " + wrapped(study.divergences[told++], 76, 4) + "\n";
    }
    return text.empty() ? "" : "Identical until they differ\n" + text;
}

std::string assumption_section(const Study& study) {
    const std::vector<Assumption> all = register_assumptions(study.scenario);
    const auto sourced = static_cast<std::size_t>(
        std::count_if(all.begin(), all.end(), [](const Assumption& a) { return a.is_evidence(); }));
    const std::vector<std::string>& drawn = study.record.belief_names;
    const auto acts = [&](const Assumption& a) {
        return a.believed && std::find(drawn.begin(), drawn.end(), a.path) != drawn.end();
    };
    const auto believed = std::count_if(all.begin(), all.end(), [](const Assumption& a) { return a.believed; });
    const auto acting = std::count_if(all.begin(), all.end(), acts);
    std::string text = fmt::format("What it rests on\n  {} numbers: {} with a source, {} assumed.\n  {}\n", all.size(),
                                   sourced, all.size() - sourced, ranges_text(believed, acting));
    std::size_t told = 0;
    for (const Assumption& assumption : all) {
        if (!acts(assumption)) continue;
        if (++told > assumptions_shown) continue;
        const std::string basis = assumption.source.empty() ? "assumption" : base::printable(assumption.source);
        text += fmt::format("    {}\n", wrapped(fmt::format("{}: {} [{}]", base::printable(assumption.path),
                                                            base::printable(assumption.written), basis),
                                                76, 6));
    }
    if (told > assumptions_shown)
        text += fmt::format("    and {} more, in the result file\n", told - assumptions_shown);
    return text;
}

}  // namespace clientele::reports
