#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/ledger/book.hpp"

namespace clientele::ledger {

/// What the purchase models know of a client; purchases of one day count once. Times in the unit of the study.
struct Purchases {
    double repeats = 0;  ///< purchases after the first (x)
    double recency = 0;  ///< from the first to the last purchase (t_x)
    double age = 0;      ///< from the first purchase to the end of the period (T)
    double weight = 1;   ///< clients that are alike
};

/// What the spending model knows: mean amount of a client's purchases that brought revenue.
struct Spending {
    double purchases = 0;
    double mean = 0;  // [currency unit]
    double weight = 1;
};

/// How many of a client's purchase days brought revenue.
struct PaidDays {
    double paid = 0, days = 0;
};

/// Days of a unit of time.
enum class TimeUnit { day, week, month };
double days_of(TimeUnit unit);

/// The clients that bought until a day, in the order of the book; \param accounts gets their indices.
std::vector<Purchases> purchases_until(const Book& book, TimeUnit unit, int until, std::vector<std::size_t>& accounts);

/// The same until book.options().until: the part that models are fitted to.
std::vector<Purchases> purchases_of(const Book& book, TimeUnit unit, std::vector<std::size_t>& accounts);

/// The same clients' spending per purchase day that brought revenue; weight 0 where there is none. The first purchase
/// is left out, as in Fader and Hardie (2013): it often differs from later ones.
std::vector<Spending> spending_of(const Book& book, std::span<const std::size_t> accounts);

std::vector<PaidDays> paid_days_of(const Book& book, std::span<const std::size_t> accounts);

/// Equal clients merged into one of their joint weight. \param index gets, for each client, where it went
std::vector<Purchases> merged(std::span<const Purchases> clients, std::vector<std::size_t>& index);

}  // namespace clientele::ledger
