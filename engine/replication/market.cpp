#include "engine/replication/market.hpp"

#include <algorithm>
#include <limits>

#include "engine/random/batch.hpp"
#include "engine/random/normal_quantile.hpp"
#include "engine/replication/life.hpp"

namespace clientele::replication {

Market::Market(const model::Firm& firm, base::ColumnMemory& memory) : firm_(firm) {
    if (!firm.potentials_move) {
        return;
    }
    constexpr std::size_t tile = behaviour::Tiles::clients;
    wide_ = (firm.clients.size() + tile - 1) / tile * tile;
    potential_ = base::Column<double>(firm.months * wide_, 0.0, base::LineAllocator<double>(&memory));
    levels_.assign(firm.months * (1 + firm.segments.size()), {});
    deviation_.assign(wide_, 0.0);
    normal_.assign(wide_, 0.0);
    for (auto& plane : words_) {
        plane.assign(wide_, 0U);
    }
    own_variance_.assign(firm.segments.size(), 0.0);
    shared_.assign(firm.segments.size(), {});
}

void Market::begin(const Terms& terms, const Population& population, std::uint32_t replication) {
    terms_ = &terms;
    population_ = &population;
    replication_ = replication;
    drawn_ = 0;
    std::fill(deviation_.begin(), deviation_.end(), 0.0);
    std::fill(own_variance_.begin(), own_variance_.end(), 0.0);
}

const double* Market::potential(std::uint32_t month) {
    if (!firm_.potentials_move || month == 0) {
        return population_->potential.data();
    }
    while (drawn_ < month) {
        ++drawn_;
        move_shared(drawn_);
        move_clients(drawn_);
    }
    return &potential_[month * wide_];
}

void Market::move_shared(std::uint32_t month) {
    const std::size_t kinds = 1 + firm_.segments.size();
    const Level* const before = &levels_[(month - 1) * kinds];
    Level* const now = &levels_[month * kinds];
    const auto move = [&](const behaviour::Drift& drift, random::Stream stream, random::Entity entity, std::size_t k) {
        const std::uint32_t word = random::word(stream, entity, replication_, month);
        const Level& last = before[k];
        now[k] = {drift.keep * last.value + drift.step * random::normal_quantile(random::uniform(word)),
                  behaviour::later_variance(drift, last.variance)};
    };
    move(terms_->market_drift, firm_.luck.market_change, random::entity("market"), 0);
    for (std::size_t s = 0; s < firm_.segments.size(); ++s) {
        const behaviour::Drift& own = terms_->potential_drift[s];
        move(terms_->segment_drift[s], firm_.luck.segment_change, firm_.segment_entities[s], 1 + s);
        own_variance_[s] = behaviour::later_variance(own, own_variance_[s]);
        shared_[s] = {
            own, now[0].value + now[1 + s].value - 0.5 * (now[0].variance + now[1 + s].variance + own_variance_[s])};
    }
}

void Market::move_clients(std::uint32_t month) {
    const model::ClientTable& clients = firm_.clients;
    const std::size_t n = clients.size();
    if (month % 4 == 0 || month == 1) {
        random::month_words(firm_.luck.potential_change, {clients.address_low.data(), clients.address_high.data()}, n,
                            replication_, month / 4,
                            {words_[0].data(), words_[1].data(), words_[2].data(), words_[3].data()});
    }
    random::standard_normal(words_[month % 4].data(), n, normal_.data());
    behaviour::move_potentials(n, clients.segment.data(), shared_.data(), normal_.data(), population_->potential.data(),
                               deviation_.data(), &potential_[month * wide_]);
}

namespace {

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

void move_market(Life& life) {
    life.potential = life.market->potential(life.month);
    if (life.events != nullptr && life.firm.potentials_move && life.month > 0) {
        const Level* const levels = life.market->levels(life.month);
        tell_level(life, "market", levels[0]);
        for (std::size_t s = 0; s < life.firm.segments.size(); ++s) {
            tell_level(life, "segment " + life.firm.segments[s], levels[1 + s]);
        }
        tell_potentials(life);
    }
}

}  // namespace clientele::replication
