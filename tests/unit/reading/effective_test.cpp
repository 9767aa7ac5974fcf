#include "engine/reading/effective.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "engine/reading/layers.hpp"
#include "engine/reading/places.hpp"
#include "engine/reading/resolved.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/source.hpp"
#include "tests/unit/reading/support.hpp"

using namespace clientele;

TEST_CASE("what is written out reads back as the same scenario") {
    const tests::Desk desk;
    for (const char* file : {"scenarios/starter.yaml", "scenarios/gallery/kam_rollout.yaml",
                             "scenarios/verification/ref_lifecycle.yaml", "scenarios/verification/pivot.yaml"}) {
        INFO(file);
        const reading::Draft draft = reading::read_scenario(tests::source(file));
        desk.write("again.yaml", reading::effective_yaml(draft.effective));
        reading::Draft again = desk.read("again.yaml");
        again.scenario.defaults = draft.scenario.defaults;  // the one thing that is said differently
        CHECK(reading::resolved_text(again.scenario) == reading::resolved_text(draft.scenario));
        REQUIRE(again.scenario.question.has_value() == draft.scenario.question.has_value());
        if (draft.scenario.question) CHECK(again.scenario.question->text == draft.scenario.question->text);
    }
}

TEST_CASE("strange texts survive being written out") {
    const tests::Desk desk;
    const auto survives = [&](const std::string& text) {
        INFO(text);
        desk.write("a.yaml", tests::smallest + "question: " + reading::yaml_scalar(text) + "\n");
        const reading::Draft draft = desk.read("a.yaml");
        REQUIRE(draft.scenario.question);
        CHECK(draft.scenario.question->text == text);
        desk.write("b.yaml", reading::effective_yaml(draft.effective));
        CHECK(desk.read("b.yaml").scenario.question->text == text);
    };
    for (const char* text :
         {"a: b", "it's \"so\"", "back\\slash", "# no comment", "50 % of it, say", "two  blanks", "null", "- x",
          "tab\there",
          "a long text of many words that does not fit into one line of eighty columns and has a colon: here"})
        survives(text);
    std::string wide(300, 'x');
    wide += " y";
    survives(wide);
}

TEST_CASE("every value is listed once, with the place of the layer that wins") {
    const tests::Desk desk;
    desk.write("below.yaml", tests::scenario_with("lives: 7\nworlds: 3\n"));
    desk.write("a.yaml",
               "extends: below.yaml\nworlds: 4\nportfolio: {segments: {a: {clients: 3}}}\n"
               "structures: {one: {teams: {s: {seats: {seller: 2}, does: [win]}}}, two: {extends: one}}\n");
    const reading::Draft draft = desk.read("a.yaml", {.values = {}, .settings = {"horizon=5 months"}});
    std::set<std::string> paths;
    for (const reading::EffectiveValue& each : reading::effective_values(draft.effective)) {
        const std::string path = reading::joined(each.steps);
        CHECK(paths.insert(path).second);
        if (each.value == nullptr) continue;
        const base::Location& where = each.value->where;
        if (path == "lives") CHECK((where.file == desk.path("below.yaml").string() && where.line == 4));
        if (path == "worlds") CHECK((where.file == desk.path("a.yaml").string() && where.line == 2));
        if (path == "horizon") CHECK((where.file == reading::settings_name && where.line == 1));
        if (path == "structures.two.teams.s.seats.seller") CHECK(where.line == 4);
    }
    CHECK(paths.contains("structures.two.teams.s.seats.seller"));
    CHECK(paths.contains("judge") == false);
    CHECK(paths.contains("structures.one.teams.s.allocates"));  // absent, and told
}
