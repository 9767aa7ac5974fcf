#include <fmt/core.h>

#include "engine/reading/format.hpp"
#include "engine/reading/measure.hpp"
#include "engine/reading/reference.hpp"
#include "engine/reading/schema_quantity.hpp"

namespace clientele::reading {
namespace {

// Names that authors choose, as the reader takes them.
constexpr std::string_view name_pattern = "^[A-Za-z0-9_\\u0080-\\uffff-]{1,100}$";
constexpr std::string_view text_schema = R"({"type": ["string", "number", "boolean"], "pattern": "[^ \\t\\r\\n]"})";

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
            return quantity_reference(type.shape.allows);
        case FormatType::Holds::text:
            return std::string(text_schema);
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
        return fmt::format("{{\"anyOf\": [{0}, {{\"type\": \"array\", \"minItems\": 1, \"items\": {0}}}]}}", one);
    if (type.times == FormatType::Times::by_name)
        return fmt::format(
            "{{\"type\": \"object\", \"propertyNames\": {{\"pattern\": \"{}\"}}, \"additionalProperties\": "
            "{{\"anyOf\": [{}, {{\"type\": \"null\"}}]}}}}",
            name_pattern, one);
    return one;
}

/// `null` removes a value taken over from elsewhere, so every key takes it.
std::string field_schema(const FormatField& field) {
    const bool measures = field.type.holds == FormatType::Holds::quantity;
    const scenario::Shape& shape = field.type.shape;
    const std::string takes = measures ? fmt::format(" Takes {}; {}; {}.", expectation(shape.dimension),
                                                     range_text(shape), chance_text(shape.allows))
                                       : "";
    const std::string absent = field.when_absent.empty() ? "" : fmt::format(" When absent: {}.", field.when_absent);
    return fmt::format("{}: {{\"description\": {}, \"anyOf\": [{}, {{\"type\": \"null\"}}]}}", json_string(field.key),
                       json_string(fmt::format("{}.{}{}", field.meaning, takes, absent)), type_schema(field.type));
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

/// A number of people, their names, or a column of a file.
std::string staff_definition() {
    return fmt::format(
        "\"staff\": {{\"anyOf\": [{{\"type\": [\"string\", \"number\"], \"pattern\": \"^(?!.* to )\"}}, {{\"type\": "
        "\"array\", \"items\": {0}}}, {{\"type\": \"object\", \"additionalProperties\": false, \"properties\": "
        "{{\"file\": {{\"anyOf\": [{0}, {{\"type\": \"null\"}}]}}, \"column\": {{\"anyOf\": [{0}, {{\"type\": "
        "\"null\"}}]}}}}}}]}}",
        text_schema);
}

}  // namespace

std::string format_schema() {
    constexpr std::string_view extends =
        "      \"extends\": {\"description\": \"Files this one is laid over, left to right.\", \"type\": [\"string\", "
        "\"number\", \"boolean\", \"array\"], \"items\": {\"type\": [\"string\", \"number\", \"boolean\"]}}";
    const std::vector<FormatSection>& sections = format();
    std::string definitions = "  " + staff_definition() + quantity_definitions();
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
