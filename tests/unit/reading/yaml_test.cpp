#include "engine/reading/yaml.hpp"

#include <string>

#include "tests/support/catch.hpp"
#include "tests/unit/reading/support.hpp"

using namespace clientele;
using reading::Tree;
using tests::tree_of;

TEST_CASE("a text becomes a tree of maps, lists, scalars and nulls") {
    const Tree tree = tree_of("a: 1\nb: [x, 'y z']\nc:\n  d: ~\n  e: {f: g}\n");
    CHECK(reading::flow_text(tree) == "{a: 1, b: [x, \"y z\"], c: {d: null, e: {f: g}}}");
    CHECK(tree.find("b")->value.items[1].quoted);
    CHECK_FALSE(tree.find("a")->value.quoted);
    CHECK(tree.find("nothing") == nullptr);
}

TEST_CASE("places count characters, not bytes, and have the length of the word") {
    const Tree tree = tree_of("größe: {süß: 12 months}\n");
    const reading::Entry& outer = tree.entries.front();
    CHECK(outer.where == base::Location{"t.yaml", 1, 1, 5});
    const reading::Entry& inner = outer.value.entries.front();
    CHECK(inner.where == base::Location{"t.yaml", 1, 9, 3});
    CHECK(inner.value.where == base::Location{"t.yaml", 1, 14, 9});
}

TEST_CASE("places survive CR LF, a byte order mark and quotes") {
    const Tree tree = tree_of(
        "\xEF\xBB\xBF"
        "a: 1\r\nb: 'it''s' # c\r\n");
    CHECK(tree.find("a")->where == base::Location{"t.yaml", 1, 1, 1});
    CHECK(tree.find("b")->value.where == base::Location{"t.yaml", 2, 4, 7});
    CHECK(tree.find("b")->value.text == "it's");
}

TEST_CASE("an alias stands for its anchor, at its own place") {
    const Tree tree = tree_of("a: &x {b: 1}\nc: *x\n");
    CHECK(reading::flow_text(tree) == "{a: {b: 1}, c: {b: 1}}");
    CHECK(tree.find("c")->value.where.line == 2);
    CHECK(tree.find("c")->value.entries.front().where.line == 1);
}

TEST_CASE("a value that was left out has no text and the place of its key") {
    const Tree tree = tree_of("a:\nb: null\nc: {d, e: ~}\n");
    CHECK(tree.find("a")->value.text.empty());
    CHECK(tree.find("a")->value.where == base::Location{"t.yaml", 1, 1, 1});
    CHECK(tree.find("b")->value.text == "null");
    CHECK(tree.find("c")->value.find("e")->value.text == "~");
    CHECK(tree.find("c")->value.find("d")->value.text.empty());
}

TEST_CASE("words that other readers take for truth values or octal numbers stay words") {
    const Tree tree = tree_of("a: yes\nb: 010\nc: 0x1F\nd: 1_000\ne: 12:30\n");
    CHECK(reading::flow_text(tree) == "{a: yes, b: 010, c: 0x1F, d: 1_000, e: 12:30}");
}

TEST_CASE("a key that stands twice is a fault and the first one holds") {
    reading::Report report;
    const auto tree = tree_of("a: 1\nb: 2\na: 3\n", report);
    REQUIRE(tree);
    CHECK(tree->find("a")->value.text == "1");
    CHECK(tests::codes(report.faults()) == "duplicate-key");
    CHECK(report.faults().sorted().front().where == base::Location{"t.yaml", 3, 1, 1});
}

TEST_CASE("64 levels are accepted and 65 are not") {
    const auto nested = [](std::size_t levels) { return std::string(levels, '[') + "x" + std::string(levels, ']'); };
    reading::Report fine;
    CHECK(tree_of(nested(64), fine));
    CHECK(fine.faults().empty());
    reading::Report report;
    CHECK_FALSE(tree_of(nested(65), report));
    CHECK(tests::codes(report.faults()) == "too-deep");
}

TEST_CASE("100,000 values are accepted and one more is not") {
    const auto list = [](std::size_t items) {
        std::string text = "[";
        for (std::size_t i = 0; i < items; ++i) text += "x,";
        return text + "]";
    };
    reading::Report fine;
    CHECK(tree_of(list(99'999), fine));
    reading::Report report;
    CHECK_FALSE(tree_of(list(100'000), report));
    CHECK(tests::codes(report.faults()) == "too-many-values");
}

TEST_CASE("a closing document end is no second document") {
    CHECK(reading::flow_text(tree_of("---\na: 1\n...\n")) == "{a: 1}");
    reading::Report report;
    CHECK_FALSE(tree_of("a: 1\n---\nb: 2\n", report));
    CHECK(tests::codes(report.faults()) == "second-document");
}

TEST_CASE("a text between quotes may go over lines, but must be closed") {
    CHECK(tree_of("a: \"b\n  c\"\nd: 1\n").find("a")->value.text == "b c");
    for (const std::string text : {"a: \"b\nc: 1\n", "a: 'b\nc: 'd'\n", "a: \"b\nc: \"d\"\ne: 1\n"}) {
        INFO(text);
        reading::Report report;
        CHECK_FALSE(tree_of(text, report));
        CHECK(tests::codes(report.faults()) == "syntax");
    }
}
