#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/reading/ledger_columns.hpp"
#include "engine/reading/ledger_date.hpp"
#include "engine/reading/ledger_encoding.hpp"
#include "engine/reading/ledger_number.hpp"
#include "engine/reading/ledger_status.hpp"

namespace clientele::reading {

/// What to do with a row of which a date, the amount or the cost cannot be read, or that has too many cells.
enum class BadRows { refuse, skip };

/// What the user says about a ledger; what is left open is found out from the file.
struct LedgerOptions {
    std::map<Role, std::string> columns;
    std::optional<Encoding> encoding;
    std::optional<char> delimiter;
    DecimalMark decimal = DecimalMark::none;
    DateOrder dates = DateOrder::unknown;
    BadRows bad_rows = BadRows::refuse;
};

/// How a ledger is written, as given or as found.
struct LedgerConventions {
    std::string name;
    Encoding encoding = Encoding::utf8;
    char delimiter = ',';
    DecimalMark decimal = DecimalMark::point;
    DateOrder dates = DateOrder::unknown;  ///< unknown: the dates say it themselves
    int header_line = 1;
    std::vector<std::string> header;
    Layout layout{};
    bool paid_has_dates = true;  ///< false: the column that may say when was paid holds no date at all, and is not used
    std::string currency;        ///< of all amounts, as currency_named gives it; empty: the file does not say
    std::uint64_t rows_before_header = 0;

    bool has(Role role) const { return layout[static_cast<std::size_t>(role)].has_value(); }
    /// Header cell of a role's column; empty where there is none.
    std::string column_of(Role role) const;
};

enum class RowKind {
    entry,      ///< a transaction: date and amount are there, the client may be missing
    blank,      ///< nothing in any cell
    total,      ///< a sum of other rows: no date, and a cell that is_label_of_sum
    unreadable  ///< only with BadRows::skip
};

/// One row of a ledger. Texts are valid during the call only.
struct LedgerRow {
    RowKind kind = RowKind::entry;
    int line = 0;
    std::string_view client, name, group, segment, rep, contact, order, product, status;
    StatusKind status_kind = StatusKind::counted;
    int day = 0;        ///< days since 1970-01-01; of an entry
    double amount = 0;  ///< of an entry; of other rows where it can be read
    std::optional<double> cost;
    std::optional<double> discount;
    std::optional<int> paid_day;
    std::uint64_t fingerprint = 0;  ///< equal for rows that are written alike, cell by cell
};

/// Says how far reading is: bytes done and in all, both passes together.
using LedgerProgress = std::function<void(std::uint64_t done, std::uint64_t total)>;

/// Finds out how a ledger is written: encoding, delimiter, header, columns, decimal mark, order of dates. Reads the
/// whole file, since what one row leaves open another may tell; holds one block of it.
///
/// \throws base::InvalidInput: unknown-columns, unknown-column, ambiguous-columns, ambiguous-dates, mixed-dates,
///         ambiguous-numbers, mixed-numbers, mixed-currencies, ambiguous-encoding, not-a-text, empty-file, syntax,
///         missing-file …; each says which option decides
LedgerConventions examine_ledger(const std::filesystem::path& path, const std::string& name,
                                 const LedgerOptions& options, const LedgerProgress& progress = {});

/// Hands every row below the header to `use`, in the order of the file.
/// \throws base::InvalidInput with all rows that cannot be read (bad-date, bad-number, ragged-row), unless skipped
void read_ledger(const std::filesystem::path& path, const LedgerConventions& conventions, BadRows bad_rows,
                 const std::function<void(const LedgerRow&)>& use, const LedgerProgress& progress = {});

/// A table of two columns that says which client each legal entity belongs to.
/// \throws base::InvalidInput (code groups) where an entity is given to two clients or a row has not two cells
std::map<std::string, std::string, std::less<>> read_groups(const std::filesystem::path& path, const std::string& name);

}  // namespace clientele::reading
