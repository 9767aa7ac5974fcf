#include "engine/reading/schema_quantity.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include <fmt/core.h>

#include "engine/reading/distribution.hpp"

namespace clientele::reading {
namespace {

using scenario::Allows;

// What a schema can say about a scalar: whether it is a range "a to b". Units and limits are for the reader to say.
constexpr std::string_view scalar_schema = R"({"type": ["string", "number"]})";
constexpr std::string_view one_number_schema = R"x({"type": ["string", "number"], "pattern": "^(?!.* to )"})x";
constexpr std::string_view range_schema = R"({"type": "string", "pattern": " to "})";
constexpr std::string_view source_schema = R"({"type": ["string", "number", "boolean", "null"]})";

/// A map of these members and no others, all optional.
std::string object_of(const std::vector<std::string>& members, std::string_view more = "") {
    std::string list;
    for (const std::string& member : members) list += (list.empty() ? "" : ", ") + member;
    return fmt::format("{{\"type\": \"object\", \"additionalProperties\": false, {}\"properties\": {{{}}}}}", more,
                       list);
}

std::string member_schema(std::string_view key, std::string_view schema) {
    return fmt::format("{}: {}", json_string(key), schema);
}

std::string nothing(std::string_view key) { return member_schema(key, R"({"type": "null"})"); }

std::string family_reference(std::string_view family) {
    return fmt::format("{{\"$ref\": \"#/definitions/distribution_{}\"}}", family);
}

/// All parameters of a form, none of another.
std::string form_schema(const std::vector<std::string>& parameters, const std::vector<std::string>& known) {
    std::vector<std::string> members;
    std::string required;
    for (const std::string& each : known) {
        const bool own = std::ranges::find(parameters, each) != parameters.end();
        members.push_back(own ? member_schema(each, scalar_schema) : nothing(each));
        if (own) required += (required.empty() ? "" : ", ") + json_string(each);
    }
    return object_of(members, fmt::format("\"required\": [{}], ", required));
}

std::string family_definition(const std::string& family) {
    std::vector<std::string> known;
    for (const auto& parameters : family_forms(family)) {
        for (const std::string& each : parameters) {
            if (std::ranges::find(known, each) == known.end()) known.push_back(each);
        }
    }
    std::string forms;
    for (const auto& parameters : family_forms(family))
        forms += (forms.empty() ? "" : ", ") + form_schema(parameters, known);
    return fmt::format(",\n  \"distribution_{}\": {{\"anyOf\": [{}]}}", family, forms);
}

/// `believed: {beta: ...}`: one family.
std::string believed_family() {
    std::string choices;
    for (const std::string& family : family_names()) {
        std::vector<std::string> members;
        for (const std::string& other : family_names())
            members.push_back(other == family ? member_schema(other, family_reference(other)) : nothing(other));
        choices += (choices.empty() ? "" : ", ") +
                   object_of(members, fmt::format("\"required\": [{}], ", json_string(family)));
    }
    return fmt::format("{{\"anyOf\": [{}]}}", choices);
}

/// The ways to state a quantity by a map, one main word each; null takes a word away. What nobody states may come from
/// the files the scenario extends, so a map without a main word is one, too.
class Ways {
public:
    void add(std::string_view main, std::string_view schema, bool likely) {
        std::vector<std::string> members{member_schema("source", source_schema)};
        members.push_back(likely ? member_schema("likely", R"({"type": ["string", "number", "null"]})")
                                 : nothing("likely"));
        for (const std::string& word : words())
            members.push_back(word == main ? member_schema(word, schema) : nothing(word));
        list_ += (list_.empty() ? "" : ", ") + object_of(members);
    }

    const std::string& list() const { return list_; }

private:
    static std::vector<std::string> words() {
        std::vector<std::string> words{"value", "believed"};
        words.insert(words.end(), family_names().begin(), family_names().end());
        return words;
    }

    std::string list_;
};

std::string_view name_of(Allows allows) {
    constexpr std::array<std::string_view, 4> names{"quantity_known", "quantity_believed", "quantity_of_clients",
                                                    "quantity_of_luck"};  // by Allows
    return names.at(static_cast<std::size_t>(allows));
}

std::string quantity_definition(Allows allows) {
    const bool believed = allows == Allows::belief || allows == Allows::heterogeneity;
    const bool spread = allows == Allows::luck || allows == Allows::heterogeneity;
    Ways ways;
    ways.add("", "", true);
    ways.add("value", one_number_schema, false);
    if (believed) {
        ways.add("believed", range_schema, true);
        ways.add("believed", believed_family(), false);
    }
    for (const std::string& family : family_names()) {
        if (spread) ways.add(family, family_reference(family), false);
    }
    return fmt::format(",\n  \"{}\": {{\"anyOf\": [{}, {}]}}", name_of(allows),
                       spread ? scalar_schema : one_number_schema, ways.list());
}

}  // namespace

std::string json_string(std::string_view text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') result += '\\';
        result += c;
    }
    return result + '"';
}

std::string quantity_definitions() {
    std::string text;
    for (const std::string& family : family_names()) text += family_definition(family);
    for (const Allows allows : {Allows::constant_only, Allows::belief, Allows::heterogeneity, Allows::luck})
        text += quantity_definition(allows);
    return text;
}

std::string quantity_reference(Allows allows) {
    return fmt::format("{{\"$ref\": \"#/definitions/{}\"}}", name_of(allows));
}

}  // namespace clientele::reading
