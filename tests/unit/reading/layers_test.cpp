#include "engine/reading/layers.hpp"

#include <string>

#include "tests/support/catch.hpp"
#include "tests/unit/reading/support.hpp"

using namespace clientele;
using tests::Desk;

namespace {

std::string effective(const Desk& desk, const std::string& name, const reading::Overrides& overrides = {}) {
    reading::Report report;
    const auto tree = reading::load_layers(desk.path(name), overrides, report);
    report.stop_on_faults();
    return reading::flow_text(*tree);
}

std::string setting(const std::string& text, std::string& found) {
    reading::Report report;
    const reading::Source& source = report.sources().add(reading::Source("--set", "\n" + text));
    const auto read = reading::parse_setting(source, 2, report);
    found = tests::codes(report.faults());
    return read ? reading::flow_text(read->tree) : "";
}

}  // namespace

TEST_CASE("later layers win: extended files from left to right, the file, values, settings") {
    const Desk desk;
    desk.write("left.yaml", "defaults: none\na: 1\nb: 1\nc: 1\nd: 1\ne: 1\n");
    desk.write("right.yaml", "b: 2\nc: 2\nd: 2\ne: 2\n");
    desk.write("file.yaml", "extends: [left.yaml, right.yaml]\nc: 3\nd: 3\ne: 3\n");
    desk.write("values.yaml", "d: 4\ne: 4\n");
    CHECK(effective(desk, "file.yaml", {{desk.path("values.yaml")}, {"e=5"}}) ==
          "{defaults: none, a: 1, b: 2, c: 3, d: 4, e: 5}");
}

TEST_CASE("a later layer removes by null what an earlier one says") {
    const Desk desk;
    desk.write("file.yaml", "defaults: none\na: {b: 1, c: 2}\n");
    CHECK(effective(desk, "file.yaml", {{}, {"a.b=null"}}) == "{defaults: none, a: {c: 2}}");
}

TEST_CASE("an extended file is looked for in the folder of the file that names it") {
    const Desk desk;
    std::filesystem::create_directory(desk.path("deep"));
    desk.write("deep/middle.yaml", "extends: base.yaml\nb: 2\n");
    desk.write("deep/base.yaml", "defaults: none\na: 1\n");
    desk.write("file.yaml", "extends: deep/middle.yaml\nc: 3\n");
    CHECK(effective(desk, "file.yaml") == "{defaults: none, a: 1, b: 2, c: 3}");
}

TEST_CASE("the built-in defaults stay out only where the scenario says so") {
    const Desk desk;
    desk.write("with.yaml", "clientele: 1\n");
    desk.write("without.yaml", "clientele: 1\ndefaults: none\n");
    CHECK(effective(desk, "without.yaml") == "{clientele: 1, defaults: none}");
    CHECK(effective(desk, "with.yaml").size() > effective(desk, "without.yaml").size());
    CHECK(effective(desk, "with.yaml", {{}, {"defaults=none"}}) == "{clientele: 1, defaults: none}");
}

TEST_CASE("a structure removes by null a team of the structure it extends, across layers") {
    const Desk desk;
    desk.write("base.yaml", "defaults: none\nstructures: {a: {teams: {x: {span: 1}, y: {span: 2}}}}\n");
    desk.write("file.yaml", "extends: base.yaml\nstructures: {b: {extends: a, teams: {x: null}}}\n");
    CHECK(effective(desk, "file.yaml") ==
          "{defaults: none, structures: {a: {teams: {x: {span: 1}, y: {span: 2}}}, b: {teams: {y: {span: 2}}, extends: "
          "a}}}");
}

TEST_CASE("a setting is a path and a YAML value") {
    std::string found;
    CHECK(setting("a.b.c=12 months", found) == "{a: {b: {c: 12 months}}}");
    CHECK(setting("a=[1, 2]", found) == "{a: [1, 2]}");
    CHECK(setting("a={b: 5 %}", found) == "{a: {b: 5 %}}");
    CHECK(setting("a.\"b.c\".d=1", found) == "{a: {b.c: {d: 1}}}");
    CHECK(setting(" a . b = x=y ", found) == "{a: {b: x=y}}");
    CHECK(setting("a=null", found) == "{a: null}");
    CHECK(found.empty());
}

TEST_CASE("a setting without path, sign or value is a fault") {
    std::string found;
    for (const std::string text : {"a", "=1", "a.=1", ".a=1", "a..b=1", "\"a=1", "a\"b\"c", ""}) {
        INFO(text);
        CHECK(setting(text, found).empty());
        CHECK(found == "bad-setting");
    }
    CHECK(setting("a=", found).empty());
    CHECK(found == "empty-value");
    CHECK(setting("a={", found).empty());
    CHECK(found == "syntax");
}

TEST_CASE("values of settings are located in the setting, by its number") {
    reading::Report report;
    const reading::Source& source = report.sources().add(reading::Source("--set", "x=1\nsüd.b={c: d}\n"));
    const auto setting = reading::parse_setting(source, 2, report);
    REQUIRE(setting);
    CHECK(setting->keys == 2);
    CHECK(setting->tree.entries.front().where == base::Location{"--set", 2, 1, 3});
    const reading::Tree& value = setting->tree.find("süd")->value.find("b")->value;
    CHECK(value.entries.front().where == base::Location{"--set", 2, 8, 1});
    CHECK(value.entries.front().value.where == base::Location{"--set", 2, 11, 1});
}

TEST_CASE("a later layer's way to state a thing replaces the earlier one's") {
    const Desk desk;
    desk.write("file.yaml",
               "defaults: none\n"
               "work: {win: {hours: 100, succeeds: 20 %}}\n"
               "relationship: {owner_leaves: {sales_lost: 15 %, over: 12 months}}\n"
               "portfolio: {segments: {a: {loss: {observed: 9 %/year, of_it_external: 3 %/year}}}}\n"
               "lifecycle: {transitions: {handover: {any: [{orders: 3}]}}}\n");
    const auto with = [&](const std::string& setting) { return effective(desk, "file.yaml", {{}, {setting}}); };
    CHECK(with("work.win.attempts=10/month").find("{win: {succeeds: 20 %, attempts: 10/month}}") != std::string::npos);
    CHECK(with("relationship.owner_leaves={loss_times: 3, for: 6 months}")
              .find("{owner_leaves: {loss_times: 3, for: 6 months}}") != std::string::npos);
    CHECK(with("portfolio.segments.a.loss.chance=1 %/month").find("{loss: {chance: 1 %/month}}") != std::string::npos);
    CHECK(with("lifecycle.transitions.handover.all=[{orders: 3}]").find("{handover: {all: [{orders: 3}]}}") !=
          std::string::npos);
    CHECK(with("lifecycle.transitions.handover.chance=1 %/month").find("{handover: {chance: 1 %/month}}") !=
          std::string::npos);
}

TEST_CASE("what a later layer states twice stays, and so does what has no rival") {
    const Desk desk;
    desk.write("file.yaml", "defaults: none\nwork: {win: {hours: 100, succeeds: 20 %}}\n");
    CHECK(effective(desk, "file.yaml", {{}, {"work.win={hours: 90, attempts: 10/month}"}}) ==
          "{defaults: none, work: {win: {hours: 90, succeeds: 20 %, attempts: 10/month}}}");
    CHECK(effective(desk, "file.yaml", {{}, {"work.win.cost=5"}}) ==
          "{defaults: none, work: {win: {hours: 100, succeeds: 20 %, cost: 5}}}");
}

TEST_CASE("a structure's way to state a thing replaces that of the structure it extends") {
    const Desk desk;
    desk.write("file.yaml",
               "defaults: none\nstructures: {a: {handover: {any: [{orders: 3}]}}, b: {extends: a, handover: {all: "
               "[{orders: 2}]}}}\n");
    CHECK(effective(desk, "file.yaml").find("b: {handover: {all: [{orders: 2}]}, extends: a}") != std::string::npos);
}

TEST_CASE("a setting reaches what is there, inherited teams included, and may add to it") {
    const Desk desk;
    desk.write("file.yaml",
               "defaults: none\nstructures: {a: {teams: {x: {span: 1}}}, b: {extends: a, from: month 2}}\n");
    const auto found = [&](const std::vector<std::string>& settings) {
        reading::Report report;
        reading::load_layers(desk.path("file.yaml"), {{}, settings}, report);
        return tests::codes(report.faults());
    };
    CHECK(found({"structures.b.teams.x.span=2"}).empty());
    CHECK(found({"structures.c={extends: a}", "structures.c.teams.x.span=2"}) == "");
    CHECK(found({"people.seller={fixed: 1/month}"}).empty());
    CHECK(found({"structures.bb.teams.x.span=2"}) == "unknown-name");
    CHECK(found({"structures.b.teams.y.span=2"}) == "unknown-name");
}
