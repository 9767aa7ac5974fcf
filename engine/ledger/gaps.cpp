#include "engine/ledger/gaps.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "engine/ledger/marks.hpp"

namespace clientele::ledger {
namespace {

constexpr int longest_silence = 366;  // [days]: bills of once a year leave no gap
constexpr std::size_t most_told = 3;
constexpr double days_a_year = 365.25;

/// "2094-01-01 in line 5"
std::string day_in_line(int day, int row) {
    return row > 0 ? fmt::format("{} in line {}", date_of_day(day), row) : date_of_day(day);
}

std::string count_of_rows(std::uint64_t rows) { return fmt::format("{} {}", rows, rows == 1 ? "row" : "rows"); }

/// The side with fewer rows is the doubtful one.
std::string tell_gap(const Gap& gap) {
    const std::string length = fmt::format("{:.1f} years without any row", (gap.after - gap.before) / days_a_year);
    if (gap.rows_after <= gap.rows_before) {
        return fmt::format(
            "after {} the next date is {}: {}, and {} from then on. The last 12 months, growth, half-years, loyalty "
            "and "
            "cohorts all end with the last date; correct it if it is mistyped",
            date_of_day(gap.before), day_in_line(gap.after, gap.row_after), length, count_of_rows(gap.rows_after));
    }
    return fmt::format(
        "after {} the next date is {}: {}, and {} until then. Half-years, cohorts and the months since the first order "
        "all begin with the first date; correct it if it is mistyped",
        day_in_line(gap.before, gap.row_before), date_of_day(gap.after), length, count_of_rows(gap.rows_before));
}

}  // namespace

void RowDays::note(int day, int row) {
    if (days_.empty()) base_ = day;
    if (day < base_) {
        // Grown by half at least, so that files with the latest row first are read as fast as others.
        const std::size_t room = std::max(static_cast<std::size_t>(base_ - day), days_.size() / 2);
        days_.insert(days_.begin(), room, Day{});
        base_ -= static_cast<int>(room);
    }
    const auto index = static_cast<std::size_t>(day - base_);
    if (index >= days_.size()) days_.resize(index + 1);
    Day& noted = days_[index];
    noted.row = noted.rows == 0 ? row : std::min(noted.row, row);
    ++noted.rows;
}

std::vector<Gap> RowDays::gaps(int longest) const {
    std::vector<Gap> found;
    std::uint64_t rows = 0;
    std::size_t last = days_.size();
    for (std::size_t i = 0; i < days_.size(); ++i) {
        if (days_[i].rows == 0) continue;
        if (last < days_.size() && i - last > static_cast<std::size_t>(longest)) {
            found.push_back(
                {base_ + static_cast<int>(last), base_ + static_cast<int>(i), days_[last].row, days_[i].row, rows, 0});
        }
        rows += days_[i].rows;
        last = i;
    }
    for (Gap& gap : found) gap.rows_after = rows - gap.rows_before;
    return found;
}

std::vector<std::string> tell_gaps(const RowDays& days) {
    const std::vector<Gap> gaps = days.gaps(longest_silence);
    std::vector<std::string> told;
    for (const Gap& gap : gaps) {
        if (told.size() < most_told) told.push_back(tell_gap(gap));
    }
    if (gaps.size() > most_told) {
        told.push_back(fmt::format("{} more times of over a year without any row", gaps.size() - most_told));
    }
    return told;
}

}  // namespace clientele::ledger
