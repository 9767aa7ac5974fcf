#include <map>
#include <string>
#include <unordered_set>

#include "engine/base/contract.hpp"
#include "engine/base/hash.hpp"
#include "engine/base/ids.hpp"
#include "engine/base/version.hpp"
#include "tests/support/catch.hpp"

namespace base = clientele::base;

using ClientId = base::Id<struct ClientTag>;
using TeamId = base::Id<struct TeamTag>;

TEST_CASE("ids of one table compare, ids of two tables do not") {
    CHECK(ClientId{3} == ClientId{3});
    CHECK(ClientId{2} < ClientId{10});
    CHECK(ClientId{7}.index() == 7);
    CHECK(std::unordered_set<ClientId>{{1}, {2}, {1}}.size() == 2);
    static_assert(!std::is_convertible_v<ClientId, TeamId>);
    static_assert(!std::is_convertible_v<std::uint32_t, ClientId>);
    static_assert(sizeof(ClientId) == 4);
}

TEST_CASE("a broken contract says where and what was expected") {
    CHECK_NOTHROW(base::expects(true, "anything"));
    try {
        base::expects(false, "at least one structure");
        FAIL("nothing was thrown");
    } catch (const base::ContractViolation& error) {
        const std::string text = error.what();
        CHECK(text.starts_with("tests/unit/base/small_things_test.cpp:"));
        CHECK(text.ends_with("expected at least one structure"));
    }
}

TEST_CASE("the content hash is the same for ever") {
    // Worked out by an independent implementation: FNV-1a, then the finaliser of SplitMix64.
    static_assert(base::content_hash("") == 0xf52a15e9a9b5e89bULL);
    static_assert(base::content_hash("a") == 0x02c0bdbf481420f8ULL);
    static_assert(base::content_hash("scenario: kam\n") == 0x597ea11934025bbeULL);
}

TEST_CASE("contents that differ in one bit have hashes that differ in about half of theirs") {
    int differing = 0;
    for (unsigned i = 0; i < 1000; ++i) {
        const std::string content = std::to_string(i) + "some scenario text";
        std::string changed = content;
        changed.back() = static_cast<char>(changed.back() ^ 1);
        differing += __builtin_popcountll(base::content_hash(content) ^ base::content_hash(changed));
    }
    // Expected 32 of 64; the standard error of the mean of 1000 is 4 / sqrt(1000) = 0.126; 4 of them on each side.
    CHECK(differing / 1000.0 == Approx(32).margin(4 * 0.126));
}

TEST_CASE("a hash is told as 16 hex digits") {
    CHECK(base::to_hex(0) == "0000000000000000");
    CHECK(base::to_hex(0xFEDCBA9876543210ULL) == "fedcba9876543210");
}

TEST_CASE("the program knows its version, compiler and libraries") {
    CHECK(base::version().find('.') != std::string_view::npos);
    CHECK_FALSE(base::commit().empty());
    CHECK(base::commit().find('%') == std::string_view::npos);
    CHECK(base::compiler_flags().find("-ffp-contract=off") != std::string_view::npos);
    std::map<std::string_view, std::string_view> versions;
    for (const base::Library& library : base::libraries()) versions[library.name] = library.version;
    for (const auto* name : {"Boost", "oneTBB", "yaml-cpp", "fmt", "nlohmann-json", "CLI11"}) {
        INFO(name);
        CHECK_FALSE(versions[name].empty());
    }
}
