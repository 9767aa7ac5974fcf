#include "engine/replication/terms.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/money.hpp"
#include "engine/random/math.hpp"

namespace clientele::replication {

namespace {

using model::ClientLaw;
using model::Firm;
using model::Losing;
using model::Ordering;

/// Mean monthly chance that today's owner of a client in this stage leaves; stages nobody owns today take the mean of
/// all seats that own clients.
double owner_leaves(const Firm& firm, const std::vector<RoleNumbers>& roles, std::size_t stage) {
    if (!firm.today) {
        return 0;
    }
    const auto& today = *firm.today;
    double sum = 0;
    double seats = 0;
    double all = 0;
    double all_seats = 0;
    for (const model::Seat& seat : today.seats) {
        if (today.teams[seat.team].owns.has(stage)) {
            sum += roles[seat.role].leaves;
            ++seats;
        }
        if (!today.teams[seat.team].owns.empty()) {
            all += roles[seat.role].leaves;
            ++all_seats;
        }
    }
    return seats > 0 ? sum / seats : all_seats > 0 ? all / all_seats : 0;
}

/// Factor of a shock on a written chance that costs `sales_lost`: solved on the hazard, said on the chance.
double times_on_chance(double chance, double sales_lost, std::uint32_t months) {
    if (chance <= 0 || chance >= 1) {
        return 1;
    }
    const double hazard = -random::log(1 - chance);
    const double times = behaviour::times_for_sales({0, hazard}, sales_lost, months);
    return (1 - random::exp(-times * hazard)) / chance;
}

double times_of(const model::ShockTerms& shock, const std::vector<double>& values, const LawTerms& law, double observed,
                double external, double leaves) {
    if (!shock.acts) {
        return 1;
    }
    if (!shock.by_sales) {
        return values[shock.times.index()];
    }
    const double sales_lost = values[shock.sales_lost.index()];
    return law.losing == Losing::pivoted ? behaviour::shock_times(observed, external, sales_lost, shock.months, leaves)
                                         : times_on_chance(observed, sales_lost, shock.months);
}

/// Thresholds of the Poisson inverse: P(N >= k + 1) = 1 - sum of the first k + 1 chances.
void bind_counts(LawTerms& terms) {
    double chance = terms.no_order;
    double below = 0;
    for (std::uint32_t k = 0; k < LawTerms::counted; ++k) {
        below += chance;
        terms.at_least[k] = random::threshold(1 - below);
        chance *= terms.order_rate / (k + 1);
    }
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
    if (law.ordering == Ordering::poisson) {
        bind_counts(terms);
    }
    terms.worth = law.worth;
    terms.log_sd = v[law.log_sd.index()];
    terms.mean_factor = random::exp(0.5 * terms.log_sd * terms.log_sd);
    terms.stated_scale = law.worth == model::Worth::stated ? random::exp(law.log_mean) : 0;
}

void bind_loss(const Firm& firm, const ClientLaw& law, const std::vector<double>& v, double leaves, LawTerms& terms) {
    terms.losing = law.losing;
    if (law.losing == Losing::never) {
        return;
    }
    terms.decisions |= 1U << loss_decision;
    const double loss = v[law.loss.index()];
    const double external = v[law.external.index()];
    terms.departure_times = times_of(firm.departure_shock, v, terms, loss, external, leaves);
    terms.transfer_times = times_of(firm.transfer_shock, v, terms, loss, external, leaves);
    if (law.losing == Losing::written) {
        terms.written_chance = loss;
        terms.overload_slope = v[law.overload_slope.index()];
    } else {
        terms.pivot = behaviour::pivot_loss(loss, external, terms.departure_times, firm.departure_shock.months, leaves);
        if (firm.transfer_shock.by_sales) {
            // A transfer is priced on the same pivot: bisection on the relational part that departures left.
            terms.transfer_times = behaviour::times_for_sales(terms.pivot, v[firm.transfer_shock.sales_lost.index()],
                                                              firm.transfer_shock.months);
        }
    }
}

ValueLaw value_law(const LawTerms& law) {
    const bool wallet = law.worth == model::Worth::wallet && law.order_rate > 0;
    return {law.stated_scale, wallet ? 1 / (law.order_rate * law.mean_factor) : 0, law.log_sd};
}

RoleNumbers bind_role(const model::RoleTerms& role, const std::vector<double>& v) {
    RoleNumbers numbers;
    numbers.cost = base::round_money(v[role.fixed.index()] * (1 + v[role.charges.index()]));
    numbers.hours = v[role.hours.index()] * (1 - v[role.internal.index()] - v[role.travel.index()]);
    numbers.rate = numbers.hours > 0 ? numbers.cost / numbers.hours : 0;
    numbers.leaves = v[role.leaves.index()];
    numbers.leave_threshold = random::threshold(numbers.leaves);
    numbers.hire_cost = base::round_money(v[role.hire_cost.index()]);
    numbers.hire_takes = static_cast<std::uint32_t>(std::floor(v[role.hire_takes.index()] + 0.5));
    numbers.ramp = v[role.ramp.index()];
    return numbers;
}

}  // namespace

void Terms::bind(const Firm& firm, std::uint32_t world) {
    ++version;
    firm.parameters.draw(firm.luck.belief, world, values);
    roles.clear();
    for (const model::RoleTerms& role : firm.roles) {
        roles.push_back(bind_role(role, values));
    }
    margin.clear();
    for (const model::ParameterId id : firm.margin) {
        margin.push_back(values[id.index()]);
    }
    laws.assign(firm.laws.size(), {});
    for (std::size_t stage = 0; stage < firm.stages.size(); ++stage) {
        const double leaves = owner_leaves(firm, roles, stage);
        for (std::size_t segment = 0; segment < firm.segments.size(); ++segment) {
            const std::uint16_t which = firm.law(stage, segment);
            LawTerms& terms = laws[which];
            terms = {};
            bind_orders(firm.laws[which], values, terms);
            bind_loss(firm, firm.laws[which], values, leaves, terms);
            terms.cost = base::round_money(values[firm.laws[which].cost.index()]);
            for (std::size_t k = 0; k < 3; ++k) {
                terms.needs[k] = values[firm.laws[which].needs[k].index()];
            }
            for (std::size_t m = 0; m < firm.chances.size(); ++m) {
                terms.decisions |= firm.chances[m].from.has(stage) ? 1U << (first_move_decision + m) : 0U;
            }
        }
    }
    value_laws.clear();
    for (const LawTerms& law : laws) {
        value_laws.push_back(value_law(law));
    }
    move_chance.clear();
    move_threshold.clear();
    for (const model::ChanceMove& move : firm.chances) {
        move_chance.push_back(values[move.chance.index()]);
        move_threshold.push_back(random::threshold(move_chance.back()));
    }
    attempt_chance = values[firm.win.succeeds.index()];
    attempt_words = random::words_for(attempt_chance);
    attempt_cost = base::round_money(values[firm.win.cost.index()]);
    attempts_per_seat = values[firm.win.attempts.index()];
    hours_per_attempt = firm.win.by_hours ? values[firm.win.hours.index()] * attempt_chance : 0;
    wallet = {values[firm.wallet.at_no_effort.index()], values[firm.wallet.at_unlimited_effort.index()],
              values[firm.wallet.steepness.index()], values[firm.wallet.memory.index()]};
    neglect_beta = random::log(values[firm.neglect_times.index()]);
    monthly_discount = random::pow(1 + firm.yearly_return, -1.0 / 12);
}

}  // namespace clientele::replication
