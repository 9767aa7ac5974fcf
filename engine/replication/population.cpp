#include "engine/replication/population.hpp"

#include <algorithm>
#include <cmath>

#include "engine/behaviour/judgement.hpp"
#include "engine/behaviour/power.hpp"
#include "engine/behaviour/response.hpp"
#include "engine/behaviour/tiles.hpp"
#include "engine/random/math.hpp"
#include "engine/replication/seating.hpp"
#include "engine/replication/skill.hpp"

namespace clientele::replication {

using model::Firm;

namespace {

constexpr auto plan_bit = static_cast<std::uint8_t>(model::Does::plan);
constexpr std::int32_t planned_long_ago = -1'000'000;

}  // namespace

Population::Population(const Firm& firm) : firm_(firm), allocation_(firm) {
    const std::size_t n = firm.clients.size();
    // Whole tiles of clients, as passes go over them.
    const std::size_t wide =
        (n + behaviour::Tiles::clients - 1) / behaviour::Tiles::clients * behaviour::Tiles::clients;
    for (auto* column : {&potential, &share_of_wallet, &complexity, &hours_today, &served_today}) {
        column->assign(wide, 0.0);
    }
    for (auto* column : {&request_today, &excess_today, &sales_today, &power_today}) {
        column->assign(firm.delay.acts || firm.power.acts ? n : 0, 0.0);
    }
    loudness.assign(firm.divides(scenario::Allocates::loudest_first) ? n : 0, 0.0);
    activity.assign(firm.differ_in_activity ? n : 0, 1.0);
    frailty.assign(firm.differ_in_frailty ? n : 0, 1.0);
    const bool judges = firm.divides(scenario::Allocates::intuition);
    judged_.assign(judges ? n : 0, 0.0);
    judged_hours_.assign(judges ? n * behaviour::judgements : 0, 0.0);
    for (std::size_t i = 0; i < n; ++i) {
        law_.push_back(firm.law(firm.clients.stage[i], firm.clients.segment[i]));
    }
    owner.assign(n, -1);
    cost_to_serve.assign(firm.cost_to_serve.empty() ? 0 : n, 0.0);
    planned_since.assign(firm.plans.made ? n : 0, no_plan);
    asking_.assign(firm.plans.made ? n : 0, 0);
    for (const auto* spreads : {&firm.potential, &firm.share_of_wallet, &firm.complexity, &firm.loudness,
                                &firm.activity, &firm.frailty, &firm.cost_to_serve}) {
        for (const model::Spread& spread : *spreads) {
            varies_ |= spread.varies();
        }
    }
    varies_ |= firm.uses_skill;
    skill.assign(firm.people.size(), 1.0);
    drawn_skill_ = skill;
    load_today.assign(firm.uses_overload ? firm.people.size() : 0, 0.0);
    for (const model::Person& person : firm.people) {
        on_list_.push_back(person.hired ? 0 : 1);
    }
    assign_owners();
}

/// Owners do not depend on luck: the file names them, the others go to the least loaded seat in canonical order.
void Population::assign_owners() {
    if (!firm_.today) {
        return;
    }
    const model::Organisation& today = *firm_.today;
    owned_.assign(today.seats.size(), {});
    Seating taken;
    taken.reserve(today.seats.size(), today.teams.size());
    taken.begin(today);
    const auto team_of = [&](std::size_t client) { return today.owner_team[firm_.clients.stage[client]]; };
    for (std::uint32_t i = 0; i < firm_.clients.size(); ++i) {
        const std::int32_t named = firm_.clients.owner[i];
        const std::int16_t seat = named >= 0 ? today.seat_of[static_cast<std::size_t>(named)] : std::int16_t{-1};
        if (seat >= 0 && today.seats[static_cast<std::size_t>(seat)].team == team_of(i)) {
            owner[i] = named;
            taken.add(static_cast<std::uint32_t>(seat));
            owned_[static_cast<std::size_t>(seat)].push_back(i);
        }
    }
    for (std::uint32_t i = 0; i < firm_.clients.size(); ++i) {
        if (owner[i] >= 0 || team_of(i) < 0) {
            continue;
        }
        const model::TeamTerms& team = today.teams[static_cast<std::size_t>(team_of(i))];
        if (team.seats() == 0) {
            continue;
        }
        const bool lowest = team.assigns == scenario::Assigns::lowest_numbered;
        const auto t = static_cast<std::size_t>(team_of(i));
        std::uint32_t best = lowest ? taken.lowest_with_room(t) : team.last_seat;
        best = best == team.last_seat ? taken.least_loaded(t) : best;
        taken.add(best);
        owner[i] = today.seats[best].person;
        owned_[best].push_back(i);
    }
    for (auto& clients : owned_) {
        std::sort(clients.begin(), clients.end());
    }
}

random::Entity Population::entity_of(std::size_t client) const {
    const model::ClientTable& clients = firm_.clients;
    return {(std::uint64_t{clients.address_high[client]} << 32U) | clients.address_low[client]};
}

void Population::draw_property(const std::vector<model::Spread>& spreads, const std::vector<double>& given,
                               random::Stream stream, const Terms& terms, std::uint32_t replication,
                               std::vector<double>& out) {
    const model::ClientTable& clients = firm_.clients;
    for (std::size_t i = 0; i < clients.size() && !out.empty(); ++i) {
        const model::Spread& spread = spreads[clients.segment[i]];
        if (!given.empty() && !std::isnan(given[i])) {
            out[i] = given[i];
        } else if (!spread.varies()) {
            out[i] = terms.values[spread.parameter().index()];
        } else {
            out[i] = spread.at(random::uniform(random::word(stream, entity_of(i), replication, 0)));
        }
    }
}

void Population::draw(const Terms& terms, std::uint32_t replication) {
    if (!varies_ && version_ == terms.version) {
        return;
    }
    version_ = terms.version;
    draw_property(firm_.potential, firm_.clients.potential, firm_.luck.potential, terms, replication, potential);
    draw_property(firm_.share_of_wallet, firm_.clients.share_of_wallet, firm_.luck.share_of_wallet, terms, replication,
                  share_of_wallet);
    draw_property(firm_.complexity, {}, firm_.luck.complexity, terms, replication, complexity);
    for (auto* column : {&request_today, &excess_today, &sales_today, &power_today}) {
        std::fill(column->begin(), column->end(), 0.0);
    }
    draw_property(firm_.loudness, {}, firm_.luck.loudness, terms, replication, loudness);
    draw_property(firm_.cost_to_serve, {}, firm_.luck.cost_to_serve, terms, replication, cost_to_serve);
    if (firm_.uses_skill) {
        draw_people(terms, replication);
    }
    std::fill(load_today.begin(), load_today.end(), 0.0);
    if (firm_.differ_in_activity) {
        draw_property(firm_.activity, firm_.clients.activity, firm_.luck.activity, terms, replication, activity);
    }
    if (firm_.differ_in_frailty) {
        draw_property(firm_.frailty, firm_.clients.frailty, firm_.luck.frailty, terms, replication, frailty);
    }
    follow_order_values(terms);
    std::fill(hours_today.begin(), hours_today.end(), 0.0);
    std::fill(served_today.begin(), served_today.end(), no_reference);
    if (firm_.today) {
        plan_as_today(terms);
        serve_as_today(terms);
        wait_as_today();
        count_plans(terms);
        fill_unowned();
    }
    weigh_power(terms);
    fill_loads();
}

/// Owners and seats of today are facts. Where today's structure chooses a role by skill, the choice is behind it: those
/// who sit there have the skills that were chosen.
void Population::draw_people(const Terms& terms, std::uint32_t replication) {
    draw_skills(firm_, terms, replication, drawn_skill_);
    skill = drawn_skill_;
    if (!firm_.today) {
        return;
    }
    sits_.clear();
    for (const model::Seat& seat : firm_.today->seats) {
        sits_.push_back(seat.person);
    }
    choose_by_skill(firm_, *firm_.today, drawn_skill_, on_list_, sits_);
    for (std::size_t s = 0; s < sits_.size(); ++s) {
        skill[firm_.today->seats[s].person] = drawn_skill_[sits_[s]];
    }
}

void Population::remember_load(std::size_t seat, double available, std::size_t clients) {
    double needed = 0;
    for (std::size_t k = 0; k < clients; ++k) {
        needed += allocation_.need[k];
    }
    seat_need_[seat] = needed;
    seat_hours_[seat] = available;
    if (!load_today.empty()) {
        load_today[firm_.today->seats[seat].person] = std::max(1.0, needed / available);
    }
}

void Population::remember_excess(std::uint32_t client, double need) {
    if (!excess_today.empty()) {
        excess_today[client] = need > 0 ? std::max(0.0, hours_today[client] / need - 1) : 0;
    }
}

/// Who owns nobody today is measured against the mean of those who do, else against no overload.
void Population::fill_loads() {
    double sum = 0;
    double count = 0;
    for (const double load : load_today) {
        sum += load;
        count += load > 0 ? 1 : 0;
    }
    for (double& load : load_today) {
        load = load > 0 ? load : count > 0 ? sum / count : 1;
    }
}

/// potential = orders x value of an order / share of wallet, as they are today in this world; 0 where we hold no share.
void Population::follow_order_values(const Terms& terms) {
    const model::ClientTable& clients = firm_.clients;
    for (std::size_t i = 0; i < clients.order_value.size(); ++i) {
        if (std::isnan(clients.order_value[i])) {
            continue;
        }
        const LawTerms* law = &terms.laws[firm_.law(clients.stage[i], clients.segment[i])];
        for (std::size_t stage = 0; stage < firm_.stages.size() && law->ordering != model::Ordering::poisson; ++stage) {
            law = &terms.laws[firm_.law(stage, clients.segment[i])];
        }
        potential[i] =
            share_of_wallet[i] > 0 ? own_rate(*law, activity_of(i)) * clients.order_value[i] / share_of_wallet[i] : 0;
    }
}

void Population::serve_as_today(const Terms& terms) {
    const model::Organisation& today = *firm_.today;
    const View view{terms,
                    *this,
                    law_.data(),
                    share_of_wallet.data(),
                    nullptr,
                    planned_since.empty() ? nullptr : planned_since.data(),
                    potential.data(),
                    nullptr};
    seat_need_.assign(today.seats.size(), 0);
    seat_hours_.assign(today.seats.size(), 0);
    for (std::size_t seat = 0; seat < today.seats.size(); ++seat) {
        const model::TeamTerms& team = today.teams[today.seats[seat].team];
        const std::vector<std::uint32_t>& clients = owned_[seat];
        const RoleNumbers& role = terms.roles[today.seats[seat].role];
        const double available = role.hours * (1 - team.win_share) * skill[today.seats[seat].person];
        if (clients.empty() || available <= 0) {
            continue;
        }
        if (team.allocates == scenario::Allocates::intuition && terms.judgement_spread > 0) {
            serve_by_intuition(view, team, role, available, clients);
            remember_load(seat, available, clients.size());
            continue;
        }
        allocation_.divide_as_today(view, team, role, available, clients.data(), clients.size());
        remember_load(seat, available, clients.size());
        for (std::size_t k = 0; k < clients.size(); ++k) {
            const double hours = allocation_.hours[k];
            hours_today[clients[k]] = hours;
            served_today[clients[k]] = hours > 0 ? std::min(1.0, hours / allocation_.need[k]) : no_reference;
            remember_excess(clients[k], allocation_.need[k]);
        }
    }
}

/// Hours that come and go with judgement were in the observed figures too: the reference is the steady service that
/// clients would answer alike.
void Population::serve_by_intuition(const View& view, const model::TeamTerms& team, const RoleNumbers& role,
                                    double available, const std::vector<std::uint32_t>& clients) {
    const std::size_t n = clients.size();
    for (std::size_t round = 0; round < behaviour::judgements; ++round) {
        for (std::size_t k = 0; k < n; ++k) {
            const random::Entity entity = entity_of(clients[k]);
            judged_[clients[k]] = random::exp(view.terms.judgement_spread * behaviour::judgement(entity.low(), round));
        }
        View judging = view;
        judging.judgement = judged_.data();
        allocation_.divide(judging, team, role, available, clients.data(), n);
        for (std::size_t k = 0; k < n; ++k) {
            judged_hours_[k * behaviour::judgements + round] = allocation_.hours[k];
        }
    }
    for (std::size_t k = 0; k < n; ++k) {
        const std::uint32_t i = clients[k];
        const double* hours = judged_hours_.data() + k * behaviour::judgements;
        const behaviour::WalletResponse answer =
            firm_.wallet.responds ? view.terms.wallet : behaviour::WalletResponse{};
        hours_today[i] = behaviour::steady_hours(answer, share_of_wallet[i], hours);
        served_today[i] = hours_today[i] > 0
                              ? behaviour::steady_service(view.terms.neglect_beta, allocation_.need[k], hours)
                              : no_reference;
        remember_excess(i, allocation_.need[k]);
    }
}

/// How long requests take today, in the queue of the owner or of its team.
void Population::wait_as_today() {
    if (!firm_.delay.acts) {
        return;
    }
    const model::Organisation& today = *firm_.today;
    for (const model::TeamTerms& team : today.teams) {
        double need = 0;
        double hours = 0;
        for (std::uint32_t seat = team.first_seat; seat < team.last_seat; ++seat) {
            need += seat_need_[seat];
            hours += seat_hours_[seat];
        }
        for (std::uint32_t seat = team.first_seat; seat < team.last_seat; ++seat) {
            const bool pooled = firm_.delay.by_team;
            const double there = pooled ? hours : seat_hours_[seat];
            const double load = there > 0 ? (pooled ? need : seat_need_[seat]) / there : 0;
            for (const std::uint32_t i : owned_[seat]) {
                request_today[i] = there > 0 ? behaviour::request_time(pooled ? team.seats() : 1, load) : 0;
            }
        }
    }
}

/// What clients of today weigh; who does not buy yet weighs nothing.
void Population::weigh_power(const Terms& terms) {
    if (!firm_.power.acts) {
        return;
    }
    double all = 0;
    for (std::size_t i = 0; i < firm_.clients.size(); ++i) {
        const std::uint8_t stage = firm_.clients.stage[i];
        const LawTerms& law = terms.laws[firm_.law(stage, firm_.clients.segment[i])];
        const bool buys = firm_.kinds[stage] == scenario::StageKind::client;
        sales_today[i] = buys ? expected_revenue(law, activity_of(i), potential[i], share_of_wallet[i]) : 0;
        all += sales_today[i];
    }
    for (std::size_t i = 0; i < firm_.clients.size() && all > 0; ++i) {
        const bool buys = firm_.kinds[firm_.clients.stage[i]] == scenario::StageKind::client;
        power_today[i] =
            buys ? behaviour::power_of(sales_today[i] / all, terms.power.half_at, excess_today[i], terms.power.excess)
                 : 0;
    }
}

/// Today's account plans have been there long enough to work.
void Population::plan_as_today(const Terms& terms) {
    if (planned_since.empty()) {
        return;
    }
    const model::Organisation& today = *firm_.today;
    std::fill(planned_since.begin(), planned_since.end(), no_plan);
    plans_today_ = 0;
    for (const model::TeamTerms& team : today.teams) {
        std::size_t asking = 0;
        for (std::size_t s = team.first_seat; s < team.last_seat && team.does_any(plan_bit); ++s) {
            for (const std::uint32_t i : owned_[s]) {
                asking_[asking] = i;
                asking += terms.laws[law_[i]].needs[2] > 0 ? 1U : 0U;
            }
        }
        const std::size_t plans = team.plans_a_year > 0 ? std::min<std::size_t>(asking, team.plans_a_year) : asking;
        largest_first(potential.data(), asking_.data(), asking);
        for (std::size_t k = 0; k < plans; ++k) {
            planned_since[asking_[k]] = planned_long_ago;
        }
        plans_today_ += plans;
    }
}

/// Hours for a client with a plan count as more, today too.
void Population::count_plans(const Terms& terms) {
    if (plans_today_ == 0) {
        return;
    }
    const model::Organisation& today = *firm_.today;
    const double depth = behaviour::plan_depth(terms.plans, static_cast<double>(plans_today_));
    for (std::size_t s = 0; s < today.seats.size(); ++s) {
        const bool checks = today.teams[today.seats[s].team].checks_plans;
        const double right = checks ? terms.plan_right_if_checked : terms.plan_right;
        for (const std::uint32_t i : owned_[s]) {
            if (planned_since[i] != no_plan && hours_today[i] > 0) {
                hours_today[i] *= behaviour::effort_by_plan(terms.plans.worth, depth * right, served_today[i]);
            }
        }
    }
}

void largest_first(const double* potential, std::uint32_t* ids, std::size_t n) {
    std::sort(ids, ids + n, [&](std::uint32_t a, std::uint32_t b) {
        return potential[a] != potential[b] ? potential[a] > potential[b] : a < b;
    });
}

/// Clients whom nobody owns today are measured against the mean of their segment.
void Population::fill_unowned() {
    const model::ClientTable& clients = firm_.clients;
    for (std::size_t segment = 0; segment < firm_.segments.size(); ++segment) {
        double hours = 0;
        double served = 0;
        double request = 0;
        double count = 0;
        for (std::size_t i = 0; i < clients.size(); ++i) {
            if (clients.segment[i] == segment && hours_today[i] > 0) {
                hours += hours_today[i];
                served += served_today[i];
                request += firm_.delay.acts ? request_today[i] : 0;
                ++count;
            }
        }
        for (std::size_t i = 0; i < clients.size() && count > 0; ++i) {
            if (clients.segment[i] == segment && owner[i] < 0) {
                hours_today[i] = hours / count;
                served_today[i] = served / count;
                if (firm_.delay.acts) {
                    request_today[i] = request / count;
                }
            }
        }
    }
}

}  // namespace clientele::replication
