#include "engine/random/philox.hpp"

#include <Random123/philox.h>

#include "engine/random/address.hpp"
#include "tests/support/catch.hpp"

using namespace clientele::random;

TEST_CASE("Philox gives the published words for zero, ones and the digits of pi") {
    CHECK(philox({0, 0, 0, 0}, {0, 0}) == Words{0x6627E8D5U, 0xE169C58DU, 0xBC57AC4CU, 0x9B00DBD8U});
    constexpr std::uint32_t ones = 0xFFFFFFFFU;
    CHECK(philox({ones, ones, ones, ones}, {ones, ones}) == Words{0x408F276DU, 0x41C83B0EU, 0xA20BC7C6U, 0x6D5451FDU});
    CHECK(philox({0x243F6A88U, 0x85A308D3U, 0x13198A2EU, 0x03707344U}, {0xA4093822U, 0x299F31D0U}) ==
          Words{0xD16CFE09U, 0x94FDCCEBU, 0x5001E420U, 0x24126EA1U});
}

TEST_CASE("Philox gives C++26's ten thousandth value, 1955073260") {
    // std::philox4x32 has seed 20111115 as its key, and a counter that runs with the blocks: value 10,000 is word 3 of
    // block 2,499.
    CHECK(philox({2499, 0, 0, 0}, {20111115U, 0})[3] == 1955073260U);
}

TEST_CASE("Philox is a constant expression") { STATIC_REQUIRE(philox({0, 0, 0, 0}, {0, 0})[0] == 0x6627E8D5U); }

TEST_CASE("Philox agrees with Random123 for 100,000 counters and keys") {
    std::uint64_t seed = 1;
    const auto next = [&seed] { return static_cast<std::uint32_t>(mix(seed++) >> 7U); };
    std::size_t differences = 0;
    for (int i = 0; i < 100000; ++i) {
        const Words counter{next(), next(), next(), next()};
        const Key key{next(), next()};
        const auto theirs = r123::Philox4x32()({{counter[0], counter[1], counter[2], counter[3]}}, {{key[0], key[1]}});
        differences += philox(counter, key) != Words{theirs[0], theirs[1], theirs[2], theirs[3]};
    }
    CHECK(differences == 0);
}
