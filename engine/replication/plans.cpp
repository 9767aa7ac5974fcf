#include "engine/behaviour/plans.hpp"

#include <algorithm>

#include "engine/behaviour/rollout.hpp"
#include "engine/replication/life.hpp"

/// Account plans: who has one this month, and what hours do for a client with a plan.
namespace clientele::replication {

namespace {

constexpr auto planning = static_cast<std::uint8_t>(model::Does::plan);

/// The team that owns the client and should plan for it; -1: none.
std::int16_t planning_team(const Life& life, std::uint32_t i) {
    if (life.terms->laws[life.clients.law[i]].needs[2] <= 0) {
        return -1;
    }
    const std::int16_t seat = seat_held(life, i);
    if (seat < 0) {
        return -1;
    }
    const std::uint16_t team = life.organisation->seats[static_cast<std::size_t>(seat)].team;
    return static_cast<std::int16_t>(life.organisation->teams[team].does_any(planning) ? team : -1);
}

void tell_plan(Life& life, std::uint32_t i, const char* what) {
    if (life.events != nullptr) {
        const double none = std::numeric_limits<double>::quiet_NaN();
        life.events->push_back({life.month, "planning", life.firm.clients.names[i], what, none, none, 0});
    }
}

/// Plans end with the planning team's ownership; the places they leave go to the largest potential. \returns plans of
/// the team
std::size_t plan_for_team(Life& life, std::int16_t t) {
    ClientState& c = life.clients;
    const model::TeamTerms& team = life.organisation->teams[static_cast<std::size_t>(t)];
    std::size_t planned = 0;
    std::size_t waiting = 0;
    for (std::uint32_t i = 0; i < life.client_count(); ++i) {
        if (planning_team(life, i) == t) {
            const bool has_plan = c.planned_since[i] != no_plan;
            planned += has_plan ? 1 : 0;
            life.ids[waiting] = i;
            waiting += has_plan ? 0 : 1;
        }
    }
    const std::size_t at_most = team.plans_a_year;
    const std::size_t places = at_most > planned ? std::min(waiting, at_most - planned) : 0;
    largest_first(life.potential, life.ids.data(), places < waiting ? waiting : 0);
    for (std::size_t k = 0; k < places; ++k) {
        c.planned_since[life.ids[k]] = static_cast<std::int32_t>(life.month);
        tell_plan(life, life.ids[k], "account plan begun");
    }
    return planned + places;
}

void end_plans(Life& life) {
    for (std::uint32_t i = 0; i < life.client_count(); ++i) {
        if (life.clients.planned_since[i] != no_plan && planning_team(life, i) < 0) {
            life.clients.planned_since[i] = no_plan;
            tell_plan(life, i, "account plan ended");
        }
    }
}

}  // namespace

void plan_accounts(Life& life) {
    if (!life.uses_plans) {
        return;
    }
    if (life.plans > 0) {
        end_plans(life);
    }
    life.plans = 0;
    for (std::size_t t = 0; t < life.organisation->teams.size(); ++t) {
        if (life.organisation->teams[t].does_any(planning)) {
            life.plans += plan_for_team(life, static_cast<std::int16_t>(t));
        }
    }
}

double client_need(const Life& life, const model::TeamTerms& team, std::uint32_t i) {
    const LawTerms& law = life.terms->laws[life.clients.law[i]];
    const double complexity = life.population->complexity[i];
    const double demand = life.uses_demand ? life.clients.demand[i] : 1.0;
    if (!life.uses_plans) {
        return needed_hours(law, team.does, complexity) * demand;
    }
    return planned_need(*life.terms, law, team, complexity, life.clients.planned_since[i] != no_plan) * demand;
}

void feel_service(Life& life) {
    const Terms& terms = *life.terms;
    const bool puts_off = life.uses_rollout && terms.benefit_lag > 0;
    life.feels_otherwise = puts_off || life.plans > 0;
    if (!life.feels_otherwise) {
        return;
    }
    ClientState& c = life.clients;
    const std::size_t n = life.client_count();
    std::copy_n(c.hours.begin(), n, c.felt_hours.begin());
    std::copy_n(c.served.begin(), n, c.felt_served.begin());
    const double depth = behaviour::plan_depth(terms.plans, static_cast<double>(life.plans));
    for (std::uint32_t i = 0; i < n && life.plans > 0; ++i) {
        const std::int16_t seat = seat_held(life, i);
        const bool works = c.planned_since[i] != no_plan &&
                           static_cast<std::int32_t>(life.month) - c.planned_since[i] >= terms.plan_takes;
        if (works && seat >= 0) {
            const auto& team = life.organisation->teams[life.organisation->seats[static_cast<std::size_t>(seat)].team];
            const double right = team.checks_plans ? terms.plan_right_if_checked : terms.plan_right;
            c.felt_hours[i] *= behaviour::effort_by_plan(terms.plans.worth, depth * right, c.served[i]);
        }
    }
    if (puts_off) {
        const auto month = static_cast<std::int32_t>(life.month);
        behaviour::put_off_benefits(terms.benefit_lag, month, n, c.changed.data(), life.population->hours_today.data(),
                                    c.felt_hours.data(), c.felt_hours.data());
        behaviour::put_off_benefits(terms.benefit_lag, month, n, c.changed.data(), life.population->served_today.data(),
                                    c.felt_served.data(), c.felt_served.data());
    }
}

}  // namespace clientele::replication
