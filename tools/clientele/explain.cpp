#include "engine/reading/explain.hpp"

#include <algorithm>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "engine/base/fault.hpp"
#include "engine/base/nearest.hpp"
#include "engine/base/text.hpp"
#include "engine/model/kpi.hpp"
#include "engine/reading/places.hpp"
#include "reports/table.hpp"
#include "tools/clientele/commands.hpp"
#include "tools/clientele/faults.hpp"
#include "tools/clientele/messages.hpp"
#include "tools/clientele/result_files.hpp"
#include "tools/clientele/topics.hpp"

namespace clientele::tools {
namespace {

using reading::Explanation;

constexpr std::size_t columns = 80;
constexpr std::size_t widest_label = 22;

/// "  label   text", the text wrapped beneath itself; a text that does not fit beside its label begins below it.
std::string labelled(std::string_view label, std::string_view text, std::size_t width) {
    const std::size_t indent = width + 4;
    const bool fits = reports::width_of(label) <= width;
    const std::string start =
        fits ? fmt::format("  {:<{}}  ", label, width) : fmt::format("  {}\n{}", label, std::string(indent, ' '));
    std::string lines;
    for (const char c : reports::wrapped(text, columns - indent))
        lines += c == '\n' ? "\n" + std::string(indent, ' ') : std::string(1, c);
    return start + lines + "\n";
}

/// Lines of names and meanings in two columns.
std::string in_columns(const std::vector<reading::Item>& items) {
    std::size_t width = 0;
    for (const reading::Item& item : items) {
        const std::size_t own = reports::width_of(item.name);
        if (own <= widest_label) width = std::max(width, own);
    }
    std::string text;
    for (const reading::Item& item : items) text += labelled(item.name, item.meaning, width);
    return text;
}

std::string text_of(const Explanation& explanation) {
    std::string text = fmt::format("{} ({})\n  {}\n", explanation.name, explanation.kind,
                                   reports::wrapped(explanation.meaning, columns - 2, 2));
    std::size_t width = 0;
    for (const reading::Fact& fact : explanation.facts) width = std::max(width, fact.label.size());
    if (!explanation.facts.empty()) text += "\n";
    for (const reading::Fact& fact : explanation.facts) {
        for (std::size_t i = 0; i < fact.texts.size(); ++i)
            text += labelled(i == 0 ? fact.label : "", fact.texts[i], width);
    }
    if (!explanation.items.empty())
        text += fmt::format("\n  {}:\n{}", explanation.items_are, in_columns(explanation.items));
    return text;
}

nlohmann::json json_of(const Explanation& explanation) {
    nlohmann::json facts = nlohmann::json::object();
    for (const reading::Fact& fact : explanation.facts) facts[fact.label] = fact.texts;
    nlohmann::json items = nlohmann::json::array();
    for (const reading::Item& item : explanation.items)
        items.push_back({{"name", item.name}, {"meaning", item.meaning}});
    return {{"kind", explanation.kind},
            {"name", explanation.name},
            {"meaning", explanation.meaning},
            {"facts", facts},
            {"items", items}};
}

Explanation overview() {
    Explanation all{"overview", "clientele",
                    "The scenario language: a firm, its clients, and the structures to compare."};
    all.items_are = "groups of keys; ask for any group or key";
    all.items = reading::language_groups();
    all.facts.push_back({"also ask for",
                         {"lifecycle: the default stages and transitions", "kpis: the figures that a study yields",
                          "faults: all codes of faults", "ledger: the words of audit and calibrate",
                          "rates: the file of audit --rates", "believed, lognormal, ...: how numbers are written"}});
    return all;
}

[[noreturn]] void refuse_topic(const std::string& name) {
    const std::string near = nearest_topic(name);
    throw base::InvalidInput(
        fault_of("unknown-topic", fmt::format("nothing is called '{}'", base::printable(name)),
                 near.empty() ? "see clientele explain, without a name" : fmt::format("did you mean '{}'?", near)));
}

}  // namespace

int explain(const Request& request) {
    std::vector<Explanation> found;
    if (request.name) {
        found = explanations_of(*request.name);
        if (found.empty()) refuse_topic(*request.name);
    } else {
        found.push_back(overview());
    }
    nlohmann::json result{{"schema", "clientele.explanation/1"}, {"explanations", nlohmann::json::array()}};
    std::string text;
    for (const Explanation& explanation : found) {
        result["explanations"].push_back(json_of(explanation));
        text += (text.empty() ? "" : "\n") + text_of(explanation);
    }
    give(text, result.dump(1) + "\n", request, {});
    return Exit::fine;
}

}  // namespace clientele::tools
