#include "engine/random/engine.hpp"

#include <cmath>
#include <random>

#include <boost/random/poisson_distribution.hpp>
#include <boost/random/uniform_int_distribution.hpp>

#include "tests/support/catch.hpp"

using namespace clientele::random;

static_assert(std::uniform_random_bit_generator<Engine>);

namespace {

const Stream edges = stream(11, "network edge");
const Entity market = entity("market");

}  // namespace

TEST_CASE("The engine gives the words of its address in order") {
    Engine engine(edges, market, 4, 9);
    for (std::uint32_t i = 0; i < 23; ++i) {
        CHECK(engine() == word_of(edges, market, 4, 9, i));
    }
}

TEST_CASE("Discarding words equals drawing them") {
    for (const std::uint32_t skip : {0U, 1U, 3U, 4U, 5U, 10U}) {
        Engine drawn(edges, market, 0);
        Engine skipped(edges, market, 0);
        (void)drawn();
        (void)skipped();
        for (std::uint32_t i = 0; i < skip; ++i) {
            (void)drawn();
        }
        skipped.discard(skip);
        CHECK(drawn() == skipped());
    }
}

TEST_CASE("An address has 262,144 words; the next one is refused, not repeated") {
    Engine engine(edges, market, 0);
    engine.discard(262143);
    CHECK(engine() == word_of(edges, market, 0, 0, 262143));
    CHECK_THROWS_AS(engine(), std::out_of_range);
    engine.discard(~std::uint64_t{0});
    CHECK_THROWS_AS(engine(), std::out_of_range);
}

TEST_CASE("The engine drives Boost.Random and the standard library") {
    // Expected mean 7.5 of 0 ... 15 and rate 3 of the Poisson; z at 20,000 draws, |z| < 5 each: false alarm once in
    // 870,000.
    Engine engine(edges, market, 1);
    boost::random::uniform_int_distribution<int> sixteen(0, 15);
    boost::random::poisson_distribution<int, double> poisson(3);
    double sum = 0;
    double count = 0;
    constexpr int n = 20000;
    for (int i = 0; i < n; ++i) {
        sum += sixteen(engine);
        count += poisson(engine);
    }
    CHECK(std::fabs(sum / n - 7.5) / std::sqrt((256 - 1) / 12.0 / n) < 5);
    CHECK(std::fabs(count / n - 3) / std::sqrt(3.0 / n) < 5);
}
