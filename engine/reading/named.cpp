#include "engine/reading/named.hpp"

#include <map>
#include <optional>
#include <utility>

#include <fmt/core.h>

#include "engine/base/text.hpp"
#include "engine/reading/csv.hpp"
#include "engine/reading/files.hpp"

namespace clientele::reading {
namespace {

using scenario::Duplicates;
using scenario::MaybeQuantity;
using scenario::Name;
using scenario::NamedClient;

/// Where in the table the fields of a client stand.
struct Layout {
    std::size_t client = 0;
    std::optional<std::size_t> name, owner, segment, stage, potential, share_of_wallet;
    double months = 1;  ///< that the potential covers
};

class ClientTable {
public:
    ClientTable(scenario::Named& named, const Source& source, Context& context)
        : named_(named), report_(context.report), table_(source, context.report), notes_(context.notes) {}

    void read() {
        if (table_.header().empty() || !find_columns()) return;
        const std::size_t faults = report_.faults().size();
        std::size_t rows = 0;
        for (; table_.next(); ++rows) read_row();
        if (rows == 0 && report_.faults().size() == faults) report_no_rows(*named_.file, report_);
        if (named_.rows_merged == 0) return;
        const bool first = rule() == Duplicates::keep_first;
        notes_.push_back(fmt::format(
            "{}: {} rows repeat the key of an earlier row; {}", named_.file->text, named_.rows_merged,
            first ? "the first row of each key counts (keep_first)" : "their potentials were added up (add_up)"));
    }

private:
    Duplicates rule() const { return named_.duplicates.value_or(Duplicates::refuse); }

    bool find(const std::optional<Name>& column, std::optional<std::size_t>& index) {
        if (!column) return true;
        index = table_.column(base::trim(column->text), column->where);
        return index.has_value();
    }

    bool find_columns() {
        const scenario::Columns& columns = *named_.columns;
        std::optional<std::size_t> client;
        bool fine = find(columns.client, client);
        fine = find(columns.name, layout_.name) && fine;
        fine = find(columns.owner, layout_.owner) && fine;
        fine = find(columns.segment, layout_.segment) && fine;
        fine = find(columns.stage, layout_.stage) && fine;
        fine = find(columns.share_of_wallet, layout_.share_of_wallet) && fine;
        fine = find_potential(columns.potential) && fine;
        layout_.client = client.value_or(0);
        return fine;
    }

    /// "AnnualRevenue/year": the time is part of what the author writes, not of the column's name.
    bool find_potential(const std::optional<Name>& written) {
        if (!written) return true;
        const std::map<std::string_view, double> periods{{"month", 1}, {"quarter", 3}, {"year", 12}};
        const std::size_t slash = written->text.rfind('/');
        const auto period = slash == std::string::npos
                                ? periods.end()
                                : periods.find(base::trim(std::string_view(written->text).substr(slash + 1)));
        if (period == periods.end()) {
            report_.fault("no-unit", written->where,
                          fmt::format("'{}' does not say per what time the potential is", written->text),
                          fmt::format("write '{0}/year' or '{0}/month'", written->text.substr(0, slash)));
            return false;
        }
        layout_.months = period->second;
        return find(Name{written->text.substr(0, slash), written->where}, layout_.potential);
    }

    void read_row() {
        NamedClient client;
        client.key = table_.cell(layout_.client);
        client.where = table_.where(layout_.client);
        if (client.key.empty()) {
            report_.fault("empty-cell", client.where,
                          fmt::format("the client's key is empty (column '{}')", named_.columns->client->text),
                          "every client needs a key of its own");
            return;
        }
        client.name =
            layout_.name && !table_.cell(*layout_.name).empty() ? std::string(table_.cell(*layout_.name)) : client.key;
        client.owner = word(layout_.owner);
        client.segment = word(layout_.segment);
        client.stage = word(layout_.stage);
        client.potential = potential();
        client.share_of_wallet = share();
        keep(std::move(client));
    }

    void keep(NamedClient client) {
        const auto [known, fresh] = by_key_.try_emplace(client.key, named_.clients.size());
        if (fresh) {
            named_.clients.push_back(std::move(client));
            return;
        }
        NamedClient& first = named_.clients[known->second];
        if (rule() == Duplicates::refuse) {
            report_.fault(
                "duplicate-client", client.where,
                fmt::format("client '{}' stands twice; the first is in line {}", client.key, first.where.line),
                "say what to do with such rows: duplicates: keep_first or add_up");
            return;
        }
        ++named_.rows_merged;
        if (rule() == Duplicates::add_up && client.potential)
            first.potential = first.potential.value_or(0) + *client.potential;
    }

    std::optional<Name> word(std::optional<std::size_t> column) const {
        if (!column || table_.cell(*column).empty()) return std::nullopt;
        return Name{std::string(table_.cell(*column)), table_.where(*column)};
    }

    std::optional<double> number(std::size_t column, std::string_view text) {
        CellNumber number = cell_number(text, table_.delimiter());
        if (!number.value) {
            report_.fault("bad-number", table_.where(column),
                          number.problem + fmt::format(" (column '{}')", table_.header()[column]),
                          "write digits and at most a decimal point");
        }
        return number.value;
    }

    std::optional<double> potential() {
        if (!layout_.potential || table_.cell(*layout_.potential).empty()) return std::nullopt;
        const auto value = number(*layout_.potential, table_.cell(*layout_.potential));
        if (!value) return std::nullopt;
        if (*value < 0) {
            report_.fault("out-of-range", table_.where(*layout_.potential), "a potential cannot be negative");
            return std::nullopt;
        }
        return *value / layout_.months;
    }

    /// "35 %" or "0.35"; a bare 35 could be meant as either.
    std::optional<double> share() {
        if (!layout_.share_of_wallet || table_.cell(*layout_.share_of_wallet).empty()) return std::nullopt;
        const std::size_t column = *layout_.share_of_wallet;
        std::string_view text = table_.cell(column);
        const bool percent = text.ends_with('%');
        if (percent) text = base::trim(text.substr(0, text.size() - 1));
        const auto value = number(column, text);
        if (!value) return std::nullopt;
        const double share = percent ? *value / 100 : *value;
        if (share >= 0 && share <= 1) return share;
        report_.fault("out-of-range", table_.where(column),
                      fmt::format("a share of wallet lies between 0 and 1; here stands '{}'", table_.cell(column)),
                      percent ? "" : "write 0.35 or 35 %");
        return std::nullopt;
    }

    scenario::Named& named_;
    Report& report_;
    CsvReader table_;
    std::vector<std::string>& notes_;
    Layout layout_;
    std::map<std::string, std::size_t> by_key_;
};

}  // namespace

void complete(scenario::Named& named, const Tree&, const Place& place, Context& context) {
    if (!named.file || !named.columns || !named.columns->client) return;
    const Source* source = open_csv(*named.file, place, context);
    if (source != nullptr) ClientTable(named, *source, context).read();
}

}  // namespace clientele::reading
