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

/// Part of the margin that each client brought this month goes to the person who owns it; an empty seat earns nothing.
void pay_commission(Life& life) {
    if (!life.firm.uses_commission) {
        return;
    }
    ClientState& c = life.clients;
    double paid = 0;
    for_each_buyer(life, [&](std::uint32_t i) {
        const double gain = c.account[i].margin - life.margin_before[i];
        life.margin_before[i] = c.account[i].margin;
        if (gain <= 0 || c.owner[i] < 0 || life.people.vacant[static_cast<std::size_t>(c.owner[i])] > 0) {
            return;
        }
        const auto seat = static_cast<std::size_t>(seat_held(life, i));
        const double commission = base::round_money(gain * life.terms->roles[role_of_seat(life, seat)].commission);
        c.account[i].cost += commission;
        paid += commission;
    });
    life.month_books.serving += paid;
    life.books.commission += paid;
}

void pay_for_wins(Life& life, const model::TeamTerms& team, std::size_t first) {
    if (team.seats() == 0) {
        return;
    }
    const double each = life.terms->roles[life.organisation->seats[team.first_seat].role].new_client;
    for (std::size_t k = first; k < life.moves.size(); ++k) {
        life.clients.account[life.moves[k].client].cost += each;
    }
    // Exact, as every amount is a whole number of grains.
    const double paid = each * static_cast<double>(life.moves.size() - first);
    life.month_books.acquisition += paid;
    life.books.commission += paid;
}

}  // namespace clientele::replication
