#include "engine/reading/ledger_rows.hpp"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/core.h>

#include "engine/base/text.hpp"

namespace clientele::reading {
namespace {

constexpr std::size_t longest_row = std::size_t{1} << 20U;  // [bytes]
constexpr std::size_t longest_shown = 400;                  // [bytes]
constexpr std::string_view ledger_delimiters = ",;\t|";

int characters_of(std::string_view text) {
    return static_cast<int>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// As much of a line as a message shows.
std::string cut_short(std::string_view shown) {
    if (shown.size() > longest_shown) shown = shown.substr(0, longest_shown);
    while (!shown.empty() && base::find_invalid_utf8(shown)) shown.remove_suffix(1);
    return std::string(shown);
}

/// How many of the first rows have as many cells as most of them do, and how many cells those are.
struct Cut {
    std::size_t rows = 0;
    std::size_t cells = 0;
};

Cut cut_by(const std::filesystem::path& path, const std::string& name, Encoding encoding, char delimiter) {
    constexpr int rows_looked_at = 200;
    LedgerRows rows(path, name, encoding, delimiter);
    std::map<std::size_t, std::size_t> counts;
    try {
        for (int i = 0; i < rows_looked_at && rows.next(); ++i) {
            if (!rows.is_blank() && rows.size() > 1) ++counts[rows.size()];
        }
    } catch (const base::InvalidInput&) {
        // What lies before a stray quote still tells the delimiter; the quote is reported by the reading itself.
    }
    Cut best;
    for (const auto& [cells, times] : counts) {
        if (times >= best.rows) best = {times, cells};
    }
    return best;
}

}  // namespace

LedgerRows::LedgerRows(const std::filesystem::path& path, std::string name, Encoding encoding, char delimiter)
    : file_(path, name, encoding), name_(std::move(name)), delimiter_(delimiter) {}

bool LedgerRows::refill() {
    if (ended_) return false;
    buffer_.erase(0, at_);
    at_ = 0;
    ended_ = !file_.append_to(buffer_);
    return true;
}

bool LedgerRows::next() {
    line_ += row_lines_;
    at_ += row_bytes_;
    row_bytes_ = 0;
    row_lines_ = 0;
    while (!find_row()) {
        if (!refill()) return false;
    }
    split();
    return true;
}

bool LedgerRows::is_blank() const {
    return std::ranges::all_of(cells_, [](const Cell& cell) { return cell.text.empty(); });
}

/// Finds the end of the row that starts at at_, line ends between quotes passed over. False: the buffer ends first.
bool LedgerRows::find_row() {
    const std::string_view rest = std::string_view(buffer_).substr(at_);
    bool quoted = false;
    bool cell_starts = true;
    bool quoted_cell = false;
    std::size_t opened = 0;
    int lines = 0;
    for (std::size_t i = 0; i < rest.size(); ++i) {
        const char c = rest[i];
        if (quoted) {
            lines += c == '\n' ? 1 : 0;
            if (c == '"') quoted = false;
            if (i - opened > longest_row) break;
            continue;
        }
        if (c == '\n' || c == '\r') {
            const bool pair = c == '\r' && i + 1 < rest.size() && rest[i + 1] == '\n';
            if (c == '\r' && i + 1 == rest.size() && !ended_) return false;
            row_ = rest.substr(0, i);
            row_bytes_ = i + (pair ? 2 : 1);
            row_lines_ = lines + 1;
            return true;
        }
        if (c == '"' && (cell_starts || (quoted_cell && rest[i - 1] == '"'))) {
            quoted = true;
            quoted_cell = true;
            if (cell_starts) opened = i;
        }
        if (c == delimiter_) quoted_cell = false;
        cell_starts = c == delimiter_ || (cell_starts && c == ' ');
    }
    if (quoted && (ended_ || rest.size() - opened > longest_row)) {
        const std::size_t start = rest.rfind('\n', opened) == std::string_view::npos ? 0 : rest.rfind('\n', opened) + 1;
        const int line = line_ + static_cast<int>(std::ranges::count(rest.substr(0, opened), '\n'));
        const std::string_view shown = rest.substr(start, std::min(rest.find('\n', start) - start, longest_shown));
        throw base::InvalidInput(base::Fault{"syntax",
                                             "a quote opens here and is not closed",
                                             {name_, line, 1 + characters_of(rest.substr(start, opened - start)), 1},
                                             "a quote inside a quoted cell is doubled: \"\"",
                                             std::string(shown)});
    }
    if (!ended_ || rest.empty()) return false;
    row_ = rest;
    row_bytes_ = rest.size();
    row_lines_ = lines;
    return true;
}

void LedgerRows::split() {
    cells_.clear();
    unquoted_.clear();
    unquoted_.reserve(row_.size());  // views into it must not move
    std::size_t at = 0;
    while (true) {
        Cell& cell = cells_.emplace_back();
        std::size_t start = at;
        while (start < row_.size() && row_[start] == ' ') ++start;
        if (start < row_.size() && row_[start] == '"') {
            at = split_quoted(start, cell);
        } else {
            const std::size_t end = std::min(row_.find(delimiter_, at), row_.size());
            cell = {base::without_guard(base::trim(row_.substr(at, end - at))), at, end - at};
            at = end;
        }
        if (at >= row_.size()) return;
        ++at;  // the delimiter
    }
}

/// \returns where the cell ends: at its delimiter or at the end of the row
std::size_t LedgerRows::split_quoted(std::size_t at, Cell& cell) {
    const std::size_t begin = unquoted_.size();
    cell.offset = at++;
    for (; at < row_.size(); ++at) {
        if (row_[at] == '"') {
            if (at + 1 >= row_.size() || row_[at + 1] != '"') break;
            ++at;
        }
        unquoted_ += row_[at];
    }
    at = std::min(at + 1, row_.size());
    const std::size_t end = std::min(row_.find(delimiter_, at), row_.size());
    const std::string_view behind = row_.substr(at, end - at);
    const std::string_view quoted = row_.substr(cell.offset, at - cell.offset);
    const bool holds_more =
        quoted.find_first_of("\n\r") != std::string_view::npos || quoted.find(delimiter_) != std::string_view::npos;
    if (holds_more && !base::trim(behind).empty()) refuse_quote(cell.offset, quoted);
    unquoted_ += behind;  // of a quoted word, as in "Nord" Ltd, what stands behind it belongs to the cell all the same
    cell.bytes = end - cell.offset;
    cell.text = base::without_guard(base::trim(std::string_view(unquoted_).substr(begin)));
    return end;
}

/// A quote that opened by mistake ends at the next one, be it rows later: what lies between is no cell.
void LedgerRows::refuse_quote(std::size_t offset, std::string_view quoted) const {
    const std::string_view before = row_.substr(0, offset);
    const auto line = line_ + static_cast<int>(std::ranges::count(before, '\n'));
    const auto lines = std::ranges::count(quoted, '\n');
    const std::size_t start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    std::string_view shown = row_.substr(start, row_.find('\n', start) - start);
    throw base::InvalidInput(base::Fault{
        "syntax",
        lines > 0 ? fmt::format("a quote opens here and ends in line {} in the middle of a cell", line + lines)
                  : std::string("a quote opens here and ends in the middle of a cell"),
        {name_, line, 1 + characters_of(row_.substr(start, offset - start)), 1},
        "take stray quotes away; a quote inside a quoted cell is doubled: \"\"",
        cut_short(shown)});
}

/// Whether every line of the row has as many delimiters as a row of its own would have.
bool LedgerRows::is_of_rows(std::size_t cells) const {
    std::string_view rest = row_;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        const auto marks = static_cast<std::size_t>(std::ranges::count(rest.substr(0, end), delimiter_));
        if (marks + 1 < std::max<std::size_t>(cells, 3)) return false;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return true;
}

std::optional<std::size_t> LedgerRows::swallowing(std::size_t cells) const {
    if (row_lines_ > 1 && is_of_rows(cells)) {
        for (std::size_t i = 0; i < cells_.size(); ++i) {
            if (row_.substr(cells_[i].offset, cells_[i].bytes).find('\n') != std::string_view::npos) return i;
        }
    }
    for (std::size_t i = 0; i < cells_.size() && row_lines_ > 2; ++i) {
        std::string_view rest = row_.substr(cells_[i].offset, cells_[i].bytes);
        const std::size_t first = rest.find('\n');
        if (first == std::string_view::npos) continue;
        rest.remove_prefix(first + 1);
        for (std::size_t end = rest.find('\n'); end != std::string_view::npos; end = rest.find('\n')) {
            const auto marks = std::ranges::count(rest.substr(0, end), delimiter_);
            if (static_cast<std::size_t>(marks) + 1 >= std::max<std::size_t>(cells, 2)) return i;
            rest.remove_prefix(end + 1);
        }
    }
    return std::nullopt;
}

base::Location LedgerRows::where(std::size_t column) const {
    if (column >= cells_.size()) return {name_, line_, 0, 1};
    const Cell& cell = cells_[column];
    const std::string_view before = row_.substr(0, cell.offset);
    const int line = line_ + static_cast<int>(std::ranges::count(before, '\n'));
    const std::size_t start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    const std::string_view shown = base::trim(row_.substr(cell.offset, cell.bytes));
    const std::size_t lead = row_.find_first_not_of(' ', cell.offset);
    const std::size_t first = shown.empty() || lead == std::string_view::npos ? cell.offset : lead;
    return {name_, line, 1 + characters_of(row_.substr(start, first - start)), std::max(1, characters_of(shown))};
}

std::string LedgerRows::excerpt() const { return cut_short(row_.substr(0, row_.find('\n'))); }

char find_delimiter(const std::filesystem::path& path, const std::string& name, Encoding encoding) {
    Cut best;
    char chosen = ',';
    for (const char delimiter : ledger_delimiters) {
        const Cut cut = cut_by(path, name, encoding, delimiter);
        if (cut.rows > best.rows || (cut.rows == best.rows && cut.cells > best.cells)) {
            best = cut;
            chosen = delimiter;
        }
    }
    return chosen;
}

}  // namespace clientele::reading
