#include "engine/replication/allocation.hpp"

#include <algorithm>

#include "engine/behaviour/attention.hpp"
#include "engine/random/samplers.hpp"
#include "engine/replication/population.hpp"

namespace clientele::replication {

using scenario::Allocates;

namespace {

/// Height and half of a client's returns: what the share of wallet answers, in margin.
struct Answer {
    double height = 0;
    double half = 0;
};

Answer answer_of(const View& view, std::uint32_t i, double margin) {
    const LawTerms& law = view.terms.laws[view.law[i]];
    const double today = view.population.share_of_wallet[i];
    const behaviour::WalletResponse& r = view.terms.wallet;
    if (law.ordering == model::Ordering::never || law.worth != model::Worth::wallet || today <= 0) {
        return {};
    }
    const double low = r.at_no_effort * today;
    const double high = today + r.at_unlimited_effort * (1 - today);
    return {margin * view.potential[i] * (high - low), (high - today) / (today - low)};
}

/// Expected revenue of listed clients. \param share_of_wallet by client
void list_revenues(const View& view, const double* share_of_wallet, const std::uint32_t* ids, std::size_t n,
                   double* revenue) {
    const RevenueLaw* const laws = view.terms.revenue_laws.data();
    for (std::size_t k = 0; k < n; ++k) {
        const RevenueLaw& law = laws[view.law[ids[k]]];
        revenue[k] = law.stated + law.of_wallet * (view.potential[ids[k]] * share_of_wallet[ids[k]]);
    }
    for (std::size_t k = 0; k < n && !view.population.activity.empty(); ++k) {
        revenue[k] = expected_revenue(view.terms.laws[view.law[ids[k]]], view.population.activity_of(ids[k]),
                                      view.potential[ids[k]], share_of_wallet[ids[k]]);
    }
}

}  // namespace

Allocation::Allocation(const model::Firm& firm) : firm_(firm) {
    const std::size_t n = firm.clients.size();
    for (auto* column : {&need, &hours, &weight, &served, &excess, &cost, &by_pay_, &expected_}) {
        column->assign(n, 0.0);
    }
    order_.assign(n, 0);
    needs_by_law_.assign(2 * firm.laws.size(), 0.0);
    if (firm.divides(Allocates::marginal_return)) {
        for (auto* column : {&height_, &half_, &today_, &most_, &at_least_, &entry_}) {
            column->assign(n, 0.0);
        }
        in_.assign(n, 0);
    }
}

/// Needs are the same for all months of a world: they are found anew where the team or the world is another one.
void Allocation::learn_needs(const Terms& terms, const model::TeamTerms& team) {
    if (team_ == &team && version_ == terms.version) {
        return;
    }
    team_ = &team;
    version_ = terms.version;
    const std::size_t laws = terms.laws.size();
    for (std::size_t law = 0; law < laws; ++law) {
        needs_by_law_[law] = planned_need(terms, terms.laws[law], team, 1, false);
        needs_by_law_[laws + law] = planned_need(terms, terms.laws[law], team, 1, true);
    }
}

void Allocation::find_needs(const View& view, const model::TeamTerms& team, const std::uint32_t* ids, std::size_t n) {
    learn_needs(view.terms, team);
    const double* const unplanned = needs_by_law_.data();
    const double* const planned = unplanned + view.terms.laws.size();
    const double* const complexity = view.population.complexity.data();
    for (std::size_t k = 0; k < n; ++k) {
        const std::uint32_t i = ids[k];
        // Where nobody makes plans, whoever does the work of one does it for everybody.
        const bool plan = view.planned_since == nullptr || view.planned_since[i] != no_plan;
        need[k] = (plan ? planned : unplanned)[view.law[i]] * complexity[i];
    }
    for (std::size_t k = 0; k < n && view.demand != nullptr; ++k) {
        need[k] *= view.demand[ids[k]];
    }
    knows_expected_ = false;
}

/// Revenue of the clients at the share of wallet that they had today; asked for twice where hours are bent by pay.
const double* Allocation::expect(const View& view, const std::uint32_t* ids, std::size_t n) {
    if (!knows_expected_) {
        list_revenues(view, view.population.share_of_wallet.data(), ids, n, expected_.data());
        knows_expected_ = true;
    }
    return expected_.data();
}

void Allocation::weigh(const View& view, const model::TeamTerms& team, const RoleNumbers& role,
                       const std::uint32_t* ids, std::size_t n) {
    if (team.allocates == Allocates::equal) {
        std::fill_n(weight.begin(), n, 1.0);
        return;
    }
    // Profit and intuition go by the share of wallet that the client had today: hours that follow their own effect
    // would grow without end where profit is thin, and judgement would err more than is said.
    const bool as_now = team.allocates == Allocates::by_revenue || team.allocates == Allocates::by_class;
    if (as_now) {
        list_revenues(view, view.wallet, ids, n, weight.data());
    } else {
        std::copy_n(expect(view, ids, n), n, weight.data());
    }
    for (std::size_t k = 0; k < n && team.allocates == Allocates::by_profit; ++k) {
        const double margin = weight[k] * view.terms.margin[firm_.clients.segment[ids[k]]];
        weight[k] = std::max(0.0, margin - view.terms.laws[view.law[ids[k]]].cost - need[k] * role.rate);
    }
    for (std::size_t k = 0; k < n && team.allocates == Allocates::loudest_first; ++k) {
        weight[k] = view.population.loudness[ids[k]] * need[k];
    }
    for (std::size_t k = 0; k < n && team.allocates == Allocates::intuition && view.judgement != nullptr; ++k) {
        weight[k] *= view.judgement[ids[k]];
    }
    if (team.allocates == Allocates::by_class) {
        std::copy_n(weight.begin(), n, hours.begin());
        behaviour::class_weights(n, hours.data(), order_.data(), weight.data());
    }
}

/// Nobody knows how a client without a reference answers; the seat takes full service for what it would get today. Who
/// was served nothing today is known not to answer.
double Allocation::by_return(const View& view, double available, const std::uint32_t* ids, std::size_t n) {
    for (std::size_t k = 0; k < n; ++k) {
        const std::uint32_t i = ids[k];
        const Answer answer = answer_of(view, i, view.terms.margin[firm_.clients.segment[i]]);
        height_[k] = answer.height;
        half_[k] = answer.half;
        const bool known = view.population.hours_today[i] > 0 || view.population.owner[i] >= 0;
        today_[k] = known ? view.population.hours_today[i] : need[k];
        most_[k] = firm_.attention_cap * need[k];
    }
    const behaviour::Returns returns{height_.data(),   half_.data(),  today_.data(), most_.data(),
                                     at_least_.data(), entry_.data(), in_.data()};
    return behaviour::divide_by_return(available, view.terms.wallet.steepness, n, returns, hours.data());
}

/// Part of the hours goes where an hour earns the seat most commission: to the client of the most margin an hour
/// needed, in full, then to the next. Where nobody pays commission nothing is bent.
double Allocation::bend(const View& view, const model::TeamTerms& team, const RoleNumbers& role, double available,
                        const std::uint32_t* ids, std::size_t n, double used) {
    const double* const revenue = expect(view, ids, n);
    for (std::size_t k = 0; k < n; ++k) {
        const double margin = revenue[k] * view.terms.margin[firm_.clients.segment[ids[k]]];
        weight[k] = need[k] > 0 ? margin * role.commission / need[k] : 0;
    }
    const double paid = behaviour::serve_loudest(available, firm_.attention_cap, n, need.data(), weight.data(),
                                                 order_.data(), by_pay_.data());
    const double part = team.bent_by_pay;
    for (std::size_t k = 0; k < n; ++k) {
        hours[k] = (1 - part) * hours[k] + part * by_pay_[k];
    }
    return (1 - part) * used + part * paid;
}

double Allocation::divide(const View& view, const model::TeamTerms& team, const RoleNumbers& role, double available,
                          const std::uint32_t* ids, std::size_t n) {
    find_needs(view, team, ids, n);
    const double used = by_policy(view, team, role, available, ids, n);
    const bool bent = team.bent_by_pay > 0 && role.commission > 0;
    return bent ? bend(view, team, role, available, ids, n, used) : used;
}

double Allocation::by_policy(const View& view, const model::TeamTerms& team, const RoleNumbers& role, double available,
                             const std::uint32_t* ids, std::size_t n) {
    if (team.allocates == Allocates::marginal_return) {
        return by_return(view, available, ids, n);
    }
    weigh(view, team, role, ids, n);
    if (team.allocates == Allocates::loudest_first) {
        return behaviour::serve_loudest(available, firm_.attention_cap, n, need.data(), weight.data(), order_.data(),
                                        hours.data());
    }
    return behaviour::divide_hours(available, firm_.attention_cap, n, need.data(), weight.data(), hours.data());
}

double Allocation::divide_as_today(const View& view, const model::TeamTerms& team, const RoleNumbers& role,
                                   double available, const std::uint32_t* ids, std::size_t n) {
    if (team.allocates != Allocates::marginal_return) {
        return divide(view, team, role, available, ids, n);
    }
    find_needs(view, team, ids, n);
    for (std::size_t k = 0; k < n; ++k) {
        const Answer answer = answer_of(view, ids[k], view.terms.margin[firm_.clients.segment[ids[k]]]);
        weight[k] = behaviour::weight_by_return(view.terms.wallet.steepness, answer.height, answer.half);
        most_[k] = weight[k] > 0 ? need[k] : 0;
    }
    return behaviour::divide_hours(available, firm_.attention_cap, n, most_.data(), weight.data(), hours.data());
}

double needed_hours(const LawTerms& law, std::uint8_t does, double complexity) {
    double hours = 0;
    for (std::size_t k = 0; k < 4; ++k) {
        hours += ((std::uint32_t{does} >> (k + 1)) & 1U) != 0 ? law.needs[k] : 0.0;
    }
    return hours * complexity;
}

double own_rate(const LawTerms& law, double activity) {
    return law.ordering == model::Ordering::poisson ? std::min(law.order_rate * activity, random::greatest_poisson_rate)
                                                    : law.order_rate;
}

double planned_need(const Terms& terms, const LawTerms& law, const model::TeamTerms& team, double complexity,
                    bool planned) {
    constexpr auto plan = static_cast<std::uint8_t>(model::Does::plan);
    const auto does = static_cast<std::uint8_t>(planned ? team.does : team.does & ~plan);
    const double checking = planned && team.checks_plans ? terms.plan_checking * complexity : 0;
    return needed_hours(law, does, complexity) + checking;
}

double expected_revenue(const LawTerms& law, double activity, double potential, double share_of_wallet) {
    if (law.ordering == model::Ordering::never) {
        return 0;
    }
    return law.worth == model::Worth::stated ? own_rate(law, activity) * law.stated_scale * law.mean_factor
                                             : potential * share_of_wallet;
}

void expect_revenues(const Terms& terms, const Population& who, const std::uint16_t* law_of, const double* potential,
                     const double* share_of_wallet, std::size_t first, std::size_t n, double* revenue) {
    const RevenueLaw* const laws = terms.revenue_laws.data();
    for (std::size_t i = first; i < first + n; ++i) {
        const RevenueLaw& law = laws[law_of[i]];
        revenue[i] = law.stated + law.of_wallet * (potential[i] * share_of_wallet[i]);
    }
    for (std::size_t i = first; i < first + n && !who.activity.empty(); ++i) {
        revenue[i] = expected_revenue(terms.laws[law_of[i]], who.activity_of(i), potential[i], share_of_wallet[i]);
    }
}

}  // namespace clientele::replication
