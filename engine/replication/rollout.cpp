#include "engine/behaviour/rollout.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/base/money.hpp"
#include "engine/replication/life.hpp"

/// A structure that comes client by client. Clients whose turn has not come stay with the seats, owners and rules of
/// the organisation before; most people sit in both and divide their time.
namespace clientele::replication {

namespace {

/// The weakest link of the chain.
double weakest_link(const Life& life) {
    double weakest = 1;
    for (const model::ParameterId link : life.organisation->rollout->readiness) {
        weakest = std::min(weakest, life.terms->values[link.index()]);
    }
    return weakest;
}

/// Clients whose turn has come, of all.
std::size_t clients_reached(const Life& life) {
    const model::RolloutTerms& rollout = *life.organisation->rollout;
    const double takes = life.terms->values[rollout.takes.index()];
    const double ceiling = weakest_link(life);
    double part = 0;
    for (const model::WaveTerms& wave : rollout.waves) {
        if (wave.first <= life.month) {
            part += wave.clients * behaviour::adoption(life.month - wave.first + 1, takes, ceiling);
        }
    }
    const auto n = static_cast<double>(life.client_count());
    return std::min(life.client_count(), static_cast<std::size_t>(std::floor(part * n + 0.5)));
}

/// Whether the change is still going on: it ends so many months after the last wave as a wave takes.
bool rollout_goes_on(const Life& life) {
    const model::RolloutTerms& rollout = *life.organisation->rollout;
    std::uint32_t last = life.regime_month;
    for (const model::WaveTerms& wave : rollout.waves) {
        last = std::max(last, wave.first);
    }
    return life.month < last + life.terms->values[rollout.takes.index()];
}

void pay_programme(Life& life) {
    const model::RolloutTerms& rollout = *life.organisation->rollout;
    const auto amount = [&](model::ParameterId id) { return base::round_money(life.terms->values[id.index()]); };
    life.month_books.programme += life.month == life.regime_month ? amount(rollout.cost) : 0;
    life.month_books.programme += rollout_goes_on(life) ? amount(rollout.running_cost) : 0;
}

void change_over(Life& life, std::uint32_t i) {
    ClientState& c = life.clients;
    const std::int16_t seat = seat_held(life, i);
    if (seat >= 0) {
        life.seats.taken.remove(static_cast<std::uint32_t>(seat),
                                life.organisation->seats[static_cast<std::size_t>(seat)].team);
    }
    c.old_way[i] = 0;
    c.changed[i] = static_cast<std::int32_t>(life.month);
    digest_in(life, 0x2000000 + i);
    if (life.events != nullptr) {
        const double none = std::numeric_limits<double>::quiet_NaN();
        life.events->push_back(
            {life.month, "rollout", life.firm.clients.names[i], "worked the new way from now on", none, none, 0});
    }
}

/// One who works both ways, in the seat `first` and, as before, in the seat `second`. Winning goes over with the part A
/// of clients that are worked the new way; the hours that are left are divided as the clients of both seats need them:
///     winning    A w_new H  and  (1 - A) w_old H,      serving    (1 - A w_new - (1 - A) w_old) H need / (both needs)
/// with H the person's hours and w the part of them that each team gives to winning. \param adopted A, neither 0 nor 1
void divide(Life& life, std::size_t first, std::size_t second, double adopted) {
    SeatState& seats = life.seats;
    const auto& teams = life.organisation->teams;
    const double win_new = adopted * teams[life.organisation->seats[first].team].win_share;
    const double win_old = (1 - adopted) * teams[life.organisation->seats[second].team].win_share;
    const double need = seats.need[first] + seats.need[second];
    const double share = need > 0 ? seats.need[first] / need : adopted;
    const double hours = seats.hours[first];
    const double serving = (1 - win_new - win_old) * hours;
    seats.for_winning[first] = win_new * hours;
    seats.for_winning[second] = win_old * hours;
    seats.for_clients[first] = share * serving;
    seats.for_clients[second] = (1 - share) * serving;
    seats.hours[first] = seats.for_winning[first] + seats.for_clients[first];
    seats.hours[second] = seats.for_winning[second] + seats.for_clients[second];
    seats.presence[second] = (1 - adopted) * seats.presence[first];
    seats.presence[first] *= adopted;
}

/// Before the first client has changed over everything is as before.
void give_all(Life& life, std::size_t from, std::size_t to) {
    SeatState& seats = life.seats;
    const double win_share = life.organisation->teams[life.organisation->seats[to].team].win_share;
    seats.hours[to] = seats.hours[from];
    seats.for_clients[to] = seats.hours[from] * (1 - win_share);
    seats.for_winning[to] = seats.hours[from] * win_share;
    seats.presence[to] = seats.presence[from];
    for (auto* column : {&seats.hours, &seats.for_clients, &seats.for_winning, &seats.presence}) {
        (*column)[from] = 0;
    }
}

void count_needs(Life& life) {
    const model::Organisation& organisation = *life.organisation;
    std::fill(life.seats.need.begin(), life.seats.need.end(), 0.0);
    for (std::uint32_t i = 0; i < life.client_count(); ++i) {
        const std::int16_t seat = seat_held(life, i);
        if (seat >= 0) {
            const auto s = static_cast<std::size_t>(seat);
            life.seats.need[s] += client_need(life, organisation.teams[organisation.seats[s].team], i);
            life.seats.need[s] +=
                life.firm.uses_urgent ? expected_urgent(*life.terms, life.firm.clients.segment[i]) : 0;
        }
    }
}

/// With the last client go the people of the organisation before whom this one does not seat.
void release_the_rest(Life& life) {
    for (std::size_t s = life.organisation->own_seats; s < life.organisation->seats.size(); ++s) {
        if (!is_second_seat(life, s)) {
            release(life, life.seats.person[s], life.organisation->seats[s].role);
        }
    }
}

}  // namespace

void begin_rollout(Life& life) {
    if (!life.uses_rollout) {
        return;
    }
    const std::size_t n = life.client_count();
    const bool comes = life.organisation->rollout.has_value();
    std::fill_n(life.clients.old_way.begin(), n, comes ? std::uint8_t{1} : std::uint8_t{0});
    life.changed_over = comes ? 0 : n;
    if (!comes) {
        return;
    }
    std::iota(life.turn.begin(), life.turn.begin() + static_cast<std::ptrdiff_t>(n), 0U);
    const Population& who = *life.population;
    const scenario::Order order = life.organisation->rollout->order;
    if (order == scenario::Order::by_potential) {
        largest_first(who.potential.data(), life.turn.data(), n);
    } else if (order == scenario::Order::by_revenue) {
        const auto revenue = [&](std::uint32_t i) { return who.potential[i] * who.share_of_wallet[i]; };
        std::sort(life.turn.begin(), life.turn.begin() + static_cast<std::ptrdiff_t>(n),
                  [&](std::uint32_t a, std::uint32_t b) {
                      return revenue(a) != revenue(b) ? revenue(a) > revenue(b) : a < b;
                  });
    }
}

void change_clients_over(Life& life) {
    if (!life.uses_rollout || !life.organisation->rollout) {
        return;
    }
    pay_programme(life);
    const std::size_t reached = std::max(life.changed_over, clients_reached(life));
    std::size_t homeless = 0;
    for (std::size_t k = life.changed_over; k < reached; ++k) {
        const std::uint32_t i = life.turn[k];
        change_over(life, i);
        life.ids[homeless] = i;
        homeless += must_move(life, i) ? 1U : 0U;
    }
    life.seats.stale |= reached > life.changed_over;
    const bool last = reached == life.client_count() && life.changed_over < reached;
    life.changed_over = reached;
    largest_first(life.potential, life.ids.data(), homeless);  // as in a change at once
    find_owners(life, homeless);
    if (last) {
        release_the_rest(life);
    }
}

void split_time(Life& life) {
    const model::Organisation& organisation = *life.organisation;
    SeatState& seats = life.seats;
    const bool between = life.changed_over > 0 && life.changed_over < life.client_count();
    const double adopted = static_cast<double>(life.changed_over) / static_cast<double>(life.client_count());
    if (between) {
        count_needs(life);
    }
    for (std::size_t s = organisation.own_seats; s < organisation.seats.size(); ++s) {
        if (!is_second_seat(life, s)) {
            continue;
        }
        const auto first = static_cast<std::size_t>(seats.seat_of[seats.person[s]]);
        if (between) {
            divide(life, first, s, adopted);
        } else if (life.changed_over == 0) {
            give_all(life, first, s);
        } else {
            for (auto* column : {&seats.hours, &seats.for_clients, &seats.for_winning, &seats.presence}) {
                (*column)[s] = 0;
            }
        }
    }
    if (life.terms->time_lost > 0 && rollout_goes_on(life)) {
        for (auto* column : {&seats.hours, &seats.for_clients, &seats.for_winning, &seats.presence}) {
            for (std::size_t s = 0; s < organisation.seats.size(); ++s) {
                (*column)[s] *= 1 - life.terms->time_lost;
            }
        }
    }
}

}  // namespace clientele::replication
