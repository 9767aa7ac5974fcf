#include "engine/comparison/compare.hpp"

#include <cmath>

#include "engine/base/fault.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/comparison/hand_record.hpp"

using namespace clientele;
using comparison::Decision;
using comparison::Money;
using test::by_npv;
using test::HandRecord;
using test::money_kpi;
using test::three_worlds;

namespace {

const double nothing = std::nan("");

}  // namespace

TEST_CASE("a contrast has the mean of the paired differences, its error from world means, and Student's interval") {
    // World means of the gains: 10, 20, 30. Mean 20, error 10 / sqrt(3), t(0.975; 2) = 4.302653.
    HandRecord hand = three_worlds({8, 12, 21, 19, 30, 30});
    hand.record().worlds_differ = true;
    const auto result = comparison::compare(hand.record(), by_npv());
    REQUIRE(result.alternatives.size() == 1);
    const comparison::Contrast& contrast = *result.alternatives[0].find_as_stated("npv");
    CHECK(contrast.difference == Approx(20));
    CHECK(contrast.standard_error == Approx(10 / std::sqrt(3.0)));
    CHECK(contrast.high - contrast.difference == Approx(4.302653 * 10 / std::sqrt(3.0)).epsilon(1e-6));
    CHECK(contrast.share_of_futures_better == 1);
    CHECK(contrast.share_of_worlds_better == 1);
    // MS within = (8 + 2 + 0) / 3, MS between / K = 100.
    CHECK(contrast.luck_sd == Approx(std::sqrt(10.0 / 3)));
    CHECK(contrast.assumption_sd == Approx(std::sqrt(100 - 10.0 / 6)));
}

TEST_CASE("two alternatives widen the intervals to Bonferroni's: t(1 - 0.05 / 4; 2) = 6.205347") {
    HandRecord hand = three_worlds({8, 12, 21, 19, 30, 30});
    hand.add("third", {{100, 110, 90, 100, 105, 95}});
    const auto result = comparison::compare(hand.record(), by_npv());
    const comparison::Contrast& contrast = *result.alternatives[0].find_as_stated("npv");
    CHECK(contrast.high - contrast.difference == Approx(6.205347 * 10 / std::sqrt(3.0)).epsilon(1e-6));
}

TEST_CASE("an alternative that is the baseline differs by exactly 0 and leaves the verdict open") {
    HandRecord hand = three_worlds({0, 0, 0, 0, 0, 0});
    const auto result = comparison::compare(hand.record(), by_npv());
    const comparison::Contrast& contrast = *result.alternatives[0].find_as_stated("npv");
    CHECK(contrast.difference == 0);
    CHECK(contrast.low == 0);
    CHECK(contrast.high == 0);
    CHECK(contrast.share_of_futures_better == 0.5);
    CHECK(result.verdict.decision == Decision::cannot_tell);
    CHECK(result.verdict.text.find("no difference at all") != std::string::npos);
    CHECK(result.best.by_structure.at("today") == 0.5);
}

TEST_CASE("at the same money the gain splits into size and structure, which add up to the gain as stated") {
    HandRecord hand = three_worlds({25, 26, 25, 26, 26, 25});
    const auto twin = hand.add("today@other", {{115, 125, 105, 115, 120, 110}}, model::Purpose::twin);
    hand.record().structures[twin].subject.seats = {{"sales.seller", 5}};
    hand.pair(1, twin, 1);
    const auto result = comparison::compare(hand.record(), by_npv(Money::same_as_today));
    const comparison::Alternative& other = result.alternatives[0];
    REQUIRE(other.has_twin);
    CHECK(other.gap == 1);
    const comparison::Contrast& contrast = *other.find_same_money("npv");
    CHECK(contrast.size == Approx(15));
    CHECK(contrast.structure == Approx(10.5));
    CHECK(contrast.size + contrast.structure == Approx(other.find_as_stated("npv")->difference));
    CHECK(result.verdict.decision == Decision::change);
    CHECK(result.verdict.text.find("at the same money as today enlarged from 3 to 5 seats EUR 10") !=
          std::string::npos);
    CHECK(result.alternatives.size() == 1);
}

TEST_CASE("of a KPI of which less is better a decrease is a gain") {
    HandRecord hand(3, 2, {money_kpi("cost", model::Better::lower)});
    hand.add("today", {{100, 110, 90, 100, 105, 95}});
    hand.add("leaner", {{80, 89, 70, 79, 84, 75}});
    const auto result = comparison::compare(hand.record(), {"cost", 0.8, Money::as_stated, {}});
    const comparison::Contrast& contrast = result.alternatives[0].as_stated[0];
    CHECK(contrast.difference < 0);
    CHECK(contrast.share_of_worlds_better == 1);
    CHECK(contrast.share_of_futures_better == 1);
    CHECK(result.verdict.decision == Decision::change);
    CHECK(result.best.by_structure.at("leaner") == 1);
    // The worst 5 % of costs are the highest.
    CHECK(result.structures[0].kpis[0].cvar == Approx(110));
    CHECK(std::isnan(result.structures[0].kpis[0].loss_probability));
}

TEST_CASE("a headline that is undefined in one replication is a fault that says why") {
    HandRecord hand(2, 2, {{"npv", "EUR", model::Better::higher, "", "no required return is stated"}});
    hand.add("today", {{1, 2, 3, 4}});
    hand.add("other", {{1, 2, nothing, 4}});
    CHECK_THROWS_WITH(
        comparison::compare(hand.record(), by_npv()),
        Catch::Contains("1 of 4") && Catch::Contains("'other'") && Catch::Contains("no required return is stated"));
}

TEST_CASE("a KPI that is undefined once is undefined, with its share and reason; the others are told") {
    HandRecord hand(2, 2, {money_kpi("npv"), {"concentration", "1", model::Better::lower, "", "nobody bought"}});
    hand.add("today", {{1, 2, 3, 4}, {0.1, 0.2, nothing, 0.3}});
    hand.add("other", {{2, 3, 4, 5}, {0.1, 0.2, 0.3, 0.3}});
    const auto result = comparison::compare(hand.record(), by_npv());
    const comparison::KpiSummary& summary = *result.structures[0].find("concentration");
    CHECK(std::isnan(summary.mean));
    CHECK(std::isnan(summary.p50));
    CHECK(summary.undefined_share == 0.25);
    CHECK(summary.reason.find("nobody bought") != std::string::npos);
    const comparison::Contrast& contrast = *result.alternatives[0].find_as_stated("concentration");
    CHECK(std::isnan(contrast.difference));
    CHECK(std::isnan(contrast.share_of_worlds_better));
    CHECK_FALSE(contrast.reason.empty());
    CHECK(result.alternatives[0].find_as_stated("npv")->difference == 1);
}

TEST_CASE("pairs that move together are worth many replications, pairs that move apart do harm") {
    HandRecord hand(2, 4, {money_kpi("npv")});
    hand.add("today", {{1, 2, 3, 4, 2, 3, 4, 5}});
    hand.add("together", {{2.1, 3, 4, 5.1, 3, 4.1, 5, 6}});
    hand.add("apart", {{4, 3, 2, 1, 5, 4, 3, 2}});
    const auto result = comparison::compare(hand.record(), by_npv());
    CHECK(result.alternatives[0].as_stated[0].correlation > 0.99);
    CHECK(result.alternatives[0].as_stated[0].variance_reduction > 100);
    CHECK(result.alternatives[1].as_stated[0].correlation == Approx(-1));
    CHECK(result.alternatives[1].as_stated[0].variance_reduction == Approx(0.5));
}

TEST_CASE("shares of worlds in which structures are best add up to 1") {
    HandRecord hand = three_worlds({-30, -31, 20, 21, 40, 41});
    hand.record().worlds_differ = true;
    std::vector<double> third{100, 110, 90, 100, 105, 95};
    for (std::size_t i = 0; i < third.size(); ++i) third[i] += i < 2 ? -5.0 : i < 4 ? 60.0 : 1.0;
    hand.add("third", {third});
    const auto best = comparison::compare(hand.record(), by_npv()).best;
    CHECK(best.reason.empty());
    CHECK(best.by_structure.at("today") == Approx(1.0 / 3));
    CHECK(best.by_structure.at("other") == Approx(1.0 / 3));
    CHECK(best.by_structure.at("third") == Approx(1.0 / 3));
}

TEST_CASE("where worlds differ by no more than luck and the interval includes 0, shares of worlds cannot be told") {
    HandRecord hand = three_worlds({-30, 31, 30, -29, -30, 30});
    const auto result = comparison::compare(hand.record(), by_npv());
    CHECK(std::isnan(result.alternatives[0].as_stated[0].share_of_worlds_better));
    CHECK(std::isnan(result.best.by_structure.at("today")));
    CHECK_FALSE(result.best.reason.empty());
}

TEST_CASE("payback percentiles are taken among those that pay back, beside their share") {
    const std::vector<double> months{3, nothing, 5, 4, nothing};
    const comparison::Payback payback = comparison::summarise_payback(months);
    CHECK(payback.share == Approx(0.6));
    CHECK(payback.p50 == 4);
    CHECK(payback.p5 == Approx(3.1));
    const comparison::Payback never = comparison::summarise_payback(std::vector<double>{nothing, nothing});
    CHECK(never.share == 0);
    CHECK(std::isnan(never.p50));
}

TEST_CASE("risk of money: chance of a loss and the mean of the worst 5 %") {
    HandRecord hand(20, 2, {money_kpi("profit")});
    std::vector<double> profit;
    for (int i = 1; i <= 40; ++i)
        profit.push_back(i - 4.5);  // -3.5 ... 35.5: four below zero, the worst two average -3
    hand.add("today", {profit});
    hand.add("other", {profit});
    const auto summary = comparison::summarise(hand.record())[0].kpis[0];
    CHECK(summary.loss_probability == Approx(0.1));
    CHECK(summary.cvar == Approx(-3));
    CHECK(summary.p50 == Approx(16));
}
