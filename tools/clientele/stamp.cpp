#include "tools/clientele/stamp.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "engine/ledger/what_happened.hpp"
#include "engine/model/compile.hpp"
#include "engine/statistics/quantile.hpp"
#include "tools/clientele/ledger_study.hpp"
#include "tools/clientele/messages.hpp"
#include "tools/clientele/stages.hpp"

namespace clientele::tools {
namespace {

constexpr double tail = 0.1;  // of an 80 % band
constexpr double shortest_year = 11;
constexpr double longest_year = 13;

/// The record of today's structure alone, `months` long.
experiment::Record simulate_today(const Request& request, unsigned months, const std::string& portfolio,
                                  std::string& today) {
    Request simulated = request;
    simulated.scenarios = {*request.ledger.today};
    if (!portfolio.empty()) simulated.values.push_back(portfolio);
    simulated.settings.push_back(fmt::format("horizon={} months", months));
    const auto draft = reading::read_scenario(simulated.scenarios.front(), overrides_of(simulated));
    return with_excerpts(draft, [&] {
        const auto scenario = validated(draft.scenario, simulated);
        today = scenario->today ? scenario->today->text : "";
        auto models = model::compile_structures(scenario, model::Scope::single);
        std::erase_if(models.structures, [&](const model::Model& model) { return model.id != today; });
        if (models.structures.empty()) {
            throw base::InvalidInput(fault_of("usage", "--today: the scenario does not say which structure is today's",
                                              "write today: NAME in it"));
        }
        models.baseline = model::Models::no_baseline;
        models.twins.clear();
        return live(models, plan_for(scenario, simulated), simulated);
    });
}

reports::StampBand band_of(const experiment::Record& record, const std::string& kpi, ledger::Figure actual) {
    const experiment::StructureRecord& structure = record.structures.front();
    reports::StampBand band{kpi, std::move(actual), std::nan(""), std::nan("")};
    const auto index = structure.subject.find_kpi(kpi);
    if (!index) return band;
    const auto values = structure.kpi(*index, record.plan.replications());
    std::vector<double> copy(values.begin(), values.end());
    std::erase_if(copy, [](double value) { return !std::isfinite(value); });
    band.low = statistics::quantile(copy, tail);
    band.high = statistics::quantile(copy, 1 - tail);
    return band;
}

}  // namespace

Stamp stamp_of(const Request& request, const ledger::Book& book, const ledger::Calibration& calibration,
               const std::string& portfolio) {
    const auto margin = percent_option("--gross-margin", request.ledger.gross_margin);
    const ledger::WhatHappened actual = ledger::what_happened(
        book, calibration, margin ? ledger::Figure(*margin) : ledger::Figure::none("the ledger holds no cost"));
    if (actual.months < shortest_year || actual.months > longest_year) {
        throw base::InvalidInput(fault_of(
            "usage", fmt::format("--today needs a year behind --until; there are {:.1f} months", actual.months),
            "choose --until twelve months before the ledger ends"));
    }
    std::string today;
    const auto record = simulate_today(request, static_cast<unsigned>(std::lround(actual.months)), portfolio, today);
    if (is_too_short(record)) return {"uncalibrated: the simulated year was interrupted", {}};
    Stamp stamp;
    stamp.bands = {band_of(record, "revenue", actual.revenue), band_of(record, "gross_margin", actual.gross_margin),
                   band_of(record, "wins", actual.wins), band_of(record, "losses", actual.losses)};
    std::string missed;
    std::string unknown;
    for (const reports::StampBand& band : stamp.bands) {
        if (band.covers()) continue;
        std::string& list = band.actual.known() ? missed : unknown;
        list += (list.empty() ? "" : ", ") + band.figure;
        if (!band.actual.known()) list += fmt::format(" ({})", band.actual.why_not);
    }
    if (!missed.empty()) missed = "does not cover " + missed;
    if (!unknown.empty()) missed += (missed.empty() ? "" : "; ") + ("not known: " + unknown);
    const std::string how = fmt::format("{} of {}, simulated over the {:.0f} months after {}", today,
                                        *request.ledger.today, actual.months, reports::date_text(calibration.until));
    stamp.text = missed.empty()
                     ? fmt::format("calibrated: {}, covers revenue, margin, wins and losses in its 80 % bands", how)
                     : fmt::format("uncalibrated: {}, {}", how, missed);
    return stamp;
}

}  // namespace clientele::tools
