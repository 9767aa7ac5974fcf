#include "engine/comparison/judge.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/core.h>

#include "engine/base/nearest.hpp"

namespace clientele::comparison {
namespace {

base::Fault fault_at(const Judge& judge, std::string code, std::string message, std::string help) {
    base::Fault fault;
    fault.code = std::move(code);
    fault.message = std::move(message);
    fault.where = judge.where;
    fault.help = std::move(help);
    return fault;
}

std::vector<std::string> names_of(const model::KpiTable& kpis) {
    std::vector<std::string> names;
    for (const model::Kpi& kpi : kpis) names.push_back(kpi.name);
    return names;
}

const model::Kpi* find(const model::KpiTable& kpis, const std::string& name) {
    const auto found = std::find_if(kpis.begin(), kpis.end(), [&](const model::Kpi& kpi) { return kpi.name == name; });
    return found == kpis.end() ? nullptr : &*found;
}

base::Fault unknown_kpi(const model::Model& model, const Judge& judge) {
    const std::vector<std::string> names = names_of(model.kpis);
    const auto near = base::nearest(judge.kpi, names);
    std::string help = near ? fmt::format("did you mean '{}'?", *near) : "known KPIs:";
    if (!near) {
        for (const std::string& name : names) help += " " + name;
    }
    return fault_at(judge, "unknown-kpi",
                    fmt::format("there is no KPI '{}' to decide by in structure '{}'", judge.kpi, model.id),
                    std::move(help));
}

/// What is wrong with the headline in the first structure where something is.
std::optional<base::Fault> headline_fault(const model::Models& models, const Judge& judge) {
    for (const model::Model& model : models.structures) {
        if (model.purpose != model::Purpose::declared) continue;
        const model::Kpi* kpi = find(model.kpis, judge.kpi);
        if (kpi == nullptr) return unknown_kpi(model, judge);
        if (kpi->better == model::Better::neither) {
            return fault_at(judge, "undecidable-kpi",
                            fmt::format("'{}' cannot decide: neither more nor less of it is better", judge.kpi),
                            "judge by npv, npv_in_horizon or profit");
        }
    }
    return std::nullopt;
}

}  // namespace

void expect_decidable(const model::Models& models, const Judge& judge) {
    base::Faults faults;
    if (auto fault = headline_fault(models, judge)) faults.add(std::move(*fault));
    const auto declared =
        std::count_if(models.structures.begin(), models.structures.end(),
                      [](const model::Model& model) { return model.purpose == model::Purpose::declared; });
    if (models.baseline == model::Models::no_baseline) {
        faults.add(fault_at(judge, "no-baseline",
                            "a comparison needs a baseline: nothing says which structure is in force today",
                            "name it under 'today', or use `clientele run`"));
    } else if (declared < 2) {
        faults.add(fault_at(judge, "nothing-to-compare",
                            "a comparison needs an alternative: the baseline is the only structure",
                            "declare a second structure, or use `clientele run`"));
    }
    if (!faults.empty()) throw base::InvalidInput(std::move(faults));
}

void expect_defined(const experiment::Record& record, const Judge& judge) {
    for (const experiment::StructureRecord& structure : record.structures) {
        if (structure.subject.purpose != model::Purpose::declared) continue;
        const auto index = structure.subject.find_kpi(judge.kpi);
        if (!index) continue;
        const auto values = structure.kpi(*index, record.plan.replications());
        const auto missing =
            std::count_if(values.begin(), values.end(), [](double value) { return std::isnan(value); });
        if (missing == 0) continue;
        const std::string& reason = structure.subject.kpis[*index].undefined_when;
        throw base::InvalidInput(fault_at(
            judge, "undefined-kpi",
            fmt::format("'{}' cannot decide: in {} of {} replications of '{}' it is undefined{}", judge.kpi, missing,
                        values.size(), structure.subject.id, reason.empty() ? "" : " (" + reason + ")"),
            judge.kpi == "npv" || judge.kpi == "npv_in_horizon"
                ? "state judge.required_return, e.g. 12 %/year, or judge by profit"
                : "judge by a KPI that every life defines, e.g. profit"));
    }
}

}  // namespace clientele::comparison
