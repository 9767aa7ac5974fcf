#include "engine/comparison/compare.hpp"

#include <cmath>

#include "engine/base/fault.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/comparison/hand_record.hpp"

using namespace clientele;
using comparison::Decision;
using comparison::Money;
using test::HandRecord;
using test::money_kpi;

namespace {

const double nothing = std::nan("");

/// Today's figures in three worlds of two lives, and an alternative whose gain differs from world to world.
HandRecord three_worlds(const std::vector<double>& gains) {
    HandRecord hand(3, 2, {money_kpi("npv")});
    const std::vector<double> today{100, 110, 90, 100, 105, 95};
    std::vector<double> other;
    for (std::size_t i = 0; i < today.size(); ++i) other.push_back(today[i] + gains[i]);
    hand.add("today", {today});
    hand.add("other", {other});
    return hand;
}

comparison::Judge by_npv(Money money = Money::as_stated, double better_in = 0.8) {
    return {"npv", better_in, money, {}};
}

}  // namespace

TEST_CASE("a contrast has the mean of the paired differences, its error from world means, and Student's interval") {
    // World means of the gains: 10, 20, 30. Mean 20, error 10 / sqrt(3), t(0.975; 2) = 4.302653.
    HandRecord hand = three_worlds({8, 12, 21, 19, 30, 30});
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

TEST_CASE("a gain that is sure in every world recommends the change and says by how much") {
    HandRecord hand = three_worlds({20, 21, 20, 21, 21, 20});
    const auto result = comparison::compare(hand.record(), by_npv());
    CHECK(result.verdict.decision == Decision::change);
    CHECK(result.verdict.structure == "other");
    CHECK(result.verdict.text.find("EUR 20") != std::string::npos);
    CHECK(result.verdict.text.find("better in 100 % of 3 worlds") != std::string::npos);
    CHECK(result.best.by_structure.at("other") == 1);
}

TEST_CASE("a sure loss keeps today's structure") {
    HandRecord hand = three_worlds({-20, -21, -20, -21, -21, -20});
    const auto result = comparison::compare(hand.record(), by_npv());
    CHECK(result.verdict.decision == Decision::keep);
    CHECK(result.verdict.structure == "today");
    CHECK(result.verdict.text.find("less net present value") != std::string::npos);
}

TEST_CASE("an interval that includes no difference cannot tell, and says both ends") {
    HandRecord hand = three_worlds({-30, -30, 20, 20, 40, 40});
    const auto result = comparison::compare(hand.record(), by_npv());
    CHECK(result.verdict.decision == Decision::cannot_tell);
    CHECK(result.verdict.structure.empty());
    CHECK(result.verdict.text.find(" less to EUR ") != std::string::npos);
}

TEST_CASE("a sure mean gain is not enough where too many worlds disagree") {
    // Forty worlds: 28 gain 30, 12 lose 10. The mean is 18 +- 6 but 30 % of worlds are worse.
    HandRecord hand(40, 2, {money_kpi("npv")});
    std::vector<double> today(80, 100.0);
    std::vector<double> other;
    for (int world = 0; world < 40; ++world) other.insert(other.end(), 2, world < 28 ? 130.0 : 90.0);
    hand.add("today", {today});
    hand.add("other", {other});
    const auto result = comparison::compare(hand.record(), by_npv());
    CHECK(result.alternatives[0].as_stated[0].low > 0);
    CHECK(result.alternatives[0].as_stated[0].share_of_worlds_better == Approx(0.7));
    CHECK(result.verdict.decision == Decision::cannot_tell);
    CHECK(result.verdict.text.find("not more replications") != std::string::npos);
    CHECK(comparison::compare(hand.record(), by_npv(Money::as_stated, 0.6)).verdict.decision == Decision::change);
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

TEST_CASE("a gap of money that could decide is said beside the gain") {
    HandRecord hand = three_worlds({25, 26, 25, 26, 26, 25});
    const auto twin = hand.add("today@other", {{115, 125, 105, 115, 120, 110}}, model::Purpose::twin);
    hand.pair(1, twin, -250);
    const std::string text = comparison::compare(hand.record(), by_npv(Money::same_as_today)).verdict.text;
    CHECK(text.find("against today, as near to its money as seats allow (EUR 250 dearer), EUR 10") !=
          std::string::npos);
}

TEST_CASE("a change that surely loses as it is stated is not recommended, however well it is organised") {
    // Against today enlarged to its cost 10 more, against today as it is 20 less.
    HandRecord hand = three_worlds({-20, -21, -20, -21, -21, -20});
    const auto twin = hand.add("today@other", {{70, 79, 60, 69, 74, 65}}, model::Purpose::twin);
    hand.record().structures[twin].subject.seats = {{"sales.seller", 9}};
    hand.pair(1, twin, 0);
    for (const Money money : {Money::same_as_today, Money::both}) {
        const auto result = comparison::compare(hand.record(), by_npv(money));
        CHECK(result.alternatives[0].find_same_money("npv")->low > 0);
        CHECK(result.verdict.decision == Decision::keep);
        CHECK(result.verdict.text.find("no alternative is worth a change as it is stated") != std::string::npos);
        CHECK(result.verdict.text.find("enlarged from 3 to 9 seats EUR 10") != std::string::npos);
        CHECK(result.verdict.text.find("as stated EUR 20.5 less") != std::string::npos);
    }
}

TEST_CASE("an alternative that lives as today is named as such and decides nothing") {
    HandRecord hand = three_worlds({-20, -21, -20, -21, -21, -20});
    hand.add("copy", {{100, 110, 90, 100, 105, 95}});
    const auto result = comparison::compare(hand.record(), by_npv());
    CHECK(result.verdict.decision == Decision::keep);
    CHECK(result.verdict.text.find("The nearest, other: as stated EUR 20") != std::string::npos);
    CHECK(result.verdict.text.find("copy makes no difference at all") != std::string::npos);
    CHECK(result.verdict.text.find("In this scenario the structures") == std::string::npos);
}

TEST_CASE("worlds that agree on a loss do not disagree, and the nearest does not look best") {
    // Sure is neither: -10, -10, -70 in the mean of three worlds has an interval of +- 86.
    HandRecord hand = three_worlds({-10, -10, -10, -10, -70, -70});
    const auto result = comparison::compare(hand.record(), by_npv());
    CHECK(result.verdict.decision == Decision::cannot_tell);
    CHECK(result.alternatives[0].as_stated[0].share_of_worlds_better == 0);
    CHECK(result.verdict.text.find("disagree") == std::string::npos);
    CHECK(result.verdict.text.find("The nearest alternative, other") != std::string::npos);
}

TEST_CASE("80 % of worlds takes fourteen worlds to show where beliefs differ: 0.8^13 = 5.5 %, 0.8^14 = 4.4 %") {
    for (const std::uint32_t worlds : {13U, 14U}) {
        HandRecord hand(worlds, 2, {money_kpi("npv")});
        const std::vector<double> today(2 * worlds, 100.0);
        std::vector<double> other;
        for (std::uint32_t world = 0; world < worlds; ++world) other.insert(other.end(), 2, 120.0 + world);
        hand.add("today", {today});
        hand.add("other", {other});
        CHECK(comparison::compare(hand.record(), by_npv()).verdict.decision == Decision::change);
        hand.record().belief_names = {"loss"};
        for (std::uint32_t world = 0; world < worlds; ++world) hand.record().beliefs.push_back(world % 3);
        const auto verdict = comparison::compare(hand.record(), by_npv()).verdict;
        CHECK(verdict.decision == (worlds == 14 ? Decision::change : Decision::cannot_tell));
        CHECK((verdict.text.find("13 worlds cannot show that it is better in 80 % of worlds") != std::string::npos) ==
              (worlds == 13));
        CHECK(comparison::compare(hand.record(), by_npv(Money::as_stated, 0.5)).verdict.decision == Decision::change);
    }
}

TEST_CASE("where both contrasts must agree, one that does not leaves the verdict open") {
    HandRecord hand = three_worlds({25, 26, 25, 26, 26, 25});
    const auto twin = hand.add("today@other", {{150, 160, 140, 150, 155, 145}}, model::Purpose::twin);
    hand.pair(1, twin, 0);
    CHECK(comparison::compare(hand.record(), by_npv(Money::as_stated)).verdict.decision == Decision::change);
    CHECK(comparison::compare(hand.record(), by_npv(Money::same_as_today)).verdict.decision == Decision::keep);
    CHECK(comparison::compare(hand.record(), by_npv(Money::both)).verdict.decision == Decision::cannot_tell);
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
