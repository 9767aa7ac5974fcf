#include <algorithm>
#include <numeric>
#include <vector>

#include <fmt/core.h>

#include "engine/base/fault.hpp"
#include "engine/base/text.hpp"

namespace clientele::base {
namespace {

constexpr int widest_excerpt = 100;              // [terminal columns]
constexpr int kept_before_place = 40;            // of a windowed line
constexpr int narrowest_number = 5;              // of the gutter
constexpr std::size_t longest_line = 64 * 1024;  // [bytes]; a place beyond is shown without its excerpt

/// One character of the source as it is shown.
struct Glyph {
    std::string text;
    int width = 0;  // [terminal columns]
};

std::vector<Glyph> glyphs_of(std::string_view line) {
    std::vector<Glyph> glyphs;
    while (!line.empty()) {
        const std::size_t taken = std::max<std::size_t>(1, utf8_length(line));
        const std::string_view character = line.substr(0, taken);
        std::string shown = printable(character);
        const int width = shown == character ? display_width(character) : static_cast<int>(shown.size());
        glyphs.push_back({std::move(shown), width});
        line.remove_prefix(taken);
    }
    return glyphs;
}

int width_of(std::span<const Glyph> glyphs) {
    return std::accumulate(glyphs.begin(), glyphs.end(), 0,
                           [](int sum, const Glyph& each) { return sum + each.width; });
}

/// The part [first, last) of a line that fits: the place with some text before it.
struct Window {
    std::size_t first = 0;
    std::size_t last = 0;
};

Window window_around(std::span<const Glyph> glyphs, std::size_t place) {
    if (width_of(glyphs) <= widest_excerpt) return {0, glyphs.size()};
    Window window{std::min(place, glyphs.size()), std::min(place, glyphs.size())};
    int width = 0;
    while (window.first > 0 && width + glyphs[window.first - 1].width <= kept_before_place) {
        width += glyphs[--window.first].width;
    }
    while (window.last < glyphs.size() && width + glyphs[window.last].width <= widest_excerpt) {
        width += glyphs[window.last++].width;
    }
    while (window.first > 0 && width + glyphs[window.first - 1].width <= widest_excerpt) {
        width += glyphs[--window.first].width;
    }
    return window;
}

std::string excerpt_of(const Fault& fault) {
    const std::vector<Glyph> line = glyphs_of(fault.source_line);
    const std::span<const Glyph> glyphs(line);
    const std::size_t place = static_cast<std::size_t>(std::max(1, fault.where.column)) - 1;
    const Window window = window_around(glyphs, place);
    const bool cut_before = window.first > 0;
    const bool cut_after = window.last < glyphs.size();

    std::string shown = cut_before ? "..." : "";
    for (const Glyph& each : glyphs.subspan(window.first, window.last - window.first)) shown += each.text;
    if (cut_after) shown += "...";
    std::string text = fmt::format("{:>{}} | {}\n", fault.where.line, narrowest_number, shown);
    if (fault.where.column < 1) return text;

    const std::size_t begin = std::min(place, window.last);
    const std::size_t wanted = static_cast<std::size_t>(std::max(1, fault.where.length));
    const std::size_t marked = std::min(wanted, window.last - begin);
    const int indent = (cut_before ? 3 : 0) + width_of(glyphs.subspan(window.first, begin - window.first));
    const int carets = std::max(1, width_of(glyphs.subspan(begin, marked)));
    const std::size_t gutter = std::max<std::size_t>(narrowest_number, std::to_string(fault.where.line).size());
    return text + fmt::format("{:>{}} | {:>{}}{:^>{}}\n", "", gutter, "", indent, "", carets);
}

std::string address_of(const Location& where) {
    std::string address = printable(where.file.text());
    if (where.line > 0) {
        address += fmt::format(":{}", where.line);
        if (where.column > 0) address += fmt::format(":{}", where.column);
    }
    return address.empty() ? address : address + ": ";
}

}  // namespace

std::string render(const Fault& fault) {
    std::string text = fmt::format("{}error[{}]: {}\n", address_of(fault.where), fault.code, printable(fault.message));
    const bool shown = fault.where.line > 0 && !fault.source_line.empty() && fault.source_line.size() <= longest_line;
    if (shown) text += excerpt_of(fault);
    if (!fault.help.empty()) text += fmt::format("   help: {}\n", printable(fault.help));
    return text;
}

}  // namespace clientele::base
