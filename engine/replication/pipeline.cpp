#include <algorithm>

#include "engine/base/money.hpp"
#include "engine/behaviour/lists.hpp"
#include "engine/behaviour/marks.hpp"
#include "engine/random/batch.hpp"
#include "engine/replication/life.hpp"
#include "engine/replication/tell.hpp"

namespace clientele::replication {

namespace {

bool wins(const model::TeamTerms& team) { return team.does_any(static_cast<std::uint8_t>(model::Does::win)); }

/// Whole attempts a team can make this month. Attempts are indivisible: what is left over is carried.
std::size_t attempts_of(Life& life, std::size_t t) {
    const model::TeamTerms& team = life.organisation->teams[t];
    const Terms& terms = *life.terms;
    double attempts = life.teams.attempts_carried[t];
    double hours = life.teams.hours_carried[t];
    for (std::uint32_t s = team.first_seat; s < team.last_seat; ++s) {
        const double skill = life.people.skill[life.seats.person[s]];
        attempts += terms.hours_per_attempt > 0 ? skill * life.seats.for_winning[s] / terms.hours_per_attempt
                                                : skill * terms.attempts_per_seat * life.seats.presence[s];
        hours += life.seats.for_winning[s];
    }
    // Ten attempts a month over a ramp are ten, not 9.999…: sums of fractions are whole within 1e-9.
    auto whole = static_cast<std::size_t>(attempts + 1e-9);
    // Where people differ, an attempt takes the hours that this team's people need for one.
    const bool by_hours = terms.hours_per_attempt > 0;
    const bool differ = life.firm.uses_skill && by_hours && attempts > 0;
    const double each = differ ? hours / attempts : terms.hours_per_attempt;
    // Attempts that nobody of the pool can help with are not made, nor kept for later.
    if (terms.attempt_support > 0) {
        const auto helped = static_cast<std::size_t>(life.shared.support_left / terms.attempt_support + 1e-9);
        whole = std::min(whole, helped);
        attempts = static_cast<double>(whole) + std::min(attempts - static_cast<double>(whole), 1 - 1e-9);
    }
    life.teams.hours_each[t] = each;
    life.teams.attempts_carried[t] = std::max(0.0, attempts - static_cast<double>(whole));
    life.teams.hours_carried[t] = differ ? life.teams.attempts_carried[t] * each : 0;
    return whole;
}

/// Hours of the pool that attempts took: the same part of what each of its seats has left.
void help_attempts(Life& life, double hours) {
    const double left = life.shared.support_left;
    for (std::size_t s = 0; s < life.organisation->seats.size() && left > 0; ++s) {
        if (in_support_pool(life.organisation->teams[life.organisation->seats[s].team])) {
            life.teams.hours_used[life.organisation->seats[s].team] += life.seats.serving[s] * hours / left;
            life.seats.serving[s] *= 1 - hours / left;
        }
    }
    life.shared.support_left = left - hours;
}

/// Hours of an attempt at the mean rate of the hours that the team's seats have for attempts.
double hours_cost(const Life& life, const model::TeamTerms& team, double hours) {
    if (hours <= 0 || team.seats() == 0) {
        return 0;
    }
    const double rate = mean_of_winners(life, team, &RoleNumbers::rate);
    return base::round_money(hours * rate);
}

/// The attempts of one team on the clients life.ids[from ... to): each costs, some succeed.
void attempt(Life& life, std::size_t from, std::size_t to, double hours) {
    const Terms& terms = *life.terms;
    const std::uint32_t* const ids = life.ids.data();
    const std::uint32_t* const words = life.attempt_words[life.month % 4].data();
    std::uint32_t* const won = life.event_client.data();
    Account* const accounts = life.clients.account.data();
    const double each = terms.attempt_cost + hours;
    std::size_t wins = 0;
    for (std::size_t k = from; k < to; ++k) {
        const std::uint32_t i = ids[k];
        accounts[i].cost += each;
        won[wins] = i;
        wins += words[i] < terms.attempt_words ? 1U : 0U;
    }
    for (std::size_t k = 0; k < wins; ++k) {
        life.moves.push_back({won[k], life.firm.effort->to, Cause::effort, terms.attempt_chance, words[won[k]]});
    }
    // Exact, as every amount is a whole number of grains.
    const auto attempts = static_cast<double>(to - from);
    life.month_books.acquisition += attempts * terms.attempt_cost;
    life.month_books.acquisition_hours += attempts * hours;
}

/// Words of attempts serve four months too: drawn for the clients who have none of these four yet.
void draw_attempts(Life& life, std::size_t from, std::size_t to) {
    const std::uint32_t period = life.month / 4;
    const std::uint32_t* const ids = life.ids.data();
    std::uint32_t* const drawn = life.attempt_period.data();
    std::uint32_t* const fresh = life.event_client.data();
    std::size_t count = 0;
    for (std::size_t k = from; k < to; ++k) {
        const std::uint32_t i = ids[k];
        fresh[count] = i;
        count += drawn[i] != period + 1 ? 1U : 0U;
        drawn[i] = period + 1;
    }
    const model::ClientTable& table = life.firm.clients;
    auto* planes = life.attempt_words.data();
    random::month_words(life.firm.luck.attempt, {table.address_low.data(), table.address_high.data()}, fresh, count,
                        life.replication, period,
                        {planes[0].data(), planes[1].data(), planes[2].data(), planes[3].data()});
}

}  // namespace

double mean_of_winners(const Life& life, const model::TeamTerms& team, double RoleNumbers::*number) {
    const std::vector<model::Seat>& seats = life.organisation->seats;
    const auto of = [&](std::size_t s) { return life.terms->roles[seats[s].role].*number; };
    double sum = 0;
    double hours = 0;
    double plain = 0;
    bool alike = true;
    for (std::size_t s = team.first_seat; s < team.last_seat; ++s) {
        sum += life.seats.for_winning[s] * of(s);
        hours += life.seats.for_winning[s];
        plain += of(s);
        alike &= seats[s].role == seats[team.first_seat].role;
    }
    // Exact where all earn alike; by heads where nobody's hours are stated.
    return alike ? of(team.first_seat) : hours > 0 ? sum / hours : plain / team.seats();
}

void win_prospects(Life& life) {
    life.moves.clear();
    if (!life.firm.effort) {
        return;
    }
    std::size_t next = 0;
    std::size_t listed = 0;
    std::size_t budget = 0;
    for (std::size_t t = 0; t < life.organisation->teams.size(); ++t) {
        const model::TeamTerms& team = life.organisation->teams[t];
        if (!wins(team)) {
            continue;
        }
        const std::size_t attempts = attempts_of(life, t);
        budget += attempts;
        if (listed < budget) {
            listed =
                behaviour::list_first_marked(life.clients.courted.data(), life.client_count(), budget, life.ids.data());
        }
        const double support = life.terms->attempt_support;
        const double hours =
            hours_cost(life, team, life.teams.hours_each[t]) + base::round_money(support * life.shared.support_rate);
        const std::size_t last = std::min(listed, next + attempts);
        if (support > 0) {
            help_attempts(life, static_cast<double>(last - next) * support);
        }
        draw_attempts(life, next, last);
        life.teams.hours_used[t] += static_cast<double>(last - next) * life.teams.hours_each[t];
        const std::size_t won_before = life.moves.size();
        attempt(life, next, last, hours);
        if (life.firm.uses_commission) {
            pay_for_wins(life, team, won_before);
        }
        if (life.events != nullptr) {
            tell_attempts(life, next, last, team, hours);
        }
        next = last;
    }
}

}  // namespace clientele::replication
