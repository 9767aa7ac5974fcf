#include "engine/reading/yaml_plain.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>

#include "engine/reading/encoding.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/source.hpp"

using namespace clientele;

namespace {

enum class Reads { not_at_all, alike, otherwise };

/// How the plain reader reads a text, compared with the parser.
Reads plainly(const std::string& text) {
    reading::Report report;
    const auto source = reading::accept_text("a scenario with a long name.yaml", text, report);
    if (!source) return Reads::not_at_all;
    const auto plain = reading::plain_events(*source);
    if (!plain) return Reads::not_at_all;
    try {
        const auto events = reading::read_events(*source, report);
        return events == *plain && report.faults().empty() ? Reads::alike : Reads::otherwise;
    } catch (const reading::Refused&) {
        return Reads::otherwise;
    }
}

std::string text_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

const std::string firm = R"(# a firm
clientele: 1
question: "Who serves whom: all, or some?"   # of two
portfolio:
  segments:
    large: {clients: 20, potential: {lognormal: {median: 80k/month, sigma: 0.6}}, orders: [4, -5],
            loss: {value: 7 %/year, source: 'größer als "2"'}}

    small:
      clients: 60 to 80 # many
      none: null
market: {}
)";

}  // namespace

TEST_CASE("the scenarios that ship are plain, and plain reading finds what the parser finds") {
    for (const char* folder : {"scenarios", "scenarios/gallery", "scenarios/verification"}) {
        for (const auto& entry : std::filesystem::directory_iterator(tests::source(folder))) {
            if (entry.path().extension() != ".yaml") continue;
            INFO(entry.path());
            CHECK(plainly(text_of(entry.path())) == Reads::alike);
        }
    }
    CHECK(plainly(firm) == Reads::alike);
}

TEST_CASE("what is not plain is left to the parser") {
    for (const char* text : {"",
                             "# nothing\n",
                             "a",
                             "a:",
                             "a:\nb: 1\n",
                             "a: 1\n  b: 2\n",
                             "  a: 1\nb: 2\n",
                             "a: b: c\n",
                             "a: b:\n",
                             "a:b\n",
                             "a:\n- b\n",
                             "- a: 1\n",
                             "a: |\n  b\n",
                             "a: >\n  b\n",
                             "a: &x 1\nb: *x\n",
                             "a: !t 1\n",
                             "a: 1\n---\nb: 2\n",
                             "a: [\n...  b]\n",
                             "? a\n",
                             "'a': 1\n",
                             "null: 1\n",
                             "<<: {a: 1}\n",
                             "a: 1\n 2\n",
                             "a: 'b\n",
                             "a: 'b' c\n",
                             "a: 'it''s'\n",
                             "a: \"b\\n\"\n",
                             "a: {b, c}\n",
                             "a: {b: }\n",
                             "a: {b: 1,}\n",
                             "a: {b: 1\n",
                             "a: {b: c\n  d}\n",
                             "a: {b: 1} c\n",
                             "a: [b: 1]\n",
                             "a: [b?]\n",
                             "a: {b:1}\n",
                             "a: [1, # one\n2]\n",
                             "a:\t1\n",
                             "a: 1\r\n"}) {
        INFO(text);
        CHECK(plainly(text) == Reads::not_at_all);
    }
}

TEST_CASE("whatever is done to a scenario, it is read plainly as the parser reads it, or not at all") {
    const std::string signs = " \n:,#{}[]\"'-a?&*!|>%@`~<0.\\";
    std::mt19937 luck(20260);
    const auto below = [&](std::size_t end) { return std::size_t{luck()} % end; };
    int alike = 0;
    for (int i = 0; i < 5000; ++i) {
        std::string text = firm;
        for (std::size_t changes = 1 + below(2); changes > 0; --changes) {
            const std::size_t at = below(text.size());
            const std::size_t kind = below(3);
            if (kind == 0) text.erase(at, 1 + below(3));
            if (kind == 1) text.insert(at, 1, signs[below(signs.size())]);
            if (kind == 2) text[at] = signs[below(signs.size())];
        }
        const Reads reads = plainly(text);
        INFO(text);
        REQUIRE(reads != Reads::otherwise);
        alike += reads == Reads::alike ? 1 : 0;
    }
    CHECK(alike > 1000);
}
