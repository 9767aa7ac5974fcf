#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/known_answer.hpp"
#include "tests/support/study.hpp"

using namespace clientele;
using tests::check_mean;
using tests::Estimate;
using tests::Lived;
using tests::most;

/// Known answers about potentials that move. Tolerance 5 standard errors.
namespace {

/// Revenue of a month in each replication, in units of one client's potential today.
std::vector<double> sales(const Lived& lived, std::size_t month) {
    std::vector<double> values;
    for (std::size_t r = 0; r < lived.count(); ++r)
        values.push_back(lived.at(replication::Series::revenue, r, month) / 100'000);
    return values;
}

std::vector<double> products(const std::vector<double>& a, const std::vector<double>& b) {
    std::vector<double> values;
    for (std::size_t r = 0; r < a.size(); ++r) values.push_back(a[r] * b[r]);
    return values;
}

/// Covariance of an autoregression begun at 0 between months t and t + lag: persistence^(lag / 12) Var(t).
double covariance(double sd, double persistence, double t, double lag) {
    const double yearly = persistence * persistence;
    const double grown = persistence < 1 ? (1 - std::pow(yearly, t / 12)) / (1 - yearly) : t / 12;
    return sd * sd * grown * std::pow(persistence, lag / 12);
}

}  // namespace

TEST_CASE("Moving potential: today's figure holds in the first month, and in the mean of every later one") {
    const auto models = tests::scenario_named("verification/moving_potential");
    const Lived lived(models, 4000);
    for (const double first : sales(lived, 0)) REQUIRE(first == 4);
    for (const std::size_t month : {1U, 12U, 24U, 35U}) check_mean(tests::estimate(sales(lived, month)), 4);
}

TEST_CASE("Moving potential: second moments are those of market, segment and own autoregressions, month and lag") {
    const auto models = tests::scenario_named("verification/moving_potential");
    const Lived lived(models, 4000);
    // E(P P') = exp(Cov(log P, log P')) at mean 1: own pairs 4, pairs of one segment 4, pairs across segments 8.
    const auto expected = [](double t, double lag) {
        const double market = covariance(0.20, 0.8, t, lag);
        const double segment = covariance(0.15, 0.6, t, lag);
        return 2 * std::exp(market + segment + covariance(0.30, 0.9, t, lag)) +
               2 * std::exp(market + segment + covariance(0.30, 1, t, lag)) + 4 * std::exp(market + segment) +
               8 * std::exp(market);
    };
    for (const std::uint32_t month : {6U, 12U, 24U}) {
        check_mean(tests::estimate(products(sales(lived, month), sales(lived, month))), expected(month, 0));
        check_mean(tests::estimate(products(sales(lived, month), sales(lived, month + 11))), expected(month, 11));
    }
    // A wrong law is caught: all four clients as one.
    const Estimate square = tests::estimate(products(sales(lived, 24), sales(lived, 24)));
    CHECK(std::abs(tests::z_score(square, 16 * std::exp(covariance(0.20, 0.8, 24, 0) + covariance(0.15, 0.6, 24, 0) +
                                                        covariance(0.30, 0.9, 24, 0)))) > 2 * most);
}

TEST_CASE("Moving potential: after a year the logarithm of one client has the sd stated, 20 %, and half its variance") {
    const auto models = tests::scenario_named(
        "verification/moving_potential",
        {"portfolio.segments.steel.clients=1", "portfolio.segments.glass.clients=0",
         "portfolio.segments.steel.segment_varies=null", "portfolio.segments.steel.potential_varies=null"});
    const Lived lived(models, 4000);
    std::vector<double> logs = sales(lived, 12);
    for (double& value : logs) value = std::log(value);
    check_mean(tests::estimate(logs), -0.5 * 0.04);
    // The sd of a sample of a normal law has the standard error sd / sqrt(2 n).
    CHECK(std::abs(tests::estimate(logs).sd / 0.20 - 1) <= most / std::sqrt(2.0 * 4000));
}

TEST_CASE("A potential that may not move stays, to the bit, and moving ones touch no other luck") {
    const auto plain = tests::scenario_named("gallery/how_many_kams");
    const Lived still(plain, 4);
    const auto zero =
        tests::scenario_named("gallery/how_many_kams",
                              {"market={potential_varies: {sd: 0 %/year}}",
                               "portfolio.segments.bakeries.potential_varies={sd: 0 %/year, persistence: 50 %/year}"});
    const Lived zeroed(zero, 4);
    for (std::size_t s = 0; s < zero.structures.size(); ++s) CHECK(still.values(s) == zeroed.values(s));
    const auto moving = tests::scenario_named("gallery/how_many_kams",
                                              {"market={potential_varies: {sd: 30 %/year, persistence: 80 %/year}}"});
    const Lived moved(moving, 4);
    for (std::size_t s = 0; s < moving.structures.size(); ++s) {
        CHECK(moved.kpi("departures", s) == still.kpi("departures", s));
        CHECK(moved.kpi("revenue", s) != still.kpi("revenue", s));
        for (std::size_t r = 0; r < 4; ++r) {
            CHECK(moved.at(replication::Series::revenue, r, 0, s) == still.at(replication::Series::revenue, r, 0, s));
        }
    }
}

TEST_CASE("Potentials are the same in every structure, and a life tells how they moved") {
    const auto models = tests::scenario_named("gallery/kam_rollout",
                                              {"market={potential_varies: {sd: 30 %/year, persistence: 80 %/year}}"});
    replication::Lives lives(models);
    const auto told = [&](std::size_t structure) {
        std::vector<double> values;
        for (const auto& event : lives.trace(structure, 3)) {
            if (event.phase == "market" && event.who == "market") values.push_back(event.value);
        }
        return values;
    };
    REQUIRE(told(0).size() == models.firm->months - 1);
    CHECK(told(0) == told(1));
    CHECK(std::ranges::all_of(told(0), [](double value) { return value > 0; }));
}
