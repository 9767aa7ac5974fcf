#include "engine/reading/ledger_number.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "engine/base/text.hpp"
#include "engine/reading/ledger_currency.hpp"

namespace clientele::reading {
namespace {

// Blanks and apostrophes that group thousands.
constexpr std::array<std::string_view, 7> set_aside{"\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89", "\xE2\x80\x87", " ",
                                                    "'",        "\xE2\x80\x99"};

void take_away(std::string& text, std::string_view extra) {
    for (std::size_t at = text.find(extra); at != std::string::npos; at = text.find(extra, at)) {
        text.erase(at, extra.size());
    }
}

bool is_number_digit(char c) { return c >= '0' && c <= '9'; }

/// Digits in groups of three behind the first mark, as in 1.234.567.
bool is_grouped(std::string_view digits, char mark) {
    std::size_t at = digits.find(mark);
    if (at == 0 || at > 3) return false;
    while (at != std::string_view::npos) {
        const std::size_t next = digits.find(mark, at + 1);
        if (std::min(next, digits.size()) - at != 4) return false;
        at = next;
    }
    return true;
}

/// Without sign and exponent.
std::string_view mantissa_of(std::string_view bare) {
    if (!bare.empty() && (bare[0] == '-' || bare[0] == '+')) bare.remove_prefix(1);
    return bare.substr(0, bare.find_first_of("eE"));
}

/// The text without one sign in front or behind; whether that was a minus.
bool take_sign(std::string& text) {
    static constexpr std::string_view true_minus = "\xE2\x88\x92";
    const auto take = [&](std::string_view sign) {
        if (text.size() <= sign.size()) return false;
        if (text.starts_with(sign)) {
            text.erase(0, sign.size());
            return true;
        }
        if (!text.ends_with(sign)) return false;
        text.erase(text.size() - sign.size());
        return true;
    };
    if (text.size() > 2 && text.front() == '(' && text.back() == ')') {
        text = text.substr(1, text.size() - 2);
        return true;
    }
    if (take("-") || take(true_minus)) return true;
    take("+");
    return false;
}

}  // namespace

std::optional<std::string> bare_number(std::string_view cell) {
    std::string text(cell);
    const bool plain = std::ranges::all_of(text, [](char c) { return is_number_digit(c) || c == '.'; });
    if (!plain) {
        for (const std::string_view extra : set_aside) take_away(text, extra);
        for (const CurrencyMark& mark : marks_beside_amounts()) take_away(text, mark.written);
        if (take_sign(text)) text.insert(0, "-");
    }
    const std::string_view body = mantissa_of(text);
    if (body.empty() || !std::ranges::any_of(body, is_number_digit)) return std::nullopt;
    if (body.find_first_not_of("0123456789.,") != std::string_view::npos) return std::nullopt;
    return text;
}

NumberShape shape_of(std::string_view bare) {
    const std::string_view body = mantissa_of(bare);
    const auto points = std::ranges::count(body, '.');
    const auto commas = std::ranges::count(body, ',');
    if (points + commas == 0) return NumberShape::whole;
    if (points > 0 && commas > 0) {
        const bool point_last = body.rfind('.') > body.rfind(',');
        if ((point_last ? points : commas) > 1) return NumberShape::no_number;
        const std::string_view whole = body.substr(0, point_last ? body.find('.') : body.find(','));
        if (!is_grouped(whole, point_last ? ',' : '.')) return NumberShape::no_number;
        return point_last ? NumberShape::point : NumberShape::comma;
    }
    const char mark = points > 0 ? '.' : ',';
    const bool grouped = is_grouped(body, mark);
    if (points + commas > 1) {
        if (!grouped) return NumberShape::no_number;
        return mark == '.' ? NumberShape::comma : NumberShape::point;
    }
    const bool either =
        grouped && body[0] != '0' &&
        body.size() == bare.find_last_of("0123456789.,") + 1 - static_cast<std::size_t>(body.data() - bare.data());
    if (!either) return mark == '.' ? NumberShape::point : NumberShape::comma;
    return mark == '.' ? NumberShape::one_point : NumberShape::one_comma;
}

std::optional<double> number_value(std::string_view bare, DecimalMark mark) {
    const char decimal = mark == DecimalMark::comma ? ',' : '.';
    const char group = mark == DecimalMark::comma ? '.' : ',';
    std::array<char, 64> digits{};
    const std::string_view body = mantissa_of(bare);
    const std::size_t point = body.find(decimal);
    if (bare.size() > digits.size()) return std::nullopt;
    if (point != body.rfind(decimal)) return std::nullopt;
    const std::string_view whole = body.substr(0, point);
    if (whole.find(group) != std::string_view::npos && !is_grouped(whole, group)) return std::nullopt;
    if (point != std::string_view::npos && body.find(group, point) != std::string_view::npos) return std::nullopt;
    std::size_t length = 0;
    for (const char c : bare) {
        if (c == group || (c == '+' && length == 0)) continue;
        digits[length++] = c == decimal ? '.' : c;
    }
    double value = 0;
    const char* const end = digits.data() + length;
    const auto [stop, error] = std::from_chars(digits.data(), end, value);
    if (error != std::errc() || stop != end || !std::isfinite(value)) return std::nullopt;
    return value;
}

}  // namespace clientele::reading
