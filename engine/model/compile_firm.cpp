#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/contract.hpp"
#include "engine/model/compile.hpp"

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
    }
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
    }
}

void compile_roles(const Scenario& scenario, Firm& firm) {
    ParameterTable& p = firm.parameters;
    for (const auto& [name, role] : scenario.people) {
        const std::string path = "people." + name + ".";
        const scenario::Hire hire = role.hire.value_or(scenario::Hire{});
        firm.roles.push_back({name, p.add(role.fixed, 0, path + "fixed"),
                              p.add(role.employer_charges, 0, path + "employer_charges"),
                              p.add(role.hours, 0, path + "hours"), p.add(role.internal, 0, path + "internal"),
                              p.add(role.travel, 0, path + "travel"), p.add(role.leaves, 0, path + "leaves"),
                              p.add(role.ramp, 0, path + "ramp"), p.add(hire.cost, 0, path + "hire.cost"),
                              p.add(hire.takes, 0, path + "hire.takes")});
    }
}

void compile_win(const Scenario& scenario, Firm& firm) {
    const scenario::Win win = scenario.work && scenario.work->win ? *scenario.work->win : scenario::Win{};
    ParameterTable& p = firm.parameters;
    firm.win = {win.hours.has_value(), p.add(win.hours, 0, "work.win.hours"),
                p.add(win.attempts, 0, "work.win.attempts"), p.add(win.succeeds, 0, "work.win.succeeds"),
                p.add(win.cost, 0, "work.win.cost")};
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
    firm.attention_cap = central_or(relation.attention_cap, 1.2);
}

Luck luck_of(std::uint64_t seed) {
    const auto stream = [seed](const char* name) { return random::stream(seed, name); };
    return {stream("potential"),   stream("share of wallet"),
            stream("complexity"),  stream("order"),
            stream("order value"), stream("loss"),
            stream("attempt"),     stream("further order value"),
            stream("departure"),   stream("departure before"),
            stream("belief")};
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
    }
    firm.luck = luck_of(firm.seed);
    compile_roles(scenario, firm);
    compile_people(scenario, firm);
    compile_segments(scenario, firm);
    compile_clients(scenario, firm);
    compile_lifecycle(scenario, firm);
    compile_win(scenario, firm);
    compile_relationship(scenario, firm);
    return firm;
}

}  // namespace clientele::model
