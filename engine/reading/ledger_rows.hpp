#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/fault.hpp"
#include "engine/reading/ledger_encoding.hpp"

namespace clientele::reading {

/// Rows of a large table, one at a time: memory holds one block of the file, not the file.
///
/// Cells as in RFC 4180, leniently: a quote opens a quoted cell only at the cell's start, a doubled quote inside is one
/// quote, line ends are LF, CR LF or CR. A quote that is not closed within a megabyte is a fault, and so is one that
/// closes behind a line break or a delimiter with more text after it: a stray quote that would swallow rows.
class LedgerRows {
public:
    /// \throws base::InvalidInput where the file cannot be opened
    LedgerRows(const std::filesystem::path& path, std::string name, Encoding encoding, char delimiter);

    /// Moves to the next row; empty lines are rows of one empty cell.
    /// \returns false at the end \throws base::InvalidInput (code syntax) for a quote that is not closed where a cell
    /// ends
    bool next();

    std::size_t size() const { return cells_.size(); }
    /// Text without blanks around it, quotes and the apostrophe that guards formulas undone. Valid until next(). \pre
    /// column < size()
    std::string_view cell(std::size_t column) const { return cells_[column].text; }
    /// Everything written in the row, as it stands.
    std::string_view text() const { return row_; }
    bool is_blank() const;
    /// The cell that holds, between its quotes, whole lines of so many cells: most likely rows of the table that two
    /// stray quotes enclose.
    std::optional<std::size_t> swallowing(std::size_t cells) const;

    int line() const { return line_; }  ///< of the row's start, from 1
    base::Location where(std::size_t column) const;
    /// The row's first line, cut where it is very long.
    std::string excerpt() const;
    std::uint64_t bytes_read() const { return file_.bytes_read(); }

private:
    bool is_of_rows(std::size_t cells) const;
    struct Cell {
        std::string_view text;
        std::size_t offset = 0;  // in the row [bytes]
        std::size_t bytes = 0;
    };

    bool refill();
    bool find_row();
    void split();
    [[noreturn]] void refuse_quote(std::size_t offset, std::string_view quoted) const;
    std::size_t split_quoted(std::size_t at, Cell& cell);

    DecodedFile file_;
    std::string name_;
    char delimiter_;
    std::string buffer_;
    std::size_t at_ = 0;  // start of the next row in the buffer
    bool ended_ = false;
    std::string_view row_;
    std::size_t row_bytes_ = 0;  // with its line end
    int row_lines_ = 0;          // line ends in the row
    int line_ = 1;
    std::vector<Cell> cells_;
    std::string unquoted_;  // texts of cells that hold doubled quotes
};

/// The delimiter that cuts the first rows into equally many cells, at least two; a comma where none does.
char find_delimiter(const std::filesystem::path& path, const std::string& name, Encoding encoding);

}  // namespace clientele::reading
