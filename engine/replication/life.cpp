#include "engine/replication/life.hpp"

#include <algorithm>

namespace clientele::replication {

namespace {

/// Arrays are a whole number of passes of 64, zero behind the last client, with room for a pass that overshoots.
std::size_t padded(std::size_t n) { return (n + 63) / 64 * 64 + 64; }

template <class T>
base::Column<T> column(base::ColumnMemory& memory, std::size_t n) {
    return base::Column<T>(n, T{}, base::LineAllocator<T>(&memory));
}

template <class T>
void resize(base::ColumnMemory& memory, std::size_t n, base::Column<T>& values) {
    values = column<T>(memory, n);
}

template <class T>
void resize(base::ColumnMemory& /*memory*/, std::size_t n, std::vector<T>& values) {
    values.assign(n, {});
}

template <class... Columns>
void resize_all(base::ColumnMemory& memory, std::size_t n, Columns&... columns) {
    (resize(memory, n, columns), ...);
}

std::size_t most_seats(const model::Model& model) {
    std::size_t most = 0;
    for (const model::Regime& regime : model.regimes) {
        most = std::max(most, regime.organisation.seats.size());
    }
    return most;
}

/// Whether any rule asks this counter.
bool asks(const model::Model& model, model::Counter counter) {
    for (const model::Regime& regime : model.regimes) {
        for (const model::RuleMove& rule : regime.organisation.rules) {
            for (const auto* criteria : {&rule.any, &rule.all}) {
                for (const model::CriterionTerms& criterion : *criteria) {
                    if (criterion.counter == counter) {
                        return true;
                    }
                }
            }
        }
    }
    return false;
}

std::uint32_t longest_window(const model::Model& model) {
    std::uint32_t longest = 0;
    for (const model::Regime& regime : model.regimes) {
        for (const model::RuleMove& rule : regime.organisation.rules) {
            for (const auto* criteria : {&rule.any, &rule.all}) {
                for (const model::CriterionTerms& criterion : *criteria) {
                    longest = std::max(longest, criterion.window);
                }
            }
        }
    }
    return longest;
}

void size_clients(ClientState& c, std::size_t n, base::ColumnMemory& memory) {
    const std::size_t wide = padded(n);
    resize_all(memory, wide, c.stage, c.moved, c.mark, c.eligible, c.buys, c.courted, c.pivoted, c.streak, c.shock_left,
               c.law, c.owner, c.account, c.order_threshold, c.loss_threshold);
    resize_all(memory, wide, c.revenue_here, c.wallet, c.external, c.relational, c.shock, c.shock_times, c.hours,
               c.served);
    c.stage.resize(n);
}

/// Columns that only some models ask for.
void size_rare(Life& life, std::size_t n, base::ColumnMemory& memory) {
    life.uses_profit = asks(life.model, model::Counter::profit_below);
    resize_all(memory, life.firm.uses_stage_effort ? padded(n) : 0, life.clients.within_reach);
    resize_all(memory, life.uses_profit ? padded(n) : 0, life.clients.profit_before);
    life.uses_plans = life.firm.plans.made;
    for (const model::Regime& regime : life.model.regimes) {
        life.uses_rollout |= regime.organisation.rollout.has_value();
    }
    resize_all(memory, life.uses_plans ? padded(n) : 0, life.clients.planned_since);
    resize_all(memory, life.uses_rollout ? padded(n) : 0, life.clients.old_way, life.clients.changed, life.turn);
    resize_all(memory, life.uses_rollout ? most_seats(life.model) : 0, life.seats.need);
    resize_all(memory, life.uses_rollout ? life.firm.people.size() : 0, life.seats.seat_before);
    resize_all(memory, life.uses_plans || life.uses_rollout ? padded(n) : 0, life.clients.felt_hours,
               life.clients.felt_served);
}

}  // namespace

Life::Life(const model::Firm& the_firm, const model::Model& the_model, base::ColumnMemory& memory)
    : firm(the_firm), model(the_model), allocation(the_firm) {
    const std::size_t n = firm.clients.size();
    const std::size_t wide = padded(n);
    size_clients(clients, n, memory);
    size_rare(*this, n, memory);
    const std::size_t decisions = first_move_decision + firm.chances.size();
    words.assign(decisions * 4, column<std::uint32_t>(memory, wide));
    drawings.reserve(decisions);
    move_threshold.assign(firm.chances.size(), column<std::uint32_t>(memory, wide));
    payment.reserve(firm);
    quota.reserve(firm, wide);
    shared.reserve(firm, wide, most_seats(model));
    uses_buyers = firm.power.acts || firm.uses_commission || firm.trust.acts || firm.bond.acts || firm.contacts.acts ||
                  firm.delay.acts;
    buyers.reserve(n);
    resize_all(memory, uses_buyers ? wide : 0, buying);
    ties.reserve(firm, wide, most_seats(model));
    resize_all(memory, wide, ids, shocked, moved_ids, moved_needs, need, given);
    for (const model::ClientLaw& law : firm.laws) {
        uses_orders |= law.ordering != model::Ordering::never;
        uses_poisson |= law.ordering == model::Ordering::poisson;
        uses_loss |= law.losing != model::Losing::never;
        uses_pivot |= law.losing == model::Losing::pivoted;
        uses_wallet |= law.ordering != model::Ordering::never && law.worth == model::Worth::wallet;
    }
    uses_own_laws = firm.differ_in_activity || firm.differ_in_frailty;
    uses_strain = uses_pivot && (firm.trust.acts || firm.bond.acts || firm.contacts.acts || firm.delay.acts);
    uses_demand = firm.power.acts;
    resize_all(memory, uses_strain ? wide : 0, clients.strain);
    resize_all(memory, uses_demand ? wide : 0, clients.demand);
    for (const model::Regime& regime : model.regimes) {
        for (const model::Seat& seat : regime.organisation.seats) {
            uses_quota |= firm.roles[seat.role].has_quota;
        }
    }
    for (const model::RoleTerms& role : firm.roles) {
        uses_hours |= firm.parameters.may_exceed_zero(role.hours);
    }
    resize_all(memory, wide, event_words, event_scale, event_log_sd, event_value, event_client, zeros);
    resize_all(memory, uses_poisson ? wide : 0, several, counts);
    value_planes.assign(4, column<std::uint32_t>(memory, uses_poisson ? wide : 0));
    attempt_words.assign(4, column<std::uint32_t>(memory, firm.effort ? wide : 0));
    attempt_period.assign(firm.effort ? wide : 0, 0);
    departure_words.assign(4, std::vector<std::uint32_t>(padded(firm.people.size())));
    for (std::size_t r = 0; r < model.regimes.size(); ++r) {
        for (const model::TeamTerms& team : model.regimes[r].organisation.teams) {
            if (team.allocates == scenario::Allocates::intuition) {
                judging_ends = r + 1 < model.regimes.size() ? model.regimes[r + 1].first_month : firm.months;
            }
        }
    }
    const bool judges = judging_ends > 0;
    margin_before.assign(firm.uses_commission ? wide : 0, 0.0);
    judgement.assign(judges ? wide : 0, 1.0);
    judgement_words.assign(4, std::vector<std::uint32_t>(judges ? wide : 0));
    uses_streaks = asks(model, model::Counter::order_streak);
    smallest_window = longest_window(model);
    month_smallest.assign(smallest_window, std::vector<double>(wide));
    resize_all(memory, firm.people.size(), people.vacant, people.tenure, people.holder, people.there, people.leaving,
               seats.seat_of);
    people.skill.assign(firm.people.size(), 1.0);
    people.commission.assign(firm.uses_commission ? firm.people.size() + 1 : 0, 0.0);
    people.load.assign(firm.uses_overload ? firm.people.size() : 0, 1.0);
    seats.person.reserve(most_seats(model));
    const std::size_t handed = firm.transfer_shock.overlap > 0 ? wide : 0;
    resize_all(memory, handed, clients.overlap_left, clients.former, overlapping);
    resize_all(memory, most_seats(model), seats.hours, seats.for_clients, seats.for_winning, seats.presence, seats.cost,
               seats.unsettled, seats.may_leave, seats.leaving, seats.first, seats.fill, seats.reserved, seats.serving,
               seats.rate, seats.effect);
    seats.first.push_back(0);
    seats.clients.assign(wide, 0);
    std::size_t most_teams = 0;
    for (const model::Regime& regime : model.regimes) {
        most_teams = std::max(most_teams, regime.organisation.teams.size());
    }
    resize_all(memory, most_teams, teams.hours_used, teams.hours_available, teams.hours_now, teams.attempts_carried,
               teams.hours_carried, teams.hours_each);
    seats.taken.reserve(most_seats(model), most_teams);
    in_stage.assign(firm.stages.size(), 0);
    law_chance.assign(firm.laws.size(), 0);
    law_threshold.assign(firm.laws.size(), 0);
    moves.reserve(firm.bond.acts ? 2 * n : n);  // carried off, or lost at the same time
    series.assign(series_count * firm.months, 0);
    digests.assign(firm.months, 0);
    kpis.assign(model.kpis.size(), 0);
    law_stage.assign(firm.laws.size(), 0);
    for (std::size_t stage = 0; stage < firm.stages.size(); ++stage) {
        for (std::size_t segment = 0; segment < firm.segments.size(); ++segment) {
            law_stage[firm.law(stage, segment)] = static_cast<std::uint8_t>(stage);
        }
    }
}

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
    std::fill(c.shock_times.begin(), c.shock_times.end(), 1.0);
    for (auto* column : {&c.moved, &c.shock_left, &c.overlap_left}) {
        std::fill(column->begin(), column->end(), std::uint8_t{0});
    }
    std::fill(life.in_stage.begin(), life.in_stage.end(), 0U);
    for (std::size_t law = 0; law < life.terms->laws.size(); ++law) {
        life.law_chance[law] = life.terms->laws[law].written_chance;
        life.law_threshold[law] = random::threshold(life.law_chance[law]);
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
