#include "engine/behaviour/power.hpp"

#include <algorithm>

#include "engine/random/batch.hpp"
#include "engine/random/samplers.hpp"
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

}  // namespace

void begin_power(Life& life) {
    std::copy(life.population->excess_today.begin(), life.population->excess_today.end(), life.ties.excess.begin());
    std::fill(life.ties.granted.begin(), life.ties.granted.end(), std::uint16_t{0});
}

namespace {

/// Words serve four months, so that a block serves a client's four.
void draw_asking(Life& life) {
    const model::ClientTable& table = life.firm.clients;
    auto& words = life.ties.ask_words;
    random::month_words(life.firm.luck.asks, {table.address_low.data(), table.address_high.data()}, life.client_count(),
                        life.replication, life.month / 4,
                        {words[0].data(), words[1].data(), words[2].data(), words[3].data()});
}

/// Hours that clients need go with what we sell them: (sales / today's)^power, 1 where there is nothing to compare.
void follow_sales(Life& life, const double* now) {
    const PowerNumbers& power = life.terms->power;
    const std::size_t n = life.client_count();
    const double* const today = life.population->sales_today.data();
    double* const grown = life.given.data();
    for (std::size_t i = 0; i < n; ++i) {
        grown[i] = today[i] > 0 && now[i] > 0 ? now[i] / today[i] : 1.0;
    }
    random::log(grown, n, grown);
    for (std::size_t i = 0; i < n; ++i) {
        grown[i] *= power.hours_follow_sales;
    }
    random::exp(grown, n, grown);
    for (std::size_t i = 0; i < n; ++i) {
        life.clients.demand[i] *= (1 + power.service * life.ties.granted[i]) * grown[i];
    }
}

}  // namespace

void use_power(Life& life) {
    if (!life.firm.power.acts) {
        return;
    }
    const PowerNumbers& power = life.terms->power;
    TieState& ties = life.ties;
    if (life.month % 4 == 0) {
        draw_asking(life);
    }
    double* const now = life.need.data();
    double all = 0;
    for (std::uint32_t i = 0; i < life.client_count(); ++i) {
        now[i] = sales(life, i);
        all += now[i];
    }
    const std::uint32_t* const words = ties.ask_words[life.month % 4].data();
    for (std::uint32_t i = 0; i < life.client_count() && all > 0; ++i) {
        const double beyond = behaviour::power_of(now[i] / all, power.half_at, ties.excess[i], power.excess) -
                              life.population->power_today[i];
        const double chance = power.asks * beyond;
        if (life.clients.buys[i] != 0 && beyond > 0 && random::happens(words[i], chance) && ties.granted[i] < 1000) {
            grant(life, i, chance, words[i]);
        }
    }
    follow_sales(life, now);
}

}  // namespace clientele::replication
