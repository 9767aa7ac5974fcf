#include "engine/reading/phrase.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <vector>

#include <fmt/core.h>

#include "engine/base/nearest.hpp"
#include "engine/base/text.hpp"

namespace clientele::reading {
namespace {

struct UnitWord {
    std::string_view text;
    Phrase::Unit unit;
};

constexpr std::array unit_words{
    UnitWord{"h", Phrase::Unit::hours},          UnitWord{"hour", Phrase::Unit::hours},
    UnitWord{"hours", Phrase::Unit::hours},      UnitWord{"day", Phrase::Unit::day},
    UnitWord{"days", Phrase::Unit::day},         UnitWord{"month", Phrase::Unit::month},
    UnitWord{"months", Phrase::Unit::month},     UnitWord{"quarter", Phrase::Unit::quarter},
    UnitWord{"quarters", Phrase::Unit::quarter}, UnitWord{"year", Phrase::Unit::year},
    UnitWord{"years", Phrase::Unit::year},       UnitWord{"client", Phrase::Unit::noun},
    UnitWord{"clients", Phrase::Unit::noun},     UnitWord{"order", Phrase::Unit::noun},
    UnitWord{"orders", Phrase::Unit::noun},      UnitWord{"attempt", Phrase::Unit::noun},
    UnitWord{"attempts", Phrase::Unit::noun},    UnitWord{"lead", Phrase::Unit::noun},
    UnitWord{"leads", Phrase::Unit::noun},       UnitWord{"seat", Phrase::Unit::noun},
    UnitWord{"seats", Phrase::Unit::noun},       UnitWord{"person", Phrase::Unit::noun},
    UnitWord{"people", Phrase::Unit::noun},      UnitWord{"world", Phrase::Unit::noun},
    UnitWord{"worlds", Phrase::Unit::noun},      UnitWord{"life", Phrase::Unit::noun},
    UnitWord{"lives", Phrase::Unit::noun},       UnitWord{"contact", Phrase::Unit::noun},
    UnitWord{"contacts", Phrase::Unit::noun},    UnitWord{"time", Phrase::Unit::noun},
    UnitWord{"times", Phrase::Unit::noun},
};

struct CurrencySign {
    std::string_view sign;
    std::string_view code;
};

constexpr std::array currency_signs{CurrencySign{"€", "EUR"}, CurrencySign{"$", "USD"},   CurrencySign{"£", "GBP"},
                                    CurrencySign{"¥", "JPY"}, CurrencySign{"₽", "RUB"}, CurrencySign{"₴", "UAH"}};

struct Token {
    enum class Kind { number, word, sign };
    Kind kind;
    std::string_view text;
};

bool is_decimal(char c) { return c >= '0' && c <= '9'; }

bool is_letter(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' || byte >= 0x80;
}

std::vector<Token> tokens_of(std::string_view text) {
    std::vector<Token> tokens;
    while (!(text = base::trim(text)).empty()) {
        const bool number = is_decimal(text[0]) || (text.size() > 1 && text[0] == '-' && is_decimal(text[1]));
        std::size_t size = 1;
        if (number) {
            while (size < text.size() && (is_decimal(text[size]) || text[size] == '.')) ++size;
        } else if (is_letter(text[0])) {
            while (size < text.size() && is_letter(text[size])) ++size;
        }
        const Token::Kind kind = number               ? Token::Kind::number
                                 : is_letter(text[0]) ? Token::Kind::word
                                                      : Token::Kind::sign;
        tokens.push_back({kind, text.substr(0, size)});
        text.remove_prefix(size);
    }
    return tokens;
}

std::optional<Phrase::Unit> unit_named(std::string_view word) {
    const auto found = std::ranges::find(unit_words, word, &UnitWord::text);
    return found == unit_words.end() ? std::nullopt : std::optional(found->unit);
}

double multiplier_named(std::string_view word) {
    if (word == "k" || word == "thousand") return 1e3;
    return word == "M" || word == "million" ? 1e6 : 0;
}

/// One to three digits, none of them a leading zero, a point, and three digits.
bool groups_thousands(std::string_view digits) {
    const std::size_t point = digits.find('.');
    return point >= 1 && point <= 3 && digits.size() == point + 4 && digits[0] != '0';
}

/// "March", "mar", "Sept"; not "months".
bool is_month_of_the_year(std::string_view word) {
    constexpr std::array<std::string_view, 12> names{"january",   "february", "march",    "april",
                                                     "may",       "june",     "july",     "august",
                                                     "september", "october",  "november", "december"};
    const std::string lower = base::to_lower(word);
    return lower.size() >= 3 &&
           std::ranges::any_of(names, [&](std::string_view name) { return name.starts_with(lower); });
}

class Parser {
public:
    explicit Parser(std::string_view text) : text_(text), tokens_(tokens_of(text)) {}

    std::variant<Phrase, PhraseFault> parse() {
        if (word_is("month")) {
            ++at_;
            phrase_.date = true;
        }
        take_currency();
        if (!take_number()) return std::move(fault_);
        if (!phrase_.date) {
            take_multiplier();
            take_currency();
            if (!take_unit()) return std::move(fault_);
            if (!take_period()) return std::move(fault_);
        }
        if (at_ < tokens_.size()) return left_over();
        return phrase_;
    }

private:
    bool done() const { return at_ >= tokens_.size(); }
    bool word_is(std::string_view word) const {
        return !done() && tokens_[at_].kind == Token::Kind::word && tokens_[at_].text == word;
    }
    bool sign_is(char sign) const {
        return !done() && tokens_[at_].kind == Token::Kind::sign && tokens_[at_].text[0] == sign;
    }

    bool fail(std::string code, std::string message, std::string help = "") {
        fault_ = {std::move(code), std::move(message), std::move(help)};
        return false;
    }

    void take_currency() {
        if (done() || tokens_[at_].kind != Token::Kind::word || !phrase_.currency.empty()) return;
        phrase_.currency = currency_code(tokens_[at_].text);
        if (!phrase_.currency.empty()) ++at_;
    }

    bool take_number() {
        if (done() || tokens_[at_].kind != Token::Kind::number) {
            return fail("not-a-number", fmt::format("'{}' is no number", text_));
        }
        const std::string_view digits = tokens_[at_++].text;
        const std::size_t start = digits.starts_with('-') ? 1 : 0;
        if (digits.size() > start + 1 && digits[start] == '0' && is_decimal(digits[start + 1])) {
            return fail("bad-number", fmt::format("'{}' begins with 0", digits), "leave the leading zeros out");
        }
        const char* const end = digits.data() + digits.size();
        const auto [stop, error] = std::from_chars(digits.data(), end, phrase_.number, std::chars_format::fixed);
        const bool closed = digits.back() != '.' && std::ranges::count(digits, '.') <= 1;
        if (error != std::errc() || stop != end || !closed || !std::isfinite(phrase_.number)) {
            return fail("bad-number", fmt::format("'{}' is not written as a number", digits),
                        "write digits and at most one point");
        }
        phrase_.grouped = groups_thousands(digits.substr(start));
        return check_separators();
    }

    /// Thousands separators and exponents, so that they get a better answer than "unknown unit".
    bool check_separators() {
        if (done()) return true;
        const std::string_view next = tokens_[at_].text;
        if (tokens_[at_].kind == Token::Kind::number && next.starts_with('-')) {
            return fail("bad-number", fmt::format("'{}' is no range", text_), "write 'a to b'");
        }
        const bool comma = sign_is(',') || sign_is('\'') || next.starts_with('_');
        if (comma || tokens_[at_].kind == Token::Kind::number) {
            return fail("bad-number", fmt::format("'{}' separates digits", text_),
                        "write the digits together, with a point before decimals: 12500, 12.5, 12.5k");
        }
        if ((next == "e" || next == "E") && at_ + 1 < tokens_.size()) {
            return fail("bad-number", fmt::format("'{}' has an exponent", text_),
                        "write the number out: 90000, 90k, 1.5M");
        }
        return true;
    }

    void take_multiplier() {
        if (done()) return;
        const double factor = multiplier_named(tokens_[at_].text);
        if (factor == 0) return;
        phrase_.number *= factor;
        phrase_.multiplied = true;
        ++at_;
    }

    bool take_unit() {
        if (sign_is('%') || word_is("percent")) {
            phrase_.percent = true;
            ++at_;
            take_whole();
            return true;
        }
        if (done() || tokens_[at_].kind != Token::Kind::word || word_is("per")) return true;
        const auto unit = unit_named(tokens_[at_].text);
        if (!unit) return unknown_unit(tokens_[at_].text);
        phrase_.unit = *unit;
        ++at_;
        return true;
    }

    /// "of worlds": what the share is of, up to the end.
    void take_whole() {
        if (!word_is("of")) return;
        for (++at_; !done(); ++at_) phrase_.of += (phrase_.of.empty() ? "" : " ") + std::string(tokens_[at_].text);
        if (phrase_.of.empty()) phrase_.of = "nothing";
    }

    bool take_period() {
        if (!sign_is('/') && !word_is("per")) return true;
        ++at_;
        const Phrase::Unit unit =
            done() ? Phrase::Unit::none : unit_named(tokens_[at_].text).value_or(Phrase::Unit::none);
        if (unit == Phrase::Unit::month || unit == Phrase::Unit::quarter || unit == Phrase::Unit::year) {
            phrase_.per = unit;
            ++at_;
            return true;
        }
        const std::vector<std::string> periods{"month", "quarter", "year"};
        const auto meant = done() ? std::nullopt : base::nearest(tokens_[at_].text, periods);
        return fail("unknown-unit", fmt::format("'{}' does not say per what time", text_),
                    meant ? fmt::format("did you mean '{}'?", *meant) : "write /month, /quarter or /year");
    }

    bool unknown_unit(std::string_view word) {
        if (word == "m") {
            return fail("unknown-unit", fmt::format("in '{}', 'm' could be a month or a million", text_),
                        "write '12 months', or '1.5M' for 1.5 million");
        }
        std::vector<std::string> known{"k", "M", "thousand", "million", "percent"};
        for (const UnitWord& each : unit_words) known.emplace_back(each.text);
        const auto meant = word == "K" ? std::optional<std::string>("k") : base::nearest(word, known);
        return fail(
            "unknown-unit", fmt::format("'{}' in '{}' is no unit", word, text_),
            meant ? fmt::format("did you mean '{}'?", *meant) : "units are hours, months, quarters, years, %, k and M");
    }

    PhraseFault left_over() const {
        return {"unknown-unit", fmt::format("'{}' means nothing at the end of '{}'", tokens_[at_].text, text_),
                "a quantity is a number and its unit, such as 12 months, 3 %, 14k/month"};
    }

    std::string_view text_;
    std::vector<Token> tokens_;
    std::size_t at_ = 0;
    Phrase phrase_;
    PhraseFault fault_;
};

}  // namespace

std::string currency_code(std::string_view word) {
    const auto found = std::ranges::find(currency_signs, word, &CurrencySign::sign);
    if (found != currency_signs.end()) return std::string(found->code);
    const bool capitals = word.size() == 3 && std::ranges::all_of(word, [](char c) { return c >= 'A' && c <= 'Z'; });
    return capitals ? std::string(word) : "";
}

std::variant<Phrase, PhraseFault> parse_phrase(std::string_view text) { return Parser(base::trim(text)).parse(); }

bool is_calendar_date(std::string_view text) {
    constexpr std::string_view separators = "-./, ";
    std::size_t years = 0;
    std::size_t others = 0;
    for (text = base::trim(text); !text.empty();) {
        const std::size_t end = std::min(text.find_first_of(separators), text.size());
        const std::string_view part = text.substr(0, end);
        const bool digits = !part.empty() && std::ranges::all_of(part, is_decimal);
        if (digits && part.size() == 4 && (part.starts_with("19") || part.starts_with("20"))) {
            ++years;
        } else if ((digits && part.size() <= 2) || is_month_of_the_year(part)) {
            ++others;
        } else {
            return false;
        }
        text.remove_prefix(std::min(text.size(), std::max(end + 1, text.find_first_not_of(separators, end))));
    }
    return years == 1 && (others == 1 || others == 2);
}

}  // namespace clientele::reading
