#include "engine/base/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include <fmt/core.h>

namespace clientele::base {
namespace {

struct Range {
    char32_t first;
    char32_t last;
};

// Blocks that matter on terminals, not the whole of Unicode: a caret one column off is no harm.
constexpr std::array combining{
    Range{0x0300, 0x036F}, Range{0x1AB0, 0x1AFF}, Range{0x1DC0, 0x1DFF},
    Range{0x20D0, 0x20FF}, Range{0xFE00, 0xFE0F}, Range{0xFE20, 0xFE2F},
};
constexpr std::array wide{
    Range{0x1100, 0x115F},   Range{0x2E80, 0x303E},   Range{0x3041, 0xA4CF},   Range{0xAC00, 0xD7A3},
    Range{0xF900, 0xFAFF},   Range{0xFE30, 0xFE6F},   Range{0xFF00, 0xFF60},   Range{0xFFE0, 0xFFE6},
    Range{0x1F300, 0x1F64F}, Range{0x1F680, 0x1F6FF}, Range{0x1F900, 0x1FAFF}, Range{0x20000, 0x3FFFD},
};
// Zero-width and direction-changing characters: they would let a name look like another, or turn a line around.
constexpr std::array invisible{
    Range{0x200B, 0x200F},
    Range{0x2028, 0x202E},
    Range{0x2060, 0x2069},
    Range{0xFEFF, 0xFEFF},
};

template <class Table>
bool contains(const Table& table, char32_t code) {
    for (const Range& range : table) {
        if (code >= range.first && code <= range.last) return true;
    }
    return false;
}

std::uint8_t byte_at(std::string_view text, std::size_t offset) { return static_cast<std::uint8_t>(text[offset]); }

/// Code point of the character whose length is known.
char32_t decode(std::string_view text, std::size_t length) {
    if (length == 1) return byte_at(text, 0);
    char32_t code = byte_at(text, 0) & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) code = (code << 6U) | (byte_at(text, i) & 0x3FU);
    return code;
}

std::size_t announced_length(std::uint8_t lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return 2;
    if (lead >= 0xE0 && lead <= 0xEF) return 3;
    if (lead >= 0xF0 && lead <= 0xF4) return 4;
    return 0;
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

}  // namespace

std::string_view trim(std::string_view text) {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

std::string one_line(std::string_view text) {
    std::string line;
    while (!(text = trim(text)).empty()) {
        const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
        line += (line.empty() ? "" : " ") + std::string(trim(text.substr(0, end)));
        text.remove_prefix(end);
    }
    return line;
}

std::string to_lower(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return lower;
}

bool begins_a_formula(std::string_view text) {
    const std::size_t first = text.find_first_not_of('\'');
    return first != std::string_view::npos && std::string_view("=+-@\t\r").find(text[first]) != std::string_view::npos;
}

std::string_view without_guard(std::string_view text) {
    return text.starts_with('\'') && begins_a_formula(text) ? text.substr(1) : text;
}

std::size_t utf8_length(std::string_view text) {
    if (text.empty()) return 0;
    const std::size_t length = announced_length(byte_at(text, 0));
    if (length == 0 || length > text.size()) return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte_at(text, i) & 0xC0U) != 0x80U) return 0;
    }
    constexpr std::array<char32_t, 5> smallest{0, 0, 0x80, 0x800, 0x10000};
    const char32_t code = decode(text, length);
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    return code < smallest[length] || surrogate || code > 0x10FFFF ? 0 : length;
}

std::optional<std::size_t> find_invalid_utf8(std::string_view text) {
    for (std::size_t offset = 0; offset < text.size();) {
        const std::size_t length = utf8_length(text.substr(offset));
        if (length == 0) return offset;
        offset += length;
    }
    return std::nullopt;
}

std::string printable(std::string_view text) {
    std::string shown;
    while (!text.empty()) {
        const std::size_t length = utf8_length(text);
        const std::size_t taken = length == 0 ? 1 : length;
        const char32_t code = length == 0 ? byte_at(text, 0) : decode(text, length);
        if (text.front() == '\t') {
            shown += ' ';
        } else if (length == 0 || code < 0x20 || (code >= 0x7F && code < 0xA0)) {
            shown += fmt::format("\\x{:02x}", static_cast<unsigned>(code));
        } else if (contains(invisible, code)) {
            shown += fmt::format("\\u{{{:04X}}}", static_cast<unsigned>(code));
        } else {
            shown += text.substr(0, taken);
        }
        text.remove_prefix(taken);
    }
    return shown;
}

int display_width(std::string_view character) {
    const std::size_t length = utf8_length(character);
    if (length == 0) return 1;
    const char32_t code = decode(character, length);
    if (contains(combining, code)) return 0;
    return contains(wide, code) ? 2 : 1;
}

}  // namespace clientele::base
