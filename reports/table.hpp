#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace clientele::reports {

/// Columns of a report.
inline constexpr std::size_t page_width = 80;

/// Columns a text takes on a terminal.
std::size_t width_of(std::string_view text);

/// The text cut to so many columns, with ".." at the end where something is missing.
std::string shortened(std::string_view text, std::size_t columns);

/// The text broken at spaces into lines of at most `columns`, those after the first indented. No line end at the end.
std::string wrapped(std::string_view text, std::size_t columns, std::size_t indent = 0);

/// Rows of cells: the first column on the left, all others on the right, two spaces between.
class Table {
public:
    /// \param indent spaces before every row
    explicit Table(std::size_t indent = 2) : indent_(indent) {}

    void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
    bool empty() const { return rows_.empty(); }

    /// All rows, each with its line end; the first column is cut where a row would be wider than `columns`.
    std::string render(std::size_t columns = page_width) const;

private:
    std::size_t indent_;
    std::vector<std::vector<std::string>> rows_;
};

}  // namespace clientele::reports
