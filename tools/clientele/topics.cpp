#include "tools/clientele/topics.hpp"

#include <algorithm>
#include <set>

#include <fmt/core.h>

#include "engine/base/nearest.hpp"
#include "engine/model/kpi.hpp"
#include "engine/reading/places.hpp"
#include "tools/clientele/faults.hpp"
#include "tools/clientele/ledger_words.hpp"
#include "tools/clientele/study_words.hpp"

namespace clientele::tools {
namespace {

using reading::Explanation;

std::string_view better_text(model::Better better) {
    switch (better) {
        case model::Better::higher:
            return "more is better";
        case model::Better::lower:
            return "less is better";
        case model::Better::neither:
            break;
    }
    return "neither more nor less is better: no study can be judged by it";
}

Explanation explain_kpi(const model::Kpi& kpi) {
    Explanation explanation{"KPI", kpi.name, kpi.meaning};
    explanation.facts.push_back({"unit", {kpi.unit == "currency" ? "the scenario's currency" : kpi.unit}});
    explanation.facts.push_back({"judge", {std::string(better_text(kpi.better))}});
    if (!kpi.undefined_when.empty()) explanation.facts.push_back({"undefined", {"when " + kpi.undefined_when}});
    return explanation;
}

/// `clients_end.key` is one of `clients_end.STAGE`.
bool is_called(const model::Kpi& kpi, std::string_view name) {
    const std::size_t dot = kpi.name.find('.');
    if (dot == std::string::npos || !reading::is_placeholder(kpi.name.substr(dot + 1))) return kpi.name == name;
    return name == kpi.name.substr(0, dot) || (name.size() > dot + 1 && name.starts_with(kpi.name.substr(0, dot + 1)));
}

Explanation all_kpis() {
    Explanation explanation{"list", "kpis", "The figures that every life of a structure yields."};
    explanation.items_are = "KPIs";
    for (const model::Kpi& kpi : model::kpi_reference()) explanation.items.push_back({kpi.name, kpi.meaning});
    return explanation;
}

Explanation explain_fault(const FaultText& fault) {
    return {"fault", std::string(fault.code), std::string(fault.cause), {{"what to do", {std::string(fault.cure)}}}};
}

Explanation all_faults() {
    Explanation explanation{"list", "faults", "The codes of faults, which stand behind `error` in brackets."};
    explanation.items_are = "codes";
    for (const FaultText& fault : fault_texts())
        explanation.items.push_back({std::string(fault.code), std::string(fault.cause)});
    return explanation;
}

/// A path with one misspelt key: the path as it was most likely meant.
std::string nearest_path(const std::vector<std::string>& written) {
    const std::vector<std::string> names = reading::language_names();
    for (std::size_t i = 0; i < written.size(); ++i) {
        if (std::ranges::find(names, written[i]) != names.end()) continue;
        const auto near = base::nearest(written[i], names);
        if (!near) continue;
        std::vector<std::string> meant = written;
        meant[i] = *near;
        if (std::string path = reading::joined(meant); !reading::explain_language(path).empty()) return path;
    }
    return reading::explain_language(written.back()).empty() ? std::string() : written.back();
}

}  // namespace

namespace {

std::vector<Explanation> named(std::string_view name) {
    std::vector<Explanation> found = reading::explain_language(name);
    if (name == "kpis") found.push_back(all_kpis());
    if (name == "faults") found.push_back(all_faults());
    for (const model::Kpi& kpi : model::kpi_reference()) {
        if (is_called(kpi, name)) found.push_back(explain_kpi(kpi));
    }
    for (const FaultText& fault : fault_texts()) {
        if (fault.code == name) found.push_back(explain_fault(fault));
    }
    for (Explanation& word : explain_ledger_word(name)) found.push_back(std::move(word));
    for (Explanation& word : explain_study_word(name)) found.push_back(std::move(word));
    return found;
}

}  // namespace

std::vector<Explanation> explanations_of(std::string_view name) {
    std::vector<Explanation> found = named(name);
    return found.empty() ? named(name_in_report(name)) : found;
}

std::vector<std::string> topics() {
    const std::vector<std::string> words = reading::language_names();
    std::set<std::string> names(words.begin(), words.end());
    for (const model::Kpi& kpi : model::kpi_reference()) {
        const std::size_t dot = kpi.name.find('.');
        const bool named = dot != std::string::npos && reading::is_placeholder(kpi.name.substr(dot + 1));
        names.insert(named ? kpi.name.substr(0, dot) : kpi.name);
    }
    for (const FaultText& fault : fault_texts()) names.emplace(fault.code);
    names.insert({"kpis", "faults"});
    for (std::string& word : ledger_words()) names.insert(std::move(word));
    for (std::string& word : study_words()) names.insert(std::move(word));
    return {names.begin(), names.end()};
}

std::string nearest_topic(std::string_view name) {
    const std::vector<std::string> written = reading::steps_of(name);
    if (written.size() > 1) {
        if (std::string path = nearest_path(written); !path.empty()) return path;
    }
    return base::nearest(name, topics()).value_or("");
}

}  // namespace clientele::tools
