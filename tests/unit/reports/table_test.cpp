#include "reports/table.hpp"

#include "tests/support/catch.hpp"

using namespace clientele::reports;

TEST_CASE("cells are aligned: the first column on the left, the others on the right") {
    Table table(2);
    table.add({"name", "mean", "error"});
    table.add({"a", "1.5", "0.1"});
    table.add({"longer", "-12.5", ""});
    CHECK(table.render() ==
          "  name     mean  error\n"
          "  a         1.5    0.1\n"
          "  longer  -12.5\n");
}

TEST_CASE("wide characters count for the columns they take") {
    CHECK(width_of("Köln") == 4);
    CHECK(width_of("東京") == 4);
    Table table(0);
    table.add({"東京", "1"});
    table.add({"Köln", "2"});
    CHECK(table.render() == "東京  1\nKöln  2\n");
}

TEST_CASE("a first column that does not fit is cut and marked") {
    Table table(0);
    table.add({"a very long name of something", "12345"});
    CHECK(table.render(20) == "a very long..  12345\n");
    CHECK(shortened("short", 20) == "short");
}

TEST_CASE("text is wrapped at spaces, later lines indented") {
    CHECK(wrapped("one two three four", 9, 2) == "one two\n  three\n  four");
    CHECK(wrapped("unbreakableword next", 8) == "unbreakableword\nnext");
    CHECK(wrapped("", 8).empty());
}
