#include "engine/behaviour/attention.hpp"

#include <algorithm>

#include "engine/base/money.hpp"
#include "engine/replication/life.hpp"

namespace clientele::replication {

namespace {

constexpr std::uint8_t recurring = static_cast<std::uint8_t>(model::Does::keep) |
                                   static_cast<std::uint8_t>(model::Does::grow) |
                                   static_cast<std::uint8_t>(model::Does::plan);

/// Owned clients by seat, ascending within a seat: counted, then placed.
void list_by_seat(Life& life) {
    SeatState& seats = life.seats;
    const model::Organisation& organisation = *life.organisation;
    seats.first[0] = 0;
    for (std::size_t s = 0; s < organisation.seats.size(); ++s) {
        seats.first[s + 1] = seats.first[s] + seats.taken.load(s);
    }
    std::copy_n(seats.first.begin(), organisation.seats.size(), seats.fill.begin());
    for (std::uint32_t i = 0; i < life.client_count(); ++i) {
        if (life.clients.owner[i] >= 0) {
            const auto seat =
                static_cast<std::size_t>(organisation.seat_of[static_cast<std::size_t>(life.clients.owner[i])]);
            seats.clients[seats.fill[seat]++] = i;
        }
    }
    seats.stale = false;
}

void weigh(Life& life, const model::TeamTerms& team, const std::uint32_t* owned, std::size_t n) {
    const ClientState& c = life.clients;
    if (team.allocates == scenario::Allocates::equal) {
        std::fill_n(life.weight.begin(), n, 1.0);
        return;
    }
    for (std::size_t k = 0; k < n; ++k) {
        const std::uint32_t i = owned[k];
        life.weight[k] = expected_revenue(life.terms->laws[c.law[i]], life.population->potential[i], c.wallet[i]);
    }
    if (team.allocates == scenario::Allocates::by_class) {
        std::copy_n(life.weight.begin(), n, life.given.begin());
        behaviour::class_weights(n, life.given.data(), life.order.data(), life.weight.data());
    }
}

void serve_seat(Life& life, std::size_t s) {
    ClientState& c = life.clients;
    const model::Seat& seat = life.organisation->seats[s];
    const model::TeamTerms& team = life.organisation->teams[seat.team];
    const std::uint32_t* owned = life.seats.clients.data() + life.seats.first[s];
    const std::size_t n = life.seats.first[s + 1] - life.seats.first[s];
    const RoleNumbers& role = life.terms->roles[seat.role];
    if (n == 0 || role.hours <= 0) {
        return;
    }
    for (std::size_t k = 0; k < n; ++k) {
        life.need[k] =
            needed_hours(life.terms->laws[c.law[owned[k]]], team.does, life.population->complexity[owned[k]]);
    }
    weigh(life, team, owned, n);
    const double available = life.seats.hours[s] * (1 - team.win_share);
    const double used = behaviour::divide_hours(available, life.firm.attention_cap, n, life.need.data(),
                                                life.weight.data(), life.given.data());
    life.teams.hours_used[seat.team] += used;
    double charged = 0;
    for (std::size_t k = 0; k < n; ++k) {
        const std::uint32_t i = owned[k];
        const double cost = base::round_money(life.given[k] * role.rate);
        c.hours[i] = life.given[k];
        c.served[i] = life.need[k] > 0 ? std::min(1.0, life.given[k] / life.need[k]) : 1.0;
        c.account[i].cost += cost;
        charged += cost;
    }
    life.month_books.serving_hours += charged;
}

}  // namespace

void divide_attention(Life& life) {
    for (std::size_t stage = 0; stage < life.in_stage.size(); ++stage) {
        life.month_books.serving += life.in_stage[stage] * life.terms->laws[life.firm.law(stage, 0)].cost;
    }
    if (!life.uses_hours) {
        return;
    }
    if (life.seats.stale) {
        list_by_seat(life);
    }
    for (std::size_t s = 0; s < life.organisation->seats.size(); ++s) {
        if (life.organisation->teams[life.organisation->seats[s].team].does_any(recurring)) {
            serve_seat(life, s);
        }
    }
    if (life.firm.wallet.responds) {
        ClientState& c = life.clients;
        behaviour::each_tile(life.tiles_of(order_decision), [&](std::size_t i) {
            behaviour::move_wallets(life.terms->wallet, behaviour::Tiles::clients, &c.buys[i], &c.hours[i],
                                    &life.population->hours_today[i], &life.population->share_of_wallet[i],
                                    &c.wallet[i]);
        });
    }
}

}  // namespace clientele::replication
