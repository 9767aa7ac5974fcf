#include "engine/behaviour/attention.hpp"

#include <algorithm>
#include <limits>

#include "engine/base/sums.hpp"
#include "engine/behaviour/lists.hpp"
#include "engine/behaviour/marks.hpp"
#include "engine/random/batch.hpp"
#include "engine/replication/life.hpp"
#include "engine/replication/tell.hpp"

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
    std::uint32_t* const fill = seats.fill.data();
    std::uint32_t* const clients = seats.clients.data();
    // Who is owned changes from client to client as if by chance: listed side by side, without a jump a client.
    ClientState& c = life.clients;
    behaviour::mark_owned_by(c.owner.data(), 0, std::numeric_limits<std::int16_t>::max(), life.client_count(),
                             c.mark.data());
    const std::size_t owned = behaviour::list_marked(c.mark.data(), life.client_count(), life.ids.data());
    for (std::size_t k = 0; k < owned; ++k) {
        const std::uint32_t i = life.ids[k];
        const std::uint32_t place = fill[static_cast<std::size_t>(seat_held(life, i))]++;
        clients[place] = i;
    }
    seats.stale = false;
}

/// What each seat has for its clients: its person's hours that are not for winning nor promised, what an hour costs and
/// what it counts for.
void lay_out_hours(Life& life) {
    SeatState& seats = life.seats;
    const model::Organisation& organisation = *life.organisation;
    for (std::size_t s = 0; s < organisation.seats.size(); ++s) {
        seats.serving[s] = seats.for_clients[s] - seats.reserved[s];
        seats.rate[s] = life.terms->roles[role_of_seat(life, s)].rate;
        seats.effect[s] = life.people.skill[seats.person[s]];
    }
}

/// Colleagues give the clients of empty seats a part of the hours that are missing, each the same part of their own,
/// where enough of them are there. Nobody's hours are made: what one client gets another lacks.
void cover_empty_seats(Life& life, const model::TeamTerms& team) {
    SeatState& seats = life.seats;
    double there = 0, cost = 0, counts = 0, missing = 0;
    std::uint32_t present = 0;
    for (std::uint32_t s = team.first_seat; s < team.last_seat; ++s) {
        const bool empty = life.people.vacant[seats.person[s]] > 0;
        present += empty ? 0U : 1U;
        missing += empty ? life.terms->roles[life.organisation->seats[s].role].hours * (1 - team.win_share) : 0;
        there += seats.serving[s];
        cost += seats.serving[s] * seats.rate[s];
        counts += seats.serving[s] * seats.effect[s];
    }
    if (missing <= 0 || there <= 0 || present < team.min_team) {
        return;
    }
    const double given = std::min(there, team.cover * missing);
    for (std::uint32_t s = team.first_seat; s < team.last_seat; ++s) {
        const double full = life.terms->roles[life.organisation->seats[s].role].hours * (1 - team.win_share);
        if (life.people.vacant[seats.person[s]] == 0) {
            seats.serving[s] *= 1 - given / there;
        } else {
            seats.serving[s] = given * (full / missing);
            seats.rate[s] = cost / there;
            seats.effect[s] = counts / there;
        }
    }
}

/// Hours that the clients of a person need, over those the person has for them at full strength; of both seats of one
/// who works both ways. \param need of the seat's clients, from it [h/month]
void remember_load(Life& life, std::size_t s, double need, const std::uint32_t* owned, std::size_t n) {
    const model::Seat& seat = life.organisation->seats[s];
    const std::size_t person = life.seats.person[s];
    const double full = life.terms->roles[role_of_seat(life, s)].hours *
                        (1 - life.organisation->teams[seat.team].win_share) * life.people.skill[person];
    if (!life.shared.asked.empty()) {
        const double* const asked = life.shared.asked.data();
        need += base::sum_in_lanes(n, [&](std::size_t k) { return asked[owned[k]]; });
    }
    life.people.load[person] += full > 0 ? need / full : 0;
}

/// What a seat's division gives to each of its clients, and what it costs.
void hand_out(Life& life, const std::uint32_t* owned, std::size_t n) {
    ClientState& c = life.clients;
    const Allocation& given = life.allocation;
    const SharedWork& shared = life.shared;
    const bool shares = !shared.need.empty();
    double* const excess = life.firm.power.acts ? life.ties.excess.data() : nullptr;
    double charged = 0;
    for (std::size_t k = 0; k < n; ++k) {
        const std::uint32_t i = owned[k];
        c.hours[i] = given.hours[k];
        c.served[i] = shares && shared.need[i] > 0
                          ? std::min(1.0, (given.hours[k] + shared.given[i]) / (given.need[k] + shared.need[i]))
                          : given.served[k];
        c.account[i].cost += given.cost[k];
        charged += given.cost[k];
        if (excess != nullptr) {
            excess[i] = given.excess[k];
        }
    }
    life.month_books.serving_hours += charged;
}

bool serves_clients(const Life& life, std::size_t s) {
    return life.organisation->teams[life.organisation->seats[s].team].does_any(recurring);
}

/// Loads of those who serve are counted from nothing, and are at least 1.
void clear_loads(Life& life) {
    for (std::size_t s = 0; s < life.organisation->seats.size() && !life.people.load.empty(); ++s) {
        if (serves_clients(life, s)) {
            life.people.load[life.seats.person[s]] = 0;
        }
    }
}

void settle_loads(Life& life) {
    for (std::size_t s = 0; s < life.organisation->seats.size() && !life.people.load.empty(); ++s) {
        if (serves_clients(life, s)) {
            life.people.load[life.seats.person[s]] = std::max(1.0, life.people.load[life.seats.person[s]]);
        }
    }
}

void serve_seat(Life& life, std::size_t s) {
    ClientState& c = life.clients;
    const model::Seat& seat = life.organisation->seats[s];
    const model::TeamTerms& team = life.organisation->teams[seat.team];
    const std::uint32_t* owned = life.seats.clients.data() + life.seats.first[s];
    const std::size_t n = life.seats.first[s + 1] - life.seats.first[s];
    const RoleNumbers& role = life.terms->roles[role_of_seat(life, s)];
    if (n == 0 || role.hours <= 0) {
        return;
    }
    const double effect = life.seats.effect[s];
    const double available = life.seats.serving[s] * effect;
    Allocation& allocation = life.allocation;
    const View view{*life.terms,
                    *life.population,
                    c.law.data(),
                    c.wallet.data(),
                    life.judgement.empty() ? nullptr : life.judgement.data(),
                    life.uses_plans ? c.planned_since.data() : nullptr,
                    life.potential,
                    life.uses_demand ? c.demand.data() : nullptr};
    const double used = allocation.divide(view, team, role, available, owned, n);
    life.teams.hours_used[seat.team] += used / effect;
    behaviour::count_service(n, allocation.need.data(), allocation.hours.data(), effect, life.seats.rate[s],
                             allocation.served.data(), allocation.excess.data(), allocation.cost.data());
    if (!life.people.load.empty() || life.firm.delay.acts) {
        const double asked = base::sum_in_lanes(n, [&](std::size_t k) { return allocation.need[k]; });
        if (life.firm.delay.acts) {
            life.ties.load[s] = asked;
        }
        if (!life.people.load.empty()) {
            remember_load(life, s, asked, owned, n);
        }
    }
    hand_out(life, owned, n);
}

/// Seats judge every client anew when a judgement has lasted its months. One block of words serves four judgements.
void judge_clients(Life& life) {
    const std::uint32_t months = life.firm.intuition.months;
    if (life.month % months != 0) {
        return;
    }
    const std::uint32_t period = life.month / months;
    const std::size_t n = life.client_count();
    auto* planes = life.judgement_words.data();
    if (period % 4 == 0) {
        const model::ClientTable& table = life.firm.clients;
        random::month_words(life.firm.luck.judgement, {table.address_low.data(), table.address_high.data()}, n,
                            life.replication, period / 4,
                            {planes[0].data(), planes[1].data(), planes[2].data(), planes[3].data()});
    }
    double* const factor = life.judgement.data();
    random::lognormal(planes[period % 4].data(), n, life.zeros.data(), life.terms->judgement_spread, factor);
}

/// Hours needed become load: of each seat, or of its team where it answers together. Nobody there is a load without
/// end.
void measure_load(Life& life) {
    const model::Organisation& organisation = *life.organisation;
    for (const model::TeamTerms& team : organisation.teams) {
        double need = 0;
        double hours = 0;
        for (std::uint32_t s = team.first_seat; s < team.last_seat; ++s) {
            need += life.ties.load[s];
            hours += life.seats.serving[s] * life.seats.effect[s];
        }
        for (std::uint32_t s = team.first_seat; s < team.last_seat; ++s) {
            const bool pooled = life.firm.delay.by_team;
            const double there = pooled ? hours : life.seats.serving[s] * life.seats.effect[s];
            const double asked = pooled ? need : life.ties.load[s];
            life.ties.load[s] = there > 0 ? asked / there : asked > 0 ? 1.0 : 0.0;
        }
    }
}

void move_wallets(Life& life) {
    ClientState& c = life.clients;
    const Population& today = *life.population;
    const behaviour::WalletResponse& response = life.terms->wallet;
    const double* const hours = hours_as_felt(life);
    constexpr std::size_t tile = behaviour::Tiles::clients;
    if (life.firm.uses_stage_effort) {
        behaviour::each_tile(life.tiles_of(order_decision), [&](std::size_t i) {
            behaviour::move_wallets_within(response, &c.within_reach[i], tile, &c.buys[i], &hours[i],
                                           &today.hours_today[i], &today.share_of_wallet[i], &c.wallet[i]);
        });
    } else {
        behaviour::each_tile(life.tiles_of(order_decision), [&](std::size_t i) {
            behaviour::move_wallets(response, tile, &c.buys[i], &hours[i], &today.hours_today[i],
                                    &today.share_of_wallet[i], &c.wallet[i]);
        });
    }
}

}  // namespace

void divide_attention(Life& life) {
    plan_accounts(life);
    for (std::size_t stage = 0; stage < life.in_stage.size(); ++stage) {
        life.month_books.serving += life.in_stage[stage] * life.terms->laws[life.firm.law(stage, 0)].cost;
    }
    if (!life.uses_hours) {
        feel_service(life);
        return;
    }
    if (life.month < life.judging_ends) {
        judge_clients(life);
    }
    if (life.seats.stale) {
        list_by_seat(life);
    }
    if (life.firm.transfer_shock.overlap > 0) {
        serve_overlapping(life);
    }
    lay_out_hours(life);
    for (const model::TeamTerms& team : life.organisation->teams) {
        if (team.cover > 0) {
            cover_empty_seats(life, team);
        }
    }
    share_work(life);
    clear_loads(life);
    std::fill(life.ties.load.begin(), life.ties.load.end(), 0.0);
    for (std::size_t s = 0; s < life.organisation->seats.size(); ++s) {
        if (serves_clients(life, s)) {
            serve_seat(life, s);
        }
    }
    settle_loads(life);
    if (life.firm.delay.acts) {
        measure_load(life);
    }
    feel_service(life);
}

void set_spending(Life& life) {
    if (!life.uses_hours) {
        return;
    }
    if (life.firm.wallet.responds) {
        move_wallets(life);
    }
    if (life.events != nullptr && life.telling.watched) {
        tell_attention(life, *life.telling.watched);
    }
}

}  // namespace clientele::replication
