#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/reading/sources.hpp"

namespace clientele::reading {

inline constexpr std::size_t largest_csv = 256 * 1024 * 1024;  // [bytes]
inline constexpr std::size_t most_rows = 1'000'000;
inline constexpr std::size_t most_columns = 1'000;

/// A table of text, row by row (RFC 4180): quoted cells may hold delimiters, line ends and doubled quotes; lines end in
/// LF or CR LF; blank lines are passed over. The delimiter (comma, semicolon, tab or bar) is the one the header uses
/// most.
///
///     CsvReader table(source, report);
///     while (table.next()) use(table.cell(2));
///
/// Rows of the wrong length are reported and passed over; a quote that is not closed and too many rows end the table.
class CsvReader {
public:
    /// Reads the header. \param source is kept by the caller and in `report.sources()`
    CsvReader(const Source& source, Report& report);

    const std::vector<std::string>& header() const { return header_; }
    char delimiter() const { return delimiter_; }

    /// Moves to the next row. \returns false at the end
    bool next();

    /// Text of a cell of the current row, without blanks around it and without the apostrophe that guards formulas.
    /// \pre column < header().size()
    std::string_view cell(std::size_t column) const { return cells_[column].text; }
    base::Location where(std::size_t column) const;

    /// Index of the column of that name; nothing, and a fault at `asked_at`, where there is none or more than one.
    std::optional<std::size_t> column(std::string_view name, const base::Location& asked_at);

private:
    struct Cell {
        std::string text;
        std::size_t offset = 0;  // in the source [bytes]
        std::size_t bytes = 0;
    };

    bool read_row();
    bool read_cell(Cell& cell);
    bool read_quoted(Cell& cell);
    void read_plain(Cell& cell);
    bool at_line_end() const;
    void skip_line_end();

    const Source& source_;
    Report& report_;
    std::string_view text_;
    std::size_t at_ = 0;
    char delimiter_ = ',';
    std::vector<std::string> header_;
    std::vector<Cell> cells_;
    std::size_t rows_ = 0;
};

/// Number of a cell with a decimal point or comma: "80000", "1234.5", "1.234,56", "1,234,567".
struct CellNumber {
    std::optional<double> value;
    std::string problem{};  ///< why there is none, e.g. "'1,234' could be 1234 or 1.234"
};

/// \param delimiter of the table: where it is a semicolon, commas may well be decimal, so "1.234" is ambiguous, too
CellNumber cell_number(std::string_view text, char delimiter);

}  // namespace clientele::reading
