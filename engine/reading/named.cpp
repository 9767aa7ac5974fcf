#include "engine/reading/named.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include <fmt/core.h>

#include "engine/base/money.hpp"
#include "engine/base/text.hpp"
#include "engine/reading/csv.hpp"
#include "engine/reading/files.hpp"
#include "engine/reading/measure.hpp"
#include "engine/scenario/elementary.hpp"

namespace clientele::reading {
namespace {

using scenario::Duplicates;
using scenario::MaybeQuantity;
using scenario::Name;
using scenario::NamedClient;

/// Where in the table the fields of a client stand.
struct Layout {
    std::size_t client = 0;
    std::optional<std::size_t> group, name, owner, segment, stage, potential, order_value, order_value_high,
        share_of_wallet, orders, loss;
    double potential_months = 1, orders_months = 1, loss_months = 1;  ///< that a figure covers
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
        fold_groups();
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
        fine = find(columns.group, layout_.group) && fine;
        fine = find(columns.name, layout_.name) && fine;
        fine = find(columns.owner, layout_.owner) && fine;
        fine = find(columns.segment, layout_.segment) && fine;
        fine = find(columns.stage, layout_.stage) && fine;
        fine = find(columns.share_of_wallet, layout_.share_of_wallet) && fine;
        fine = find(columns.order_value, layout_.order_value) && fine;
        fine = find(columns.order_value_high, layout_.order_value_high) && fine;
        fine = find_by_time(columns.potential, "potential is", layout_.potential, layout_.potential_months) && fine;
        fine = find_by_time(columns.orders, "orders are", layout_.orders, layout_.orders_months) && fine;
        fine = find_by_time(columns.loss, "loss is", layout_.loss, layout_.loss_months) && fine;
        layout_.client = client.value_or(0);
        return fine;
    }

    /// "AnnualRevenue/year": the time is part of what the author writes, not of the column's name.
    bool find_by_time(const std::optional<Name>& written, std::string_view what, std::optional<std::size_t>& column,
                      double& months) {
        if (!written) return true;
        const std::map<std::string_view, double> periods{{"month", 1}, {"quarter", 3}, {"year", 12}};
        const std::size_t slash = written->text.rfind('/');
        const auto period = slash == std::string::npos
                                ? periods.end()
                                : periods.find(base::trim(std::string_view(written->text).substr(slash + 1)));
        if (period == periods.end()) {
            report_.fault("no-unit", written->where,
                          fmt::format("'{}' does not say per what time the {}", written->text, what),
                          fmt::format("write '{0}/year' or '{0}/month'", written->text.substr(0, slash)));
            return false;
        }
        months = period->second;
        return find(Name{written->text.substr(0, slash), written->where}, column);
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
        client.group = layout_.group ? std::string(table_.cell(*layout_.group)) : "";
        client.owner = word(layout_.owner);
        client.segment = word(layout_.segment);
        client.stage = word(layout_.stage);
        client.potential = amount(layout_.potential, "a potential", layout_.potential_months);
        client.order_value = amount(layout_.order_value, "an order's value", 1);
        client.order_value_high = amount(layout_.order_value_high, "an order's value", 1);
        if (client.order_value && client.order_value_high && *client.order_value_high < *client.order_value) {
            report_.fault("bad-number", table_.where(*layout_.order_value_high),
                          fmt::format("the upper end of what is known of an order's value lies below its mean, {}",
                                      *client.order_value),
                          "swap the two columns, or leave the cell empty where the mean is known");
        }
        client.share_of_wallet = share(layout_.share_of_wallet, "a share of wallet lies between 0 and 1");
        client.orders = amount(layout_.orders, "a number of orders", layout_.orders_months);
        client.loss = loss();
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

    /// Legal entities of one group become one client, named by the group's word; a row whose own key is that word is
    /// its head and belongs to it. The client stands where its first row stands.
    void fold_groups() {
        std::map<std::string, std::size_t> place;
        for (const NamedClient& client : named_.clients) {
            if (!client.group.empty()) place.emplace(client.group, nowhere);
        }
        if (place.empty()) return;
        std::vector<NamedClient> folded;
        const std::size_t rows = named_.clients.size();
        for (NamedClient& client : named_.clients) {
            const auto group = place.find(client.group.empty() ? client.key : client.group);
            if (group == place.end()) {
                folded.push_back(std::move(client));
            } else if (group->second == nowhere) {
                group->second = folded.size();
                client.members = {client.key};
                client.key = client.name = group->first;
                folded.push_back(std::move(client));
            } else {
                join(folded[group->second], client);
            }
        }
        named_.clients = std::move(folded);
        notes_.push_back(fmt::format("{}: {} rows are {} clients, of which {} are groups of legal entities",
                                     named_.file->text, rows, named_.clients.size(), place.size()));
    }

    /// Potentials add up; our share of the group is that of what its entities buy in all.
    static void join(NamedClient& group, const NamedClient& entity) {
        group.members.push_back(entity.key);
        const double before = group.potential.value_or(0);
        const double more = entity.potential.value_or(0);
        if (group.share_of_wallet && entity.share_of_wallet && before + more > 0) {
            group.share_of_wallet =
                (before * *group.share_of_wallet + more * *entity.share_of_wallet) / (before + more);
        } else if (!group.share_of_wallet) {
            group.share_of_wallet = entity.share_of_wallet;
        }
        if (group.potential || entity.potential) group.potential = before + more;
        if (group.orders && entity.orders && group.order_value && entity.order_value) {
            group.order_value_high = joint_high(group, entity);
            group.order_value = (*group.orders * *group.order_value + *entity.orders * *entity.order_value) /
                                std::max(1e-12, *group.orders + *entity.orders);
        }
        if (group.orders || entity.orders) group.orders = group.orders.value_or(0) + entity.orders.value_or(0);
        if (!group.loss) group.loss = entity.loss;
        if (!group.owner) group.owner = entity.owner;
        if (!group.segment) group.segment = entity.segment;
        if (!group.stage) group.stage = entity.stage;
    }

    /// What is not known of two means is not known of their mean, each for itself: half-widths add up in squares.
    static std::optional<double> joint_high(const NamedClient& group, const NamedClient& entity) {
        if (!group.order_value_high && !entity.order_value_high) return std::nullopt;
        const double all = std::max(1e-12, *group.orders + *entity.orders);
        const double one =
            *group.orders / all * (group.order_value_high.value_or(*group.order_value) - *group.order_value);
        const double two =
            *entity.orders / all * (entity.order_value_high.value_or(*entity.order_value) - *entity.order_value);
        return (*group.orders * *group.order_value + *entity.orders * *entity.order_value) / all + std::hypot(one, two);
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

    /// A number of at least 0, by the month.
    std::optional<double> amount(const std::optional<std::size_t>& column, std::string_view what, double months) {
        if (!column || table_.cell(*column).empty()) return std::nullopt;
        const auto value = number(*column, table_.cell(*column));
        if (!value) return std::nullopt;
        if (*value < 0) {
            report_.fault("out-of-range", table_.where(*column), fmt::format("{} cannot be negative", what));
            return std::nullopt;
        }
        if (*value / months > base::largest_stated) {
            report_.fault("out-of-range", table_.where(*column),
                          fmt::format("{} is at most {:.0f} a month; here stands '{}'", what, base::largest_stated,
                                      table_.cell(*column)),
                          std::string(help_on_large));
            return std::nullopt;
        }
        return *value / months;
    }

    /// Chance of a month; a share lost over a longer time is compounded.
    std::optional<double> loss() {
        const auto lost = share(layout_.loss, "a loss lies between 0 and 1");
        if (!lost) return std::nullopt;
        if (*lost < 1) return 1 - scenario::portable_exp(scenario::portable_log(1 - *lost) / layout_.loss_months);
        report_.fault("out-of-range", table_.where(*layout_.loss),
                      "a loss of everybody leaves no client to start with");
        return std::nullopt;
    }

    /// "35 %" or "0.35"; a bare 35 could be meant as either.
    std::optional<double> share(const std::optional<std::size_t>& where, std::string_view range) {
        if (!where || table_.cell(*where).empty()) return std::nullopt;
        const std::size_t column = *where;
        std::string_view text = table_.cell(column);
        const bool percent = text.ends_with('%');
        if (percent) text = base::trim(text.substr(0, text.size() - 1));
        const auto value = number(column, text);
        if (!value) return std::nullopt;
        const double share = percent ? *value / 100 : *value;
        if (share >= 0 && share <= 1) return share;
        report_.fault("out-of-range", table_.where(column),
                      fmt::format("{}; here stands '{}'", range, table_.cell(column)),
                      percent ? "" : "write 0.35 or 35 %");
        return std::nullopt;
    }

    static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

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
