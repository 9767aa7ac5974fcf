#include <fmt/core.h>

#include "engine/reading/distribution.hpp"
#include "engine/reading/format.hpp"
#include "engine/reading/measure.hpp"
#include "engine/reading/reference.hpp"

namespace clientele::reading {
namespace {

std::string json_string(std::string_view text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') result += '\\';
        result += c;
    }
    return result + '"';
}

/// Editors complete and explain; whether a number is in range is for the reader to say, who knows units.
std::string quantity_schema(const scenario::Shape& shape) {
    const std::string scalar = fmt::format("{{\"type\": [\"string\", \"number\"], \"description\": {}}}",
                                           json_string(expectation(shape.dimension)));
    if (shape.allows == scenario::Allows::luck)
        return fmt::format("{{\"anyOf\": [{}, {{\"$ref\": \"#/definitions/spread\"}}]}}", scalar);
    if (shape.allows == scenario::Allows::heterogeneity) {
        return fmt::format(
            "{{\"anyOf\": [{}, {{\"$ref\": \"#/definitions/belief\"}}, {{\"$ref\": \"#/definitions/spread\"}}]}}",
            scalar);
    }
    const std::string_view other = shape.allows == scenario::Allows::belief ? "belief" : "sourced";
    return fmt::format("{{\"anyOf\": [{}, {{\"$ref\": \"#/definitions/{}\"}}]}}", scalar, other);
}

std::string word_schema(const FormatType& type) {
    std::string words;
    for (const FormatWord& word : type.words) {
        words += fmt::format("{}{{\"const\": {}, \"description\": {}}}", words.empty() ? "" : ", ",
                             json_string(word.text), json_string(word.meaning));
    }
    return fmt::format("{{\"oneOf\": [{}]}}", words);
}

std::string one_schema(const FormatType& type) {
    switch (type.holds) {
        case FormatType::Holds::quantity:
            return quantity_schema(type.shape);
        case FormatType::Holds::text:
            return R"({"type": ["string", "number"]})";
        case FormatType::Holds::word:
            return word_schema(type);
        case FormatType::Holds::section:
            return fmt::format("{{\"$ref\": \"#/definitions/{}\"}}", type.section);
        case FormatType::Holds::staff:
            return R"({"$ref": "#/definitions/staff"})";
    }
    return "{}";
}

std::string type_schema(const FormatType& type) {
    std::string one = one_schema(type);
    if (type.times == FormatType::Times::list)
        return fmt::format("{{\"anyOf\": [{0}, {{\"type\": \"array\", \"items\": {0}}}]}}", one);
    if (type.times == FormatType::Times::by_name)
        return fmt::format("{{\"type\": \"object\", \"additionalProperties\": {}}}", one);
    return one;
}

/// `null` removes a value taken over from elsewhere, so every key takes it.
std::string field_schema(const FormatField& field) {
    const std::string absent = field.when_absent.empty() ? "" : fmt::format(" When absent: {}.", field.when_absent);
    return fmt::format("{}: {{\"description\": {}, \"anyOf\": [{}, {{\"type\": \"null\"}}]}}", json_string(field.key),
                       json_string(fmt::format("{}.{}", field.meaning, absent)), type_schema(field.type));
}

// Required keys are left to the reader: what a file lacks may come from the files it extends, or from the structure it
// extends.
std::string section_schema(const FormatSection& section, std::string_view more) {
    std::string fields(more);
    for (const FormatField& field : section.fields)
        fields += (fields.empty() ? "      " : ",\n      ") + field_schema(field);
    return fmt::format(
        "{{\n    \"type\": \"object\",\n    \"description\": {},\n    \"additionalProperties\": false,\n    "
        "\"properties\": {{\n{}\n    }}\n  }}",
        json_string(section.meaning), fields);
}

std::string distribution_definitions() {
    std::string families;
    for (const std::string& family : family_names())
        families += fmt::format(", {}: {{\"type\": \"object\"}}", json_string(family));
    constexpr std::string_view scalar = R"({"type": ["string", "number"]})";
    const std::string sourced = fmt::format("\"value\": {0}, \"source\": {{\"type\": \"string\"}}", scalar);
    const std::string believed =
        fmt::format("\"believed\": {{\"type\": [\"string\", \"object\"]}}, \"likely\": {}", scalar);
    const std::string frame = "\"type\": \"object\", \"additionalProperties\": false, \"properties\"";
    return fmt::format(
        "  \"sourced\": {{{0}: {{{1}}}}},\n  \"belief\": {{{0}: {{{1}, {2}}}}},\n  \"spread\": {{{0}: {{{1}{3}}}}},\n"
        "  \"staff\": {{\"anyOf\": [{{\"type\": [\"string\", \"integer\"]}}, {{\"type\": \"array\"}}, {{{0}: "
        "{{\"file\": {{\"type\": \"string\"}}, "
        "\"column\": {{\"type\": \"string\"}}}}}}]}}",
        frame, sourced, believed, families);
}

}  // namespace

std::string format_schema() {
    constexpr std::string_view extends =
        "      \"extends\": {\"description\": \"Files this one is laid over, left to right.\", \"type\": [\"string\", "
        "\"array\"]}";
    const std::vector<FormatSection>& sections = format();
    std::string definitions = distribution_definitions();
    for (std::size_t i = 1; i < sections.size(); ++i) {
        definitions += fmt::format(",\n  {}: {}", json_string(sections[i].name), section_schema(sections[i], ""));
    }
    std::string top = section_schema(sections.front(), extends);
    top.erase(0, 1);
    top.erase(top.rfind('}'));
    return fmt::format(
        "{{\n  \"$schema\": \"http://json-schema.org/draft-07/schema#\",\n  \"title\": \"clientele scenario\",{},\n  "
        "\"definitions\": {{\n{}\n  }}\n}}\n",
        top, definitions);
}

}  // namespace clientele::reading
