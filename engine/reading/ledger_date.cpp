#include "engine/reading/ledger_date.hpp"

#include <array>
#include <charconv>
#include <chrono>

#include "engine/base/text.hpp"

namespace clientele::reading {
namespace {

struct DatePart {
    int value = 0;
    std::size_t digits = 0;
};

/// Reads digits from the front. Nothing where there are none or too many.
std::optional<DatePart> take_part(std::string_view& text) {
    DatePart part;
    while (part.digits < text.size() && text[part.digits] >= '0' && text[part.digits] <= '9') {
        if (part.digits == 8) return std::nullopt;
        part.value = 10 * part.value + (text[part.digits++] - '0');
    }
    if (part.digits == 0) return std::nullopt;
    text.remove_prefix(part.digits);
    return part;
}

/// What may stand behind a date: nothing, or a time after a blank or a T.
bool is_time_or_nothing(std::string_view rest) {
    if (rest.empty()) return true;
    if (rest[0] != ' ' && rest[0] != 'T') return rest == "г." || rest == " г.";
    return rest.find_first_not_of("0123456789:.,+-TZ APMapm") == std::string_view::npos;
}

/// Two digits of a year: 70 to 99 belong to the last century.
int full_year(const DatePart& part) {
    if (part.digits != 2) return part.value;
    return part.value + (part.value >= 70 ? 1900 : 2000);
}

bool exists(int year, int month, int day) {
    return std::chrono::year_month_day(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                       std::chrono::day(static_cast<unsigned>(day)))
        .ok();
}

/// The years that a date may have.
struct Years {
    int first = 1900;
    int last = 2199;
    bool hold(int year) const { return year >= first && year <= last; }
};

std::optional<WrittenDate> year_first(int year, int month, int day, const Years& years) {
    if (!years.hold(year) || !exists(year, month, day)) return std::nullopt;
    return WrittenDate{year, month, day, DateOrder::month_first};
}

std::optional<WrittenDate> year_last(int first, int second, int year, char separator, const Years& years) {
    if (!years.hold(year)) return std::nullopt;
    const bool day_first = exists(year, second, first);
    const bool month_first = separator != '.' && exists(year, first, second);
    if (!day_first && !month_first) return std::nullopt;
    WrittenDate date{year, first, second, DateOrder::unknown};
    if (day_first != month_first) date.order = day_first ? DateOrder::day_first : DateOrder::month_first;
    date.by_size = day_first != month_first && separator != '.';
    return date;
}

std::optional<WrittenDate> date_within(std::string_view cell, const Years& years) {
    std::string_view rest = base::trim(cell);
    const auto first = take_part(rest);
    if (!first) return std::nullopt;
    if (first->digits == 8 && is_time_or_nothing(rest)) {
        return year_first(first->value / 10000, first->value / 100 % 100, first->value % 100, years);
    }
    if (rest.empty() || (rest[0] != '-' && rest[0] != '/' && rest[0] != '.')) return std::nullopt;
    const char separator = rest[0];
    rest.remove_prefix(1);
    const auto second = take_part(rest);
    if (!second || rest.empty() || rest[0] != separator) return std::nullopt;
    rest.remove_prefix(1);
    const auto third = take_part(rest);
    if (!third || !is_time_or_nothing(rest)) return std::nullopt;
    if (first->digits == 4) {
        if (second->digits > 2 || third->digits > 2) return std::nullopt;
        return year_first(first->value, second->value, third->value, years);
    }
    if (first->digits > 2 || second->digits > 2 || (third->digits != 4 && third->digits != 2)) return std::nullopt;
    return year_last(first->value, second->value, full_year(*third), separator, years);
}

}  // namespace

std::optional<WrittenDate> written_date(std::string_view cell) { return date_within(cell, Years{}); }

bool is_date_out_of_range(std::string_view cell) {
    return !written_date(cell) && date_within(cell, Years{1, 9999}).has_value();
}

std::optional<int> day_of(const WrittenDate& date, DateOrder order) {
    const bool written = date.order != DateOrder::unknown && !(date.by_size && order != DateOrder::unknown);
    const DateOrder known = written ? date.order : order;
    if (known == DateOrder::unknown && date.first != date.second) return std::nullopt;
    const int month = known == DateOrder::day_first ? date.second : date.first;
    const int day = known == DateOrder::day_first ? date.first : date.second;
    if (!exists(date.year, month, day)) return std::nullopt;
    const std::chrono::year_month_day ymd(std::chrono::year(date.year),
                                          std::chrono::month(static_cast<unsigned>(month)),
                                          std::chrono::day(static_cast<unsigned>(day)));
    return static_cast<int>(std::chrono::sys_days(ymd).time_since_epoch().count());
}

}  // namespace clientele::reading
