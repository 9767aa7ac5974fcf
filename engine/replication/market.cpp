#include "engine/replication/market.hpp"

#include <algorithm>
#include <limits>

#include "engine/random/batch.hpp"
#include "engine/random/normal_quantile.hpp"
#include "engine/replication/life.hpp"

namespace clientele::replication {

void MarketState::reserve(const model::Firm& firm, std::size_t wide) {
    if (!firm.potentials_move) {
        return;
    }
    for (auto* column : {&potential, &deviation, &normal}) {
        column->assign(wide, 0.0);
    }
    for (auto& plane : words) {
        plane.assign(wide, 0U);
    }
    segments.assign(firm.segments.size(), {});
    own_variance.assign(firm.segments.size(), 0.0);
    shared.assign(firm.segments.size(), {});
}

void begin_market(Life& life) {
    MarketState& market = life.market;
    life.potential = life.population->potential.data();
    if (!life.firm.potentials_move) {
        return;
    }
    std::copy(life.population->potential.begin(), life.population->potential.end(), market.potential.begin());
    std::fill(market.deviation.begin(), market.deviation.end(), 0.0);
    market.market = {};
    std::fill(market.segments.begin(), market.segments.end(), Level{});
    std::fill(market.own_variance.begin(), market.own_variance.end(), 0.0);
    life.potential = market.potential.data();
}

namespace {

void move_level(const Life& life, const behaviour::Drift& drift, random::Stream stream, random::Entity entity,
                Level& level) {
    const std::uint32_t word = random::word(stream, entity, life.replication, life.month);
    level.value = drift.keep * level.value + drift.step * random::normal_quantile(random::uniform(word));
    level.variance = behaviour::later_variance(drift, level.variance);
}

void tell_level(Life& life, const std::string& who, const Level& level) {
    const double none = std::numeric_limits<double>::quiet_NaN();
    life.events->push_back({life.month, "market", who, "potentials are so many times today's", none, none,
                            random::exp(level.value - 0.5 * level.variance)});
}

/// A client's own potential is told once a year.
void tell_potentials(Life& life) {
    const double none = std::numeric_limits<double>::quiet_NaN();
    for (std::size_t i = 0; life.month % 12 == 0 && i < life.client_count(); ++i) {
        if (life.potential[i] != life.population->potential[i]) {
            life.events->push_back(
                {life.month, "market", life.firm.clients.names[i], "buys a month", none, none, life.potential[i]});
        }
    }
}

}  // namespace

/// What was observed holds in the first month; potentials move from the second on. They are the same in every
/// structure.
void move_market(Life& life) {
    if (!life.firm.potentials_move || life.month == 0) {
        return;
    }
    const model::Firm& firm = life.firm;
    MarketState& market = life.market;
    move_level(life, life.terms->market_drift, firm.luck.market_change, random::entity("market"), market.market);
    for (std::size_t s = 0; s < firm.segments.size(); ++s) {
        const behaviour::Drift& own = life.terms->potential_drift[s];
        move_level(life, life.terms->segment_drift[s], firm.luck.segment_change, firm.segment_entities[s],
                   market.segments[s]);
        market.own_variance[s] = behaviour::later_variance(own, market.own_variance[s]);
        market.shared[s] = {own,
                            market.market.value + market.segments[s].value -
                                0.5 * (market.market.variance + market.segments[s].variance + market.own_variance[s])};
    }
    const std::size_t n = life.client_count();
    if (life.month % 4 == 0 || life.month == 1) {
        random::month_words(
            firm.luck.potential_change, {firm.clients.address_low.data(), firm.clients.address_high.data()}, n,
            life.replication, life.month / 4,
            {market.words[0].data(), market.words[1].data(), market.words[2].data(), market.words[3].data()});
    }
    random::standard_normal(market.words[life.month % 4].data(), n, market.normal.data());
    behaviour::move_potentials(n, firm.clients.segment.data(), market.shared.data(), market.normal.data(),
                               life.population->potential.data(), market.deviation.data(), market.potential.data());
    if (life.events != nullptr) {
        tell_level(life, "market", market.market);
        for (std::size_t s = 0; s < firm.segments.size(); ++s) {
            tell_level(life, "segment " + firm.segments[s], market.segments[s]);
        }
        tell_potentials(life);
    }
}

}  // namespace clientele::replication
