#include "reports/json.hpp"

#include <cmath>
#include <string_view>

#include <nlohmann/json.hpp>

#include "reports/assumptions.hpp"
#include "reports/json_parts.hpp"

namespace clientele::reports {
namespace {

using nlohmann::json;
using replication::Series;

json kpi_json(const comparison::KpiSummary& summary) {
    json object{{"unit", summary.kpi.unit},
                {"mean", number(summary.mean)},
                {"standard_error", number(summary.standard_error)},
                {"sd", number(summary.sd)},
                {"assumption_sd", number(summary.assumption_sd)},
                {"luck_sd", number(summary.luck_sd)},
                {"p5", number(summary.p5)},
                {"p50", number(summary.p50)},
                {"p95", number(summary.p95)},
                {"undefined_share", number(summary.undefined_share)}};
    if (!std::isnan(summary.loss_probability)) object["loss_probability"] = number(summary.loss_probability);
    if (!std::isnan(summary.cvar)) object["cvar"] = number(summary.cvar);
    put_reason(object, summary.reason);
    return object;
}

json seats_json(const experiment::Subject& subject) {
    json object = json::object();
    for (const auto& [seat, count] : subject.seats) object[seat] = count;
    return object;
}

json monthly_json(const experiment::Record& record, std::size_t structure) {
    json object = json::object();
    for (std::size_t which = 0; which < replication::series_count; ++which) {
        json values = json::array();
        for (std::uint32_t month = 0; month < record.months; ++month) {
            values.push_back(number(record.monthly_mean(structure, static_cast<Series>(which), month)));
        }
        object[std::string(replication::series_names[which])] = std::move(values);
    }
    return object;
}

json structure_json(const Study& study, const comparison::StructureSummary& summary) {
    const experiment::Subject& subject = study.record.structures[summary.structure].subject;
    json kpis = json::object();
    for (const comparison::KpiSummary& kpi : summary.kpis) kpis[kpi.kpi.name] = kpi_json(kpi);
    return {{"kpis", std::move(kpis)},
            {"monthly_means", monthly_json(study.record, summary.structure)},
            {"monthly_bands", monthly_bands_json(summary.timeline)},
            {"years", years_json(summary.timeline)},
            {"cash", cash_json(summary.timeline)},
            {"people_cost", number(subject.people_cost)},
            {"seats", seats_json(subject)}};
}

json contrast_json(const comparison::Contrast& contrast) {
    json object{{"difference", number(contrast.difference)},
                {"standard_error", number(contrast.standard_error)},
                {"low", number(contrast.low)},
                {"high", number(contrast.high)},
                {"assumption_sd", number(contrast.assumption_sd)},
                {"luck_sd", number(contrast.luck_sd)},
                {"share_of_worlds_better", number(contrast.share_of_worlds_better)},
                {"share_of_futures_better", number(contrast.share_of_futures_better)},
                {"correlation", number(contrast.correlation)},
                {"variance_reduction", number(contrast.variance_reduction)},
                {"undefined_share", number(contrast.undefined_share)}};
    put_reason(object, contrast.reason);
    return object;
}

json payback_json(const comparison::Payback& payback) {
    json object{{"share", number(payback.share)},
                {"p5", number(payback.p5)},
                {"p50", number(payback.p50)},
                {"p95", number(payback.p95)}};
    if (std::isnan(payback.p50)) object["reason"] = "no replication pays back within the horizon";
    return object;
}

json same_money_json(const Study& study, const comparison::Alternative& alternative) {
    json object = json::object();
    for (const comparison::Contrast& contrast : alternative.same_money) {
        json entry = contrast_json(contrast);
        entry["size"] = number(contrast.size);
        entry["size_standard_error"] = number(contrast.size_standard_error);
        entry["structure"] = number(contrast.structure);
        object[contrast.kpi.name] = std::move(entry);
    }
    const comparison::Contrast* headline = alternative.find_same_money(study.comparison->judge.kpi);
    object["size"] = headline != nullptr ? number(headline->size) : json(nullptr);
    object["structure"] = headline != nullptr ? number(headline->structure) : json(nullptr);
    object["seats"] = seats_json(study.record.structures[alternative.twin].subject);
    object["gap"] = number(alternative.gap);
    object["paid_gap"] = number(alternative.paid_gap);
    return object;
}

json alternative_json(const Study& study, const comparison::Alternative& alternative) {
    json as_stated = json::object();
    for (const comparison::Contrast& contrast : alternative.as_stated) {
        as_stated[contrast.kpi.name] = contrast_json(contrast);
    }
    json object{{"as_stated", std::move(as_stated)}, {"payback", {{"as_stated", payback_json(alternative.payback)}}}};
    object["drivers"] = drivers_json(alternative);
    for (const experiment::TransferList& list : study.transfers) {
        if (list.structure == alternative.structure) object["transfers"] = transfers_json(list);
    }
    if (alternative.has_twin) {
        object["same_money"] = same_money_json(study, alternative);
        object["payback"]["same_money"] = payback_json(alternative.payback_same_money);
    }
    return object;
}

std::string_view decision_word(comparison::Decision decision) {
    switch (decision) {
        case comparison::Decision::change:
            return "change";
        case comparison::Decision::keep:
            return "keep";
        case comparison::Decision::cannot_tell:
            break;
    }
    return "cannot_tell";
}

std::string_view money_word(comparison::Money money) {
    switch (money) {
        case comparison::Money::same_as_today:
            return "same_as_today";
        case comparison::Money::as_stated:
            return "as_stated";
        case comparison::Money::both:
            break;
    }
    return "both";
}

json prefixes_json(const Study& study) {
    json list = json::array();
    std::size_t told = 0;
    for (const experiment::PrefixCheck& check : study.comparison->prefixes) {
        json entry{{"structure", study.record.structures[check.structure].subject.id},
                   {"months", check.months},
                   {"replications", check.replications},
                   {"identical", !check.broken.has_value()}};
        if (check.broken) {
            entry["replication"] = check.broken->replication;
            entry["month"] = check.broken->month + 1;
            if (told < study.divergences.size()) entry["divergence"] = study.divergences[told++];
        }
        list.push_back(std::move(entry));
    }
    return list;
}

json best_json(const comparison::Comparison& comparison) {
    json object = json::object();
    for (const auto& [id, share] : comparison.best.by_structure) object[id] = number(share);
    return object;
}

json comparison_json(const Study& study) {
    const comparison::Comparison& comparison = *study.comparison;
    json alternatives = json::object();
    for (const comparison::Alternative& alternative : comparison.alternatives) {
        alternatives[study.record.structures[alternative.structure].subject.id] = alternative_json(study, alternative);
    }
    const comparison::Verdict& verdict = comparison.verdict;
    json object{{"baseline", study.record.structures[comparison.baseline].subject.id},
                {"headline", comparison.judge.kpi},
                {"judge", {{"better_in", comparison.judge.better_in}, {"money", money_word(comparison.judge.money)}}},
                {"alternatives", std::move(alternatives)},
                {"share_of_worlds_best", best_json(comparison)},
                {"identical_prefix", prefixes_json(study)},
                {"verdict",
                 {{"decision", decision_word(verdict.decision)},
                  {"structure", verdict.structure.empty() ? json(nullptr) : json(verdict.structure)},
                  {"text", verdict.text}}}};
    if (!comparison.best.reason.empty()) object["share_of_worlds_best_reason"] = comparison.best.reason;
    return object;
}

json assumptions_json(const scenario::Scenario& scenario) {
    json list = json::array();
    for (const Assumption& assumption : register_assumptions(scenario)) {
        list.push_back({{"path", assumption.path},
                        {"written", assumption.written},
                        {"believed", assumption.believed},
                        {"central", number(assumption.central)},
                        {"basis", assumption.is_evidence() ? "source" : "assumption"},
                        {"source", assumption.source.empty() ? json(nullptr) : json(assumption.source)}});
    }
    return list;
}

}  // namespace

std::string result_json(const Study& study) {
    const experiment::Plan& plan = study.record.plan;
    json structures = json::object();
    json twins = json::object();
    for (const comparison::StructureSummary& summary : study.structures) {
        const experiment::StructureRecord& structure = study.record.structures[summary.structure];
        (is_declared(structure) ? structures : twins)[structure.subject.id] = structure_json(study, summary);
    }
    json result{{"schema", "clientele.result/1"},
                {"seed", plan.seed},
                {"worlds", plan.covered_worlds()},
                {"lives", plan.lives},
                {"replications", plan.replications()},
                {"months", study.record.months},
                {"currency", study.record.currency},
                {"question", study.scenario.question ? json(study.scenario.question->text) : json(nullptr)},
                {"complete", plan.covered_worlds() == plan.worlds},
                {"structures", std::move(structures)},
                {"assumptions", assumptions_json(study.scenario)}};
    if (!twins.empty()) result["twins"] = std::move(twins);
    if (study.comparison != nullptr) result["comparison"] = comparison_json(study);
    return result.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

}  // namespace clientele::reports
