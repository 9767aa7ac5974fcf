#include "engine/behaviour/orders.hpp"

#include <algorithm>
#include <bit>

#include "engine/base/clones.hpp"
#include "engine/base/money.hpp"
#include "engine/behaviour/lists.hpp"
#include "engine/behaviour/marks.hpp"
#include "engine/random/batch.hpp"
#include "engine/random/samplers.hpp"
#include "engine/replication/life.hpp"
#include "engine/replication/tell.hpp"

namespace clientele::replication {

namespace {

/// What each of n clients bought this month to its account and to the firm's: revenue, margin, and what it costs beside
/// goods and hours.
/// \param orders_of the k-th client this month
/// \param cost_of the k-th client, number i, who bought for this value in so many orders [currency]
template <class Orders, class Cost>
void enter_in_accounts(Life& life, const std::uint32_t* who, std::size_t n, Orders orders_of, Cost cost_of) {
    const std::uint16_t* const segment = life.firm.clients.segment.data();
    const double* const margin_of = life.terms->margin.data();
    const double* const value = life.event_value.data();
    Account* const accounts = life.clients.account.data();
    // Where no rule asks for it, the column is written all the same: one jump less a client.
    double* const revenue_here = life.clients.revenue_here.data();
    double all_revenue = 0;
    double all_margin = 0;
    for (std::size_t k = 0; k < n; ++k) {
        const std::uint32_t i = who[k];
        const std::uint32_t orders = orders_of(k);
        Account& account = accounts[i];
        const double gain = base::round_money(value[k] * margin_of[segment[i]]);
        account.cost += cost_of(k, i, value[k], orders);
        account.revenue += value[k];
        account.margin += gain;
        account.orders += orders;
        revenue_here[i] += value[k];
        all_revenue += value[k];
        all_margin += gain;
    }
    life.month_books.revenue += all_revenue;
    life.month_books.margin += all_margin;
}

/// The same with what orders cost: service that goes with revenue, and terms. Amounts are whole grains, so that it does
/// not matter in which order they are added up.
template <class Orders>
void enter_with_costs(Life& life, const std::uint32_t* who, std::size_t n, Orders orders_of) {
    const double* const share = life.population->cost_to_serve.data();
    double serving = 0;
    const auto serve = [share, &serving](std::uint32_t i, double value) {
        const double cost = base::round_money(value * share[i]);
        serving += cost;
        return cost;
    };
    const bool serves = !life.population->cost_to_serve.empty();
    const bool charges = life.firm.orders_cost || life.firm.pays_later || life.firm.concedes;
    const Charges terms(life);
    ChargeTotals charged;
    const auto enter = [&](auto cost_of) { enter_in_accounts(life, who, n, orders_of, cost_of); };
    if (!serves && !charges) {
        enter([](std::size_t, std::uint32_t, double, std::uint32_t) { return 0.0; });
    } else if (!charges) {
        enter([&](std::size_t, std::uint32_t i, double value, std::uint32_t) { return serve(i, value); });
    } else if (!serves) {
        enter([&](std::size_t k, std::uint32_t i, double value, std::uint32_t orders) {
            return terms.charge(k, i, value, orders, charged);
        });
    } else {
        enter([&](std::size_t k, std::uint32_t i, double value, std::uint32_t orders) {
            return serve(i, value) + terms.charge(k, i, value, orders, charged);
        });
    }
    life.month_books.serving += serving;
    life.month_books.handling += charged.handling;
    life.month_books.receivables += charged.receivables;
    life.month_books.bad_debt += charged.bad_debt;
    life.month_books.conceded += charged.conceded;
}

/// The laws of the values of these orders: median and spread.
void find_laws(Life& life, const std::uint32_t* who, std::size_t n) {
    const std::uint16_t* const law_of = life.clients.law.data();
    const ValueLaw* const laws = life.terms->value_laws.data();
    double* const scale = life.event_scale.data();
    double* const log_sd = life.event_log_sd.data();
    if (!life.uses_wallet) {
        for (std::size_t k = 0; k < n; ++k) {
            const ValueLaw& law = laws[law_of[who[k]]];
            scale[k] = law.stated;
            log_sd[k] = law.log_sd;
        }
        return;
    }
    const double* const potential = life.potential;
    const double* const wallet = life.clients.wallet.data();
    for (std::size_t k = 0; k < n; ++k) {
        const std::uint32_t i = who[k];
        const ValueLaw& law = laws[law_of[i]];
        scale[k] = law.stated + law.of_wallet * (potential[i] * wallet[i]);
        log_sd[k] = law.log_sd;
    }
    if (life.firm.differ_in_activity) {
        // What the client spends goes over more orders, or fewer.
        for (std::size_t k = 0; k < n; ++k) {
            const std::uint16_t which = law_of[who[k]];
            const LawTerms& law = life.terms->laws[which];
            const double own = own_rate(law, life.population->activity[who[k]]);
            scale[k] *= laws[which].of_wallet > 0 ? law.order_rate / own : 1;
        }
    }
}

/// Values of a batch of orders, one a client, into life.event_value.
void value(Life& life, const std::uint32_t* who, std::size_t n) {
    find_laws(life, who, n);
    double* const scale = life.event_scale.data();
    double* const log_sd = life.event_log_sd.data();
    for (std::size_t k = 0; k < n && life.quota.shifts; ++k) {
        scale[k] *= life.quota.times[who[k]];
    }
    // Whole vectors: what stands behind the last order is old and harmless, and nobody reads its value.
    behaviour::value_orders(life.event_words.data(), (n + 7) / 8 * 8, scale, life.zeros.data(), log_sd,
                            life.event_value.data());
    if (life.sales != nullptr) {
        for (std::size_t k = 0; k < n; ++k) {
            life.sales->push_back({life.month, who[k], life.clients.owner[who[k]], 0, life.event_value[k]});
        }
    }
    if (life.uses_quota) {
        count_sales(life, who, n);
    }
    life.books.orders += n;
    if (life.smallest_window > 0) {
        std::vector<double>& row = life.month_smallest[life.month % life.smallest_window];
        for (std::size_t k = 0; k < n; ++k) {
            row[who[k]] = std::min(row[who[k]], life.event_value[k]);
        }
    }
}

/// Orders of the month, by the Poisson inverse at 1 - u: one more for every threshold above the word; beyond the table,
/// and of a client whose factor on orders is not 1, the sampler answers.
std::uint32_t orders_of(const Life& life, std::uint32_t i) {
    const std::uint32_t word = life.words[order_decision * 4 + life.month % 4][i];
    const std::uint16_t which = life.clients.law[i];
    const LawTerms& law = life.terms->laws[which];
    const double activity = life.population->activity_of(i);
    if (activity != 1) {
        return std::max(1U, random::poisson(random::uniform(~word), own_rate(law, activity)));
    }
    const std::size_t laws = life.terms->laws.size();
    std::uint32_t count = 1;
    while (count < Terms::counted && word < life.terms->more_orders[count * laws + which]) {
        ++count;
    }
    return count < Terms::counted
               ? count
               : std::max(count, random::poisson(random::uniform(~word), law.order_rate, law.no_order));
}

/// Of the first n of life.further.ids, those with more than k orders this month. Most are asked by the table alone;
/// where it does not serve, everybody is counted once, into life.further.counts. \returns how many they are
std::size_t keep_those_with_more(Life& life, std::size_t n, std::uint32_t k) {
    std::uint32_t* const ids = life.further.ids.data();
    std::uint32_t* const counts = life.further.counts.data();
    const std::uint32_t table_ends = life.firm.differ_in_activity ? 1 : Terms::counted;
    std::size_t left = 0;
    if (k < table_ends) {
        const std::uint32_t* const words = life.words[order_decision * 4 + life.month % 4].data();
        const std::uint32_t* const more = &life.terms->more_orders[k * life.terms->laws.size()];
        const std::uint16_t* const law_of = life.clients.law.data();
        for (std::size_t at = 0; at < n; ++at) {
            const std::uint32_t i = ids[at];
            ids[left] = i;
            left += words[i] < more[law_of[i]] ? 1U : 0U;
        }
        return left;
    }
    for (std::size_t at = 0; at < n && k == table_ends; ++at) {
        counts[at] = orders_of(life, ids[at]);
    }
    for (std::size_t at = 0; at < n; ++at) {
        ids[left] = ids[at];
        counts[left] = counts[at];
        left += counts[at] > k ? 1U : 0U;
    }
    return left;
}

/// Buyers whose law counts orders, into life.further.ids.
std::size_t list_counting(Life& life, std::size_t buyers) {
    const std::uint32_t* const ids = life.ids.data();
    std::size_t counting = 0;
    for (std::size_t k = 0; k < buyers; ++k) {
        life.further.ids[counting] = ids[k];
        counting += life.terms->laws[life.clients.law[ids[k]]].ordering == model::Ordering::poisson ? 1U : 0U;
    }
    return counting;
}

/// Words of the values of everybody's next order, into life.event_words. They come from blocks of the month, four
/// orders a block.
void find_further_words(Life& life, const std::uint32_t* ids, std::size_t n, std::uint32_t further) {
    const model::ClientTable& table = life.firm.clients;
    auto* const planes = life.further.value_planes.data();
    if (further % 4 == 0) {
        random::ordinal_words(life.firm.luck.further_value, {table.address_low.data(), table.address_high.data()}, ids,
                              n, life.replication, life.month, further / 4,
                              {planes[0].data(), planes[1].data(), planes[2].data(), planes[3].data()});
    }
    const std::uint32_t* const plane = planes[further % 4].data();
    for (std::size_t k = 0; k < n; ++k) {
        life.event_words[k] = plane[ids[k]];
    }
}

/// Orders beyond the first of the month: everybody's second, then everybody's third, until nobody has another. What a
/// client buys with all of them is added up, into life.event_value, and how many they are, into life.further.counts.
void add_further(Life& life, std::size_t buyers) {
    double* const bought = life.further.bought.data();
    std::uint32_t* const orders = life.further.orders.data();
    for (std::size_t k = 0; k < buyers; ++k) {
        bought[life.ids[k]] = life.event_value[k];
        orders[life.ids[k]] = 1;
    }
    std::size_t several = keep_those_with_more(life, list_counting(life, buyers), 1);
    const std::uint32_t* const ids = life.further.ids.data();
    for (std::uint32_t further = 0; several > 0; ++further) {
        find_further_words(life, ids, several, further);
        value(life, ids, several);
        for (std::size_t k = 0; k < several; ++k) {
            bought[ids[k]] += life.event_value[k];
            ++orders[ids[k]];
        }
        if (life.events != nullptr) {
            tell_orders(life, ids, several);
        }
        several = keep_those_with_more(life, several, further + 2);
    }
    for (std::size_t k = 0; k < buyers; ++k) {
        life.event_value[k] = bought[life.ids[k]];
        life.further.counts[k] = orders[life.ids[k]];
    }
}

}  // namespace

void take_orders(Life& life) {
    if (!life.uses_orders) {
        return;
    }
    ClientState& c = life.clients;
    if (life.smallest_window > 0) {
        std::fill(life.month_smallest[life.month % life.smallest_window].begin(),
                  life.month_smallest[life.month % life.smallest_window].end(), no_order_yet);
    }
    const std::uint32_t* words = life.words[order_decision * 4 + life.month % 4].data();
    const std::size_t buyers = behaviour::list_below(words, c.order_threshold.data(), life.tiles_of(order_decision),
                                                     life.uses_streaks ? c.streak.data() : nullptr, life.ids.data());
    const std::uint32_t* const value_words = life.words[value_decision * 4 + life.month % 4].data();
    for (std::size_t k = 0; k < buyers; ++k) {
        life.event_words[k] = value_words[life.ids[k]];
    }
    const std::uint32_t* const ids = life.ids.data();
    value(life, ids, buyers);
    if (life.events != nullptr) {
        tell_orders(life, ids, buyers);
        if (life.telling.watched) {
            tell_no_order(life, *life.telling.watched);
        }
    }
    // An amount is rounded once: of all that a client buys in the month.
    if (life.uses_poisson) {
        add_further(life, buyers);
        enter_with_costs(life, ids, buyers, [counts = life.further.counts.data()](std::size_t k) { return counts[k]; });
    } else {
        enter_with_costs(life, ids, buyers, [](std::size_t) { return 1U; });
    }
    digest_in(life, std::bit_cast<std::uint64_t>(life.month_books.revenue));
}

}  // namespace clientele::replication
