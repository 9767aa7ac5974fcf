#include "engine/reading/csv.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include <fmt/core.h>

#include "engine/base/text.hpp"
#include "engine/reading/context.hpp"

namespace clientele::reading {
namespace {

/// The delimiter that stands most often in the first line, outside quotes; a comma where there is none.
char delimiter_of(std::string_view text) {
    constexpr std::string_view candidates = ",;\t|";
    std::array<std::size_t, candidates.size()> counts{};
    bool quoted = false;
    for (const char c : text) {
        if (c == '"') quoted = !quoted;
        if (c == '\n' && !quoted) break;
        const std::size_t index = candidates.find(c);
        if (!quoted && index != std::string_view::npos) ++counts[index];
    }
    return candidates[static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin())];
}

}  // namespace

CsvReader::CsvReader(const Source& source, Report& report)
    : source_(source), report_(report), text_(source.text()), delimiter_(delimiter_of(text_)) {
    if (!read_row()) {
        report_.fault("empty-file", {source_.name(), 0, 0, 1}, "the table is empty",
                      "the first line must name the columns");
        return;
    }
    for (Cell& cell : cells_) header_.push_back(std::move(cell.text));
    rows_ = 0;
}

bool CsvReader::next() {
    while (read_row()) {
        if (cells_.size() == header_.size()) return true;
        report_.fault("ragged-row", source_.locate(cells_.front().offset, text_.size()),
                      fmt::format("this row has {} cells, the header has {}", cells_.size(), header_.size()),
                      "a cell that holds the delimiter stands between double quotes");
    }
    return false;
}

base::Location CsvReader::where(std::size_t column) const {
    return source_.locate(cells_[column].offset, cells_[column].bytes);
}

std::optional<std::size_t> CsvReader::column(std::string_view name, const base::Location& asked_at) {
    const auto found = std::ranges::find(header_, name);
    if (found == header_.end()) {
        std::vector<std::string> known;
        std::ranges::copy_if(header_, std::back_inserter(known), [](const std::string& each) { return !each.empty(); });
        report_.fault("unknown-column", asked_at, fmt::format("{} has no column '{}'", source_.name(), name),
                      suggest(name, known, "columns there"));
        return std::nullopt;
    }
    if (std::find(found + 1, header_.end(), name) != header_.end()) {
        report_.fault("unknown-column", asked_at, fmt::format("{} has more than one column '{}'", source_.name(), name),
                      "give the columns different names");
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - header_.begin());
}

bool CsvReader::at_line_end() const {
    return at_ >= text_.size() || text_[at_] == '\n' ||
           (text_[at_] == '\r' && (at_ + 1 == text_.size() || text_[at_ + 1] == '\n'));
}

void CsvReader::skip_line_end() {
    if (at_ < text_.size() && text_[at_] == '\r') ++at_;
    if (at_ < text_.size() && text_[at_] == '\n') ++at_;
}

bool CsvReader::read_row() {
    while (at_ < text_.size() && at_line_end()) skip_line_end();
    if (at_ >= text_.size()) return false;
    if (++rows_ > most_rows) {
        report_.fault("too-large", source_.locate(at_), fmt::format("the table has more than {} rows", most_rows));
        at_ = text_.size();
        return false;
    }
    cells_.clear();
    while (true) {
        if (!read_cell(cells_.emplace_back())) return false;
        if (cells_.size() > most_columns) {
            report_.fault("too-large", source_.locate(at_),
                          fmt::format("the row has more than {} cells", most_columns));
            at_ = text_.size();
            return false;
        }
        if (at_line_end()) break;
        ++at_;  // the delimiter
    }
    skip_line_end();
    return true;
}

bool CsvReader::read_cell(Cell& cell) {
    cell.offset = at_;
    if (at_ < text_.size() && text_[at_] == '"') return read_quoted(cell);
    read_plain(cell);
    return true;
}

// A quote inside an unquoted cell is an ordinary character, as in 5" pipes.
void CsvReader::read_plain(Cell& cell) {
    while (!at_line_end() && text_[at_] != delimiter_) ++at_;
    cell.text = base::without_guard(base::trim(text_.substr(cell.offset, at_ - cell.offset)));
    cell.bytes = at_ - cell.offset;
}

bool CsvReader::read_quoted(Cell& cell) {
    std::string raw;
    for (++at_; at_ < text_.size(); ++at_) {
        if (text_[at_] == '"') {
            if (at_ + 1 >= text_.size() || text_[at_ + 1] != '"') break;
            ++at_;
        }
        raw += text_[at_];
    }
    if (at_ >= text_.size()) {
        report_.fault("syntax", source_.locate(cell.offset), "a quote opens here and is not closed",
                      "a quote inside a quoted cell is doubled: \"\"");
        return false;
    }
    ++at_;
    cell.bytes = at_ - cell.offset;
    cell.text = base::without_guard(base::trim(raw));
    if (at_line_end() || text_[at_] == delimiter_) return true;
    report_.fault("syntax", source_.locate(at_), "text follows a closing quote",
                  "a quote inside a quoted cell is doubled: \"\"");
    at_ = text_.size();
    return false;
}

}  // namespace clientele::reading
