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

std::vector<Spending> spending_of(const Book& book, std::span<const std::size_t> accounts) {
    std::vector<Spending> result;
    for (const std::size_t i : accounts) {
        double paid = 0;
        ExactSum amount;
        for (const DayAmounts::Day& day : std::span(book.accounts()[i].bought.days()).subspan(1)) {
            paid += day.amount > 0 ? 1 : 0;
            amount += day.amount;
        }
        result.push_back({paid, paid > 0 ? amount / paid : 0, paid > 0 ? 1.0 : 0.0});
    }
    return result;
}

std::vector<PaidDays> paid_days_of(const Book& book, std::span<const std::size_t> accounts) {
    std::vector<PaidDays> result;
    for (const std::size_t i : accounts) {
        const std::vector<DayAmounts::Day>& days = book.accounts()[i].bought.days();
        const auto paid = std::ranges::count_if(days, [](const DayAmounts::Day& day) { return day.amount > 0; });
        result.push_back({static_cast<double>(paid), static_cast<double>(days.size())});
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
