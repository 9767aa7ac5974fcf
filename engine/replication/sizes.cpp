#include <algorithm>

#include "engine/replication/life.hpp"

/// The memory of a life, taken once for every structure of the study, and what the firm and a structure use of it.
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

/// The largest of all organisations, in this respect.
template <class Size>
std::size_t most(const model::Models& models, Size size_of) {
    std::size_t most = 0;
    for (const model::Model& model : models.structures) {
        for (const model::Regime& regime : model.regimes) {
            most = std::max<std::size_t>(most, size_of(regime.organisation));
        }
    }
    return most;
}

std::size_t most_seats(const model::Models& models) {
    return most(models, [](const model::Organisation& organisation) { return organisation.seats.size(); });
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

bool rolls_out(const model::Model& model) {
    return std::any_of(model.regimes.begin(), model.regimes.end(),
                       [](const model::Regime& regime) { return regime.organisation.rollout.has_value(); });
}

/// Month from which on no team of the structure divides hours by intuition.
std::uint32_t end_of_judging(const model::Model& model, std::uint32_t months) {
    std::uint32_t ends = 0;
    for (std::size_t r = 0; r < model.regimes.size(); ++r) {
        for (const model::TeamTerms& team : model.regimes[r].organisation.teams) {
            if (team.allocates == scenario::Allocates::intuition) {
                ends = r + 1 < model.regimes.size() ? model.regimes[r + 1].first_month : months;
            }
        }
    }
    return ends;
}

void size_clients(ClientState& c, std::size_t n, base::ColumnMemory& memory) {
    const std::size_t wide = padded(n);
    resize_all(memory, wide, c.stage, c.moved, c.mark, c.eligible, c.buys, c.courted, c.pivoted, c.streak, c.shock_left,
               c.law, c.owner, c.account, c.order_threshold, c.loss_threshold);
    resize_all(memory, wide, c.revenue_here, c.wallet, c.external, c.relational, c.shock_times, c.hours, c.served);
    c.stage.resize(n);
}

/// Columns that only some firms ask for, or some structures.
void size_rare(Life& life, const model::Models& models, base::ColumnMemory& memory) {
    const std::size_t wide = padded(models.firm->clients.size());
    const auto any = [&models](auto asks_for_it) {
        return std::any_of(models.structures.begin(), models.structures.end(), asks_for_it);
    };
    const bool profit = any([](const model::Model& model) { return asks(model, model::Counter::profit_below); });
    const bool rollout = any(rolls_out);
    const bool judges = any([](const model::Model& model) { return end_of_judging(model, 1) > 0; });
    resize_all(memory, life.firm.uses_stage_effort ? wide : 0, life.clients.within_reach);
    resize_all(memory, profit ? wide : 0, life.clients.profit_before);
    resize_all(memory, life.uses_plans ? wide : 0, life.clients.planned_since);
    resize_all(memory, rollout ? wide : 0, life.clients.old_way, life.clients.changed, life.turn);
    resize_all(memory, rollout ? most_seats(models) : 0, life.seats.need);
    resize_all(memory, rollout ? life.firm.people.size() : 0, life.seats.seat_before);
    resize_all(memory, life.uses_plans || rollout ? wide : 0, life.clients.felt_hours, life.clients.felt_served);
    resize_all(memory, life.uses_strain ? wide : 0, life.clients.strain);
    resize_all(memory, life.uses_demand ? wide : 0, life.clients.demand);
    resize_all(memory, life.uses_buyers ? wide : 0, life.buying);
    resize_all(memory, life.uses_poisson ? wide : 0, life.further.ids, life.further.counts, life.further.bought,
               life.further.orders);
    resize_all(memory, life.firm.transfer_shock.overlap > 0 ? wide : 0, life.clients.overlap_left, life.clients.former,
               life.overlapping);
    life.further.value_planes.assign(4, column<std::uint32_t>(memory, life.uses_poisson ? wide : 0));
    life.attempt_words.assign(4, column<std::uint32_t>(memory, life.firm.effort ? wide : 0));
    life.attempt_period.assign(life.firm.effort ? wide : 0, 0);
    life.margin_before.assign(life.firm.uses_commission ? wide : 0, 0.0);
    life.judgement.assign(judges ? wide : 0, 1.0);
    life.judgement_words.assign(4, std::vector<std::uint32_t>(judges ? wide : 0));
    std::uint32_t window = 0;
    for (const model::Model& model : models.structures) {
        window = std::max(window, longest_window(model));
    }
    life.month_smallest.assign(window, std::vector<double>(wide));
}

void size_people(Life& life, const model::Models& models, base::ColumnMemory& memory) {
    const model::Firm& firm = life.firm;
    PersonState& people = life.people;
    SeatState& seats = life.seats;
    TeamState& teams = life.teams;
    const std::size_t seat_count = most_seats(models);
    const std::size_t team_count =
        most(models, [](const model::Organisation& organisation) { return organisation.teams.size(); });
    resize_all(memory, firm.people.size(), people.vacant, people.tenure, people.holder, people.there, people.leaving,
               seats.seat_of);
    people.skill.assign(firm.people.size(), 1.0);
    people.commission.assign(firm.uses_commission ? firm.people.size() + 1 : 0, 0.0);
    people.load.assign(firm.uses_overload ? firm.people.size() : 0, 1.0);
    life.departure_words.assign(4, std::vector<std::uint32_t>(padded(firm.people.size())));
    seats.person.reserve(seat_count);
    resize_all(memory, seat_count, seats.hours, seats.for_clients, seats.for_winning, seats.presence, seats.cost,
               seats.unsettled, seats.may_leave, seats.leaving, seats.first, seats.fill, seats.reserved, seats.serving,
               seats.rate, seats.effect);
    seats.first.push_back(0);
    seats.clients.assign(padded(firm.clients.size()), 0);
    resize_all(memory, team_count, teams.hours_used, teams.hours_available, teams.hours_now, teams.attempts_carried,
               teams.hours_carried, teams.hours_each);
    seats.taken.reserve(seat_count, team_count);
}

void find_uses(Life& life) {
    const model::Firm& firm = life.firm;
    for (const model::ClientLaw& law : firm.laws) {
        life.uses_orders |= law.ordering != model::Ordering::never;
        life.uses_poisson |= law.ordering == model::Ordering::poisson;
        life.uses_loss |= law.losing != model::Losing::never;
        life.uses_pivot |= law.losing == model::Losing::pivoted;
        life.uses_wallet |= law.ordering != model::Ordering::never && law.worth == model::Worth::wallet;
    }
    for (const model::RoleTerms& role : firm.roles) {
        life.uses_hours |= firm.parameters.may_exceed_zero(role.hours);
    }
    life.uses_plans = firm.plans.made;
    life.uses_own_laws = firm.differ_in_activity || firm.differ_in_frailty;
    life.uses_strain = life.uses_pivot && (firm.trust.acts || firm.bond.acts || firm.contacts.acts || firm.delay.acts);
    life.uses_demand = firm.power.acts;
    life.uses_buyers = firm.power.acts || firm.uses_commission || firm.trust.acts || firm.bond.acts ||
                       firm.contacts.acts || firm.delay.acts;
}

}  // namespace

Figures::Figures(const model::Firm& firm, const model::Model& model)
    : series(series_count * firm.months, 0), digests(firm.months, 0), kpis(model.kpis.size(), 0) {}

Life::Life(const model::Models& models, base::ColumnMemory& memory) : firm(*models.firm), allocation(*models.firm) {
    const std::size_t n = firm.clients.size();
    const std::size_t wide = padded(n);
    find_uses(*this);
    size_clients(clients, n, memory);
    size_rare(*this, models, memory);
    size_people(*this, models, memory);
    const std::size_t decisions = first_move_decision + firm.chances.size();
    for (std::size_t decision = 0; decision < decisions; ++decision) {
        const bool contacts = decision == contact_leaves_decision || decision == contact_found_decision;
        const bool idle = (contacts && !firm.contacts.acts) || (decision == asks_decision && !firm.power.acts);
        words.insert(words.end(), 4, column<std::uint32_t>(memory, idle ? 0 : wide));
    }
    move_threshold.assign(firm.chances.size(), column<std::uint32_t>(memory, wide));
    payment.reserve(firm);
    quota.reserve(firm, wide);
    shared.reserve(firm, wide, most_seats(models));
    ties.reserve(firm, wide, most_seats(models));
    buyers.reserve(n);
    resize_all(memory, wide, ids, shocked, moved_ids, moved_needs, need, given);
    resize_all(memory, wide, event_words, event_scale, event_log_sd, event_value, event_client, zeros);
    moves.reserve(firm.bond.acts ? 2 * n : n);  // carried off, or lost at the same time
    in_stage.assign(firm.stages.size(), 0);
    law_chance.assign(2 * firm.laws.size(), 0);
    law_threshold.assign(2 * firm.laws.size(), 0);
    law_stage.assign(firm.laws.size(), 0);
    for (std::size_t stage = 0; stage < firm.stages.size(); ++stage) {
        for (std::size_t segment = 0; segment < firm.segments.size(); ++segment) {
            law_stage[firm.law(stage, segment)] = static_cast<std::uint8_t>(stage);
        }
    }
}

void Life::turn_to(const model::Model& the_model, Figures& the_figures) {
    model = &the_model;
    figures = &the_figures;
    uses_streaks = asks(the_model, model::Counter::order_streak);
    uses_profit = asks(the_model, model::Counter::profit_below);
    uses_rollout = rolls_out(the_model);
    uses_quota = false;
    for (const model::Regime& regime : the_model.regimes) {
        for (const model::Seat& seat : regime.organisation.seats) {
            uses_quota |= firm.roles[seat.role].has_quota;
        }
    }
    smallest_window = longest_window(the_model);
    judging_ends = end_of_judging(the_model, firm.months);
}

}  // namespace clientele::replication
