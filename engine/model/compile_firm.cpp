#include <algorithm>

#include "engine/base/contract.hpp"
#include "engine/model/compile.hpp"
#include "engine/scenario/laws.hpp"

namespace clientele::model {

namespace {

using scenario::MaybeQuantity;
using scenario::Scenario;

double central_or(const MaybeQuantity& quantity, double otherwise) {
    return quantity ? quantity->central() : otherwise;
}

std::size_t index_of(const std::vector<std::string>& names, const std::string& name) {
    const auto place = std::lower_bound(names.begin(), names.end(), name);
    base::expects(place != names.end() && *place == name, "a validated name");
    return static_cast<std::size_t>(place - names.begin());
}

void compile_quota(const std::optional<scenario::Quota>& stated, const std::string& path, RoleTerms& terms,
                   ParameterTable& p) {
    const scenario::Quota quota = stated.value_or(scenario::Quota{});
    terms.has_quota = stated.has_value();
    terms.quota = p.add(quota.sales, 0, path + "sales");
    terms.bonus = p.add(quota.bonus, 0, path + "bonus");
    terms.quota_discount = p.add(quota.discount, 0, path + "discount");
    terms.discount_kept = p.add(quota.kept, 0, path + "kept");
    terms.pulled_forward = p.add(quota.pulled_forward, 0, path + "pulled_forward");
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
        terms.holds_on = p.add(commission.holds_on, 0, path + "commission.holds_on");
        compile_quota(role.quota, path + "quota.", terms, p);
        terms.chosen = role.chosen.value_or(scenario::Chosen::by_list);
        firm.uses_skill |= p.may_exceed_zero(terms.skill_spread);
        firm.uses_overload |= p.may_exceed_zero(terms.overload_slope);
        firm.uses_severance |= p.may_exceed_zero(terms.severance);
        firm.uses_commission |= p.may_exceed_zero(terms.commission) || p.may_exceed_zero(terms.new_client);
        firm.uses_holding |= p.may_exceed_zero(terms.commission) && p.may_exceed_zero(terms.holds_on);
        firm.uses_quota |= terms.has_quota;
        firm.concedes |= terms.has_quota && p.may_exceed_zero(terms.quota_discount);
        firm.roles.push_back(std::move(terms));
    }
}

void compile_win(const Scenario& scenario, Firm& firm) {
    const scenario::Win win = scenario.work && scenario.work->win ? *scenario.work->win : scenario::Win{};
    ParameterTable& p = firm.parameters;
    firm.win = {win.hours.has_value(),
                p.add(win.hours, 0, "work.win.hours"),
                p.add(win.attempts, 0, "work.win.attempts"),
                p.add(win.succeeds, 0, "work.win.succeeds"),
                p.add(win.cost, 0, "work.win.cost"),
                p.add(win.support, 0, "work.win.support")};
    firm.uses_support |= p.may_exceed_zero(firm.win.support);
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
    luck.value_known = stream("order value known");
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
    luck.urgent = stream("urgent");
    luck.lets_go = stream("lets go");
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

std::size_t Firm::segment_named(const std::string& name) const { return index_of(segments, name); }

std::uint8_t Firm::stage_named(const scenario::Name& name) const {
    return static_cast<std::uint8_t>(index_of(stages, name.text));
}

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
