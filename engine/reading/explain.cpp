#include "engine/reading/explain.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/core.h>

#include "engine/reading/distribution.hpp"
#include "engine/reading/explain_parts.hpp"

namespace clientele::reading {
namespace {

struct QuantityWord {
    std::string_view word;
    std::string_view meaning;
    std::string_view written;
};

constexpr std::array own_words{
    QuantityWord{"value", "a known number that carries its source", "{value: 25 %/year, source: \"exit interviews\"}"},
    QuantityWord{"believed", "what nobody knows: drawn once a world between hard limits",
                 "{believed: 5 % to 25 %, likely: 12 %} or {believed: {beta: {mean: 20 %, sd: 5 %}}}"},
    QuantityWord{"likely", "the most likely value of a believed range: triangular with it, uniform without",
                 "{believed: 60 to 200, likely: 100}"},
    QuantityWord{"source", "where a number comes from; what has none counts as an assumption in every report",
                 "{believed: 5 % to 25 %, source: \"invoices of three years\"}"},
};

constexpr std::array family_meanings{
    QuantityWord{"uniform", "every value between two limits is as likely", "{uniform: {low: 1, high: 3}}"},
    QuantityWord{"triangular", "between two limits, around the likely value",
                 "{triangular: {low: 1, likely: 2, high: 4}}"},
    QuantityWord{"normal", "a value without limits around its mean", "{normal: {mean: 10, sd: 2}}"},
    QuantityWord{"lognormal", "a positive value with a long upper tail",
                 "{lognormal: {median: 14k/month, sigma: 1.1}}"},
    QuantityWord{"beta", "a share between 0 % and 100 %", "{beta: {mean: 35 %, sd: 15 %}}"},
    QuantityWord{"gamma", "a positive value; cv is standard deviation over mean", "{gamma: {mean: 4k, cv: 0.8}}"},
};

/// Explanations of keys: one for each key of a section that some place meets.
void explain_keys(const std::vector<std::string>& written, Meets wanted, std::vector<Explanation>& found) {
    std::vector<std::vector<const KeyPlace*>> groups;
    for (const KeyPlace& place : key_places()) {
        if (meets(written, place) != wanted) continue;
        const auto group =
            std::ranges::find_if(groups, [&](const auto& each) { return each.front()->field == place.field; });
        if (group == groups.end()) {
            groups.push_back({&place});
        } else {
            group->push_back(&place);
        }
    }
    for (const auto& group : groups)
        found.push_back(explain_key(group, wanted == Meets::whole ? written : std::vector<std::string>{}));
}

Explanation explain_group(const FormatSection& section) {
    Explanation explanation{"group of keys", std::string(section.name), std::string(section.meaning)};
    if (std::vector<std::string> places = places_of(section); !places.empty())
        explanation.facts.push_back({"stands at", std::move(places)});
    list_keys(section, explanation);
    return explanation;
}

/// `people.seller`: one of the things that go by a name.
void explain_named_thing(const std::vector<std::string>& written, std::vector<Explanation>& found) {
    if (written.size() < 2 || written.back().empty()) return;
    const std::vector<std::string> above(written.begin(), written.end() - 1);
    for (const KeyPlace& place : key_places()) {
        const FormatType& type = place.field->type;
        if (type.holds != FormatType::Holds::section || type.times != FormatType::Times::by_name) continue;
        if (meets(above, place) != Meets::whole) continue;
        found.push_back(explain_group(section_named(type.section)));
        return;
    }
}

/// A word with all keys that take it, once for each meaning it has.
void explain_words(std::string_view name, std::vector<Explanation>& found) {
    const std::size_t first = found.size();
    for (const KeyPlace& place : key_places()) {
        const auto word = std::ranges::find(place.field->type.words, name, &FormatWord::text);
        if (word == place.field->type.words.end()) continue;
        const auto known = std::find_if(found.begin() + static_cast<std::ptrdiff_t>(first), found.end(),
                                        [&](const Explanation& each) { return each.meaning == word->meaning; });
        std::string stands = fmt::format("{}: {}", place.path(), name);
        if (known != found.end()) {
            known->facts.front().texts.push_back(std::move(stands));
        } else {
            found.push_back(
                {"word", std::string(name), std::string(word->meaning), {{"stands at", {std::move(stands)}}}});
        }
    }
}

}  // namespace

std::optional<Explanation> explain_quantity_word(std::string_view name) {
    if (const auto own = std::ranges::find(own_words, name, &QuantityWord::word); own != own_words.end())
        return Explanation{"word for a quantity",
                           std::string(name),
                           std::string(own->meaning),
                           {{"written", {std::string(own->written)}}}};
    const auto family = std::ranges::find(family_meanings, name, &QuantityWord::word);
    if (family == family_meanings.end()) return std::nullopt;
    return Explanation{"distribution",
                       std::string(name),
                       std::string(family->meaning),
                       {{"parameters", {family_parameters(name)}}, {"written", {std::string(family->written)}}}};
}

std::vector<std::string> quantity_words() {
    std::vector<std::string> words;
    for (const QuantityWord& own : own_words) words.emplace_back(own.word);
    for (const std::string& family : family_names()) words.push_back(family);
    return words;
}

std::vector<Explanation> explain_language(std::string_view name) {
    std::vector<Explanation> found;
    if (name.empty()) return found;
    if (name == "lifecycle") found.push_back(explain_default_lifecycle());
    const std::vector<std::string> written = steps_of(name);
    explain_keys(written, Meets::whole, found);
    if (found.empty()) explain_named_thing(written, found);
    if (written.size() == 1 || found.empty()) explain_keys(written, Meets::by_its_end, found);
    const bool is_key_of_group = std::ranges::any_of(key_places(), [&](const KeyPlace& place) {
        return place.field->key == name && place.field->type.section == name;
    });
    const auto section = std::ranges::find(format(), name, &FormatSection::name);
    if (section != format().end() && !is_key_of_group) found.push_back(explain_group(*section));
    explain_words(name, found);
    if (auto word = explain_quantity_word(name)) found.push_back(std::move(*word));
    if (auto stage = explain_default_stage(name)) found.push_back(std::move(*stage));
    return found;
}

std::vector<std::string> language_names() {
    std::set<std::string> names;
    for (const FormatSection& section : format()) {
        names.emplace(section.name);
        for (const FormatField& field : section.fields) {
            names.emplace(field.key);
            for (const FormatWord& word : field.type.words) names.emplace(word.text);
        }
    }
    for (std::string& word : quantity_words()) names.insert(std::move(word));
    for (std::string& stage : default_stage_names()) names.insert(std::move(stage));
    return {names.begin(), names.end()};
}

std::vector<Item> language_groups() {
    std::vector<Item> groups;
    for (const FormatSection& section : format()) {
        std::string keys;
        for (const FormatField& field : section.fields) keys += (keys.empty() ? "" : ", ") + std::string(field.key);
        groups.push_back({std::string(section.name), keys});
    }
    return groups;
}

}  // namespace clientele::reading
