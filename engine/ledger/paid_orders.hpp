#pragma once

#include <span>

#include "engine/ledger/purchases.hpp"

namespace clientele::ledger {

/// Mean and variance of a client's chance that an order brings revenue.
struct PaidChance {
    double mean = 1, variance = 0;
};

/// Orders without revenue: an order of a client brings revenue with a chance of the client's own, c ~ Beta(a, b); of n
/// orders k did, so c ~ Beta(a + k, b + n - k). a and b by maximum likelihood (beta-binomial, Skellam 1948), and taken
/// for known. Where no order is free, c is 1.
struct PaidOrders {
    double a = 0, b = 0;
    double free = 0, orders = 0;

    PaidChance chance(const PaidDays& client) const;
};

PaidOrders fit_paid_orders(std::span<const PaidDays> clients);

}  // namespace clientele::ledger
