#include "engine/replication/life.hpp"

#include <algorithm>

namespace clientele::replication {

void Life::live(const Terms& the_terms, const Population& the_population, Market& the_market,
                std::uint32_t the_replication, std::vector<Event>* the_events) {
    terms = &the_terms;
    population = &the_population;
    market = &the_market;
    replication = the_replication;
    events = the_events;
    begin_life(*this);
    const std::uint32_t last = events != nullptr ? std::min(firm.months, telling.months) : firm.months;
    for (month = 0; month < last; ++month) {
        for (const Phase& phase : phases_of_a_month) {
            phase.happens(*this);
        }
    }
    if (last == firm.months) {
        close_life(*this);
    }
}

namespace {

void clear(Life& life) {
    std::fill(life.people.vacant.begin(), life.people.vacant.end(), 0U);
    std::fill(life.people.holder.begin(), life.people.holder.end(), 0U);
    life.people.skill = life.population->skill;
    life.people.load = life.population->load_today;
    life.overlapping_count = 0;
    std::fill(life.margin_before.begin(), life.margin_before.end(), 0.0);
    for (std::size_t p = 0; p < life.firm.people.size(); ++p) {
        life.people.tenure[p] = life.firm.people[p].hired ? not_hired_yet : 1'000'000U;
    }
    for (auto* column : {&life.teams.hours_used, &life.teams.hours_available, &life.teams.attempts_carried,
                         &life.teams.hours_carried}) {
        std::fill(column->begin(), column->end(), 0.0);
    }
    life.shocked_count = 0;
    life.plans = 0;
    life.feels_otherwise = false;
    life.moved_count = 0;
    life.books = {};
    life.month_books = {};
    life.month = 0;
    life.digest = 0;
    life.organisation = nullptr;
    std::fill(life.attempt_period.begin(), life.attempt_period.end(), 0U);
    life.departure_period = 0;
}

/// The clients before the first month, as far as this world alone decides: made once a world, copied for each life.
void make_start(Life& life) {
    if (life.groups.empty()) {
        group_decisions(life);
    }
    ClientState& c = life.clients;
    std::fill(c.account.begin(), c.account.end(), Account{});
    std::fill(c.revenue_here.begin(), c.revenue_here.end(), 0.0);
    std::fill(c.hours.begin(), c.hours.end(), 0.0);
    std::fill(c.served.begin(), c.served.end(), 1.0);
    std::fill(c.shock_left.begin(), c.shock_left.end(), ShockMonths{});
    std::fill(c.shock_times.begin(), c.shock_times.end(), 1.0);
    std::fill(c.profit_before.begin(), c.profit_before.end(), 0.0);
    for (auto* column : {&c.moved, &c.overlap_left}) {
        std::fill(column->begin(), column->end(), std::uint8_t{0});
    }
    std::fill(life.in_stage.begin(), life.in_stage.end(), 0U);
    for (std::size_t law = 0; law < life.terms->laws.size(); ++law) {
        for (const std::size_t place : {law, life.terms->laws.size() + law}) {
            life.law_chance[place] = life.terms->laws[law].written_chance;
            life.law_threshold[place] = random::threshold(life.law_chance[place]);
        }
    }
    for (std::uint32_t i = 0; i < life.client_count(); ++i) {
        enter(life, i, life.firm.clients.stage[i], Entry::at_start);
        c.owner[i] = static_cast<std::int16_t>(life.population->owner[i]);
    }
    life.at_start = c;
    life.in_stage_at_start = life.in_stage;
    life.move_threshold_at_start = life.move_threshold;
    life.law_chance_at_start = life.law_chance;
    life.law_threshold_at_start = life.law_threshold;
    life.bound_version = life.terms->version;
}

}  // namespace

void begin_life(Life& life) {
    clear(life);
    life.potential = life.market->potential(0);
    if (life.bound_version != life.terms->version) {
        make_start(life);
    } else {
        life.clients = life.at_start;
        life.in_stage = life.in_stage_at_start;
        life.move_threshold = life.move_threshold_at_start;
        life.law_chance = life.law_chance_at_start;
        life.law_threshold = life.law_threshold_at_start;
    }
    std::copy(life.population->share_of_wallet.begin(), life.population->share_of_wallet.end(),
              life.clients.wallet.begin());
    for (std::uint32_t i = 0; life.uses_own_laws && i < life.client_count(); ++i) {
        take_own_laws(life, i);
    }
    if (life.uses_plans) {
        std::copy(life.population->planned_since.begin(), life.population->planned_since.end(),
                  life.clients.planned_since.begin());
        life.plans =
            life.client_count() - static_cast<std::size_t>(std::count(life.population->planned_since.begin(),
                                                                      life.population->planned_since.end(), no_plan));
    }
    begin_payments(life);
    begin_ties(life);
    begin_quotas(life);
    std::fill(life.clients.changed.begin(), life.clients.changed.end(), -1);
    remember_departures(life);
}

}  // namespace clientele::replication
