#include "engine/reading/reference.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "tests/support/catch.hpp"
#include "tests/support/source.hpp"

using namespace clientele;

namespace {

const std::string begin_mark = "<!-- reference: begin -->\n";
const std::string end_mark = "<!-- reference: end -->\n";

std::string content_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace

// CLIENTELE_WRITE_REFERENCE=1 makes the test write the section anew instead of complaining.
TEST_CASE("the reference in scenarios/README.md is the one that the description of the language gives") {
    const std::filesystem::path path = tests::source("scenarios/README.md");
    const std::string page = content_of(path);
    const std::size_t begin = page.find(begin_mark);
    const std::size_t end = page.find(end_mark);
    REQUIRE(begin != std::string::npos);
    REQUIRE(end != std::string::npos);
    const std::size_t start = begin + begin_mark.size();
    REQUIRE(start <= end);
    const std::string reference = "\n" + reading::format_reference() + "\n";
    if (std::getenv("CLIENTELE_WRITE_REFERENCE") != nullptr) {
        std::ofstream(path, std::ios::binary) << page.substr(0, start) << reference << page.substr(end);
        return;
    }
    INFO("write it anew: CLIENTELE_WRITE_REFERENCE=1 ctest --test-dir build -R '^acceptance$'");
    CHECK(page.substr(start, end - start) == reference);
}

TEST_CASE("the schema that editors read is the one that the description of the language gives") {
    const std::filesystem::path path = tests::source("scenarios/clientele.schema.json");
    const std::string schema = reading::format_schema();
    if (std::getenv("CLIENTELE_WRITE_REFERENCE") != nullptr) {
        std::ofstream(path, std::ios::binary) << schema;
        return;
    }
    INFO("write it anew: CLIENTELE_WRITE_REFERENCE=1 ctest --test-dir build -R '^acceptance$'");
    CHECK(content_of(path) == schema);
}
