#include <algorithm>
#include <map>

#include "engine/model/compile.hpp"
#include "engine/random/math.hpp"

namespace clientele::model {

namespace {

using scenario::Scenario;

void order_law(const std::optional<scenario::Orders>& orders, const std::string& path, ParameterTable& p,
               ClientLaw& law) {
    if (!orders || (!orders->chance && !orders->poisson)) {
        return;
    }
    law.ordering = orders->chance ? Ordering::bernoulli : Ordering::poisson;
    law.order_rate =
        orders->chance ? p.add(*orders->chance, path + ".chance") : p.add(*orders->poisson, path + ".poisson");
    law.handling = p.add(orders->handling, 0, path + ".handling");
    if (!orders->value) {
        law.worth = Worth::wallet;
        law.log_sd = p.add(orders->value_spread, 0, path + ".value_spread");
        law.value_level = p.add(orders->value_level, 1, path + ".value_level");
        return;
    }
    law.worth = Worth::stated;
    const scenario::Quantity& value = *orders->value;
    if (value.distribution.family == scenario::Family::lognormal) {
        law.log_mean = value.distribution.a + random::log(value.conversion.factor);
        law.log_sd = p.add(scenario::constant(value.distribution.b), path + ".value.log_sd");
    } else {
        law.log_mean = random::log(value.central());
        law.log_sd = p.add(scenario::constant(0), path + ".value.log_sd");
    }
}

void loss_law(const std::optional<scenario::Loss>& loss, const std::string& path, ParameterTable& p, ClientLaw& law) {
    if (!loss || (!loss->chance && !loss->observed)) {
        return;
    }
    law.losing = loss->chance ? Losing::written : Losing::pivoted;
    law.loss = loss->chance ? p.add(*loss->chance, path + ".chance") : p.add(*loss->observed, path + ".observed");
    law.external = p.add(loss->of_it_external, 0, path + ".of_it_external");
    law.overload_slope = p.add(loss->overload_slope, 0, path + ".overload_slope");
}

ClientLaw law_of(const std::string& stage_name, const scenario::Stage& stage, const std::string& segment_name,
                 const scenario::Segment& segment, ParameterTable& p) {
    ClientLaw law;
    const std::string stage_path = "lifecycle.stages." + stage_name;
    const std::string segment_path = "portfolio.segments." + segment_name;
    law.cost = p.add(stage.cost, 0, stage_path + ".cost");
    law.contacts = stage.contacts ? p.add(*stage.contacts, stage_path + ".contacts")
                                  : p.add(segment.contacts, 1, segment_path + ".contacts");
    const scenario::Needs needs = stage.needs.value_or(scenario::Needs{});
    law.needs = {p.add(needs.keep, 0, stage_path + ".needs.keep"), p.add(needs.grow, 0, stage_path + ".needs.grow"),
                 p.add(needs.plan, 0, stage_path + ".needs.plan"),
                 p.add(needs.support, 0, stage_path + ".needs.support")};
    if (*stage.kind == scenario::StageKind::client) {
        order_law(stage.orders ? stage.orders : segment.orders, (stage.orders ? stage_path : segment_path) + ".orders",
                  p, law);
        law.contract = contract_terms(segment, segment_name, p);
        loss_law(stage.loss ? stage.loss : segment.loss, (stage.loss ? stage_path : segment_path) + ".loss", p, law);
    }
    return law;
}

}  // namespace

void compile_lifecycle(const Scenario& scenario, Firm& firm) {
    std::map<ClientLaw, std::uint16_t> place_of;
    for (const auto& [stage_name, stage] : scenario.lifecycle->stages) {
        for (const auto& [segment_name, segment] : scenario.portfolio->segments) {
            const ClientLaw law = law_of(stage_name, stage, segment_name, segment, firm.parameters);
            firm.uses_support |= firm.parameters.may_exceed_zero(law.needs[3]);
            const auto [known, fresh] = place_of.try_emplace(law, static_cast<std::uint16_t>(firm.laws.size()));
            firm.law_of.push_back(known->second);
            if (fresh) {
                firm.laws.push_back(law);
                firm.has_contracts |= law.contract.term > 0 && law.losing == Losing::pivoted;
                firm.orders_cost |= law.ordering != Ordering::never && firm.parameters.may_exceed_zero(law.handling);
            }
        }
    }
    for (const auto& [name, move] : scenario.lifecycle->transitions) {
        const std::string path = "lifecycle.transitions." + name;
        if (move.effort) {
            firm.effort = EffortMove{firm.stages_named(move.from), firm.stage_named(*move.to)};
        } else if (move.chance) {
            firm.chances.push_back({name, firm.stages_named(move.from), firm.stage_named(*move.to),
                                    firm.parameters.add(*move.chance, path + ".chance"), move.grows_with,
                                    random::stream(firm.seed, "transition " + name)});
        }
    }
}

void compile_ties(const Scenario& scenario, Firm& firm) {
    ParameterTable& p = firm.parameters;
    for (const auto& [name, stage] : scenario.lifecycle->stages) {
        const std::string path = "lifecycle.stages." + name;
        firm.uses_switching_cost |= stage.switching_cost.has_value();
        firm.uses_stage_effort |= stage.at_unlimited_effort.has_value();
        firm.ties.push_back({p.add(stage.switching_cost, 0, path + ".switching_cost"),
                             stage.at_unlimited_effort
                                 ? p.add(*stage.at_unlimited_effort, path + ".at_unlimited_effort")
                                 : firm.wallet.at_unlimited_effort,
                             stage.loss.has_value()});
    }
}

}  // namespace clientele::model
