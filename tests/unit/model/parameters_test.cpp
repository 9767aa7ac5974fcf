#include "engine/model/parameters.hpp"

#include <cmath>
#include <string>
#include <vector>

#include "engine/random/samplers.hpp"
#include "tests/support/built_scenario.hpp"
#include "tests/support/catch.hpp"

using namespace clientele;
using model::ParameterTable;

TEST_CASE("One path is one parameter: the first to ask decides what it is") {
    ParameterTable table;
    const auto first = table.add(scenario::constant(3), "work.win.hours");
    const auto second = table.add(scenario::constant(5), "work.win.hours");
    CHECK(first == second);
    CHECK(table.size() == 1);
    std::vector<double> values;
    table.central(values);
    CHECK(values[first.index()] == 3);
}

TEST_CASE("A belief is drawn by its path and world alone, whatever else the table holds") {
    const random::Stream stream = random::stream(7, "belief");
    ParameterTable small, large;
    const auto here = small.add(tests::belief(1, 2, 5), "a.b");
    for (int i = 0; i < 20; ++i) large.add(tests::belief(0, 1, 2), "other." + std::to_string(i));
    const auto there = large.add(tests::belief(1, 2, 5), "a.b");
    std::vector<double> few, many, again;
    for (std::uint32_t world = 0; world < 50; ++world) {
        small.draw(stream, world, few);
        large.draw(stream, world, many);
        small.draw(stream, world, again);
        CHECK(few[here.index()] == many[there.index()]);
        CHECK(few == again);
        CHECK((few[here.index()] > 1 && few[here.index()] < 5));
    }
    CHECK(large.beliefs().size() == 21);
    CHECK(large.beliefs().back() == "a.b");
    std::vector<double> picked;
    large.pick_beliefs(many, picked);
    CHECK(picked.back() == many[there.index()]);
}

TEST_CASE(
    "Beliefs follow their law: a triangle from 1 over 2 to 5 has mean 8/3 and variance (1 + 4 + 25 - 2 - 5 - 10)/18") {
    ParameterTable table;
    const auto id = table.add(tests::belief(1, 2, 5), "x");
    std::vector<double> values;
    double sum = 0;
    double squares = 0;
    constexpr int worlds = 20'000;
    for (std::uint32_t world = 0; world < worlds; ++world) {
        table.draw(random::stream(3, "belief"), world, values);
        sum += values[id.index()];
        squares += values[id.index()] * values[id.index()];
    }
    const double variance = 13.0 / 18;
    CHECK(std::abs(sum / worlds - 8.0 / 3) <= 5 * std::sqrt(variance / worlds));
    CHECK(squares / worlds - sum / worlds * (sum / worlds) == Approx(variance).epsilon(0.03));
}

TEST_CASE("What can never exceed zero says so") {
    ParameterTable table;
    CHECK(!table.may_exceed_zero(table.add(scenario::constant(0), "a")));
    CHECK(table.may_exceed_zero(table.add(scenario::constant(1), "b")));
    CHECK(table.may_exceed_zero(table.add(tests::belief(0, 0, 1), "c")));
}

TEST_CASE("A spread of one value is a parameter; a distribution gives every client its quantile") {
    ParameterTable table;
    const model::Spread same(scenario::constant(4), 0, "same", table);
    CHECK(!same.varies());
    const model::Spread absent(std::nullopt, 9, "absent", table);
    std::vector<double> values;
    table.central(values);
    CHECK(values[absent.parameter().index()] == 9);
    const model::Spread lognormal(tests::spread(scenario::Family::lognormal, 9, 1.1), 0, "potential", table);
    CHECK(lognormal.varies());
    for (const double u : {1e-9, 0.1, 0.5, 0.77, 1 - 1e-9}) CHECK(lognormal.at(u) == random::lognormal(u, 9, 1.1));
}

TEST_CASE("Tables of dear inverses are exact in both end cells, rise, and are straight within a cell between") {
    // A chord misses a quantile by Q'' / 8 of a cell squared, and Q'' grows as the square of the distance t to the end
    // falls: the error stays below a quarter of the spread over (4,096 t)^2, a few parts in ten million of it in the
    // middle, a few per cent beside the end cells.
    ParameterTable table;
    model::Spread beta(tests::spread(scenario::Family::beta, 3.2, 5.9), 0, "beta", table);
    model::Spread gamma(tests::spread(scenario::Family::gamma, 4, 0.25), 0, "gamma", table);
    model::QuantileTables tables;
    beta.tabulate(tables);
    gamma.tabulate(tables);
    const double beta_sd = std::sqrt(3.2 * 5.9 / (9.1 * 9.1 * 10.1));
    const double gamma_sd = 0.5;
    double last_beta = 0;
    double last_gamma = 0;
    for (int i = 0; i < 20'000; ++i) {
        const double u = (i + 0.5) / 20'000;
        const double b = beta.at(u);
        const double g = gamma.at(u);
        REQUIRE((b > last_beta && g > last_gamma));
        last_beta = b;
        last_gamma = g;
        if (i % 7 != 0) continue;
        const double cells = 4096 * std::min(u, 1 - u);
        const double tolerance = cells < 1 ? 0 : 0.25 / (cells * cells);
        CAPTURE(u);
        REQUIRE(std::abs(b - random::beta(u, 3.2, 5.9)) <= beta_sd * tolerance);
        REQUIRE(std::abs(g - random::gamma(u, 4, 0.25)) <= gamma_sd * tolerance);
    }
}
