#include "engine/base/fault.hpp"

#include <string>

#include "engine/base/contract.hpp"
#include "tests/support/catch.hpp"

using clientele::base::Fault;
using clientele::base::Faults;
using clientele::base::InvalidInput;
using clientele::base::line_of;
using clientele::base::Location;
using clientele::base::render;

namespace {

Fault at(int line, int column, std::string message = "m", std::string file = "a.yaml") {
    return Fault{"code", std::move(message), Location{std::move(file), line, column, 1}, "", ""};
}

/// The caret line of a fault in `source_line`, without its gutter.
std::string carets(std::string source_line, int column, int length) {
    const std::string text =
        render(Fault{"code", "m", Location{"a.yaml", 7, column, length}, "", std::move(source_line)});
    const std::size_t gutter = text.rfind(" | ");
    return text.substr(gutter + 3, text.size() - gutter - 4);
}

/// The source line of a fault as shown, without its gutter.
std::string excerpt(std::string source_line, int column) {
    const std::string text = render(Fault{"code", "m", Location{"a.yaml", 7, column, 1}, "", std::move(source_line)});
    const std::size_t gutter = text.find(" | ");
    return text.substr(gutter + 3, text.find('\n', gutter) - gutter - 3);
}

}  // namespace

TEST_CASE("a fault reads like a compiler's") {
    const Fault fault{"unknown-key", "unknown key 'hunterz' in structures.split.teams", Location{"kam.yaml", 14, 7, 7},
                      "did you mean 'hunters'?", "      hunterz: 6"};
    CHECK(render(fault) ==
          "kam.yaml:14:7: error[unknown-key]: unknown key 'hunterz' in structures.split.teams\n"
          "   14 |       hunterz: 6\n"
          "      |       ^^^^^^^\n"
          "   help: did you mean 'hunters'?\n");
}

TEST_CASE("a fault without a line, a source or help shows only what it knows") {
    CHECK(render(Fault{"missing-file", "there is no such file", Location{"a.yaml", 0, 0, 1}, "", ""}) ==
          "a.yaml: error[missing-file]: there is no such file\n");
    CHECK(render(Fault{"usage", "no scenario", Location{}, "name a file", ""}) ==
          "error[usage]: no scenario\n   help: name a file\n");
    CHECK(render(Fault{"code", "m", Location{"a.yaml", 3, 0, 1}, "", "x: 1"}) ==
          "a.yaml:3: error[code]: m\n    3 | x: 1\n");
}

TEST_CASE("the gutter grows with the line number") {
    CHECK(render(Fault{"code", "m", Location{"a.yaml", 1234567, 1, 1}, "", "x"}) ==
          "a.yaml:1234567:1: error[code]: m\n1234567 | x\n        | ^\n");
}

TEST_CASE("the caret stands under the character, not under the byte") {
    CHECK(carets("Zürich: x", 9, 1) == "        ^");      // two bytes, one column
    CHECK(carets("客户: x", 5, 1) == "      ^");          // three bytes, two columns each
    CHECK(carets("客户: x", 1, 2) == "^^^^");             // wide characters get wide marks
    CHECK(carets("cafe\xCC\x81: x", 8, 1) == "      ^");  // a combining accent takes no column
    CHECK(carets("\tkey: x", 2, 3) == " ^^^");            // a tab is shown as one space
}

TEST_CASE("a caret may stand behind the end of the line and stays inside it otherwise") {
    CHECK(carets("key:", 5, 1) == "    ^");
    CHECK(carets("key:", 900, 4) == "    ^");
    CHECK(carets("key: value", 6, 900) == "     ^^^^^");
    CHECK(carets("key: value", 6, -3) == "     ^");
}

TEST_CASE("control characters and broken bytes are shown, not sent to the terminal") {
    CHECK(excerpt("a\x1b[31mb", 1) == "a\\x1b[31mb");
    CHECK(excerpt("a\xff z", 1) == "a\\xff z");
    CHECK(carets("a\xff z", 4, 1) == "      ^");
    CHECK(render(at(1, 1, "bad\nname\x07")).find("bad\\x0aname\\x07") != std::string::npos);
}

TEST_CASE("a long line is shown as a window around the place") {
    const std::string line = std::string(5000, 'a') + "HERE" + std::string(5000, 'b');
    const std::string shown = excerpt(line, 5001);
    CHECK(shown == "..." + std::string(40, 'a') + "HERE" + std::string(56, 'b') + "...");
    CHECK(carets(line, 5001, 4) == std::string(43, ' ') + "^^^^");
    CHECK(excerpt(line, 1) == std::string(100, 'a') + "...");
    CHECK(excerpt(line, 10004) == "..." + std::string(100, 'b'));
    CHECK(excerpt(std::string(100, 'a'), 100) == std::string(100, 'a'));
}

TEST_CASE("a line of a megabyte is left out") {
    CHECK(render(Fault{"code", "m", Location{"a.yaml", 1, 5, 1}, "", std::string(1 << 20, 'a')}) ==
          "a.yaml:1:5: error[code]: m\n");
}

TEST_CASE("faults come out by file, line and column, whatever the order of reporting") {
    Faults faults;
    CHECK(faults.empty());
    faults.add(at(9, 1, "fifth"));
    faults.add(at(2, 5, "second"));
    faults.add(at(2, 3, "first"));
    faults.add(at(2, 5, "third"));
    faults.add(at(8, 1, "fourth"));
    faults.add(at(1, 1, "sixth", "b.yaml"));
    std::string order;
    for (const Fault& fault : faults.sorted()) order += fault.message + " ";
    CHECK(order == "first second third fourth fifth sixth ");
}

TEST_CASE("the same fault reported twice is one fault") {
    Faults faults;
    faults.add(at(2, 3, "twice"));
    faults.add(at(2, 3, "other"));
    faults.add(at(2, 3, "twice"));
    CHECK(faults.size() == 2);
}

TEST_CASE("faults beyond the limit are counted, not kept") {
    Faults few(3);
    for (int line = 1; line <= 10; ++line) few.add(at(line, 1));
    CHECK(few.sorted().size() == 3);
    CHECK(few.more() == 7);
    CHECK(few.size() == 10);
    CHECK(render(few).ends_with("\n7 faults are not shown\n") == false);
    CHECK(render(few).ends_with("\n7 more faults are not shown\n"));

    Faults all(5);
    all.add(at(20, 1));
    all.add(few);
    CHECK(all.sorted().size() == 4);
    CHECK(all.size() == 11);
}

TEST_CASE("invalid input carries its faults and says them") {
    try {
        throw InvalidInput(at(4, 2, "wrong"));
    } catch (const std::exception& error) {
        CHECK(std::string(error.what()) == "a.yaml:4:2: error[code]: wrong\n");
        CHECK(dynamic_cast<const InvalidInput&>(error).faults().size() == 1);
    }
    CHECK_THROWS_AS(InvalidInput(Faults{}), clientele::base::ContractViolation);
}

TEST_CASE("a line is found by its number, without its end") {
    CHECK(line_of("one\ntwo\r\nthree", 1) == "one");
    CHECK(line_of("one\ntwo\r\nthree", 2) == "two");
    CHECK(line_of("one\ntwo\r\nthree", 3) == "three");
    CHECK(line_of("one\ntwo\r\nthree", 4).empty());
    CHECK(line_of("one", 0).empty());
    CHECK(line_of("", 1).empty());
}
