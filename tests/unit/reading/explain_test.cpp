#include "engine/reading/explain.hpp"

#include <algorithm>
#include <string>

#include "engine/reading/format.hpp"
#include "engine/reading/places.hpp"
#include "tests/support/catch.hpp"

using namespace clientele;

namespace {

const reading::Fact* fact(const reading::Explanation& explanation, const std::string& label) {
    const auto found = std::ranges::find(explanation.facts, label, &reading::Fact::label);
    return found == explanation.facts.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("every key at every place is explained by its whole path, with that place alone") {
    for (const reading::KeyPlace& place : reading::key_places()) {
        if (place.steps.size() == 1) continue;  // a bare key, too
        INFO(place.path());
        const auto found = reading::explain_language(place.path());
        REQUIRE(found.size() == 1);
        CHECK(found.front().meaning == place.field->meaning);
        REQUIRE(fact(found.front(), "stands at") != nullptr);
        CHECK(fact(found.front(), "stands at")->texts == std::vector<std::string>{place.path()});
    }
}

TEST_CASE("a bare key is explained for all its places") {
    for (const reading::KeyPlace& place : reading::key_places()) {
        INFO(place.path());
        const auto found = reading::explain_language(place.field->key);
        CHECK(std::ranges::any_of(found, [&](const reading::Explanation& each) {
            const reading::Fact* stands = fact(each, "stands at");
            return stands != nullptr && std::ranges::find(stands->texts, place.path()) != stands->texts.end();
        }));
    }
}

TEST_CASE("every name of the language is explained, and no other") {
    const auto names = reading::language_names();
    REQUIRE(names.size() > 100);
    for (const std::string& name : names) {
        INFO(name);
        CHECK_FALSE(reading::explain_language(name).empty());
    }
    for (const std::string name :
         {"", ".", "a.b", "horizonn", "people.", ".fixed", "people.seller.fixedd", "horizon.x"}) {
        INFO(name);
        CHECK(reading::explain_language(name).empty());
    }
}

TEST_CASE("a name of the author may stand wherever the language leaves the name to the author") {
    CHECK(reading::explain_language("people.anybody.fixed").size() == 1);
    CHECK(reading::explain_language("structures.\"a.b\".teams.c.span").size() == 1);
    CHECK(reading::explain_language("structures.x").front().name == "structure");
    CHECK(reading::steps_of("a.\"b.c\".d") == std::vector<std::string>{"a", "b.c", "d"});
    CHECK(reading::joined({"a", "b.c", "d"}) == "a.\"b.c\".d");
}

TEST_CASE("each default is told with its source and line, or as an assumption") {
    const auto memory = reading::explain_language("relationship.wallet.memory");
    REQUIRE(memory.size() == 1);
    const std::string text = fact(memory.front(), "default")->texts.front();
    CHECK(text.find("85 % (assumption: half of an effect") == 0);
    const auto steepness = reading::explain_language("steepness");
    CHECK(fact(steepness.front(), "default")->texts.front().find("1 (an assumption; scenarios/defaults.yaml:") == 0);
    CHECK(fact(steepness.front(), "with defaults: none")->texts.front() == "1");
    const auto worlds = reading::explain_language("worlds");
    CHECK(fact(worlds.front(), "default")->texts.front().find("500 (scenarios/defaults.yaml:") == 0);
}
