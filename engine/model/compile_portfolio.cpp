#include <algorithm>
#include <limits>

#include "engine/model/compile.hpp"
#include "engine/random/math.hpp"
#include "engine/scenario/laws.hpp"

/// Clients, their segments and the market they stand in.
namespace clientele::model {

namespace {

using scenario::Scenario;

/// \param address what the client's luck hangs on; names of segments and keys of files never meet in one
void add_client(ClientTable& table, std::string name, const std::string& address, std::size_t segment,
                std::size_t stage) {
    const random::Entity entity = random::entity(address);
    table.names.push_back(std::move(name));
    table.address_low.push_back(entity.low());
    table.address_high.push_back(entity.high());
    table.segment.push_back(static_cast<std::uint16_t>(segment));
    table.stage.push_back(static_cast<std::uint8_t>(stage));
    table.owner.push_back(-1);
    table.potential.push_back(std::numeric_limits<double>::quiet_NaN());
    table.share_of_wallet.push_back(std::numeric_limits<double>::quiet_NaN());
}

/// \returns the person's place on the staff list, -1 where there is none. Names are told apart without their role.
std::int32_t person_named(const Firm& firm, const std::string& name) {
    for (std::size_t i = 0; i < firm.people.size(); ++i) {
        const std::string& full = firm.people[i].name;
        if (full.compare(full.find('/') + 1, std::string::npos, name) == 0) {
            return static_cast<std::int32_t>(i);
        }
    }
    return -1;
}

constexpr double normal_975 = 1.959963984540054;  // upper end of the middle 95 % of a normal law

/// The last client's figure in a column that is empty until somebody has one.
void give(std::vector<double>& column, const ClientTable& table, double value) {
    column.resize(table.size(), std::numeric_limits<double>::quiet_NaN());
    column.back() = value;
}

/// Own figures over the central ones of the segment, so that a belief about the segment moves its clients in
/// proportion: activity = orders / orders; frailty = hazard / hazard, hazard = -ln(1 - loss). \pre checked
void add_own_figures(const scenario::NamedClient& client, const Scenario& scenario, const scenario::Segment& segment,
                     const std::string& stage, ClientTable& table) {
    if (client.order_value) {
        give(table.order_value, table, *client.order_value);
        const double high = client.order_value_high.value_or(*client.order_value);
        give(table.order_value_spread, table,
             *client.order_value > 0 ? random::log(high / *client.order_value) / normal_975 : 0);
    }
    if (client.orders) {
        const double orders = scenario::orders_of(scenario, segment, stage)->poisson->central();
        give(table.activity, table, *client.orders / orders);
    }
    if (client.loss) {
        const double observed = scenario::loss_of(scenario, segment, stage)->observed->central();
        give(table.frailty, table, random::log(1 - *client.loss) / random::log(1 - observed));
    }
}

void add_named(const scenario::Named& named, const Scenario& scenario, Firm& firm) {
    std::vector<const scenario::NamedClient*> order;
    for (const scenario::NamedClient& client : named.clients) {
        order.push_back(&client);
    }
    std::sort(order.begin(), order.end(), [](const auto* a, const auto* b) { return a->key < b->key; });
    for (const scenario::NamedClient* client : order) {
        const std::string& segment = client->segment ? client->segment->text : named.segment->text;
        const auto& stage = client->stage ? client->stage
                            : named.stage ? named.stage
                                          : scenario.portfolio->segments.at(segment).stage;
        add_client(firm.clients, "named/" + client->key, "named client/" + client->key, firm.segment_named(segment),
                   firm.stage_named(*stage));
        if (client->owner) {
            firm.clients.owner.back() = person_named(firm, client->owner->text);
        }
        if (client->potential) {
            firm.clients.potential.back() = *client->potential;
        }
        if (client->share_of_wallet) {
            firm.clients.share_of_wallet.back() = *client->share_of_wallet;
        }
        add_own_figures(*client, scenario, scenario.portfolio->segments.at(segment), stage->text, firm.clients);
    }
    for (auto* column :
         {&firm.clients.order_value, &firm.clients.order_value_spread, &firm.clients.activity, &firm.clients.frailty}) {
        column->resize(column->empty() ? 0 : firm.clients.size(), std::numeric_limits<double>::quiet_NaN());
    }
    firm.differ_in_activity |= !firm.clients.activity.empty();
    firm.differ_in_frailty |= !firm.clients.frailty.empty();
}

VariationTerms compile_variation(const std::optional<scenario::Variation>& variation, const std::string& path,
                                 Firm& firm) {
    const scenario::Variation stated = variation.value_or(scenario::Variation{});
    const VariationTerms terms{firm.parameters.add(stated.sd, 0, path + ".sd"),
                               firm.parameters.add(stated.persistence, 1, path + ".persistence")};
    firm.potentials_move |= firm.parameters.may_exceed_zero(terms.sd);
    return terms;
}

}  // namespace

void compile_clients(const Scenario& scenario, Firm& firm) {
    for (const auto& [name, segment] : scenario.portfolio->segments) {
        const auto count = static_cast<std::size_t>(segment.clients ? segment.clients->central() : 0);
        for (std::size_t ordinal = 1; ordinal <= count; ++ordinal) {
            add_client(firm.clients, name + "/" + std::to_string(ordinal),
                       "client/" + name + "/" + std::to_string(ordinal), firm.segment_named(name),
                       firm.stage_named(*segment.stage));
        }
    }
    if (scenario.portfolio->named) {
        add_named(*scenario.portfolio->named, scenario, firm);
    }
}

void compile_segments(const Scenario& scenario, Firm& firm) {
    for (const auto& [name, segment] : scenario.portfolio->segments) {
        const std::string path = "portfolio.segments." + name + ".";
        firm.potential.emplace_back(segment.potential, 0, path + "potential", firm.parameters);
        firm.share_of_wallet.emplace_back(segment.share_of_wallet, 1, path + "share_of_wallet", firm.parameters);
        firm.margin.push_back(firm.parameters.add(segment.gross_margin, 1, path + "gross_margin"));
        firm.complexity.emplace_back(segment.complexity, 1, path + "complexity", firm.parameters);
        firm.loudness.emplace_back(segment.loudness, 1, path + "loudness", firm.parameters);
        firm.activity.emplace_back(segment.activity, 1, path + "activity", firm.parameters);
        firm.frailty.emplace_back(segment.frailty, 1, path + "frailty", firm.parameters);
        firm.differ_in_activity |= segment.activity.has_value();
        firm.differ_in_frailty |= segment.frailty.has_value();
    }
    const bool costs = std::any_of(scenario.portfolio->segments.begin(), scenario.portfolio->segments.end(),
                                   [](const auto& entry) { return entry.second.cost_to_serve.has_value(); });
    for (auto entry = scenario.portfolio->segments.begin(); costs && entry != scenario.portfolio->segments.end();
         ++entry) {
        firm.cost_to_serve.emplace_back(entry->second.cost_to_serve, 0,
                                        "portfolio.segments." + entry->first + ".cost_to_serve", firm.parameters);
    }
}

void compile_market(const Scenario& scenario, Firm& firm) {
    const scenario::Market market = scenario.market.value_or(scenario::Market{});
    firm.market_varies = compile_variation(market.potential_varies, "market.potential_varies", firm);
    for (const auto& [name, segment] : scenario.portfolio->segments) {
        const std::string path = "portfolio.segments." + name;
        firm.segment_varies.push_back(compile_variation(segment.segment_varies, path + ".segment_varies", firm));
        firm.potential_varies.push_back(compile_variation(segment.potential_varies, path + ".potential_varies", firm));
        const scenario::Payment payment = segment.payment.value_or(scenario::Payment{});
        firm.payment.push_back({firm.parameters.add(payment.delay, 0, path + ".payment.delay"),
                                firm.parameters.add(payment.never_paid, 0, path + ".payment.never_paid")});
        const scenario::Urgent urgent = segment.urgent.value_or(scenario::Urgent{});
        firm.urgent.push_back({firm.parameters.add(urgent.chance, 0, path + ".urgent.chance"),
                               firm.parameters.add(urgent.hours, 0, path + ".urgent.hours")});
        firm.uses_urgent |= firm.parameters.may_exceed_zero(firm.urgent.back().chance);
        firm.pays_later |= firm.parameters.may_exceed_zero(firm.payment.back().delay) ||
                           firm.parameters.may_exceed_zero(firm.payment.back().never_paid);
    }
    firm.cost_of_money = firm.parameters.add(market.cost_of_money, firm.yearly_return, "market.cost_of_money");
}

}  // namespace clientele::model
