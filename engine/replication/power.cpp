#include "engine/behaviour/power.hpp"

#include <algorithm>

#include "engine/random/batch.hpp"
#include "engine/random/math.hpp"
#include "engine/replication/life.hpp"

namespace clientele::replication {

namespace {

double sales(const Life& life, std::uint32_t i) {
    const LawTerms& law = life.terms->laws[life.clients.law[i]];
    return life.clients.buys[i] != 0
               ? expected_revenue(law, life.population->activity_of(i), life.potential[i], life.clients.wallet[i])
               : 0;
}

/// What is granted once becomes habit: it is never taken back while the client stays.
void grant(Life& life, std::uint32_t i, double chance, std::uint32_t word) {
    const PowerNumbers& power = life.terms->power;
    TieState& ties = life.ties;
    ++ties.granted[i];
    ties.discount[i] = std::max(ties.discount[i], std::min(power.at_most, ties.discount[i] + power.discount));
    ++life.books.grants;
    digest_in(life, (std::uint64_t{i} << 16U) | ties.granted[i]);
    if (life.events != nullptr) {
        life.events->push_back({life.month, "power", life.firm.clients.names[i], "asked and was granted more", chance,
                                random::uniform(word), ties.discount[i]});
    }
}

/// How hours needed follow sales, by client: 1 where they do not.
void grow_demand(const Life& life, const double* now, double* grown) {
    const std::size_t n = life.client_count();
    const double follows = life.terms->power.hours_follow_sales;
    const double* const today = life.population->sales_today.data();
    if (follows <= 0) {
        std::fill_n(grown, n, 1.0);
        return;
    }
    for (std::size_t i = 0; i < n; ++i) {
        grown[i] = today[i] > 0 && now[i] > 0 ? now[i] / today[i] : 1.0;
    }
    random::pow(grown, n, follows, grown);
}

}  // namespace

void begin_power(Life& life) {
    std::copy(life.population->excess_today.begin(), life.population->excess_today.end(), life.ties.excess.begin());
    std::fill(life.ties.granted.begin(), life.ties.granted.end(), std::uint16_t{0});
}

void use_power(Life& life) {
    if (!life.firm.power.acts) {
        return;
    }
    const PowerNumbers& power = life.terms->power;
    TieState& ties = life.ties;
    double* const now = life.need.data();
    double* const grown = life.given.data();
    double all = 0;
    for (std::uint32_t i = 0; i < life.client_count(); ++i) {
        now[i] = sales(life, i);
        all += now[i];
    }
    grow_demand(life, now, grown);
    for (std::uint32_t i = 0; i < life.client_count(); ++i) {
        if (life.clients.buys[i] == 0 || all <= 0) {
            continue;
        }
        const double beyond = behaviour::power_of(now[i] / all, power.half_at, ties.excess[i], power.excess) -
                              life.population->power_today[i];
        if (beyond > 0 && ties.granted[i] < 1000) {
            const double chance = power.asks * beyond;
            const std::uint32_t word =
                random::word(life.firm.luck.asks, entity_of(life.firm.clients, i), life.replication, life.month);
            if (random::happens(word, chance)) {
                grant(life, i, chance, word);
            }
        }
        life.clients.demand[i] *= (1 + power.service * ties.granted[i]) * grown[i];
    }
}

}  // namespace clientele::replication
