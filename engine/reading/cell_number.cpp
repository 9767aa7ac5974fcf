#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

#include <fmt/core.h>

#include "engine/base/text.hpp"
#include "engine/reading/csv.hpp"

namespace clientele::reading {
namespace {

/// Groups behind the first separator that are not three digits long would be no thousands.
bool groups_thousands(std::string_view text, char separator) {
    std::size_t at = text.find(separator);
    if (at == 0 || at > 3) return false;
    while (at != std::string_view::npos) {
        const std::size_t next = text.find(separator, at + 1);
        const std::size_t end = next == std::string_view::npos ? text.size() : next;
        if (end - at != 4) return false;
        at = next;
    }
    return true;
}

CellNumber plain_number(std::string digits, std::string_view shown) {
    double value = 0;
    const char* const end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, value);
    const bool exponent = digits.find_first_of("eE") != std::string::npos && digits.find_first_of("0123456789") == 0;
    if (exponent && error == std::errc() && stop == end) {
        return {std::nullopt, fmt::format("'{}' is written with an exponent, which hides digits", shown)};
    }
    const bool number = !digits.empty() && digits.find_first_not_of("0123456789.+-") == std::string::npos;
    if (!number || error != std::errc() || stop != end || !std::isfinite(value)) {
        return {std::nullopt, fmt::format("'{}' is no number", shown)};
    }
    return {value, {}};
}

std::string without(std::string_view text, char separator) {
    std::string kept(text);
    std::erase(kept, separator);
    return kept;
}

CellNumber ambiguous(std::string_view shown, std::string_view sign, std::string_view body, char separator) {
    std::string point(body);
    std::ranges::replace(point, separator, '.');
    return {std::nullopt,
            fmt::format("'{}' could be {}{} or {}{}", shown, sign, without(body, separator), sign, point)};
}

}  // namespace

CellNumber cell_number(std::string_view shown, char delimiter) {
    const std::string_view text = base::trim(shown);
    const std::string sign = text.starts_with('-') ? "-" : "";
    const std::string_view body = text.substr(sign.size());
    const auto points = std::ranges::count(body, '.');
    const auto commas = std::ranges::count(body, ',');
    if (points + commas == 0) return plain_number(sign + std::string(body), shown);
    if (points > 0 && commas > 0) {
        const char decimal = body.rfind('.') > body.rfind(',') ? '.' : ',';
        const char group = decimal == '.' ? ',' : '.';
        const std::size_t at = body.find(decimal);
        if (at != body.rfind(decimal) || !groups_thousands(body.substr(0, at), group)) return plain_number("", shown);
        return plain_number(sign + without(body.substr(0, at), group) + "." + std::string(body.substr(at + 1)), shown);
    }
    const char separator = points > 0 ? '.' : ',';
    if (points + commas > 1) {
        if (!groups_thousands(body, separator)) return plain_number("", shown);
        return plain_number(sign + without(body, separator), shown);
    }
    const bool doubtful = separator == ',' || delimiter == ';';
    if (doubtful && groups_thousands(body, separator) && body[0] != '0') return ambiguous(shown, sign, body, separator);
    std::string digits(body);
    std::ranges::replace(digits, ',', '.');
    return plain_number(sign + digits, shown);
}

}  // namespace clientele::reading
