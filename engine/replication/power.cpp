#include "engine/behaviour/power.hpp"

#include <algorithm>

#include "engine/base/sums.hpp"
#include "engine/random/batch.hpp"
#include "engine/random/samplers.hpp"
#include "engine/replication/life.hpp"

namespace clientele::replication {

namespace {

constexpr std::size_t tile = behaviour::Tiles::clients;

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

/// What clients who buy are expected to buy this month, the others 0. \returns all of it [currency/month]
double expect_sales(Life& life, double* sales) {
    const ClientState& c = life.clients;
    std::fill(life.need.begin(), life.need.end(), 0.0);
    behaviour::each_tile(life.buyers, [&](std::size_t first) {
        expect_revenues(*life.terms, *life.population, c.law.data(), life.potential, c.wallet.data(), first, tile,
                        sales);
        for (std::size_t i = first; i < first + tile; ++i) {
            sales[i] = c.buys[i] != 0 ? sales[i] : 0;
        }
    });
    const std::uint32_t* const ids = life.buying.data();
    return base::sum_in_lanes(life.buying_count, [&](std::size_t k) { return sales[ids[k]]; });
}

/// Power now of one client. [1]
double power_now(const Life& life, double share, std::uint32_t i) {
    const behaviour::PowerResponse& power = life.terms->power.response;
    return behaviour::power_of(share, power.half_at, life.ties.excess[i], power.weight);
}

}  // namespace

void use_power(Life& life) {
    if (!life.firm.power.acts) {
        return;
    }
    const behaviour::PowerResponse& power = life.terms->power.response;
    const Population& today = *life.population;
    TieState& ties = life.ties;
    ClientState& c = life.clients;
    double* const sales = life.need.data();
    const double all = expect_sales(life, sales);
    if (all <= 0) {
        return;
    }
    const std::uint32_t* const words = life.words[asks_decision * 4 + life.month % 4].data();
    behaviour::each_tile(life.buyers, [&](std::size_t first) {
        behaviour::mark_asking(power, all, tile, &c.buys[first], &sales[first], &ties.excess[first],
                               &today.power_today[first], &words[first], &c.mark[first]);
        for (std::size_t i = first; i < first + tile; ++i) {
            if (c.mark[i] != 0 && ties.granted[i] < 1000) {
                const auto client = static_cast<std::uint32_t>(i);
                grant(life, client, power.asks * (power_now(life, sales[i] / all, client) - today.power_today[i]),
                      words[i]);
            }
        }
        behaviour::follow_sales(power, tile, &sales[first], &today.sales_today[first], &ties.granted[first],
                                &c.demand[first]);
    });
}

}  // namespace clientele::replication
