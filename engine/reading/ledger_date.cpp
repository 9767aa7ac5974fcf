#include "engine/reading/ledger_date.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <string>

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

/// How months are called, in full and for short, by English, German, French, Spanish, Italian, Dutch and Portuguese.
constexpr std::array<std::string_view, 12> month_names = {
    " jan january januar januari janvier janv enero ene gennaio gen janeiro ",
    " feb february februar februari fevrier fevr fev febrero febbraio fevereiro ",
    " mar march marz maerz mrz mars marzo maart mrt marco ",
    " apr april avril avr abril abr aprile ",
    " may mai mayo maggio mag mei maio ",
    " jun june juni juin junio giugno giu junho ",
    " jul july juli juillet juil julio luglio lug julho ",
    " aug august aout agosto ago augustus ",
    " sep sept september septembre septiembre settembre set setembro ",
    " oct october oktober okt octobre octubre ottobre ott outubro out ",
    " nov november novembre noviembre novembro ",
    " dec december dezember dez decembre diciembre dic dicembre dezembro ",
};

/// The letter under the accent of a Latin letter whose UTF-8 is C3 and this byte; 0: none that months are written with.
char base_letter(unsigned char second) {
    switch (second | 0x20U) {  // small and capital letters lie 32 apart
        case 0xA4:
            return 'a';
        case 0xA7:
            return 'c';
        case 0xA9:
            return 'e';
        case 0xBB:
            return 'u';
        default:
            return 0;
    }
}

bool is_basic_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Reads a word from the front, small and without accents. Empty where there is none, or a letter no month has.
std::string take_word(std::string_view& text) {
    std::string word;
    while (!text.empty()) {
        const bool accent = text.size() > 1 && text[0] == '\xC3';
        const char letter = accent ? base_letter(static_cast<unsigned char>(text[1])) : text[0];
        if (!is_basic_letter(letter)) break;
        word += letter;
        text.remove_prefix(accent ? 2 : 1);
    }
    return base::to_lower(word);
}

/// 1 to 12.
std::optional<int> month_called(const std::string& word) {
    for (std::size_t month = 0; month < month_names.size() && !word.empty(); ++month) {
        if (month_names[month].find(' ' + word + ' ') != std::string_view::npos) return static_cast<int>(month) + 1;
    }
    return std::nullopt;
}

/// What may stand behind a date: nothing, or a time after a blank or a T. A number alone after a blank is none: it may
/// be a piece of the date, as in "1 May 20 24".
bool is_time_or_nothing(std::string_view rest) {
    if (rest.empty()) return true;
    if (rest[0] != ' ' && rest[0] != 'T') return rest == "г." || rest == " г.";
    if (rest[0] == ' ' && rest.find_first_of(":.") == std::string_view::npos) return false;
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

void skip_any(std::string_view& text, std::string_view letters) {
    text.remove_prefix(std::min(text.find_first_not_of(letters), text.size()));
}

/// 07-Mar-2024, 7. März 2024, 7 de marzo de 2024, March 7th, 2024, 2024 Mar 7: a day, a year and a month's name, which
/// tells the day from the month. A number of four digits is the year.
std::optional<WrittenDate> date_in_words(std::string_view rest, const Years& years) {
    std::optional<int> month;
    DatePart numbers[2];
    for (std::size_t count = 0; !month || count < 2; skip_any(rest, !month || count < 2 ? " -/.," : "")) {
        if (const auto number = take_part(rest)) {
            if (count == 2) return std::nullopt;
            numbers[count++] = *number;
            for (const std::string_view ending : {"st", "nd", "rd", "th", "er"}) {
                if (rest.substr(0, ending.size()) == ending) rest.remove_prefix(ending.size());
            }
            continue;
        }
        const std::string word = take_word(rest);
        if (word == "de" || word == "of") continue;
        const auto called = month_called(word);
        if (!called || month) return std::nullopt;
        month = called;
    }
    const bool year_leads = numbers[0].digits == 4;
    const DatePart& year = numbers[year_leads ? 0 : 1];
    const DatePart& day = numbers[year_leads ? 1 : 0];
    if ((year.digits != 4 && year.digits != 2) || day.digits > 2 || !is_time_or_nothing(rest)) return std::nullopt;
    return year_first(full_year(year), *month, day.value, years);
}

std::optional<WrittenDate> date_within(std::string_view cell, const Years& years) {
    std::string_view rest = base::trim(cell);
    if (const auto date = date_in_words(rest, years)) return date;
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

bool could_be_day_number(std::string_view cell) {
    std::string_view rest = base::trim(cell);
    const auto days = take_part(rest);
    if (!days || days->digits != 5 || days->value < 20'000 || days->value >= 80'000) return false;
    if (!rest.empty() && rest[0] != '.' && rest[0] != ',') return false;
    return rest.find_first_not_of("0123456789", rest.empty() ? 0 : 1) == std::string_view::npos;
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
