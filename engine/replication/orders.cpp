#include <algorithm>
#include <bit>

#include "engine/base/clones.hpp"
#include "engine/base/money.hpp"
#include "engine/behaviour/lists.hpp"
#include "engine/behaviour/marks.hpp"
#include "engine/behaviour/orders.hpp"
#include "engine/random/batch.hpp"
#include "engine/random/samplers.hpp"
#include "engine/replication/life.hpp"

namespace clientele::replication {

namespace {

/// Values of a batch of orders, booked to their clients. Several orders of one client stand one after the other.
void book(Life& life, const std::uint32_t* who, std::size_t n) {
    ClientState& c = life.clients;
    for (std::size_t k = 0; k < n; ++k) {
        life.event_scale[k] = c.order_scale[who[k]];
        life.event_log_sd[k] = c.order_log_sd[who[k]];
    }
    // Whole vectors: what stands behind the last order is old and harmless, and nobody reads its value.
    behaviour::value_orders(life.event_words.data(), (n + 7) / 8 * 8, life.event_scale.data(), life.zeros.data(), life.event_log_sd.data(),
                            life.event_value.data());
    const std::uint16_t* segment = life.firm.clients.segment.data();
    double revenue = 0;
    double margin = 0;
    for (std::size_t k = 0; k < n; ++k) {
        const std::uint32_t i = who[k];
        const double value = life.event_value[k];
        const double gain = base::round_money(value * life.terms->margin[segment[i]]);
        c.revenue[i] += value;
        c.revenue_here[i] += value;
        c.margin[i] += gain;
        ++c.orders[i];
        revenue += value;
        margin += gain;
    }
    life.month_books.revenue += revenue;
    life.month_books.margin += margin;
    life.books.orders += n;
    if (life.smallest_window > 0) {
        std::vector<double>& row = life.month_smallest[life.month % life.smallest_window];
        for (std::size_t k = 0; k < n; ++k) {
            row[who[k]] = std::min(row[who[k]], life.event_value[k]);
        }
    }
}

void tell_orders(Life& life, const std::uint32_t* who, std::size_t n) {
    const std::uint32_t* words = life.words[order_decision * 4 + life.month % 4].data();
    for (std::size_t k = 0; k < n; ++k) {
        const LawTerms& law = life.terms->laws[life.clients.law[who[k]]];
        const double chance = law.ordering == model::Ordering::bernoulli ? law.order_rate : 1 - random::exp(-law.order_rate);
        life.events->push_back({life.month, "orders", life.firm.clients.names[who[k]], "ordered", chance, random::uniform(words[who[k]]),
                                life.event_value[k]});
    }
}

/// How many orders the month of a client who orders at all has.
std::uint32_t count_of(const Life& life, std::uint32_t i) {
    const LawTerms& law = life.terms->laws[life.clients.law[i]];
    if (law.ordering == model::Ordering::bernoulli) {
        return 1;
    }
    const std::uint32_t word = life.words[order_decision * 4 + life.month % 4][i];
    return std::max(1U, random::poisson(random::uniform(~word), law.order_rate));
}

/// Orders beyond the first of the month, whose words come from the blocks of the month.
void book_further(Life& life, std::size_t buyers) {
    const model::ClientTable& table = life.firm.clients;
    std::size_t batch = 0;
    const auto flush = [&] {
        book(life, life.event_client.data(), batch);
        if (life.events != nullptr) {
            tell_orders(life, life.event_client.data(), batch);
        }
        batch = 0;
    };
    for (std::size_t k = 0; k < buyers; ++k) {
        const std::uint32_t i = life.ids[k];
        const std::uint32_t count = count_of(life, i);
        random::Words block{};
        for (std::uint32_t ordinal = 1; ordinal < count; ++ordinal) {
            if (ordinal == 1 || ordinal % 4 == 0) {
                block = random::block(life.firm.luck.order_value, entity_of(table, i), life.replication, life.month, ordinal / 4);
            }
            life.event_client[batch] = i;
            life.event_words[batch++] = block[ordinal % 4];
            if (batch == life.event_client.size()) {
                flush();
            }
        }
    }
    flush();
}

}  // namespace

void take_orders(Life& life) {
    if (!life.uses_orders) {
        return;
    }
    ClientState& c = life.clients;
    const std::size_t n = life.client_count();
    if (life.smallest_window > 0) {
        std::fill(life.month_smallest[life.month % life.smallest_window].begin(), life.month_smallest[life.month % life.smallest_window].end(),
                  1e300);
    }
    const std::uint32_t* words = life.words[order_decision * 4 + life.month % 4].data();
    if (life.uses_streaks) {
        behaviour::count_streaks(words, c.order_threshold.data(), n, c.streak.data());
    }
    const std::size_t buyers = behaviour::list_below(words, c.order_threshold.data(), n, life.ids.data());
    const model::ClientTable& table = life.firm.clients;
    random::value_words(life.firm.luck.order_value, {table.address_low.data(), table.address_high.data()}, life.ids.data(), buyers,
                        life.replication, life.month, life.event_words.data());
    book(life, life.ids.data(), buyers);
    if (life.events != nullptr) {
        tell_orders(life, life.ids.data(), buyers);
    }
    if (life.uses_poisson) {
        book_further(life, buyers);
    }
    digest_in(life, std::bit_cast<std::uint64_t>(life.month_books.revenue));
}

}  // namespace clientele::replication
