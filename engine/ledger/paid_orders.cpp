#include "engine/ledger/paid_orders.hpp"

#include <algorithm>

#include "engine/ledger/maximise.hpp"
#include "engine/statistics/gamma_functions.hpp"

namespace clientele::ledger {
namespace {

using statistics::digamma;
using statistics::log_beta;

/// ln L = sum ln B(a + k, b + n - k) - ln B(a, b)
double log_likelihood_of(std::span<const double> point, std::span<double> gradient, std::span<const PaidDays> clients) {
    const double a = point[0], b = point[1];
    double sum = 0;
    std::ranges::fill(gradient, 0.0);
    for (const PaidDays& client : clients) {
        const double free = client.days - client.paid;
        sum += log_beta(a + client.paid, b + free) - log_beta(a, b);
        if (gradient.empty()) continue;
        const double common = digamma(a + b) - digamma(a + b + client.days);
        gradient[0] += digamma(a + client.paid) - digamma(a) + common;
        gradient[1] += digamma(b + free) - digamma(b) + common;
    }
    return sum;
}

}  // namespace

PaidChance PaidOrders::chance(const PaidDays& client) const {
    if (free == 0) return {};
    const double paid = a + client.paid;
    const double all = a + b + client.days;
    const double mean = paid / all;
    return {mean, mean * (1 - mean) / (all + 1)};
}

PaidOrders fit_paid_orders(std::span<const PaidDays> clients) {
    PaidOrders result;
    for (const PaidDays& client : clients) {
        result.free += client.days - client.paid;
        result.orders += client.days;
    }
    if (result.free == 0) return result;
    const Objective objective = [clients](std::span<const double> point, std::span<double> gradient) {
        return log_likelihood_of(point, gradient, clients);
    };
    const double share = std::clamp(1 - result.free / result.orders, 0.01, 0.99);
    const Maximum maximum = maximise(objective, {{share, 1 - share}, {20 * share, 20 * (1 - share)}});
    result.a = maximum.point[0];
    result.b = maximum.point[1];
    return result;
}

}  // namespace clientele::ledger
