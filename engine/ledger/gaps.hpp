#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace clientele::ledger {

/// A long time without any row, with rows before and after it.
struct Gap {
    int before = 0, after = 0;          ///< the days with rows on either side
    int row_before = 0, row_after = 0;  ///< lines of the file where those days first stand; 0: unknown
    std::uint64_t rows_before = 0, rows_after = 0;
};

/// Which days have rows. Memory grows with the time between the first and the last.
class RowDays {
public:
    void note(int day, int row);

    /// The times of more than `longest` days between two days with rows, in order.
    std::vector<Gap> gaps(int longest) const;

private:
    struct Day {
        int row = 0;  // the first that day
        std::uint32_t rows = 0;
    };

    int base_ = 0;
    std::vector<Day> days_;
};

/// Gaps of more than a year, told with what a mistyped date does to the figures; the first three of them. What counts
/// is the ledger alone, never today's date.
std::vector<std::string> tell_gaps(const RowDays& days);

}  // namespace clientele::ledger
