#pragma once

#include <optional>
#include <string_view>

namespace clientele::reading {

/// Order of the parts of a date whose year stands last.
enum class DateOrder { unknown, day_first, month_first };

/// A date as its cell writes it, before day and month are told apart.
struct WrittenDate {
    int year = 0;
    int first = 0;   ///< the day, or the month
    int second = 0;  ///< the other one
    /// Known from the writing itself: the year stands first or the month has its name (then first is the month), dots,
    /// or a part above 12.
    DateOrder order = DateOrder::unknown;
    /// Only a part above 12 tells the order, so that this date is none in a file of the other order.
    bool by_size = false;

    /// Could both parts be a month, and does it matter which is?
    bool is_ambiguous() const { return order == DateOrder::unknown && first != second; }
};

/// 2024-03-07, 2024/03/07, 20240307, 07.03.2024, 07.03.24, 3/7/2024, 07-03-2024, and with the month's name in seven
/// languages: 07-MAR-24, March 7, 2024, 7. März 2024; a time behind it is left out. Dots mean day first. Nothing where
/// the cell is no date that exists.
std::optional<WrittenDate> written_date(std::string_view cell);

/// A date, but of a year that no ledger has: before 1900 or after 2199.
bool is_date_out_of_range(std::string_view cell);

/// Five digits that count the days since 1900 in spreadsheets, for 1954 to 2119; a part of a day may follow.
bool could_be_day_number(std::string_view cell);

/// Days since 1970-01-01, the day told from the month by `order` where the year's place or dots do not; nothing where
/// there is no such day.
std::optional<int> day_of(const WrittenDate& date, DateOrder order);

}  // namespace clientele::reading
