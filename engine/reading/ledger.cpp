#include "engine/reading/ledger.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/core.h>

#include "engine/base/fault.hpp"
#include "engine/base/hash.hpp"
#include "engine/base/placeholder.hpp"
#include "engine/base/text.hpp"
#include "engine/reading/ledger_rows.hpp"
#include "engine/reading/ledger_sighting.hpp"
#include "engine/reading/ledger_sum.hpp"

namespace clientele::reading {
namespace {

/// Is nothing paid yet? Words for it, and the zero dates of databases.
bool means_unpaid(std::string_view text) {
    static constexpr std::array<std::string_view, 10> words{
        "no", "unpaid", "not paid", "open", "outstanding", "false", "offen", "unbezahlt", "не оплачено", "не оплачен"};
    return base::is_placeholder(text) || text.find_first_not_of("0-./: T") == std::string_view::npos ||
           std::ranges::find(words, base::to_lower(text)) != words.end();
}

constexpr std::uint64_t most_alike = 3;  // faults told one by one

constexpr double most_amount = 1e15;  // [currency unit]

bool is_sane(double amount) { return std::abs(amount) < most_amount; }

class LedgerPass {
public:
    LedgerPass(const std::filesystem::path& path, const LedgerConventions& how, BadRows bad_rows)
        : how_(how), bad_rows_(bad_rows), rows_(path, how.name, how.encoding, how.delimiter) {}

    void run(const std::function<void(const LedgerRow&)>& use, const std::function<void(std::uint64_t)>& tell) {
        while (rows_.next() && rows_.line() < how_.header_line) {
        }
        for (std::uint64_t seen = 1; rows_.next(); ++seen) {
            read_row();
            use(row_);
            if (seen % 4096 == 0) tell(rows_.bytes_read());
        }
        tell_alike();
        if (!faults_.empty()) throw base::InvalidInput(faults_);
    }

private:
    std::string_view cell(Role role) const {
        const auto at = how_.layout[static_cast<std::size_t>(role)];
        return at && *at < rows_.size() ? rows_.cell(*at) : std::string_view();
    }

    void read_row() {
        row_ = {};
        row_.line = rows_.line();
        if (rows_.is_blank()) {
            row_.kind = RowKind::blank;
            return;
        }
        row_.client = cell(Role::client);
        row_.name = cell(Role::name);
        row_.group = cell(Role::group);
        row_.segment = cell(Role::segment);
        row_.rep = cell(Role::rep);
        row_.contact = cell(Role::contact);
        row_.order = cell(Role::order);
        row_.product = cell(Role::product);
        row_.status = cell(Role::status);
        row_.status_kind = status_kind(row_.status);
        row_.fingerprint = base::content_hash(rows_.text());
        const auto date = written_date(cell(Role::date));
        const auto day = date ? day_of(*date, how_.dates) : std::nullopt;
        const auto amount = number(Role::amount);
        row_.amount = amount && is_sane(*amount) ? *amount : 0;
        if (!day && is_total()) {
            row_.kind = RowKind::total;
            return;
        }
        check(day, amount);
        if (row_.kind == RowKind::entry) read_extras(*day);
    }

    /// A sum has no date, and one of its cells says so.
    bool is_total() const {
        if (!cell(Role::date).empty() && !is_label_of_sum(cell(Role::date))) return false;
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            if (is_label_of_sum(rows_.cell(i))) return true;
        }
        return false;
    }

    std::optional<double> number(Role role) const {
        const auto bare = bare_number(cell(role));
        return bare ? number_value(*bare, how_.decimal) : std::nullopt;
    }

    void check(const std::optional<int>& day, const std::optional<double>& amount) {
        std::size_t extra = how_.header.size();
        while (extra < rows_.size() && rows_.cell(extra).empty()) ++extra;
        if (const auto holder = rows_.swallowing(how_.header.size())) {
            // Not to be skipped as one row: it holds many.
            row_.kind = RowKind::unreadable;
            faults_.add({"syntax", "a quoted cell begins here that holds whole rows of the table", rows_.where(*holder),
                         "take the stray quotes away", rows_.excerpt()});
        } else if (extra < rows_.size()) {
            bad("ragged-row", extra,
                fmt::format("this row has {} cells, the header has {}", rows_.size(), how_.header.size()),
                "a cell that holds the delimiter stands between double quotes");
        } else if (!day) {
            bad_date(Role::date);
        } else if (!amount) {
            bad("bad-number", *how_.layout[static_cast<std::size_t>(Role::amount)],
                cell(Role::amount).empty() ? std::string("the row has no amount")
                                           : fmt::format("'{}' is no number", shown_cell(cell(Role::amount))),
                how_.decimal == DecimalMark::comma ? "the decimal mark of this file is a comma"
                                                   : "the decimal mark of this file is a point");
        } else if (const Role large = too_large(*amount); large != Role::client) {
            bad("bad-number", *how_.layout[static_cast<std::size_t>(large)],
                fmt::format("'{}' is more than a ledger can hold", shown_cell(cell(large))),
                "amounts lie below 1,000,000,000,000,000; check the decimal mark and the column");
        } else if (!is_unknown_cost() && !number(Role::cost)) {
            bad("bad-number", *how_.layout[static_cast<std::size_t>(Role::cost)],
                fmt::format("'{}' is no number", shown_cell(cell(Role::cost))),
                "leave the cell empty where the cost is not known");
        } else if (!is_unpaid() && !paid_day()) {
            bad_date(Role::paid);
        }
    }

    bool is_unknown_cost() const { return base::is_placeholder(cell(Role::cost)); }
    bool is_unpaid() const { return !how_.paid_has_dates || means_unpaid(cell(Role::paid)); }

    std::optional<int> paid_day() const {
        const auto date = written_date(cell(Role::paid));
        return date ? day_of(*date, how_.dates) : std::nullopt;
    }

    void bad_date(Role role) {
        const std::string_view text = cell(role);
        const bool month_first = how_.dates == DateOrder::month_first;
        std::string help = "dates are read as 2024-03-07, 07.03.2024 or 3/7/2024";
        std::string message = fmt::format("'{}' is no date", shown_cell(text));
        if (role == Role::paid) help += "; leave the cell empty where nothing was paid";
        if (text.empty()) {
            message = "the row has no date";
        } else if (written_date(text)) {
            message += month_first ? " with the month first" : " with the day first";
            help = month_first ? "--dates dmy reads the day first" : "--dates mdy reads the month first";
        }
        if (could_be_day_number(text)) {
            help = "spreadsheets number days so: give the column a date format before you export it";
        }
        if (is_date_out_of_range(text)) {
            message = fmt::format("the date {} lies outside the years 1900 to 2199", shown_cell(text));
            help = "correct the year, or leave the cell empty where no date is meant";
        }
        bad("bad-date", *how_.layout[static_cast<std::size_t>(role)], std::move(message), help);
    }

    /// The role whose number no firm could have; client: none.
    Role too_large(double amount) const {
        if (!is_sane(amount)) return Role::amount;
        const auto cost = number(Role::cost);
        return cost && !is_sane(*cost) ? Role::cost : Role::client;
    }

    void bad(std::string code, std::size_t column, std::string message, const std::string& help) {
        row_.kind = RowKind::unreadable;
        if (bad_rows_ == BadRows::skip) return;
        Alike& alike = alike_[code];
        base::Fault fault{std::move(code), std::move(message), rows_.where(column),
                          help + "; --bad-rows skip passes such rows over and counts them", rows_.excerpt()};
        if (++alike.rows <= most_alike) return faults_.add(std::move(fault));
        if (alike.rows == most_alike + 1) alike.next = std::move(fault);
    }

    /// Rows of one fault beyond the first are told together, at the first of them.
    void tell_alike() {
        for (auto& [code, alike] : alike_) {
            if (alike.rows <= most_alike) continue;
            const std::uint64_t more = alike.rows - most_alike;
            if (more > 1) {
                alike.next.message += fmt::format(", and {} {} below {} this fault, too", more - 1,
                                                  more == 2 ? "row" : "rows", more == 2 ? "has" : "have");
            }
            faults_.add(std::move(alike.next));
        }
    }

    void read_extras(int day) {
        row_.day = day;
        row_.cost = number(Role::cost);
        if (!cell(Role::discount).empty()) row_.discount = number(Role::discount);
        if (!is_unpaid()) row_.paid_day = paid_day();
    }

    const LedgerConventions& how_;
    BadRows bad_rows_;
    LedgerRows rows_;
    LedgerRow row_;
    base::Faults faults_;
    struct Alike {
        std::uint64_t rows = 0;
        base::Fault next;
    };
    std::map<std::string, Alike> alike_;
};

}  // namespace

void read_ledger(const std::filesystem::path& path, const LedgerConventions& conventions, BadRows bad_rows,
                 const std::function<void(const LedgerRow&)>& use, const LedgerProgress& progress) {
    std::error_code ignored;
    const std::uint64_t bytes = std::filesystem::file_size(path, ignored);
    LedgerPass(path, conventions, bad_rows).run(use, [&](std::uint64_t done) {
        if (progress) progress(bytes + done, 2 * bytes);
    });
    if (progress) progress(2 * bytes, 2 * bytes);
}

}  // namespace clientele::reading
