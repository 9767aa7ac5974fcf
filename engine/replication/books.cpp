#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "engine/base/largest.hpp"
#include "engine/random/math.hpp"
#include "engine/replication/life.hpp"

namespace clientele::replication {

namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

double clients_now(const Life& life) {
    double count = 0;
    for (std::size_t stage = 0; stage < life.in_stage.size(); ++stage) {
        count += life.firm.kinds[stage] == scenario::StageKind::client ? life.in_stage[stage] : 0;
    }
    return count;
}

void add_month(Books& life, const Books& month) {
    life.revenue += month.revenue;
    life.margin += month.margin;
    life.people += month.people;
    life.hiring += month.hiring;
    life.severance += month.severance;
    life.serving += month.serving;
    life.programme += month.programme;
    life.serving_hours += month.serving_hours;
    life.handling += month.handling;
    life.receivables += month.receivables;
    life.bad_debt += month.bad_debt;
    life.conceded += month.conceded;
    life.acquisition += month.acquisition;
    life.acquisition_hours += month.acquisition_hours;
}

/// Hours that the client asks of others than its owner, and urgently; taken at its owner's rate. [h/month]
double shared_need(const Life& life, std::uint32_t i) {
    if (life.shared.seat.empty()) {
        return 0;
    }
    const std::size_t segment = life.firm.clients.segment[i];
    const auto& seat = life.organisation->seats[static_cast<std::size_t>(seat_held(life, i))];
    return expected_urgent(*life.terms, segment) + support_need(life.terms->laws[life.clients.law[i]],
                                                                life.organisation->teams[seat.team],
                                                                life.population->complexity[i]);
}

/// Chance that the client is lost in a month to come, with all that will befall it as often as it does on average:
/// owners who leave as people of their role do, contacts and contracts. [1/month]
double lasting_loss(const Life& life, std::uint32_t i, const RoleNumbers* owner) {
    const ClientState& c = life.clients;
    const LawTerms& law = life.terms->laws[c.law[i]];
    const bool written = law.losing == model::Losing::written;
    const behaviour::MeanFactor change = owner == nullptr ? behaviour::MeanFactor{}
                                         : written        ? owner->owner_change_alone
                                                          : owner->owner_change;
    const double times = change.with(law.times(Shock::departure));
    switch (law.losing) {
        case model::Losing::never:
            return 0;
        case model::Losing::written:
            return std::min(1.0, life.law_chance[chance_place(life, i)] * times);
        case model::Losing::pivoted:
            break;
    }
    const double strain = life.ties.strain_that_lasts.empty() ? 0 : life.ties.strain_that_lasts[i];
    const behaviour::LossPivot mean{c.external[i], c.relational[i] * law.lasting_times * times};
    const double h = behaviour::hazard(mean, life.terms->neglect_beta, 1, life.population->served_today[i],
                                       served_as_felt(life)[i], strain);
    return 1 - random::exp(-(h + (owner != nullptr ? owner->carried_off : 0)));
}

/// Money that the client is expected to leave in a month as it is now: margin less what goes with sales, and the hours
/// that it needs. [currency/month]
double monthly_worth(const Life& life, std::uint32_t i, const RoleNumbers* owner) {
    const ClientState& c = life.clients;
    const LawTerms& law = life.terms->laws[c.law[i]];
    const std::size_t segment = life.firm.clients.segment[i];
    const double activity = life.population->activity_of(i);
    const double revenue = expected_revenue(law, activity, life.potential[i], c.wallet[i]);
    const PaymentNumbers& payment = life.terms->payment[segment];
    const double margin = revenue * life.terms->margin[segment];
    const double discount = life.firm.concedes ? revenue * life.ties.discount[i] : 0;
    double direct = law.cost + own_rate(law, activity) * law.handling + discount +
                    (revenue - discount) * (payment.never + payment.capital_cost);
    direct += life.population->cost_to_serve.empty() ? 0 : revenue * life.population->cost_to_serve[i];
    if (owner != nullptr) {
        const auto seat = static_cast<std::size_t>(seat_held(life, i));
        direct += client_need(life, life.organisation->teams[life.organisation->seats[seat].team], i) * owner->rate /
                  life.people.skill[static_cast<std::size_t>(c.owner[i])];
        direct += shared_need(life, i) * owner->rate;
        direct += std::max(0.0, margin) * owner->commission;
    }
    return margin - direct;
}

/// Worth of the clients who are there at the end, each as if its present state went on: sum of c s / (1 + rho - s), s
/// the chance to stay a month. [currency]
double remaining_value(const Life& life) {
    const double rho = 1 / life.terms->monthly_discount - 1;
    double value = 0;
    for (std::uint32_t i = 0; i < life.client_count(); ++i) {
        if (life.clients.buys[i] == 0) {
            continue;
        }
        const std::int16_t seat = seat_held(life, i);
        const RoleNumbers* const owner =
            seat >= 0 ? &life.terms->roles[role_of_seat(life, static_cast<std::size_t>(seat))] : nullptr;
        const double stay = 1 - lasting_loss(life, i, owner);
        value += monthly_worth(life, i, owner) * stay / (1 + rho - stay);
    }
    return value;
}

struct Discounted {
    double in_horizon = 0;
    double factor_at_end = 1;
    double trough = 0;
};

Discounted discount(const Life& life) {
    Discounted result;
    double factor = 1;
    double cumulative = 0;
    for (std::uint32_t t = 0; t < life.firm.months; ++t) {
        const double cash = life.figures->series[static_cast<std::size_t>(Series::cash) * life.firm.months + t];
        factor *= life.terms->monthly_discount;
        result.in_horizon += cash * factor;
        cumulative += cash;
        result.trough = std::min(result.trough, cumulative);
    }
    result.factor_at_end = factor;
    return result;
}

double concentration(const Life& life) {
    double squares = 0;
    for (std::size_t i = 0; i < life.client_count(); ++i) {
        const double revenue = life.clients.account[i].revenue;
        squares += revenue * revenue;
    }
    return life.books.revenue > 0 ? squares / (life.books.revenue * life.books.revenue) : undefined;
}

/// Profit of the best fifth of clients who ever bought or cost anything, over the profit of all of them.
double top_fifth_share(Life& life) {
    std::size_t active = 0;
    double total = 0;
    for (std::size_t i = 0; i < life.client_count(); ++i) {
        const Account& account = life.clients.account[i];
        life.need[active] = account.margin - account.cost;
        total += life.need[active];
        active += account.revenue != 0 || account.cost != 0 ? 1U : 0U;
    }
    const std::size_t fifth = (active + 4) / 5;
    if (total <= 0 || fifth == 0) {
        return undefined;
    }
    const double best = base::sum_of_largest(life.need.data(), active, fifth, life.given.data());
    return best / total;
}

}  // namespace

void close_month(Life& life) {
    const Books& month = life.month_books;
    add_month(life.books, month);
    const std::size_t months = life.firm.months;
    const auto put = [&](Series which, double value) {
        life.figures->series[static_cast<std::size_t>(which) * months + life.month] = value;
    };
    put(Series::revenue, month.revenue);
    put(Series::gross_margin, month.margin);
    put(Series::cost, all_costs(month));
    put(Series::cash, life.firm.pays_later ? cash_of_month(life) : month.margin - all_costs(month));
    put(Series::clients, clients_now(life));
    put(Series::people, month.people);
    put(Series::hiring, month.hiring);
    put(Series::severance, month.severance);
    put(Series::serving, month.serving);
    put(Series::handling, month.handling);
    put(Series::receivables, month.receivables);
    put(Series::bad_debt, month.bad_debt);
    put(Series::conceded, month.conceded);
    put(Series::acquisition, month.acquisition);
    put(Series::programme, month.programme);
    digest_in(life, std::bit_cast<std::uint64_t>(month.margin - all_costs(month)));
    life.figures->digests[life.month] = life.digest;
}

void close_life(Life& life) {
    life.month = life.firm.months - 1;
    for (std::uint32_t i = 0; i < life.client_count(); ++i) {
        settle_stage_cost(life, i);
    }
    const Books& b = life.books;
    const Discounted cash = discount(life);
    const bool valued = life.firm.yearly_return > 0;
    std::vector<double>& k = life.figures->kpis;
    std::size_t at = 0;
    const auto put = [&](double value) { k[at++] = value; };
    const Unpaid unpaid = unpaid_at_end(life);
    put(valued ? cash.in_horizon + unpaid.discounted + cash.factor_at_end * remaining_value(life) : undefined);
    put(cash.in_horizon);
    put(b.margin - all_costs(b));
    put(b.revenue);
    put(b.margin);
    put(all_costs(b));
    put(b.serving + b.serving_hours + b.handling + b.receivables + b.bad_debt + b.conceded);
    put(b.acquisition + b.acquisition_hours);
    put(b.people - b.serving_hours - b.acquisition_hours);
    put(cash.trough);
    put(static_cast<double>(b.orders));
    put(static_cast<double>(b.wins));
    put(static_cast<double>(b.external_losses + b.relational_losses + b.stated_losses));
    put(static_cast<double>(b.external_losses));
    put(static_cast<double>(b.relational_losses));
    put(static_cast<double>(b.stated_losses));
    put(static_cast<double>(b.departures));
    put(static_cast<double>(b.transfers));
    put(concentration(life));
    put(top_fifth_share(life));
    if (life.firm.plans.made) {
        put(static_cast<double>(life.plans));
    }
    if (life.firm.change.comes) {
        const auto all = static_cast<double>(life.client_count());
        put(b.programme);
        put(life.uses_rollout ? static_cast<double>(life.changed_over) / all : 1);
    }
    if (life.firm.uses_commission || life.firm.uses_quota) {
        put(b.commission);
    }
    if (life.firm.uses_quota) {
        const auto quarters = static_cast<double>(life.quota.met + life.quota.missed);
        put(quarters > 0 ? static_cast<double>(life.quota.met) / quarters : undefined);
    }
    if (life.firm.uses_severance) {
        put(b.severance);
    }
    if (life.firm.orders_cost) {
        put(b.handling);
    }
    if (life.firm.pays_later) {
        put(b.receivables);
        put(b.bad_debt);
        put(unpaid.amount);
    }
    if (life.firm.contacts.acts) {
        put(single_contact_share(life));
    }
    if (life.firm.concedes) {
        put(b.conceded);
    }
    if (life.firm.power.acts) {
        put(static_cast<double>(b.grants));
    }
    for (const std::uint32_t count : life.in_stage) {
        put(count);
    }
    for (std::size_t t = 0; t < life.organisation->own_teams; ++t) {
        put(life.teams.hours_available[t] > 0 ? life.teams.hours_used[t] / life.teams.hours_available[t] : undefined);
    }
}

}  // namespace clientele::replication
