#include <algorithm>

#include <fmt/core.h>

#include "engine/scenario/checks.hpp"
#include "engine/scenario/laws.hpp"

namespace clientele::scenario {

namespace {

using Clients = std::vector<const NamedClient*>;

constexpr std::size_t places_shown = 3;
constexpr std::size_t most_of_a_kind = 5;

/// "lines 3, 8, 11 and 14 more"
std::string lines_of(const std::vector<int>& lines) {
    std::string text = lines.size() == 1 ? "line " : "lines ";
    for (std::size_t i = 0; i < std::min(lines.size(), places_shown); ++i) {
        text += fmt::format("{}{}", i > 0 ? ", " : "", lines[i]);
    }
    return lines.size() > places_shown ? fmt::format("{} and {} more", text, lines.size() - places_shown) : text;
}

std::string lines_of(const Clients& clients) {
    std::vector<int> lines;
    for (const NamedClient* client : clients) {
        lines.push_back(client->where.line);
    }
    return lines_of(lines);
}

std::string clients_text(std::size_t count) { return fmt::format("{} client{}", count, count == 1 ? "" : "s"); }

std::vector<std::string> people(const Scenario& s) {
    std::vector<std::string> names;
    for (const auto& [role, staff] : s.staff) {
        names.insert(names.end(), staff.names.begin(), staff.names.end());
    }
    return names;
}

/// Owners are people of the staff list, whatever their role. Equal faults are told once.
void check_owners(Checks& checks, const Named& named) {
    const std::vector<std::string> known = people(checks.scenario);
    const std::set<std::string> names(known.begin(), known.end());
    std::map<std::string, Clients> strangers;
    std::size_t clients = 0;
    for (const NamedClient& client : named.clients) {
        if (client.owner && !names.contains(client.owner->text)) {
            strangers[client.owner->text].push_back(&client);
            ++clients;
        }
    }
    if (strangers.size() > most_of_a_kind) {
        const auto first = std::min_element(strangers.begin(), strangers.end(), [](const auto& a, const auto& b) {
            return a.second.front()->owner->where.line < b.second.front()->owner->where.line;
        });
        const base::Location& where = first->second.front()->owner->where;
        checks.fault("unknown-owner",
                     fmt::format("{} owners of {} are not on the staff list; the first is '{}'", strangers.size(),
                                 clients_text(clients), first->first),
                     where,
                     "list people by name under staff, or take the owners from the file: staff: {ROLE: {file: …, "
                     "column: …}}");
        return;
    }
    for (const auto& [owner, owned] : strangers) {
        const auto near = base::nearest(owner, known);
        checks.fault(
            "unknown-owner",
            fmt::format("'{}' owns {} ({}) and is not on the staff list", owner, clients_text(owned.size()),
                        lines_of(owned)),
            owned.front()->owner->where,
            near ? "did you mean '" + *near + "'?" : "list people by name under staff, or leave the cell empty");
    }
}

/// Words of one column that name nothing, each told once.
void check_words(Checks& checks, const Named& named, std::optional<Name> NamedClient::*column,
                 const std::string& what) {
    std::set<std::string> told;
    for (const NamedClient& client : named.clients) {
        const auto& word = client.*column;
        if (word && told.insert(word->text).second) {
            what == "stage" ? checks.is_stage(*word) : checks.known(checks.scenario.portfolio->segments, *word, what);
        }
    }
}

void told_together(Checks& checks, const Clients& clients, const std::string& what, const std::string& help) {
    if (clients.empty()) {
        return;
    }
    const bool one = clients.size() == 1;
    const std::string who = one ? "client '" + clients.front()->key + "'" : clients_text(clients.size());
    checks.fault("missing-key", fmt::format("{} ({}) {} {}", who, lines_of(clients), one ? "has" : "have", what),
                 clients.front()->where, help);
}

/// Whether a client's own orders can be measured against these.
bool has_pace(const Orders* orders) { return orders != nullptr && orders->poisson->central() > 0; }

/// What a client has neither of its own nor from its segment, and what it has that hangs in the air.
void check_figures(Checks& checks, const Named& named) {
    const Scenario& s = checks.scenario;
    Clients no_segment;
    Clients no_stage;
    Clients no_potential;
    Clients no_share;
    Clients no_orders;
    Clients no_loss;
    for (const NamedClient& client : named.clients) {
        const auto& name = client.segment ? client.segment : named.segment;
        if (!name && named.columns && named.columns->segment) {
            no_segment.push_back(&client);
        }
        const auto segment = name ? s.portfolio->segments.find(name->text) : s.portfolio->segments.end();
        if (segment == s.portfolio->segments.end()) {
            continue;
        }
        const auto& stage = client.stage ? client.stage : named.stage ? named.stage : segment->second.stage;
        if (!stage) {
            no_stage.push_back(&client);
            continue;
        }
        const Orders* orders = orders_of(s, segment->second, stage->text);
        if ((client.orders && !has_pace(orders)) || (client.order_value && (!has_pace(orders) || orders->value))) {
            no_orders.push_back(&client);
        }
        const Loss* loss = loss_of(s, segment->second, stage->text);
        if (client.loss && (loss == nullptr || loss->observed->central() <= 0)) {
            no_loss.push_back(&client);
        }
        if (!orders_by_wallet(s, segment->second)) {
            continue;
        }
        if (!client.potential && !client.order_value && !segment->second.potential) {
            no_potential.push_back(&client);
        }
        if (!client.share_of_wallet && !segment->second.share_of_wallet) {
            no_share.push_back(&client);
        }
    }
    told_together(checks, no_segment, "no segment", "fill the column, or add segment: … beside 'file'");
    told_together(checks, no_stage, "no stage to start in", "add stage: … beside 'file' or to the segment");
    told_together(checks, no_potential, "no potential, from which the value of an order follows",
                  "fill the column, or add potential: … to the segment");
    told_together(checks, no_orders,
                  "own figures about orders, where the segment states no Poisson orders, or states their value",
                  "state orders: {poisson: 1/month}, say, in the segment");
    told_together(checks, no_loss, "an own loss, where the segment states none that was observed",
                  "state loss: {observed: 10 %/year}, say, in the segment");
    told_together(checks, no_share, "no share of wallet, from which the value of an order follows",
                  "fill the column, or add share_of_wallet: … to the segment");
}

}  // namespace

void check_named(Checks& checks, const Named& named) {
    const Scenario& s = checks.scenario;
    if (named.segment) {
        checks.known(s.portfolio->segments, *named.segment, "segment");
    } else if (!named.columns || !named.columns->segment) {
        checks.fault("missing-key", "named clients need a segment that says the rest about them", named.where,
                     "add segment: … or columns: {segment: …}");
    }
    if (named.stage) {
        checks.is_stage(*named.stage);
    }
    if (named.columns && named.columns->potential && named.columns->order_value) {
        checks.fault("one-of", "'order_value' stands in place of 'potential', which follows from it",
                     named.columns->order_value->where, "name one of the two columns");
    }
    if (named.columns && named.columns->order_value_high && !named.columns->order_value) {
        checks.fault("missing-key", "'order_value_high' is the upper end of what is known of 'order_value'",
                     named.columns->order_value_high->where, "name the column of order_value, too");
    }
    check_words(checks, named, &NamedClient::segment, "segment");
    check_words(checks, named, &NamedClient::stage, "stage");
    check_owners(checks, named);
    check_figures(checks, named);
}

}  // namespace clientele::scenario
