#pragma once

#include <string>
#include <string_view>
#include <variant>

namespace clientele::reading {

/// A number of the language as its words stand there, before anything is known about what it should be.
struct Phrase {
    enum class Unit { none, hours, day, month, quarter, year, noun };

    double number = 0;
    bool date = false;        ///< "month 3"
    bool multiplied = false;  ///< k, M; `number` holds the product
    bool grouped = false;     ///< written like "4.000": elsewhere that is four thousand
    bool percent = false;     ///< `number` is still in per cent
    std::string of{};         ///< "worlds" in "80 % of worlds"
    Unit unit = Unit::none;
    Unit per = Unit::none;  ///< month, quarter or year
    std::string currency{};
};

struct PhraseFault {
    std::string code;
    std::string message;
    std::string help;
};

/// Code of a currency by its sign or by three capitals; empty for other words.
std::string currency_code(std::string_view word);

/// Takes a text apart; see measure() for the grammar.
std::variant<Phrase, PhraseFault> parse_phrase(std::string_view text);

/// True for what can only be a day or a month of the calendar: 2026-03-01, 01.03.2026, 3/2026, March 2026.
bool is_calendar_date(std::string_view text);

}  // namespace clientele::reading
