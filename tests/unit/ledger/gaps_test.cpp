#include "engine/ledger/gaps.hpp"

#include "tests/support/catch.hpp"

using namespace clientele::ledger;

TEST_CASE("days with rows on both sides of a long silence make a gap, in whatever order the rows come") {
    const std::vector<std::pair<int, int>> rows{{10, 2}, {500, 3}, {10, 4}, {900, 5}, {1300, 6}};
    for (const bool backward : {false, true}) {
        RowDays days;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto& [day, row] = rows[backward ? rows.size() - 1 - i : i];
            days.note(day, row);
        }
        // 490, 400 and 400 days
        const std::vector<Gap> gaps = days.gaps(399);
        REQUIRE(gaps.size() == 3);
        CHECK((gaps[0].before == 10 && gaps[0].after == 500 && gaps[0].row_before == 2 && gaps[0].row_after == 3));
        CHECK((gaps[0].rows_before == 2 && gaps[0].rows_after == 3));
        CHECK((gaps[2].before == 900 && gaps[2].after == 1300 && gaps[2].rows_before == 4 && gaps[2].rows_after == 1));
        CHECK(days.gaps(400).size() == 1);
        CHECK(days.gaps(490).empty());
    }
}

TEST_CASE("a ledger of yearly bills has no gap, one of a mistyped year tells its line and its length") {
    RowDays days;
    for (int year = 0; year < 6; ++year) days.note(18262 + 366 * year, 2 + year);  // from 2020-01-01
    CHECK(tell_gaps(days).empty());
    days.note(45291, 9);  // 2094-01-01
    const std::vector<std::string> told = tell_gaps(days);
    REQUIRE(told.size() == 1);
    // 18262 + 1830 = 20092; (45291 - 20092) / 365.25 = 68.99
    CHECK(told.front().find("after 2025-01-04 the next date is 2094-01-01 in line 9: 69.0 years without any row, "
                            "and 1 row from then on.") == 0);
}

TEST_CASE("no rows have no gap") { CHECK(RowDays().gaps(1).empty()); }
