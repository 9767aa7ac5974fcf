#include <algorithm>

#include "engine/base/money.hpp"
#include "engine/random/samplers.hpp"
#include "engine/replication/life.hpp"

namespace clientele::replication {

bool holds_on(Life& life, std::uint32_t i, std::uint8_t to) {
    const std::int16_t owner = life.clients.owner[i];
    if (owner < 0 || life.people.vacant[static_cast<std::size_t>(owner)] > 0) {
        return false;
    }
    const auto seat = static_cast<std::size_t>(seat_held(life, i));
    const double lets_go = life.terms->roles[role_of_seat(life, seat)].lets_go;
    if (lets_go >= 1 || owning_team(life, i, to) == static_cast<std::int16_t>(life.organisation->seats[seat].team)) {
        return false;
    }
    const std::uint32_t word =
        random::word(life.firm.luck.lets_go, entity_of(life.firm.clients, i), life.replication, life.month);
    const bool holds = !random::happens(word, lets_go);
    if (holds && life.events != nullptr) {
        life.events->push_back({life.month, "ownership", life.firm.clients.names[i],
                                "not handed over yet, which would cost its owner commission", lets_go,
                                random::uniform(word), 0});
    }
    return holds;
}

namespace {

/// What people earn of the margin they bring, nobody in front of them.
void find_commissions(Life& life) {
    std::vector<double>& part = life.people.commission;
    part[0] = 0;
    for (std::size_t p = 0; p < life.people.vacant.size(); ++p) {
        const std::int16_t seat = life.people.vacant[p] > 0 ? std::int16_t{-1} : any_seat(life, p);
        part[p + 1] = seat < 0 ? 0 : life.terms->roles[role_of_seat(life, static_cast<std::size_t>(seat))].commission;
    }
}

}  // namespace

/// Part of the margin that each client brought this month goes to the person who owns it; an empty seat earns nothing.
void pay_commission(Life& life) {
    if (!life.firm.uses_commission) {
        return;
    }
    ClientState& c = life.clients;
    find_commissions(life);
    const double* const part = life.people.commission.data() + 1;  // nobody, -1, earns nothing
    double paid = 0;
    for_each_buyer(life, [&](std::uint32_t i) {
        Account& account = c.account[i];
        const double gain = account.margin - life.margin_before[i];
        life.margin_before[i] = account.margin;
        const double commission = base::round_money(std::max(0.0, gain) * part[c.owner[i]]);
        account.cost += commission;
        paid += commission;
    });
    life.month_books.serving += paid;
    life.books.commission += paid;
}

void pay_for_wins(Life& life, const model::TeamTerms& team, std::size_t first) {
    if (team.seats() == 0) {
        return;
    }
    const double each = base::round_money(mean_of_winners(life, team, &RoleNumbers::new_client));
    for (std::size_t k = first; k < life.moves.size(); ++k) {
        life.clients.account[life.moves[k].client].cost += each;
    }
    // Exact, as every amount is a whole number of grains.
    const double paid = each * static_cast<double>(life.moves.size() - first);
    life.month_books.acquisition += paid;
    life.books.commission += paid;
}

}  // namespace clientele::replication
