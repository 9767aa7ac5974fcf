#include "engine/reading/merge.hpp"

#include <string>

#include "tests/support/catch.hpp"
#include "tests/unit/reading/support.hpp"

using namespace clientele;
using reading::Tree;
using tests::tree_of;

namespace {

std::string merged(const std::string& target, const std::string& patch) {
    Tree tree = tree_of(target);
    reading::merge_into(tree, tree_of(patch));
    reading::remove_nulls(tree);
    return reading::flow_text(tree);
}

std::string resolved(const std::string& structures, std::string& found) {
    reading::Report report;
    Tree tree = tree_of("structures: " + structures);
    reading::resolve_structures(tree, report);
    reading::remove_nulls(tree);
    found = tests::codes(report.faults());
    return reading::flow_text(tree.find("structures")->value);
}

}  // namespace

TEST_CASE("merging follows the examples of RFC 7396") {
    CHECK(merged("{a: b}", "{a: c}") == "{a: c}");
    CHECK(merged("{a: b}", "{b: c}") == "{a: b, b: c}");
    CHECK(merged("{a: b}", "{a: null}") == "{}");
    CHECK(merged("{a: b, b: c}", "{a: null}") == "{b: c}");
    CHECK(merged("{a: [b]}", "{a: c}") == "{a: c}");
    CHECK(merged("{a: c}", "{a: [b]}") == "{a: [b]}");
    CHECK(merged("{a: {b: c}}", "{a: {b: d, c: null}}") == "{a: {b: d}}");
    CHECK(merged("{a: [{b: c}]}", "{a: [1]}") == "{a: [1]}");
    CHECK(merged("{a: foo}", "{b: {c: {d: null}}}") == "{a: foo, b: {c: {}}}");
}

TEST_CASE("many keys are merged in the order of first mention, without loss") {
    std::string left = "{", right = "{";
    for (int i = 0; i < 50; ++i) {
        left += "key_number_" + std::to_string(i) + ": 1, ";
        right += "key_number_" + std::to_string(i + 25) + ": 2, ";
    }
    Tree tree = tree_of(left + "}");
    reading::merge_into(tree, tree_of(right + "}"));
    REQUIRE(tree.entries.size() == 75);
    CHECK(tree.entries.front().key == "key_number_0");
    CHECK(tree.entries[30].value.text == "2");
    CHECK(tree.entries.back().key == "key_number_74");
}

TEST_CASE("a merged value keeps the place where it was written") {
    Tree tree = tree_of("a: 1\nb: 2\n");
    reading::merge_into(tree, tree_of("\n\n\nb: 3\n"));
    CHECK(tree.find("a")->where.line == 1);
    CHECK(tree.find("b")->where.line == 4);
    CHECK(tree.find("b")->value.where.line == 4);
}

TEST_CASE("a distribution replaces a distribution whole, other changes merge into it") {
    CHECK(merged("{p: {believed: 1 to 2, likely: 1}}", "{p: {lognormal: {median: 1, sigma: 1}}}") ==
          "{p: {lognormal: {median: 1, sigma: 1}}}");
    CHECK(merged("{p: {lognormal: {median: 1, sigma: 1}, source: x}}", "{p: {lognormal: {mean: 1, cv: 1}}}") ==
          "{p: {lognormal: {mean: 1, cv: 1}}}");
    CHECK(merged("{p: {believed: 1 to 2}}", "{p: {value: 3, source: x}}") == "{p: {value: 3, source: x}}");
    CHECK(merged("{p: {believed: 1 to 2, likely: 1}}", "{p: {likely: 2}}") == "{p: {believed: 1 to 2, likely: 2}}");
    CHECK(merged("{p: {value: 3, source: x}}", "{p: {value: 4}}") == "{p: {value: 4}}");
    CHECK(merged("{p: {value: 3}}", "{p: {source: x}}") == "{p: {value: 3, source: x}}");
    CHECK(merged("{o: {poisson: 1, value: 5}}", "{o: {value: 6}}") == "{o: {poisson: 1, value: 6}}");
}

TEST_CASE("a structure is laid over the one it extends, whatever their order") {
    std::string found;
    CHECK(resolved("{c: {extends: b, teams: {x: null}}, b: {extends: a, from: month 2}, a: {teams: {x: 1, y: 2}}}",
                   found) ==
          "{c: {teams: {y: 2}, extends: b, from: month 2}, b: {teams: {x: 1, y: 2}, extends: a, from: month 2}, a: "
          "{teams: {x: 1, y: 2}}}");
    CHECK(found.empty());
}

TEST_CASE("structures that extend each other in a circle, or nobody, are faults") {
    std::string found;
    resolved("{a: {extends: b}, b: {extends: c}, c: {extends: a}}", found);
    CHECK(found == "extends-cycle");
    resolved("{a: {extends: a}}", found);
    CHECK(found == "extends-cycle");
    resolved("{a: {extends: generalist}, generalists: {}}", found);
    CHECK(found == "unknown-structure");
}
