#include <algorithm>

#include <fmt/core.h>

#include "engine/reading/explain_parts.hpp"
#include "engine/reading/standard.hpp"

namespace clientele::reading {
namespace {

const Tree& part_of_lifecycle(std::string_view key) {
    return standard_defaults().find("lifecycle")->value.find(key)->value;
}

/// "2 hours/month keep, 1 hours/month grow"; with sources where `sources` is true.
std::string needs_of(const Tree& stage) {
    const Entry* needs = stage.find("needs");
    if (needs == nullptr) return {};
    std::string text;
    for (const Entry& need : needs->value.entries)
        text += fmt::format("{}{}: {}", text.empty() ? "" : ", ", need.key, value_text(need.value));
    return text;
}

std::string kind_of(const Tree& stage) { return stage.find("kind")->value.text; }

std::string meaning_of_kind(const std::string& kind) {
    const FormatField* field = section_named("stage").find("kind");
    const auto word = std::ranges::find(field->type.words, kind, &FormatWord::text);
    return std::string(word->meaning);
}

/// "[prospect] -> new, by attempts to win", "[lost] -> prospect, by chance: 10 %/year".
std::string transition_text(const Tree& move) {
    const Entry* from = move.find("from");
    const Entry* to = move.find("to");
    std::string text = fmt::format("{} -> {}", from == nullptr ? "any" : flow_text(from->value),
                                   to == nullptr ? "any" : flow_text(to->value));
    if (const Entry* effort = move.find("effort")) text += fmt::format(", by attempts ({})", effort->value.text);
    for (const std::string_view cause : {"chance", "any", "all"}) {
        if (const Entry* entry = move.find(cause)) text += fmt::format(", {}: {}", cause, value_text(entry->value));
    }
    return text;
}

std::string stage_text(const Tree& stage) {
    const std::string needs = needs_of(stage);
    return fmt::format("{}: {}{}", kind_of(stage), meaning_of_kind(kind_of(stage)),
                       needs.empty() ? "" : "; hours a client needs: " + needs);
}

bool names(const Tree& move, std::string_view key, std::string_view stage) {
    const Entry* entry = move.find(key);
    if (entry == nullptr) return false;
    if (entry->value.is(Tree::Kind::scalar)) return entry->value.text == stage;
    return std::ranges::any_of(entry->value.items, [&](const Tree& item) { return item.text == stage; });
}

void add_moves(std::string label, std::string_view key, std::string_view stage, Explanation& explanation) {
    Fact moves{std::move(label), {}};
    for (const Entry& move : part_of_lifecycle("transitions").entries) {
        if (names(move.value, key, stage))
            moves.texts.push_back(fmt::format("{}: {}", move.key, transition_text(move.value)));
    }
    if (!moves.texts.empty()) explanation.facts.push_back(std::move(moves));
}

}  // namespace

Explanation explain_default_lifecycle() {
    Explanation explanation{"default lifecycle", "lifecycle",
                            "the stages and moves that hold where a scenario says nothing"};
    explanation.facts.push_back({"stands at", {"lifecycle.stages, lifecycle.transitions (scenarios/defaults.yaml)"}});
    explanation.facts.push_back(
        {"also moves",
         {"a client that is lost goes to the stage of kind lost; a structure's handover and admission, where it "
          "states them, are further moves"}});
    explanation.items_are = "stages and transitions";
    for (const Entry& stage : part_of_lifecycle("stages").entries)
        explanation.items.push_back({stage.key, stage_text(stage.value)});
    for (const Entry& move : part_of_lifecycle("transitions").entries)
        explanation.items.push_back({move.key, transition_text(move.value)});
    return explanation;
}

std::optional<Explanation> explain_default_stage(std::string_view name) {
    if (const Entry* stage = part_of_lifecycle("stages").find(name)) {
        Explanation explanation{"stage of the default lifecycle", std::string(name),
                                meaning_of_kind(kind_of(stage->value))};
        explanation.facts.push_back({"kind", {kind_of(stage->value)}});
        if (const std::string needs = needs_of(stage->value); !needs.empty())
            explanation.facts.push_back({"needs", {needs}});
        add_moves("reached by", "to", name, explanation);
        add_moves("left by", "from", name, explanation);
        explanation.facts.push_back({"stands at", {fmt::format("lifecycle.stages.{}", name)}});
        return explanation;
    }
    if (const Entry* move = part_of_lifecycle("transitions").find(name)) {
        Explanation explanation{"transition of the default lifecycle", std::string(name), transition_text(move->value)};
        explanation.facts.push_back({"stands at", {fmt::format("lifecycle.transitions.{}", name)}});
        return explanation;
    }
    return std::nullopt;
}

std::vector<std::string> default_stage_names() {
    std::vector<std::string> names;
    for (const std::string_view part : {"stages", "transitions"}) {
        for (const Entry& entry : part_of_lifecycle(part).entries) names.push_back(entry.key);
    }
    return names;
}

}  // namespace clientele::reading
