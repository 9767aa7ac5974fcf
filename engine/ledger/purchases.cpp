#include "engine/ledger/purchases.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace clientele::ledger {

double days_of(TimeUnit unit) {
    switch (unit) {
        case TimeUnit::day:
            return 1;
        case TimeUnit::week:
            return 7;
        case TimeUnit::month:
            break;
    }
    return 365.25 / 12;
}

std::vector<Purchases> purchases_of(const Book& book, TimeUnit unit, std::vector<std::size_t>& accounts) {
    return purchases_until(book, unit, std::min(book.options().until, book.last_day()), accounts);
}

std::vector<Purchases> purchases_until(const Book& book, TimeUnit unit, int until, std::vector<std::size_t>& accounts) {
    const double days = days_of(unit);
    std::vector<Purchases> result;
    accounts.clear();
    for (std::size_t i = 0; i < book.accounts().size(); ++i) {
        const Account& account = book.accounts()[i];
        if (!account.has_bought() || account.days.first() > until) continue;
        const int first = account.days.first();
        const int last = *account.days.last_until(until);
        result.push_back({static_cast<double>(account.days.count(first, until) - 1), (last - first) / days,
                          (until - first) / days, 1});
        accounts.push_back(i);
    }
    return result;
}

std::vector<Spending> spending_of(const Book& book, std::span<const std::size_t> accounts, SpendingDays days) {
    const int until = std::min(book.options().until, book.last_day());
    std::vector<Spending> result;
    for (const std::size_t i : accounts) {
        const Account& account = book.accounts()[i];
        const double bought = static_cast<double>(account.days.count(account.days.first(), until));
        const bool all = days == SpendingDays::all;
        const double purchases = all ? bought : bought - 1;
        const double amount = account.amount_until - (all ? 0 : account.first_day_amount);
        const bool usable = purchases > 0 && amount > 0;
        result.push_back({purchases, usable ? amount / purchases : 0, usable ? 1.0 : 0.0});
    }
    return result;
}

std::vector<Purchases> merged(std::span<const Purchases> clients, std::vector<std::size_t>& index) {
    std::map<std::tuple<double, double, double>, std::size_t> place;
    std::vector<Purchases> result;
    index.clear();
    for (const Purchases& client : clients) {
        const auto [known, fresh] = place.try_emplace({client.repeats, client.recency, client.age}, result.size());
        if (fresh) {
            result.push_back(client);
        } else {
            result[known->second].weight += client.weight;
        }
        index.push_back(known->second);
    }
    return result;
}

}  // namespace clientele::ledger
