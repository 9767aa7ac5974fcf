#include "engine/comparison/timeline.hpp"

#include <cmath>

#include "engine/statistics/quantile.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/comparison/hand_record.hpp"

using namespace clientele;
using replication::Series;

namespace {

/// 14 months, 4 replications; cash of month m in replication r is r x 10 - 20 in the first two months, then 30;
/// profit is 5 more, which clients still owe.
test::HandRecord record_over_time() {
    test::HandRecord hand(2, 2, {test::money_kpi("npv")});
    hand.record().months = 14;
    const std::size_t s = hand.add("today", {{1, 2, 3, 4}});
    experiment::StructureRecord& structure = hand.record().structures[s];
    structure.monthly_sums.assign(replication::series_count * 14, 0.0);
    structure.monthly_values.assign(4 * experiment::banded_series * 14, 0.0);
    for (std::size_t r = 0; r < 4; ++r) {
        for (std::size_t m = 0; m < 14; ++m) {
            const double cash = m < 2 ? 10.0 * static_cast<double>(r) - 20 : 30;
            const auto put = [&](Series which, double value) {
                const auto series = static_cast<std::size_t>(which);
                structure.monthly_sums[series * 14 + m] += value;
                if (series >= experiment::banded_series) return;
                structure.monthly_values[(r * experiment::banded_series + series) * 14 + m] = value;
            };
            put(Series::cash, cash);
            put(Series::cost, 70);
            put(Series::gross_margin, cash + 75);
            put(Series::people, 60);
            put(Series::programme, 10);
            put(Series::revenue, 200);
        }
    }
    return hand;
}

}  // namespace

TEST_CASE("a year's profit and loss adds up from revenue to profit, and the last year may be shorter") {
    const auto timeline = comparison::timeline_of(record_over_time().record(), 0);
    REQUIRE(timeline.years.size() == 2);
    const comparison::Year& first = timeline.years[0];
    CHECK(first.months == 12);
    CHECK(first.revenue == 2400);
    CHECK(first.cost == 840);
    CHECK(first.costs.front() == 720);
    CHECK(first.costs.back() == 120);
    CHECK(first.cash == Approx(2 * -5 + 10 * 30));
    CHECK(first.profit == Approx(first.cash + 60));
    CHECK(first.gross_margin == Approx(first.profit + first.cost));
    CHECK(first.cost_of_goods + first.gross_margin == Approx(first.revenue));
    CHECK(timeline.years[1].months == 2);
    CHECK(timeline.years[1].profit == 70);
    CHECK(first.profit_p50 == Approx(350));  // replications: 320, 340, 360, 380
    CHECK(first.profit_p5 == Approx(323));
    CHECK(timeline.years[1].profit_p95 == 70);
}

TEST_CASE("cash by month has its deepest point and the bands of the replications kept") {
    test::HandRecord hand = record_over_time();
    const auto timeline = comparison::timeline_of(hand.record(), 0);
    CHECK(timeline.kept == 4);
    REQUIRE(timeline.cumulative_cash.size() == 14);
    CHECK(timeline.cumulative_cash[1] == -10);
    CHECK(timeline.trough == -10);
    CHECK(timeline.trough_month == 2);
    CHECK(timeline.cumulative_cash_band.p50[1] == -10);  // -40, -20, 0, 20
    CHECK(timeline.cumulative_cash_band.p95[1] == Approx(17));
    CHECK(timeline.bands[static_cast<std::size_t>(Series::cash)].p5[0] == Approx(-18.5));
    hand.record().structures[0].monthly_values.clear();
    const auto without = comparison::timeline_of(hand.record(), 0);
    CHECK(without.kept == 0);
    CHECK(std::isnan(without.years[0].profit_p5));
    CHECK(without.cumulative_cash_band.p5.empty());
    CHECK(without.cumulative_cash == timeline.cumulative_cash);
}
