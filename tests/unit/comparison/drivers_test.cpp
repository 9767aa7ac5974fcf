#include "engine/comparison/drivers.hpp"

#include <cmath>

#include "tests/support/catch.hpp"
#include "tests/unit/comparison/hand_record.hpp"

using namespace clientele;

namespace {

/// Forty worlds of two lives in which the gain is 10 times the first belief less the second, and nothing of the third.
test::HandRecord record_with_beliefs() {
    constexpr std::uint32_t worlds = 40;
    test::HandRecord hand(worlds, 2, {test::money_kpi("npv")});
    std::vector<double> strong, weak, idle, today, other;
    for (std::uint32_t w = 0; w < worlds; ++w) {
        strong.push_back(w);
        weak.push_back((w * 7) % worlds);
        idle.push_back((w * 13 + 5) % worlds);
        for (int life = 0; life < 2; ++life) {
            today.push_back(1000 + life);
            other.push_back(1000 - life + 10.0 * w - 2.0 * weak.back());
        }
    }
    hand.add("today", {today});
    hand.add("other", {other});
    hand.record().belief_names = {"idle", "weak", "strong", "known"};
    for (const auto& column : {idle, weak, strong, std::vector<double>(worlds, 3.0)}) {
        hand.record().beliefs.insert(hand.record().beliefs.end(), column.begin(), column.end());
    }
    return hand;
}

}  // namespace

TEST_CASE("assumptions come by how much they matter, with their sign, and those that cannot be told say so") {
    test::HandRecord hand = record_with_beliefs();
    const auto drivers = comparison::drivers_of(hand.record(), 1, 0, "npv");
    REQUIRE(drivers.size() == 4);
    CHECK(drivers[0].belief == "strong");
    CHECK(drivers[0].correlation > 0.9);
    CHECK(drivers[0].is_told_from_zero());
    CHECK(drivers[0].where_high > drivers[0].where_low + 200);
    CHECK(drivers[0].low < drivers[0].correlation);
    CHECK(drivers[0].high > drivers[0].correlation);
    CHECK(drivers[3].belief == "known");
    CHECK(std::isnan(drivers[3].correlation));
    CHECK_FALSE(drivers[3].is_told_from_zero());
    CHECK(drivers[3].reason == "nothing varies");
    for (const auto& driver : drivers) {
        if (driver.belief == "idle") CHECK_FALSE(driver.is_told_from_zero());
    }
}

TEST_CASE("a difference that never varies leaves nothing to correlate, and a record without beliefs has no drivers") {
    test::HandRecord hand = record_with_beliefs();
    for (const auto& driver : comparison::drivers_of(hand.record(), 0, 0, "npv")) CHECK(std::isnan(driver.correlation));
    CHECK(comparison::drivers_of(hand.record(), 1, 0, "no such kpi").empty());
    hand.record().beliefs.clear();
    CHECK(comparison::drivers_of(hand.record(), 1, 0, "npv").empty());
}
