#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/core.h>

#include "engine/base/fault.hpp"
#include "engine/base/nearest.hpp"
#include "engine/base/text.hpp"
#include "engine/reading/ledger.hpp"
#include "engine/reading/ledger_currency.hpp"
#include "engine/reading/ledger_rows.hpp"
#include "engine/reading/ledger_sighting.hpp"

namespace clientele::reading {
namespace {

/// Headers stand this far down at most, below titles and filters that reports print.
constexpr int last_header_row = 30;

constexpr std::size_t most_columns_named = 20;

class LedgerExamination {
public:
    LedgerExamination(const std::filesystem::path& path, const LedgerOptions& options, LedgerConventions& found)
        : options_(options), found_(found), path_(path), rows_(path, found.name, found.encoding, found.delimiter) {}

    void run(const std::function<void(std::uint64_t)>& tell) {
        find_header();
        while (rows_.next()) {
            look_at_dates();
            look_at_numbers();
            currencies_.look(rows_, found_.layout);
            if (++seen_ % 4096 == 0) tell(rows_.bytes_read());
        }
        decide_dates();
        decide_numbers();
        // A column called "paid" may as well say yes or no, or how much.
        found_.paid_has_dates = paid_dates_ > 0 || options_.columns.contains(Role::paid);
        found_.currency = currencies_.verdict();
    }

private:
    void find_header() {
        std::vector<std::string> first;
        int first_line = 0;
        for (int i = 0; i < last_header_row && rows_.next(); ++i) {
            std::vector<std::string> header = cells_of_row();
            if (rows_.is_blank()) continue;
            if (first.empty()) {
                first = header;
                first_line = rows_.line();
            }
            if (accept(std::move(header))) return;
            ++found_.rows_before_header;
        }
        if (first.empty()) {
            refuse_at("empty-file", header_place(0), "the ledger is empty", "its first row must name the columns");
        }
        explain_missing_columns(first, first_line);
    }

    base::Location header_place(int line) const { return {found_.name, line, 0, 1}; }

    std::vector<std::string> cells_of_row() const {
        std::vector<std::string> cells;
        for (std::size_t i = 0; i < rows_.size(); ++i) cells.emplace_back(rows_.cell(i));
        while (!cells.empty() && cells.back().empty()) cells.pop_back();
        return cells;
    }

    /// Takes the row as header if it names, together with --map, client, date and amount.
    bool accept(std::vector<std::string> header) {
        Recognised known = recognise(header);
        for (const auto& [role, column] : options_.columns) {
            const std::vector<std::size_t> places = columns_called(column, header);
            if (places.empty()) return false;
            known.layout[static_cast<std::size_t>(role)] = places.front();
            known.doubtful.erase(role);
            if (places.size() > 1) known.doubtful[role] = {places.size(), column};
        }
        if (!known.is_header()) return false;
        refuse_doubt(known, header);
        // A column that the user gave to another role is not also what its name suggests.
        drop_shared(known.layout);
        refuse_taken(known.layout, header);
        found_.layout = known.layout;
        found_.header = std::move(header);
        found_.header_line = rows_.line();
        return true;
    }

    void drop_shared(Layout& layout) const {
        for (std::size_t role = 0; role < role_count; ++role) {
            if (!layout[role] || options_.columns.contains(static_cast<Role>(role))) continue;
            for (std::size_t other = 0; other < role_count; ++other) {
                const bool stronger = options_.columns.contains(static_cast<Role>(other)) || other < role;
                if (other != role && stronger && layout[other] == layout[role]) {
                    layout[role].reset();
                    break;
                }
            }
        }
    }

    /// --map may give the only column for one need to another.
    void refuse_taken(const Layout& layout, const std::vector<std::string>& header) const {
        for (const Role needed : {Role::client, Role::date, Role::amount}) {
            if (layout[static_cast<std::size_t>(needed)]) continue;
            std::string given;
            for (const auto& [role, column] : options_.columns) {
                const Recognised alone =
                    recognise(std::vector<std::string>{header[columns_called(column, header).front()]});
                if (!alone.has(needed)) continue;
                given = fmt::format(": --map gives '{}' to {}", base::printable(column), word_for(role));
            }
            refuse_at("unknown-columns", header_place(rows_.line()),
                      fmt::format("no column is left for {}{}", word_for(needed), given),
                      fmt::format("name another: --map {}=COLUMN", word_for(needed)), rows_.excerpt());
        }
    }

    void refuse_doubt(const Recognised& known, const std::vector<std::string>& header) const {
        for (const auto& [role, names] : known.doubtful) {
            std::string list;
            for (const std::string& each : names) list += fmt::format("{}'{}'", list.empty() ? "" : " or ", each);
            const std::vector<std::size_t> places = columns_called(names.front(), header);
            if (names.size() == 2 && names[0] == names[1] && places.size() == 2) {
                refuse_at("ambiguous-columns", header_place(rows_.line()),
                          fmt::format("the column for {} could be {}: columns {} and {}", word_for(role), list,
                                      places[0] + 1, places[1] + 1),
                          fmt::format("say which by its place: --map {0}=#{1} or --map {0}=#{2}", word_for(role),
                                      places[0] + 1, places[1] + 1),
                          rows_.excerpt());
            }
            refuse_at("ambiguous-columns", header_place(rows_.line()),
                      fmt::format("the column for {} could be {}", word_for(role), list),
                      fmt::format("say which: --map {}=COLUMN", word_for(role)), rows_.excerpt());
        }
    }

    [[noreturn]] void explain_missing_columns(const std::vector<std::string>& header, int line) const {
        std::vector<std::string> known;
        std::ranges::copy_if(header, std::back_inserter(known), [](const std::string& each) { return !each.empty(); });
        std::string list;
        for (std::size_t i = 0; i < std::min(known.size(), most_columns_named); ++i) {
            list += (i == 0 ? "" : ", ") + shown_cell(known[i]);
        }
        if (known.size() > most_columns_named) list += fmt::format(" and {} more", known.size() - most_columns_named);
        const std::string doubt = doubt_about_encoding(list);
        for (const auto& [role, column] : options_.columns) {
            if (!columns_called(column, header).empty()) continue;
            const auto near = base::nearest(column, known);
            refuse_at("unknown-column", header_place(line),
                      fmt::format("there is no column '{}' for {}", column, word_for(role)),
                      near ? fmt::format("did you mean '{}'?", *near) : doubt + "columns there: " + list);
        }
        const Recognised seen = recognise(header);
        std::string missing;
        for (const Role role : {Role::client, Role::date, Role::amount}) {
            if (seen.has(role) || seen.doubtful.contains(role) || options_.columns.contains(role)) continue;
            missing += fmt::format("{}{}", missing.empty() ? "" : ", ", word_for(role));
        }
        refuse_at("unknown-columns", header_place(line),
                  fmt::format("no column was recognised for: {}; columns there: {}", missing, list),
                  doubt + "name them: --map client=COLUMN,date=COLUMN,amount=COLUMN");
    }

    /// What to say where columns that nobody knows may be columns read in the wrong encoding; empty: they are not.
    std::string doubt_about_encoding(const std::string& columns) const {
        const bool same = std::ranges::all_of(columns, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
        if (!options_.encoding || same) return {};
        try {
            const Encoding likely = find_encoding(path_, found_.name);
            if (likely == found_.encoding) return {};
            return fmt::format("--encoding looks wrong: the file is {} rather than {}; ", name_of(likely),
                               name_of(found_.encoding));
        } catch (const base::InvalidInput&) {
            return {};  // the bytes do not tell
        }
    }

    std::optional<std::size_t> column(Role role) const {
        const auto at = found_.layout[static_cast<std::size_t>(role)];
        return at && *at < rows_.size() && !rows_.cell(*at).empty() ? at : std::nullopt;
    }

    void look_at_dates() {
        for (const Role role : {Role::date, Role::paid}) {
            const auto at = column(role);
            if (!at) continue;
            const auto date = written_date(rows_.cell(*at));
            if (!date) continue;
            if (role == Role::paid) ++paid_dates_;
            if (date->is_ambiguous()) unclear_date_.note(rows_, *at);
            // Only a part above 12 says something about the others.
            if (!date->by_size) continue;
            if (date->order == DateOrder::day_first) day_first_.note(rows_, *at);
            if (date->order == DateOrder::month_first) month_first_.note(rows_, *at);
        }
    }

    void look_at_numbers() {
        for (const Role role : {Role::amount, Role::cost, Role::discount}) {
            const auto at = column(role);
            if (!at) continue;
            const auto bare = bare_number(rows_.cell(*at));
            if (!bare) continue;
            const NumberShape shape = shape_of(*bare);
            if (shape == NumberShape::point) point_.note(rows_, *at);
            if (shape == NumberShape::comma) comma_.note(rows_, *at);
            if (shape == NumberShape::one_point || shape == NumberShape::one_comma) unclear_number_.note(rows_, *at);
        }
    }

    void decide_dates() {
        if (options_.dates != DateOrder::unknown) {
            // Dates that say themselves what they are, as 13.02.2024, are not changed by --dates; a date that is none
            // in the order said is refused with its row.
            const bool asked = unclear_date_.times + day_first_.times + month_first_.times > 0;
            if (asked) found_.dates = options_.dates;
            return;
        }
        if (day_first_.times > 0 && month_first_.times > 0) {
            const Sighting& later = day_first_.where.line > month_first_.where.line ? day_first_ : month_first_;
            const Sighting& earlier = &later == &day_first_ ? month_first_ : day_first_;
            refuse_ledger("mixed-dates", later,
                          fmt::format("'{}' has the {} first, but '{}' in line {} has the {} first", later.text,
                                      &later == &day_first_ ? "day" : "month", earlier.text, earlier.where.line,
                                      &later == &day_first_ ? "month" : "day"),
                          "the file mixes two ways of writing dates; export it with ISO dates (2024-03-07)");
        }
        if (day_first_.times > 0) found_.dates = DateOrder::day_first;
        if (month_first_.times > 0) found_.dates = DateOrder::month_first;
        if (found_.dates != DateOrder::unknown || unclear_date_.times == 0) return;
        refuse_ledger("ambiguous-dates", unclear_date_,
                      fmt::format("'{}' could have the day or the month first; no date in the file tells which",
                                  unclear_date_.text),
                      "say which: --dates dmy (day first) or --dates mdy (month first)");
    }

    void decide_numbers() {
        found_.decimal = options_.decimal;
        if (found_.decimal != DecimalMark::none) return;
        if (point_.times > 0 && comma_.times > 0) {
            const Sighting& later = point_.where.line > comma_.where.line ? point_ : comma_;
            const Sighting& earlier = &later == &point_ ? comma_ : point_;
            refuse_ledger("mixed-numbers", later,
                          fmt::format("'{}' has a decimal {}, but '{}' in line {} has a decimal {}", later.text,
                                      &later == &point_ ? "point" : "comma", earlier.text, earlier.where.line,
                                      &later == &point_ ? "comma" : "point"),
                          "say which holds: --decimal point or --decimal comma; the other mark then groups thousands");
        }
        found_.decimal = comma_.times > 0 ? DecimalMark::comma : DecimalMark::point;
        if (point_.times + comma_.times > 0 || unclear_number_.times == 0) return;
        refuse_ledger("ambiguous-numbers", unclear_number_,
                      fmt::format("'{}' could be thousands or a fraction; no number in the file tells which",
                                  unclear_number_.text),
                      "say which: --decimal point or --decimal comma");
    }

    const LedgerOptions& options_;
    LedgerConventions& found_;
    const std::filesystem::path& path_;
    LedgerRows rows_;
    Sighting unclear_date_, day_first_, month_first_, unclear_number_, point_, comma_;
    CurrencyEvidence currencies_;
    std::uint64_t seen_ = 0, paid_dates_ = 0;
};

}  // namespace

std::string LedgerConventions::column_of(Role role) const {
    const auto at = layout[static_cast<std::size_t>(role)];
    return at ? header[*at] : std::string();
}

LedgerConventions examine_ledger(const std::filesystem::path& path, const std::string& name,
                                 const LedgerOptions& options, const LedgerProgress& progress) {
    LedgerConventions found;
    found.name = name;
    found.encoding = options.encoding ? *options.encoding : find_encoding(path, name);
    found.delimiter = options.delimiter ? *options.delimiter : find_delimiter(path, name, found.encoding);
    std::error_code ignored;
    const std::uint64_t bytes = std::filesystem::file_size(path, ignored);
    LedgerExamination(path, options, found).run([&](std::uint64_t done) {
        if (progress) progress(done, 2 * bytes);
    });
    return found;
}

}  // namespace clientele::reading
