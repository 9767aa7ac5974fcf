#include "engine/replication/population.hpp"

#include <algorithm>
#include <cmath>

#include "engine/behaviour/judgement.hpp"
#include "engine/behaviour/tiles.hpp"
#include "engine/random/math.hpp"
#include "engine/random/normal_quantile.hpp"
#include "engine/replication/seating.hpp"
#include "engine/replication/skill.hpp"

namespace clientele::replication {

using model::Firm;

Population::Population(const Firm& firm) : firm_(firm), allocation_(firm) {
    const std::size_t n = firm.clients.size();
    // Whole tiles of clients, as passes go over them.
    const std::size_t wide =
        (n + behaviour::Tiles::clients - 1) / behaviour::Tiles::clients * behaviour::Tiles::clients;
    for (auto* column : {&potential, &share_of_wallet, &complexity, &hours_today, &served_today}) {
        column->assign(wide, 0.0);
    }
    for (auto* column : {&request_today, &log_request_today, &excess_today, &sales_today, &power_today}) {
        column->assign(firm.delay.acts || firm.power.acts ? wide : 0, 0.0);
    }
    loudness.assign(firm.divides(scenario::Allocates::loudest_first) ? n : 0, 0.0);
    activity.assign(firm.differ_in_activity ? wide : 0, 1.0);
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
    shared_.reserve(firm, n, firm.today ? firm.today->seats.size() : 0);
    help_.assign(shared_.seat.empty() ? 0 : n, 0.0);
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
    for (std::size_t i = 0; i < request_today.size(); ++i) {
        log_request_today[i] = request_today[i] > 0 ? random::log(request_today[i]) : 0;
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

/// The mean value of the client's orders in this world: as stated in the mean over worlds.
double Population::order_value_of(std::size_t i, const Terms& terms) const {
    const double spread = firm_.clients.order_value_spread[i];
    if (spread <= 0) {
        return firm_.clients.order_value[i];
    }
    const double z =
        random::normal_quantile(random::uniform(random::word(firm_.luck.value_known, entity_of(i), terms.world, 0)));
    return firm_.clients.order_value[i] * random::exp(spread * z - 0.5 * spread * spread);
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
        const double value = order_value_of(i, terms) * law->value_level;
        potential[i] = share_of_wallet[i] > 0 ? own_rate(*law, activity_of(i)) * value / share_of_wallet[i] : 0;
    }
}

void largest_first(const double* potential, std::uint32_t* ids, std::size_t n) {
    std::sort(ids, ids + n, [&](std::uint32_t a, std::uint32_t b) {
        return potential[a] != potential[b] ? potential[a] > potential[b] : a < b;
    });
}

}  // namespace clientele::replication
