#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/contract.hpp"
#include "engine/model/compile.hpp"
#include "engine/random/math.hpp"
#include "engine/scenario/laws.hpp"

namespace clientele::model {

namespace {

using scenario::MaybeQuantity;
using scenario::Scenario;

double central_or(const MaybeQuantity& quantity, double otherwise) {
    return quantity ? quantity->central() : otherwise;
}

std::uint8_t index_of(const std::vector<std::string>& names, const std::string& name) {
    const auto place = std::lower_bound(names.begin(), names.end(), name);
    base::expects(place != names.end() && *place == name, "a validated name");
    return static_cast<std::uint8_t>(place - names.begin());
}

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
        add_client(firm.clients, "named/" + client->key, "named client/" + client->key,
                   index_of(firm.segments, segment), index_of(firm.stages, stage->text));
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
    for (auto* column : {&firm.clients.order_value, &firm.clients.activity, &firm.clients.frailty}) {
        column->resize(column->empty() ? 0 : firm.clients.size(), std::numeric_limits<double>::quiet_NaN());
    }
    firm.differ_in_activity |= !firm.clients.activity.empty();
    firm.differ_in_frailty |= !firm.clients.frailty.empty();
}

void compile_clients(const Scenario& scenario, Firm& firm) {
    for (const auto& [name, segment] : scenario.portfolio->segments) {
        const auto count = static_cast<std::size_t>(central_or(segment.clients, 0));
        for (std::size_t ordinal = 1; ordinal <= count; ++ordinal) {
            add_client(firm.clients, name + "/" + std::to_string(ordinal),
                       "client/" + name + "/" + std::to_string(ordinal), index_of(firm.segments, name),
                       index_of(firm.stages, segment.stage->text));
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

VariationTerms compile_variation(const std::optional<scenario::Variation>& variation, const std::string& path,
                                 Firm& firm) {
    const scenario::Variation stated = variation.value_or(scenario::Variation{});
    const VariationTerms terms{firm.parameters.add(stated.sd, 0, path + ".sd"),
                               firm.parameters.add(stated.persistence, 1, path + ".persistence")};
    firm.potentials_move |= firm.parameters.may_exceed_zero(terms.sd);
    return terms;
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
        firm.pays_later |= firm.parameters.may_exceed_zero(firm.payment.back().delay) ||
                           firm.parameters.may_exceed_zero(firm.payment.back().never_paid);
    }
    firm.cost_of_money = firm.parameters.add(market.cost_of_money, firm.yearly_return, "market.cost_of_money");
}

void compile_roles(const Scenario& scenario, Firm& firm) {
    ParameterTable& p = firm.parameters;
    for (const auto& [name, role] : scenario.people) {
        const std::string path = "people." + name + ".";
        const scenario::Hire hire = role.hire.value_or(scenario::Hire{});
        RoleTerms terms;
        terms.name = name;
        terms.fixed = p.add(role.fixed, 0, path + "fixed");
        terms.charges = p.add(role.employer_charges, 0, path + "employer_charges");
        terms.hours = p.add(role.hours, 0, path + "hours");
        terms.internal = p.add(role.internal, 0, path + "internal");
        terms.travel = p.add(role.travel, 0, path + "travel");
        terms.leaves = p.add(role.leaves, 0, path + "leaves");
        terms.overload_slope = p.add(role.overload_slope, 0, path + "overload_slope");
        terms.skill_spread = p.add(role.skill_spread, 0, path + "skill_spread");
        terms.ramp = p.add(role.ramp, 0, path + "ramp");
        terms.hire_cost = p.add(hire.cost, 0, path + "hire.cost");
        terms.hire_takes = p.add(hire.takes, 0, path + "hire.takes");
        terms.severance = p.add(role.severance, 0, path + "severance");
        const scenario::Commission commission = role.commission.value_or(scenario::Commission{});
        terms.commission = p.add(commission.margin, 0, path + "commission.margin");
        terms.new_client = p.add(commission.new_client, 0, path + "commission.new_client");
        terms.chosen = role.chosen.value_or(scenario::Chosen::by_list);
        firm.uses_skill |= p.may_exceed_zero(terms.skill_spread);
        firm.uses_overload |= p.may_exceed_zero(terms.overload_slope);
        firm.uses_severance |= p.may_exceed_zero(terms.severance);
        firm.uses_commission |= p.may_exceed_zero(terms.commission) || p.may_exceed_zero(terms.new_client);
        firm.roles.push_back(std::move(terms));
    }
}

void compile_win(const Scenario& scenario, Firm& firm) {
    const scenario::Win win = scenario.work && scenario.work->win ? *scenario.work->win : scenario::Win{};
    ParameterTable& p = firm.parameters;
    firm.win = {win.hours.has_value(), p.add(win.hours, 0, "work.win.hours"),
                p.add(win.attempts, 0, "work.win.attempts"), p.add(win.succeeds, 0, "work.win.succeeds"),
                p.add(win.cost, 0, "work.win.cost")};
}

void compile_intuition(const Scenario& scenario, Firm& firm) {
    const scenario::Intuition intuition =
        scenario.work && scenario.work->intuition ? *scenario.work->intuition : scenario::Intuition{};
    firm.intuition = {firm.parameters.add(intuition.spread, 0, "work.intuition.spread"),
                      static_cast<std::uint32_t>(central_or(intuition.lasts, 1))};
    for (const auto& [id, structure] : scenario.structures) {
        for (const auto& [name, team] : structure.teams) {
            const auto policy = team.allocates.value_or(scenario::Allocates::equal);
            firm.policies |= 1U << static_cast<std::uint32_t>(policy);
        }
    }
}

ShockTerms compile_shock(const std::optional<scenario::Shock>& shock, const std::string& path, ParameterTable& p) {
    ShockTerms terms;
    if (!shock) {
        return terms;
    }
    terms.acts = true;
    terms.by_sales = shock->sales_lost.has_value();
    terms.times = p.add(shock->loss_times, 1, path + ".loss_times");
    terms.sales_lost = p.add(shock->sales_lost, 0, path + ".sales_lost");
    terms.months =
        static_cast<std::uint32_t>(terms.by_sales ? central_or(shock->over, 12) : central_or(shock->lasts, 1));
    terms.overlap = static_cast<std::uint32_t>(central_or(shock->overlap, 0));
    terms.overlap_saves = p.add(shock->overlap_saves, 0, path + ".overlap_saves");
    return terms;
}

void compile_relationship(const Scenario& scenario, Firm& firm) {
    const scenario::Relationship relation = scenario.relationship.value_or(scenario::Relationship{});
    ParameterTable& p = firm.parameters;
    firm.departure_shock = compile_shock(relation.owner_leaves, "relationship.owner_leaves", p);
    firm.transfer_shock = compile_shock(relation.planned_transfer, "relationship.planned_transfer", p);
    const scenario::Neglect neglect = relation.neglect.value_or(scenario::Neglect{});
    firm.neglect_times = p.add(neglect.loss_times, 1, "relationship.neglect.loss_times");
    const scenario::Wallet wallet = relation.wallet.value_or(scenario::Wallet{});
    firm.wallet = {relation.wallet.has_value(), p.add(wallet.at_no_effort, 1, "relationship.wallet.at_no_effort"),
                   p.add(wallet.at_unlimited_effort, 0, "relationship.wallet.at_unlimited_effort"),
                   p.add(wallet.steepness, 1, "relationship.wallet.steepness"),
                   p.add(wallet.memory, 0, "relationship.wallet.memory")};
    compile_client_ties(scenario, firm);
    firm.attention_cap = central_or(relation.attention_cap, 1.2);
}

Luck luck_of(std::uint64_t seed) {
    const auto stream = [seed](const char* name) { return random::stream(seed, name); };
    Luck luck;
    luck.potential = stream("potential");
    luck.share_of_wallet = stream("share of wallet");
    luck.complexity = stream("complexity");
    luck.loudness = stream("loudness");
    luck.judgement = stream("judgement");
    luck.activity = stream("activity");
    luck.frailty = stream("frailty");
    luck.order_day = stream("order day");
    luck.order = stream("order");
    luck.order_value = stream("order value");
    luck.further_value = stream("further order value");
    luck.loss = stream("loss");
    luck.attempt = stream("attempt");
    luck.departure = stream("departure");
    luck.departure_before = stream("departure before");
    luck.carried_off = stream("carried off");
    luck.contact_leaves = stream("contact leaves");
    luck.contact_found = stream("contact found");
    luck.contact_left_before = stream("contact left before");
    luck.contact_found_before = stream("contact found before");
    luck.asks = stream("asks");
    luck.contract_age = stream("contract age");
    luck.tender = stream("tender");
    luck.market_change = stream("market change");
    luck.segment_change = stream("segment change");
    luck.potential_change = stream("potential change");
    luck.skill = stream("skill");
    luck.cost_to_serve = stream("cost to serve");
    luck.belief = stream("belief");
    return luck;
}

}  // namespace

StageSet Firm::stages_of(scenario::StageKind kind) const {
    StageSet set;
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        if (kinds[i] == kind) {
            set.add(i);
        }
    }
    return set;
}

std::uint16_t Firm::role_named(const std::string& name) const {
    const auto place =
        std::find_if(roles.begin(), roles.end(), [&](const RoleTerms& role) { return role.name == name; });
    base::expects(place != roles.end(), "a validated role");
    return static_cast<std::uint16_t>(place - roles.begin());
}

std::uint8_t Firm::stage_named(const scenario::Name& name) const { return index_of(stages, name.text); }

StageSet Firm::stages_named(const std::vector<scenario::Name>& names) const {
    StageSet set;
    for (const scenario::Name& name : names) {
        set.add(stage_named(name));
    }
    return set;
}

Firm compile_firm(const Scenario& scenario) {
    Firm firm;
    firm.seed = static_cast<std::uint64_t>(central_or(scenario.seed, 1));
    firm.months = static_cast<std::uint32_t>(scenario.horizon->central());
    firm.lives = static_cast<std::uint32_t>(central_or(scenario.lives, 10));
    firm.yearly_return = scenario.judge ? central_or(scenario.judge->required_return, 0) : 0;
    firm.currency = scenario.currency ? scenario.currency->text : "EUR";
    for (const auto& [name, stage] : scenario.lifecycle->stages) {
        if (*stage.kind == scenario::StageKind::lost) {
            firm.lost_stage = static_cast<std::uint8_t>(firm.stages.size());
        }
        firm.stages.push_back(name);
        firm.kinds.push_back(*stage.kind);
    }
    for (const auto& entry : scenario.portfolio->segments) {
        firm.segments.push_back(entry.first);
        firm.segment_entities.push_back(random::entity("segment/" + entry.first));
    }
    firm.luck = luck_of(firm.seed);
    compile_roles(scenario, firm);
    compile_people(scenario, firm);
    compile_segments(scenario, firm);
    compile_market(scenario, firm);
    compile_clients(scenario, firm);
    compile_lifecycle(scenario, firm);
    compile_win(scenario, firm);
    compile_intuition(scenario, firm);
    compile_relationship(scenario, firm);
    compile_ties(scenario, firm);
    compile_programmes(scenario, firm);
    return firm;
}

}  // namespace clientele::model
