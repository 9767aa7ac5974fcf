#include "reports/table.hpp"

#include <algorithm>
#include <numeric>

#include "engine/base/text.hpp"

namespace clientele::reports {
namespace {

/// Calls `use` with each character of a text and the columns it takes.
template <class Use>
void for_each_character(std::string_view text, Use use) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t bytes = std::max<std::size_t>(1, base::utf8_length(text.substr(at)));
        const std::string_view character = text.substr(at, bytes);
        use(character, static_cast<std::size_t>(base::display_width(character)));
        at += bytes;
    }
}

constexpr std::size_t least_label = 8;

}  // namespace

std::size_t width_of(std::string_view text) {
    std::size_t width = 0;
    for_each_character(text, [&](std::string_view, std::size_t columns) { width += columns; });
    return width;
}

std::string shortened(std::string_view text, std::size_t columns) {
    if (width_of(text) <= columns) return std::string(text);
    std::string kept;
    std::size_t width = 2;
    bool full = false;
    for_each_character(text, [&](std::string_view character, std::size_t more) {
        full = full || width + more > columns;
        if (full) return;
        kept += character;
        width += more;
    });
    return kept + "..";
}

std::string wrapped(std::string_view text, std::size_t columns, std::size_t indent) {
    std::string lines;
    std::size_t width = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        const std::string_view word = text.substr(at, end - at);
        at = end + 1;
        if (word.empty()) continue;
        const std::size_t size = width_of(word);
        if (width > indent && width + 1 + size > columns) {
            lines += "\n" + std::string(indent, ' ');
            width = indent;
        } else if (!lines.empty()) {
            lines += ' ';
            ++width;
        }
        lines += word;
        width += size;
    }
    return lines;
}

std::string Table::render(std::size_t columns) const {
    std::vector<std::size_t> widths;
    for (const auto& row : rows_) {
        widths.resize(std::max(widths.size(), row.size()), 0);
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width_of(row[i]));
    }
    if (widths.empty()) return "";
    const std::size_t others = std::accumulate(widths.begin() + 1, widths.end(), indent_ + 2 * (widths.size() - 1));
    const std::size_t room = columns > others + least_label ? columns - others : least_label;
    widths[0] = std::min(widths[0], room);

    std::string text;
    for (const auto& row : rows_) {
        std::string line(indent_, ' ');
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string cell = i == 0 ? shortened(row[i], widths[0]) : row[i];
            const std::string blanks(widths[i] - width_of(cell), ' ');
            line += i == 0 ? cell + blanks : "  " + blanks + cell;
        }
        text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
    }
    return text;
}

}  // namespace clientele::reports
