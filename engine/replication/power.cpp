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
    constexpr std::size_t tile = behaviour::Tiles::clients;
    const PowerNumbers& power = life.terms->power;
    const double* const today = life.population->sales_today.data();
    double grown[tile];
    behaviour::each_tile(life.buyers, [&](std::size_t first) {
        for (std::size_t k = 0; k < tile; ++k) {
            const bool comparable = today[first + k] > 0 && now[first + k] > 0;
            grown[k] = comparable ? now[first + k] / today[first + k] : 1.0;
        }
        random::log(grown, tile, grown);
        for (double& factor : grown) {
            factor *= power.hours_follow_sales;
        }
        random::exp(grown, tile, grown);
        for (std::size_t k = 0; k < tile; ++k) {
            life.clients.demand[first + k] *= (1 + power.service * life.ties.granted[first + k]) * grown[k];
        }
    });
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
    std::fill(life.need.begin(), life.need.end(), 0.0);
    double all = 0;
    for_each_buyer(life, [&](std::uint32_t i) {
        now[i] = sales(life, i);
        all += now[i];
    });
    if (all <= 0) {
        return;
    }
    const std::uint32_t* const words = ties.ask_words[life.month % 4].data();
    for_each_buyer(life, [&](std::uint32_t i) {
        const double beyond = behaviour::power_of(now[i] / all, power.half_at, ties.excess[i], power.excess) -
                              life.population->power_today[i];
        const double chance = power.asks * beyond;
        if (beyond > 0 && random::happens(words[i], chance) && ties.granted[i] < 1000) {
            grant(life, i, chance, words[i]);
        }
    });
    follow_sales(life, now);
}

}  // namespace clientele::replication
