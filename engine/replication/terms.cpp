#include "engine/replication/terms.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/money.hpp"
#include "engine/behaviour/hazard.hpp"
#include "engine/random/math.hpp"

namespace clientele::replication {

namespace {

using model::ClientLaw;
using model::Firm;
using model::Ordering;

/// Thresholds of the Poisson inverse: P(N >= k + 1) = 1 - sum of the first k + 1 chances.
void bind_counts(const std::vector<LawTerms>& laws, std::vector<std::uint32_t>& more_orders) {
    more_orders.assign(Terms::counted * laws.size(), 0);
    for (std::size_t law = 0; law < laws.size(); ++law) {
        double chance = laws[law].no_order;
        double below = 0;
        for (std::uint32_t k = 0; k < Terms::counted && laws[law].ordering == Ordering::poisson; ++k) {
            below += chance;
            more_orders[k * laws.size() + law] = random::threshold(1 - below);
            chance *= laws[law].order_rate / (k + 1);
        }
    }
}

ContactLaw contact_law(const LawTerms& law) {
    ContactLaw contacts{law.contacts.people, law.alone_strain, {}};
    // Who comes from a stage of more contacts may know more than this one asks for.
    for (std::uint32_t known = 0; known < contacts.any_leaves.size(); ++known) {
        contacts.any_leaves[known] = random::words_for(behaviour::ContactChain::any(known, law.contacts.leave));
    }
    return contacts;
}

void bind_orders(const ClientLaw& law, const std::vector<double>& v, LawTerms& terms) {
    terms.ordering = law.ordering;
    if (law.ordering == Ordering::never) {
        return;
    }
    terms.decisions |= 1U << order_decision | 1U << value_decision;
    terms.order_rate = v[law.order_rate.index()];
    terms.no_order = random::exp(-terms.order_rate);
    const double chance = law.ordering == Ordering::bernoulli ? terms.order_rate : 1 - terms.no_order;
    terms.order_threshold = random::threshold(chance);
    terms.handling = base::round_money(v[law.handling.index()]);
    terms.worth = law.worth;
    terms.log_sd = v[law.log_sd.index()];
    terms.value_level = law.worth == model::Worth::wallet ? v[law.value_level.index()] : 1;
    terms.mean_factor = random::exp(0.5 * terms.log_sd * terms.log_sd);
    terms.stated_scale = law.worth == model::Worth::stated ? random::exp(law.log_mean) : 0;
}

ValueLaw value_law(const LawTerms& law) {
    const bool wallet = law.worth == model::Worth::wallet && law.order_rate > 0;
    return {law.stated_scale, wallet ? 1 / (law.order_rate * law.mean_factor) : 0, law.log_sd, law.handling};
}

RevenueLaw revenue_law(const LawTerms& law) {
    if (law.ordering == model::Ordering::never) {
        return {};
    }
    return law.worth == model::Worth::stated ? RevenueLaw{law.order_rate * law.stated_scale * law.mean_factor, 0}
                                             : RevenueLaw{0, 1};
}

RoleNumbers bind_role(const model::RoleTerms& role, const std::vector<double>& v) {
    RoleNumbers numbers;
    numbers.cost = base::round_money(v[role.fixed.index()] * (1 + v[role.charges.index()]));
    numbers.hours = v[role.hours.index()] * std::max(0.0, 1 - v[role.internal.index()] - v[role.travel.index()]);
    numbers.rate = numbers.hours > 0 ? numbers.cost / numbers.hours : 0;
    numbers.leaves = v[role.leaves.index()];
    numbers.leave_threshold = random::threshold(numbers.leaves);
    numbers.overload_slope = v[role.overload_slope.index()];
    numbers.skill_spread = v[role.skill_spread.index()];
    numbers.severance = base::round_money(v[role.severance.index()]);
    numbers.commission = v[role.commission.index()];
    numbers.new_client = base::round_money(v[role.new_client.index()]);
    numbers.lets_go = numbers.commission > 0 ? 1 / (1 + v[role.holds_on.index()]) : 1;
    numbers.quota = role.has_quota ? v[role.quota.index()] : 0;
    numbers.bonus = v[role.bonus.index()];
    numbers.quota_discount = v[role.quota_discount.index()];
    numbers.discount_kept = v[role.discount_kept.index()];
    numbers.pulled_forward = v[role.pulled_forward.index()];
    numbers.hire_cost = base::round_money(v[role.hire_cost.index()]);
    numbers.hire_takes = static_cast<std::uint32_t>(std::floor(v[role.hire_takes.index()] + 0.5));
    numbers.ramp = v[role.ramp.index()];
    return numbers;
}

void bind_programmes(const Firm& firm, const std::vector<double>& v, Terms& terms) {
    if (firm.plans.made) {
        terms.plans = {12 * v[firm.plans.in_depth.index()], v[firm.plans.beyond.index()], v[firm.plans.worth.index()]};
        terms.plan_right = v[firm.plans.right.index()];
        terms.plan_right_if_checked = v[firm.plans.right_if_checked.index()];
        terms.plan_checking = v[firm.plans.checking.index()];
        terms.plan_takes = v[firm.plans.takes.index()];
    }
    if (firm.change.comes) {
        terms.benefit_lag = v[firm.change.benefit_lag.index()];
        terms.time_lost = v[firm.change.time_lost.index()];
    }
}

void bind_market(const Firm& firm, Terms& terms) {
    const auto drift = [&](const model::VariationTerms& stated) {
        return behaviour::drift(terms.values[stated.sd.index()], terms.values[stated.persistence.index()]);
    };
    terms.market_drift = drift(firm.market_varies);
    terms.segment_drift.clear();
    terms.payment.clear();
    terms.potential_drift.clear();
    for (std::size_t segment = 0; segment < firm.segments.size(); ++segment) {
        terms.segment_drift.push_back(drift(firm.segment_varies[segment]));
        terms.potential_drift.push_back(drift(firm.potential_varies[segment]));
        const double delay = terms.values[firm.payment[segment].delay.index()];
        const double whole = std::floor(delay);
        // Rate x time, as books charge it: simple interest on the bill.
        terms.payment.push_back({static_cast<std::uint32_t>(whole), delay - whole,
                                 terms.values[firm.payment[segment].never_paid.index()],
                                 terms.values[firm.cost_of_money.index()] * delay / 12});
    }
}

void bind_ties(const Firm& firm, Terms& terms) {
    const std::vector<double>& v = terms.values;
    terms.trust = {random::log(v[firm.trust.times.index()]), v[firm.trust.gain.index()], v[firm.trust.decay.index()]};
    terms.bond = {random::log(v[firm.bond.times.index()]), 1 - v[firm.bond.rebuilt.index()],
                  v[firm.bond.handed_over.index()], v[firm.bond.carried_off.index()]};
    terms.contact_years.clear();
    terms.delay_elasticity = v[firm.delay.elasticity.index()];
    const model::PowerTerms& power = firm.power;
    terms.power = {{v[power.half_at.index()], v[power.excess.index()], v[power.asks.index()], v[power.service.index()],
                    v[power.hours_follow_sales.index()]},
                   v[power.discount.index()],
                   v[power.at_most.index()]};
}

/// What a change of owner means for clients in the long run. \pre ties of `terms` are bound
void bind_owner_changes(const Firm& firm, Terms& terms) {
    const std::uint32_t months = firm.departure_shock.acts ? firm.departure_shock.months : 0;
    const behaviour::Bond bond = firm.bond.acts ? terms.bond : behaviour::Bond{};
    for (RoleNumbers& role : terms.roles) {
        role.owner_change = behaviour::mean_factor(months, role.leaves, bond);
        role.owner_change_alone = behaviour::mean_factor(months, role.leaves, {});
        role.carried_off = behaviour::hazard_of_chance(role.leaves * bond.carried_off);
    }
}

}  // namespace

void Terms::bind(const Firm& firm, std::uint32_t the_world) {
    world = the_world;
    firm.parameters.draw(firm.luck.belief, the_world, values);
    work_out(firm);
}

void Terms::bind_central(const Firm& firm) {
    firm.parameters.central(values);
    work_out(firm);
}

void Terms::work_out(const Firm& firm) {
    ++version;
    roles.clear();
    for (const model::RoleTerms& role : firm.roles) {
        roles.push_back(bind_role(role, values));
    }
    margin.clear();
    for (const model::ParameterId id : firm.margin) {
        margin.push_back(values[id.index()]);
    }
    bind_market(firm, *this);
    urgent_chance.clear();
    urgent_hours.clear();
    for (const model::UrgentTerms& urgent : firm.urgent) {
        urgent_chance.push_back(values[urgent.chance.index()]);
        urgent_hours.push_back(values[urgent.hours.index()]);
    }
    bind_ties(firm, *this);
    bind_owner_changes(firm, *this);
    laws.assign(firm.laws.size(), {});
    KnownLosses known;
    for (std::size_t stage = 0; stage < firm.stages.size(); ++stage) {
        const double leaves = owner_leaves(firm, roles, stage);
        for (std::size_t segment = 0; segment < firm.segments.size(); ++segment) {
            const std::uint16_t which = firm.law(stage, segment);
            LawTerms& terms = laws[which];
            terms = {};
            bind_orders(firm.laws[which], values, terms);
            static_cast<LossTerms&>(terms) = bind_loss(firm, firm.laws[which], values, leaves, *this, known);
            terms.decisions |= terms.losing == model::Losing::never ? 0U : 1U << loss_decision;
            terms.cost = base::round_money(values[firm.laws[which].cost.index()]);
            for (std::size_t k = 0; k < 4; ++k) {
                terms.needs[k] = values[firm.laws[which].needs[k].index()];
            }
            if (firm.kinds[stage] == scenario::StageKind::client) {
                terms.decisions |=
                    firm.contacts.acts ? 1U << contact_leaves_decision | 1U << contact_found_decision : 0U;
                terms.decisions |= firm.power.acts ? 1U << asks_decision : 0U;
            }
            for (std::size_t m = 0; m < firm.chances.size(); ++m) {
                terms.decisions |= firm.chances[m].from.has(stage) ? 1U << (first_move_decision + m) : 0U;
            }
        }
    }
    value_laws.clear();
    revenue_laws.clear();
    for (const LawTerms& law : laws) {
        value_laws.push_back(value_law(law));
        revenue_laws.push_back(revenue_law(law));
    }
    bind_counts(laws, more_orders);
    contact_laws.clear();
    for (std::size_t law = 0; law < laws.size() && firm.contacts.acts; ++law) {
        contact_laws.push_back(contact_law(laws[law]));
    }
    move_chance.clear();
    move_threshold.clear();
    for (const model::ChanceMove& move : firm.chances) {
        move_chance.push_back(values[move.chance.index()]);
        move_threshold.push_back(random::threshold(move_chance.back()));
    }
    switching_cost.clear();
    at_unlimited_effort.clear();
    for (const model::StageTies& ties : firm.ties) {
        switching_cost.push_back(values[ties.switching_cost.index()]);
        at_unlimited_effort.push_back(values[ties.at_unlimited_effort.index()]);
    }
    attempt_chance = values[firm.win.succeeds.index()];
    attempt_words = random::words_for(attempt_chance);
    attempt_cost = base::round_money(values[firm.win.cost.index()]);
    attempt_support = values[firm.win.support.index()];
    attempts_per_seat = values[firm.win.attempts.index()];
    hours_per_attempt = firm.win.by_hours ? values[firm.win.hours.index()] * attempt_chance : 0;
    wallet = {values[firm.wallet.at_no_effort.index()], values[firm.wallet.at_unlimited_effort.index()],
              values[firm.wallet.steepness.index()], values[firm.wallet.memory.index()]};
    judgement_spread = values[firm.intuition.spread.index()];
    bind_programmes(firm, values, *this);
    neglect_beta = random::log(values[firm.neglect_times.index()]);
    monthly_discount = random::pow(1 + firm.yearly_return, -1.0 / 12);
}

}  // namespace clientele::replication
