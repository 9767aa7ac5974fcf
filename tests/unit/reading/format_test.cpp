#include "engine/reading/format.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "engine/reading/reference.hpp"
#include "tests/support/catch.hpp"

using namespace clientele;

TEST_CASE("the format begins with the scenario and has every section it refers to, once") {
    const auto& sections = reading::format();
    REQUIRE_FALSE(sections.empty());
    CHECK(sections.front().name == "scenario");
    std::set<std::string_view> names;
    for (const auto& section : sections) CHECK(names.insert(section.name).second);
    for (const auto& section : sections) {
        for (const auto& field : section.fields) {
            INFO(section.name << "." << field.key);
            if (field.type.holds == reading::FormatType::Holds::section) CHECK(names.contains(field.type.section));
            if (field.type.holds == reading::FormatType::Holds::word) CHECK_FALSE(field.type.words.empty());
        }
    }
}

TEST_CASE("every key of the language has a meaning, and no section has a key twice") {
    for (const auto& section : reading::format()) {
        std::set<std::string_view> keys;
        for (const auto& field : section.fields) {
            INFO(section.name << "." << field.key);
            CHECK_FALSE(field.meaning.empty());
            CHECK(keys.insert(field.key).second);
        }
    }
}

TEST_CASE("the reference has a table for each section and a row for each key") {
    const std::string reference = reading::format_reference();
    for (const auto& section : reading::format()) {
        CHECK(reference.find("### " + std::string(section.name) + "\n") != std::string::npos);
        for (const auto& field : section.fields)
            CHECK(reference.find("| `" + std::string(field.key) + "` | ") != std::string::npos);
    }
}

TEST_CASE("ranges are told in the words of the language") {
    CHECK(reading::range_text(scenario::a_share) == "between 0 % and 100 %");
    CHECK(reading::range_text(scenario::below_one(scenario::a_chance)) == "at least 0 % and below 100 %");
    CHECK(reading::range_text(scenario::an_amount) == "at least 0");
    CHECK(reading::range_text(scenario::above(scenario::an_amount, 0)) == "above 0");
    CHECK(reading::range_text(scenario::between(scenario::some_months, 1, 12)) == "between 1 month and 12 months");
}

TEST_CASE("the schema is balanced and names every section") {
    const std::string schema = reading::format_schema();
    CHECK(std::ranges::count(schema, '{') == std::ranges::count(schema, '}'));
    CHECK(std::ranges::count(schema, '[') == std::ranges::count(schema, ']'));
    for (const auto& section : reading::format()) {
        if (section.name != "scenario")
            CHECK(schema.find("\"" + std::string(section.name) + "\": {") != std::string::npos);
    }
}

TEST_CASE("ways to state one thing are keys of their section") {
    std::size_t sections = 0;
    for (const auto& section : reading::format()) {
        sections += section.alternatives.empty() ? 0U : 1U;
        for (const auto& way : section.alternatives) {
            INFO(section.name << "." << way.key);
            CHECK(section.find(way.key) != nullptr);
            CHECK((way.companion.empty() || section.find(way.companion) != nullptr));
        }
    }
    CHECK(sections == 6);
}

TEST_CASE("the reference tells the standard default beside what holds without one") {
    const std::string reference = reading::format_reference();
    CHECK(reference.find("| 1000; standard: `500` |") != std::string::npos);
    CHECK(reference.find("| 0; standard: `12 %/year` |") != std::string::npos);
    CHECK(reference.find("owner_leaves: `12 months`; planned_transfer: `6 months`") != std::string::npos);
}
