#include <cmath>
#include <string>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/study.hpp"
#include "tests/support/worlds.hpp"

using namespace clientele;
using tests::Estimate;
using tests::Lived;

/// Known answers about how hours are divided. Tolerance 5 standard errors where luck is in play.
namespace {

constexpr double most = 5;

std::string today(const std::string& policy) { return "structures.today.teams.sales.allocates=" + policy; }

std::string beside(const std::string& policy) {
    return "structures." + policy + "={teams: {sales: {seats: {seller: 2}, does: [keep], allocates: " + policy + "}}}";
}

/// Mean over replications of the last month's revenue beside the first one's, less 1.
Estimate growth(const Lived& lived, std::size_t months) {
    std::vector<double> values;
    for (std::size_t r = 0; r < lived.count(); ++r) {
        values.push_back(
            lived.at(replication::Series::revenue, r, months - 1) / lived.at(replication::Series::revenue, r, 0) - 1);
    }
    return tests::estimate(values);
}

const std::string loudness = "portfolio.segments.large.loudness={lognormal: {median: 1, sigma: 0.5}}";

/// Mean gain in revenue of a structure over today, as a share of today's.
double gain(const Lived& lived, const std::string& structure) {
    return lived.of("revenue", lived.structure(structure)).mean / lived.of("revenue", lived.structure("today")).mean -
           1;
}

}  // namespace

TEST_CASE("However hours are divided today, at today's structure the share of wallet stays, growth 0") {
    for (const char* policy : {"equal", "by_revenue", "by_profit", "by_class", "loudest_first", "marginal_return"}) {
        const auto models = tests::scenario_named("verification/allocation", {today(policy), loudness});
        INFO(policy);
        for (const std::size_t month : {std::size_t{2}, std::size_t{36}}) {
            CHECK(std::abs(growth(Lived(models, 20), month).mean) < 1e-9);
        }
    }
}

TEST_CASE("S-shaped returns at today, who is served stays at today's hours, who is not has none, growth 0 to 1e-9") {
    const auto models = tests::scenario_named("verification/allocation",
                                              {today("marginal_return"), "relationship.wallet.steepness=1.6"});
    CHECK(std::abs(growth(Lived(models, 20), 36).mean) < 1e-9);
}

TEST_CASE("By intuition hours come and go, but at today's structure the share of wallet stays in the mean, growth 0") {
    const auto models = tests::scenario_named("verification/allocation", {today("intuition")});
    const Estimate actual = growth(Lived(models, 200), 36);
    INFO("growth " << actual.mean << " +- " << actual.se);
    CHECK(std::abs(actual.mean) <= most * actual.se);
    CHECK(actual.se < 0.002);
    CHECK(actual.sd > 0.001);  // hours do move
}

TEST_CASE("By intuition the observed loss of 2 % a month comes out in the mean, though hours come and go") {
    const auto models = tests::scenario_named(
        "verification/allocation",
        {today("intuition"), "horizon=12 months", "portfolio.segments.large.loss={observed: 2 %/month}",
         "portfolio.segments.small.loss={observed: 2 %/month}", "portfolio.segments.large.complexity=1",
         "portfolio.segments.small.complexity=1", "lifecycle.stages.lost={kind: lost}"});
    // Hours for all, however judged: nobody's service moves, 80 (1 - 0.98^12) are lost.
    const Estimate calm = Lived(models, 400).of("losses");
    CHECK(std::abs(tests::z_score(calm, 80 * (1 - std::pow(0.98, 12)))) <= most);
    const auto scarce = tests::scenario_named(
        "verification/allocation",
        {today("intuition"), "horizon=1 months", "portfolio.segments.large.loss={observed: 2 %/month}",
         "portfolio.segments.small.loss={observed: 2 %/month}", "relationship.neglect.loss_times=20",
         "lifecycle.stages.lost={kind: lost}"});
    const Estimate first = Lived(scarce, 20'000).of("losses");
    INFO("expected 1.6, actual " << first.mean << " +- " << first.se);
    CHECK(std::abs(tests::z_score(first, 80 * 0.02)) <= most);
}

TEST_CASE(
    "Against equal hours, marginal return gains most of all policies, a single-digit share of sales; by intuition "
    "gains "
    "less than judging right") {
    const auto models = tests::scenario_named(
        "verification/allocation", {beside("marginal_return"), beside("by_revenue"), beside("by_profit"),
                                    beside("by_class"), beside("loudest_first"), beside("intuition"), loudness});
    const Lived lived(models, 60);
    const double best = gain(lived, "marginal_return");
    INFO("marginal_return " << best << ", by_revenue " << gain(lived, "by_revenue") << ", intuition "
                            << gain(lived, "intuition") << ", loudest_first " << gain(lived, "loudest_first"));
    CHECK(best > 0.01);
    CHECK(best < 0.25);
    for (const char* policy : {"by_revenue", "by_profit", "by_class", "loudest_first", "intuition"}) {
        CHECK(gain(lived, policy) < best);
    }
    CHECK(gain(lived, "intuition") < gain(lived, "by_revenue"));
}

TEST_CASE("Loudness and judgement that nobody divides hours by change no bit of a life") {
    const auto plain = tests::scenario_named("verification/allocation");
    const auto loud = tests::scenario_named("verification/allocation", {"work.intuition.spread=2", loudness});
    CHECK(tests::same_bits(Lived(plain, 10).values(), Lived(loud, 10).values()));
    // A structure that judges beside one that does not.
    const auto beside_it = tests::scenario_named("verification/allocation", {beside("intuition")});
    const Lived both(beside_it, 10);
    CHECK(tests::same_bits(both.values(both.structure("today")), Lived(loud, 10).values()));
}

TEST_CASE("With a spread of 0 and shares of wallet that stay, intuition is weight by revenue, to the bit") {
    const auto models = tests::scenario_named(
        "verification/allocation",
        {"work.intuition.spread=0", "relationship.wallet=null", beside("intuition"), beside("by_revenue")});
    const Lived lived(models, 10);
    CHECK(tests::same_bits(lived.values(lived.structure("intuition")), lived.values(lived.structure("by_revenue"))));
}
