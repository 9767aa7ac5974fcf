#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "engine/base/fault.hpp"
#include "engine/reading/read_scenario.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

namespace fs = std::filesystem;
using namespace clientele;
using namespace std::string_literals;

namespace {

// About a second of the processor on an ordinary machine; sanitizers get twenty.
constexpr double longest = 20;

double seconds_of_processor() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

/// Codes of all faults, joined; "accepted" where there are none.
std::string codes_of_file(const fs::path& file) {
    const double start = seconds_of_processor();
    std::string codes;
    try {
        reading::read_scenario(file);
        codes = "accepted";
    } catch (const base::InvalidInput& invalid) {
        for (const base::Fault& fault : invalid.faults().sorted()) codes += (codes.empty() ? "" : " ") + fault.code;
        CHECK(std::string_view(invalid.what()).size() < 200'000);
    }
    CHECK(seconds_of_processor() - start < longest);
    return codes;
}

std::string codes_of(const std::string& text) {
    const tests::ScratchFolder folder;
    const fs::path file = folder.path() / "scenario.yaml";
    std::ofstream(file, std::ios::binary) << text;
    return codes_of_file(file);
}

std::string repeated(std::string_view text, std::size_t times) {
    std::string result;
    for (std::size_t i = 0; i < times; ++i) result += text;
    return result;
}

std::string utf16(std::string_view text, bool big_endian) {
    std::string result = big_endian ? "\xFE\xFF" : "\xFF\xFE";
    for (const char c : text) result += big_endian ? "\0"s + c : c + "\0"s;
    return result;
}

}  // namespace

TEST_CASE("aliases that expand to 10^10 values are refused") {
    std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 10; ++i) {
        const std::string below = "*a" + std::to_string(i - 1);
        bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + below + repeated(", " + below, 9) + "]\n";
    }
    CHECK(bomb.size() < 1000);
    CHECK(codes_of(bomb) == "too-many-values");
}

TEST_CASE("an alias inside the value it names is refused") {
    CHECK(codes_of("a: &a [1, *a]\n") == "alias-cycle");
    CHECK(codes_of("a: &a {b: {c: *a}}\n") == "alias-cycle");
}

TEST_CASE("aliases that nest deeper than a file may are refused") {
    std::string text = "a0: &a0 [x]\n";
    for (int i = 1; i < 100; ++i) {
        text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [*a" + std::to_string(i - 1) + "]\n";
    }
    CHECK(codes_of(text) == "too-deep");
}

TEST_CASE("100,000 levels of nesting are refused") {
    CHECK(codes_of(repeated("[", 100'000)) == "too-deep");
    CHECK(codes_of(repeated("{a: ", 100'000)) == "too-deep");
    CHECK(codes_of(repeated("- ", 100'000)) == "too-deep");
    CHECK(codes_of(repeated("? ", 100'000)) == "too-deep");
    std::string block;
    for (std::size_t i = 0; i < 1'000; ++i) block += std::string(i, ' ') + "a:\n";
    CHECK(codes_of(block) == "too-deep");
}

TEST_CASE("a file of a mebibyte takes no long time, whatever it holds") {
    for (const std::string_view piece :
         {"[a, ",        "{",        "- |\n", "? ",     "&a ", "*a ", "!a ", "\"a",     "a: [\n",  "a\n", "#",
          "%YAML 1.2\n", "- &b x\n", ",",     "a: b: ", "'",   ": ",  "\n",  "a: &a\n", "- - a\n", "[[],"}) {
        INFO(piece);
        CHECK(codes_of(repeated(piece, 1'000'000 / piece.size())) != "accepted");
    }
}

TEST_CASE("a hundred thousand different keys and as many wrong values take no long time") {
    std::string keys;
    for (int i = 0; i < 45'000; ++i) keys += "k" + std::to_string(i) + ": 1\n";
    CHECK(codes_of(keys).find("unknown-key") != std::string::npos);
    std::string one_line = "structures: {";
    for (int i = 0; i < 45'000; ++i) one_line += "k" + std::to_string(i) + ": 1, ";
    CHECK(codes_of(one_line + "}").find("wrong-shape") != std::string::npos);
}

TEST_CASE("a gibibyte is refused without being read") {
    const tests::ScratchFolder folder;
    const fs::path file = folder.path() / "huge.yaml";
    std::ofstream(file) << "clientele: 1\n";
    fs::resize_file(file, std::uintmax_t{1} << 30U);
    CHECK(codes_of_file(file) == "too-large");
}

TEST_CASE("what is no file is refused") {
    const tests::ScratchFolder folder;
    CHECK(codes_of_file(folder.path()) == "is-a-folder");
    CHECK(codes_of_file(folder.path() / "none.yaml") == "missing-file");
    if (fs::exists("/dev/zero")) CHECK(codes_of_file("/dev/zero") == "too-large");
    if (fs::exists("/dev/null")) CHECK(codes_of_file("/dev/null") == "empty-file");
}

TEST_CASE("files without a value are refused") {
    CHECK(codes_of("") == "empty-file");
    CHECK(codes_of("# only a comment\n") == "empty-file");
    CHECK(codes_of("\n \n\n") == "empty-file");
    CHECK(codes_of("---\n") == "wrong-shape");
    CHECK(codes_of("null\n") == "wrong-shape");
}

TEST_CASE("other encodings than UTF-8 are refused by name") {
    CHECK(codes_of(utf16("clientele: 1\n", true)) == "wrong-encoding");
    CHECK(codes_of(utf16("clientele: 1\n", false)) == "wrong-encoding");
    CHECK(codes_of("\xFF\xFE\0\0c\0\0\0"s) == "wrong-encoding");
    CHECK(codes_of("c\0l\0i\0e\0n\0t\0"s) == "wrong-encoding");
    CHECK(codes_of("question: caf\xE9\n") == "wrong-encoding");
    CHECK(codes_of("question: \xC0\xAF\n") == "wrong-encoding");
    CHECK(codes_of("question: \xED\xA0\x80\n") == "wrong-encoding");
}

TEST_CASE("control characters are refused") {
    CHECK(codes_of("question: a\0b\n"s) == "control-character");
    CHECK(codes_of("question: \x1b[31mred\n") == "control-character");
}

TEST_CASE("a byte order mark is no fault") {
    CHECK(codes_of("\xEF\xBB\xBF"
                   "clientele: 1\ndefaults: none\n")
              .starts_with("missing-key"));
}

TEST_CASE("numbers that are none are refused") {
    for (const std::string_view number :
         {".nan",     ".inf",  "-.inf", "nan", "inf",
          "infinity", "1e999", "0x7F",  "1e3", "--3",
          "+3",       "1.2.3", "1.",    ".5",  "9999999999999999999999999999999999999999999999999",
          "٣",        "1/0",   "[1]",   "{}",  "~x",
          "yes",      "on",    "true"}) {
        INFO(number);
        const std::string codes =
            codes_of("clientele: 1\ndefaults: none\nhorizon: 24 months\nportfolio: {}\nstructures: {}\nworlds: " +
                     std::string(number));
        CHECK(codes != "accepted");
        CHECK(codes.find(' ') == std::string::npos);
    }
}

TEST_CASE("files that extend each other without end are refused") {
    const tests::ScratchFolder folder;
    const auto write = [&](const std::string& name, const std::string& text) {
        std::ofstream(folder.path() / name) << text;
    };
    write("a.yaml", "extends: b.yaml\nclientele: 1\n");
    write("b.yaml", "extends: [c.yaml]\n");
    write("c.yaml", "extends: a.yaml\n");
    CHECK(codes_of_file(folder.path() / "a.yaml").find("extends-cycle") != std::string::npos);
    for (int i = 0; i < 20; ++i) {
        const std::string next = "d" + std::to_string(i + 1) + ".yaml";
        write("d" + std::to_string(i) + ".yaml", "extends: [" + next + ", " + next + "]\n");
    }
    write("d20.yaml", "seed: 1\n");
    CHECK(codes_of_file(folder.path() / "d0.yaml").find("too-many-files") != std::string::npos);
}
