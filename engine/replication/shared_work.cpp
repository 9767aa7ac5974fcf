#include "engine/replication/shared_work.hpp"

#include <algorithm>
#include <numeric>

#include "engine/base/money.hpp"
#include "engine/random/batch.hpp"
#include "engine/random/samplers.hpp"
#include "engine/replication/life.hpp"

namespace clientele::replication {

namespace {

constexpr auto supporting = static_cast<std::uint8_t>(model::Does::support);
constexpr std::uint8_t owning =
    static_cast<std::uint8_t>(model::Does::keep) | static_cast<std::uint8_t>(model::Does::grow) |
    static_cast<std::uint8_t>(model::Does::plan) | static_cast<std::uint8_t>(model::Does::win);

/// What seats have together.
struct Together {
    double hours = 0;  ///< as they count
    double cost = 0;   ///< of them [currency]
};

template <class Belongs>
Together add_up(const model::Organisation& organisation, const double* rate, const double* effect,
                const double* serving, Belongs belongs) {
    Together all;
    for (std::size_t s = 0; s < organisation.seats.size(); ++s) {
        if (belongs(organisation.teams[organisation.seats[s].team])) {
            all.hours += serving[s] * effect[s];
            all.cost += serving[s] * rate[s];
        }
    }
    return all;
}

/// Takes the same part of their hours from all of them.
template <class Belongs>
void spend(const model::Organisation& organisation, double part, double* serving, std::vector<double>& used,
           Belongs belongs) {
    for (std::size_t s = 0; s < organisation.seats.size(); ++s) {
        if (belongs(organisation.teams[organisation.seats[s].team])) {
            used[s] += part * serving[s];
            serving[s] *= 1 - part;
        }
    }
}

double part_of(double needed, double there) { return needed > 0 ? std::min(1.0, there / needed) : 0; }

}  // namespace

bool in_support_pool(const model::TeamTerms& team) { return team.does_any(supporting) && !team.does_any(owning); }

double support_need(const LawTerms& law, const model::TeamTerms& team, double complexity) {
    return team.does_any(supporting) ? 0 : law.needs[3] * complexity;
}

void SharedWork::reserve(const model::Firm& firm, std::size_t wide, std::size_t seats) {
    if (!firm.uses_urgent && !firm.uses_support) {
        return;
    }
    for (auto* column : {&asked, &need, &given, &cost}) {
        column->assign(wide, 0.0);
    }
    seat.assign(wide, -1);
    supports = firm.uses_support;
    for (std::uint32_t i = 0; i < firm.clients.size(); ++i) {
        if (firm.parameters.may_exceed_zero(firm.urgent[firm.clients.segment[i]].chance)) {
            may_ask.push_back(i);
        }
    }
    asking.reserve(may_ask.size());
    for (auto& plane : ask_words) {
        plane.assign(may_ask.empty() ? 0 : wide, 0U);
    }
    used.assign(seats, 0.0);
    first_seat.assign(seats, 0);
    std::iota(first_seat.begin(), first_seat.end(), std::size_t{0});
    for (auto* column : {&asked_of, &hours_of, &cost_of}) {
        column->assign(seats + 1, 0.0);
    }
}

void SharedWork::begin_month() {
    each_served([this](std::uint32_t i) { asked[i] = need[i] = given[i] = cost[i] = 0; });
    asking.clear();
    std::fill(used.begin(), used.end(), 0.0);
    support_left = 0;
    support_rate = 0;
}

void SharedWork::ask(std::uint32_t i, double hours) {
    asked[i] = hours;
    asking.push_back(i);
}

void SharedWork::answer_urgent(const model::Organisation& organisation, const double* rate, const double* effect,
                               double* serving) {
    const std::size_t seats = organisation.seats.size();
    const std::size_t pool = seats;
    const auto answers = [&](std::size_t s) -> std::size_t {
        return organisation.teams[organisation.seats[s].team].answers_all ? pool : first_seat[s];
    };
    for (auto* column : {&asked_of, &hours_of, &cost_of}) {
        std::fill(column->begin(), column->end(), 0.0);
    }
    for (const std::uint32_t i : asking) {
        asked_of[answers(static_cast<std::size_t>(seat[i]))] += asked[i];
    }
    for (std::size_t s = 0; s < seats; ++s) {
        hours_of[answers(s)] += serving[s] * effect[s];
        cost_of[answers(s)] += serving[s] * rate[s];
    }
    for (const std::uint32_t i : asking) {
        const std::size_t by = answers(static_cast<std::size_t>(seat[i]));
        const double got = asked[i] * part_of(asked_of[by], hours_of[by]);
        need[i] += asked[i];
        given[i] += got;
        cost[i] += got > 0 ? got * cost_of[by] / hours_of[by] : 0;
    }
    for (std::size_t s = 0; s < seats; ++s) {
        const std::size_t by = answers(s);
        const double spent = hours_of[by] > 0 ? std::min(1.0, asked_of[by] / hours_of[by]) * serving[s] : 0;
        used[s] += spent;
        serving[s] -= spent;
    }
}

void SharedWork::support(const model::Organisation& organisation, const double* help, const double* rate,
                         const double* effect, double* serving) {
    double asked_for = 0;
    for (std::size_t i = 0; i < seat.size(); ++i) {
        asked_for += help[i];
    }
    const Together pool = add_up(organisation, rate, effect, serving, in_support_pool);
    const double part = part_of(asked_for, pool.hours);
    support_rate = pool.hours > 0 ? pool.cost / pool.hours : 0;
    for (std::size_t i = 0; i < seat.size(); ++i) {
        need[i] += help[i];
        given[i] += part * help[i];
        cost[i] += part * help[i] * support_rate;
    }
    support_left = std::max(0.0, pool.hours - part * asked_for);
    spend(organisation, pool.hours > 0 ? part * asked_for / pool.hours : 0, serving, used, in_support_pool);
}

namespace {

/// The seat that owns a client who buys, -1: none.
std::int16_t serving_seat(const Life& life, std::uint32_t i) {
    return life.clients.buys[i] != 0 ? seat_held(life, i) : std::int16_t{-1};
}

/// Who asks urgently this month.
void draw_requests(Life& life) {
    SharedWork& work = life.shared;
    const model::ClientTable& table = life.firm.clients;
    auto* planes = work.ask_words;
    if (life.month % 4 == 0) {
        random::month_words(life.firm.luck.urgent, {table.address_low.data(), table.address_high.data()},
                            work.may_ask.data(), work.may_ask.size(), life.replication, life.month / 4,
                            {planes[0].data(), planes[1].data(), planes[2].data(), planes[3].data()});
    }
    for (const std::uint32_t i : work.may_ask) {
        work.seat[i] = serving_seat(life, i);
        const double chance = life.terms->urgent_chance[table.segment[i]];
        const double hours = life.terms->urgent_hours[table.segment[i]];
        const std::uint32_t word = planes[life.month % 4][i];
        if (work.seat[i] >= 0 && hours > 0 && random::happens(word, chance)) {
            work.ask(i, hours);
            if (life.events != nullptr) {
                life.events->push_back({life.month,
                                        "attention",
                                        life.firm.clients.names[i],
                                        "asked urgently",
                                        chance,
                                        random::uniform(word),
                                        0,
                                        {},
                                        {},
                                        {},
                                        {{"hours", hours, "h"}}});
            }
        }
    }
}

/// Hours and money of the month, booked.
void book(Life& life) {
    SharedWork& work = life.shared;
    double charged = 0;
    work.each_served([&](std::uint32_t i) {
        const double cost = base::round_money(work.cost[i]);
        life.clients.account[i].cost += cost;
        charged += cost;
    });
    life.month_books.serving_hours += charged;
    for (std::size_t s = 0; s < life.organisation->seats.size(); ++s) {
        life.teams.hours_used[life.organisation->seats[s].team] += work.used[s];
    }
}

}  // namespace

void share_work(Life& life) {
    if (life.shared.seat.empty()) {
        return;
    }
    SharedWork& work = life.shared;
    SeatState& seats = life.seats;
    work.begin_month();
    for (std::size_t s = 0; s < life.organisation->seats.size(); ++s) {
        work.first_seat[s] = is_second_seat(life, s) ? static_cast<std::size_t>(seats.seat_of[seats.person[s]]) : s;
    }
    if (life.firm.uses_urgent) {
        draw_requests(life);
        work.answer_urgent(*life.organisation, seats.rate.data(), seats.effect.data(), seats.serving.data());
    }
    if (life.firm.uses_support) {
        double* const help = life.need.data();
        std::fill(life.need.begin(), life.need.end(), 0.0);
        for (std::uint32_t i = 0; i < life.client_count(); ++i) {
            work.seat[i] = serving_seat(life, i);
            if (work.seat[i] >= 0) {
                const auto& team =
                    life.organisation->teams[life.organisation->seats[static_cast<std::size_t>(work.seat[i])].team];
                help[i] = support_need(life.terms->laws[life.clients.law[i]], team, life.population->complexity[i]);
            }
        }
        work.support(*life.organisation, help, seats.rate.data(), seats.effect.data(), seats.serving.data());
    }
    book(life);
}

}  // namespace clientele::replication
