#include "engine/comparison/verdict.hpp"

#include "tests/support/catch.hpp"
#include "tests/unit/comparison/hand_record.hpp"

using namespace clientele;
using comparison::Decision;
using comparison::Money;
using test::by_npv;
using test::HandRecord;
using test::money_kpi;
using test::three_worlds;

TEST_CASE("a gain that is sure in every world recommends the change and says by how much") {
    HandRecord hand = three_worlds({20, 21, 20, 21, 21, 20});
    const auto result = comparison::compare(hand.record(), by_npv());
    CHECK(result.verdict.decision == Decision::change);
    CHECK(result.verdict.structure == "other");
    CHECK(result.verdict.text.find("EUR 20") != std::string::npos);
    CHECK(result.verdict.text.find("every number taken as known") != std::string::npos);
    hand.record().worlds_differ = true;
    CHECK(comparison::compare(hand.record(), by_npv(Money::as_stated, 0.3))
              .verdict.text.find("better in 100 % of 3 worlds") != std::string::npos);
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
    hand.record().worlds_differ = true;
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

TEST_CASE("a gap of money that could decide is said beside the gain") {
    HandRecord hand = three_worlds({25, 26, 25, 26, 26, 25});
    const auto twin = hand.add("today@other", {{115, 125, 105, 115, 120, 110}}, model::Purpose::twin);
    hand.pair(1, twin, -250);
    const std::string text = comparison::compare(hand.record(), by_npv(Money::same_as_today)).verdict.text;
    CHECK(text.find("against today, as near to its money as seats allow (EUR 250 dearer), EUR 10") !=
          std::string::npos);
}

TEST_CASE("people who are paid though no seat says so are told beside the gain") {
    HandRecord hand = three_worlds({25, 26, 25, 26, 26, 25});
    const auto twin = hand.add("today@other", {{115, 125, 105, 115, 120, 110}}, model::Purpose::twin);
    hand.pair(1, twin, 0);
    hand.pay(1, 400);
    const auto result = comparison::compare(hand.record(), by_npv(Money::same_as_today));
    CHECK(result.alternatives[0].gap == 0);
    CHECK(result.alternatives[0].paid_gap == 400);
    CHECK(result.verdict.text.find("against today, which pays EUR 400 less for people, EUR 10") != std::string::npos);
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

TEST_CASE("an alternative that is today in another size keeps today where the size loses, and leaves it open else") {
    const std::vector<double> today{100, 110, 90, 100, 105, 95};
    for (const double gain : {-20.0, 20.0}) {
        HandRecord hand = three_worlds({gain, gain + 1, gain, gain + 1, gain, gain + 1});
        std::vector<double> other = today;
        for (std::size_t i = 0; i < other.size(); ++i) other[i] += gain + (i % 2 == 0 ? 0 : 1);
        const auto twin = hand.add("today@other", {other}, model::Purpose::twin);
        hand.record().structures[twin].subject.seats = {{"sales.seller", 9}};
        hand.pair(1, twin, 0);
        const auto verdict = comparison::compare(hand.record(), by_npv(Money::same_as_today)).verdict;
        CHECK(verdict.decision == (gain < 0 ? Decision::keep : Decision::cannot_tell));
        CHECK(verdict.text.find("enlarged from 3 to 9 seats the same net present value in every life") !=
              std::string::npos);
        CHECK(verdict.text.find(gain < 0 ? "as stated EUR 19.5 less" : "as stated EUR 20.5 more") != std::string::npos);
        CHECK(verdict.text.find("every life came out") == std::string::npos);
    }
}

TEST_CASE("a structure in name only, whose clients stand elsewhere, lives as today") {
    HandRecord hand(3, 2, {money_kpi("npv"), money_kpi("clients_end.key", model::Better::neither)});
    hand.add("today", {{100, 110, 90, 100, 105, 95}, {0, 0, 0, 0, 0, 0}});
    hand.add("other", {{100, 110, 90, 100, 105, 95}, {3, 4, 3, 4, 3, 4}});
    const auto verdict = comparison::compare(hand.record(), by_npv()).verdict;
    CHECK(verdict.text.find("the structures make no difference at all") != std::string::npos);
}

TEST_CASE("where only the headline coincides, lives are not called the same") {
    HandRecord hand(3, 2, {money_kpi("npv"), money_kpi("cost", model::Better::lower)});
    hand.add("today", {{100, 110, 90, 100, 105, 95}, {1, 2, 3, 4, 5, 6}});
    hand.add("other", {{100, 110, 90, 100, 105, 95}, {2, 3, 4, 5, 6, 8}});
    const auto verdict = comparison::compare(hand.record(), by_npv()).verdict;
    CHECK(verdict.decision == Decision::cannot_tell);
    CHECK(verdict.text.find("other makes no difference to net present value: it came out as today's in every life") !=
          std::string::npos);
    CHECK(verdict.text.find("no difference at all") == std::string::npos);
}

TEST_CASE("worlds that agree on a loss do not disagree, and the nearest does not look best") {
    // Sure is neither: -10, -10, -70 in the mean of three worlds has an interval of +- 86.
    HandRecord hand = three_worlds({-10, -10, -10, -10, -70, -70});
    hand.record().worlds_differ = true;
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
        hand.record().worlds_differ = true;
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
