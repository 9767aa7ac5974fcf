#include <algorithm>
#include <cmath>

#include "engine/ledger/calibration_parts.hpp"
#include "engine/ledger/forecast.hpp"
#include "engine/statistics/moments.hpp"

/// How far estimates may be off: the parameters, which are estimates themselves, and what the parameters leave open of
/// each client. The formulas stand at the declarations.
namespace clientele::ledger {
namespace {

constexpr double normal_95 = 1.959964;
constexpr std::size_t most_evaluated = 4'000'000;  // clients x draws

double square(double x) { return x * x; }

/// Variance, or 0 of what cannot vary.
double spread_of(const std::vector<double>& values) { return values.size() < 2 ? 0 : statistics::variance(values); }

/// Law of total variance over draws of the parameters, of the logarithm of a positive quantity.
struct TotalVariance {
    std::vector<double> levels;
    double within = 0;

    void add(double mean, double variance) {
        if (mean <= 0) return;
        levels.push_back(std::log(mean));
        within += std::log1p(variance / square(mean));
    }
    double deviation() const {
        return levels.empty() ? 0 : std::sqrt(within / static_cast<double>(levels.size()) + spread_of(levels));
    }
};

/// Draw `b` of a model, or its estimate where there are no draws.
std::span<const double> drawn(const std::vector<std::vector<double>>& draws, std::span<const double> estimate,
                              std::size_t b) {
    return draws.empty() ? estimate : std::span<const double>(draws[b % draws.size()]);
}

/// All draws, or as many of them as so many clients leave time for.
std::size_t draws_for(std::size_t clients, std::size_t draws) {
    const std::size_t affordable = std::max<std::size_t>(20, most_evaluated / std::max<std::size_t>(1, clients));
    return std::max<std::size_t>(1, std::min(draws, affordable));
}

struct MeanAndVariance {
    double mean = 0, variance = 0;
};

MeanAndVariance lognormal(const InLogarithms& known) {
    const double mean = std::exp(known.mean + known.variance / 2);
    return {mean, square(mean) * std::expm1(known.variance)};
}

std::vector<const ClientEstimate*> kept_clients(const Calibration& calibration,
                                                const std::optional<std::string>& segment = std::nullopt) {
    std::vector<const ClientEstimate*> chosen;
    for (const ClientEstimate& client : calibration.estimates) {
        if (client.kept && (!segment || client.account->segment == *segment)) chosen.push_back(&client);
    }
    return chosen;
}

/// What is known of the value of a client's orders: of those that bring revenue, times the chance of that.
MeanAndVariance value_of(const ClientEstimate& client, std::span<const double> parameters) {
    const MeanAndVariance paid = lognormal(known_spending(parameters, client.spending));
    const PaidChance& chance = client.paid;
    const double mean = chance.mean * paid.mean;
    const double squares = (square(chance.mean) + chance.variance) * (square(paid.mean) + paid.variance);
    return {mean, squares - square(mean)};
}

/// A client, and the chance with which it counts.
struct Counted {
    const ClientEstimate* client;
    double chance;
};

std::vector<Counted> counted_clients(const Calibration& calibration) {
    std::vector<Counted> counted;
    if (!calibration.identified) {
        for (const ClientEstimate* client : kept_clients(calibration)) counted.push_back({client, 1});
        return counted;
    }
    const Fit& fit = calibration.model(calibration.chosen).fit;
    for (const ClientEstimate& client : calibration.estimates) {
        counted.push_back({&client, chance_alive(fit.model, fit.parameters(), client.purchases)});
    }
    return counted;
}

/// [unit of time^-1 x currency unit]
MeanAndVariance revenue_of(const ClientEstimate& client, Model model, std::span<const double> of_rates,
                           std::span<const double> of_values) {
    const double chance = chance_alive(model, of_rates, client.purchases);
    const double rate = expected_rate(of_rates, client.purchases);
    const MeanAndVariance value = value_of(client, of_values);
    const double mean = chance * rate * value.mean;
    const double squares =
        chance * (square(rate) + rate_variance(of_rates, client.purchases)) * (square(value.mean) + value.variance);
    return {mean, squares - square(mean)};
}

}  // namespace

MeanOrders mean_orders(const Calibration& calibration, const std::optional<std::string>& segment) {
    const std::vector<const ClientEstimate*> chosen = kept_clients(calibration, segment);
    MeanOrders result;
    result.clients = chosen.size();
    if (chosen.empty()) return result;
    const FittedModel& fitted = calibration.model(calibration.chosen);
    for (const ClientEstimate* client : chosen) {
        result.orders_month += client->orders_month / static_cast<double>(chosen.size());
    }
    TotalVariance known;
    for (std::size_t b = 0; b < draws_for(chosen.size(), fitted.draws.size()); ++b) {
        const auto parameters = drawn(fitted.draws, fitted.fit.parameters(), b);
        MeanAndVariance sum;
        for (const ClientEstimate* client : chosen) {
            sum.mean += expected_rate(parameters, client->purchases);
            sum.variance += rate_variance(parameters, client->purchases);
        }
        known.add(sum.mean, sum.variance);
    }
    const double factor = std::exp(normal_95 * known.deviation());
    result.low = result.orders_month / factor;
    result.high = result.orders_month * factor;
    return result;
}

void read_off_revenue(Calibration& calibration) {
    const std::vector<Counted> counted = counted_clients(calibration);
    MeanRevenue& result = calibration.revenue;
    result.has_interval = !counted.empty() && !calibration.spending.empty();
    for (const Counted& one : counted) {
        result.month += one.chance * one.client->revenue_month();
        result.has_interval &= std::isfinite(one.client->value_variation);
    }
    for (const ClientEstimate* client : kept_clients(calibration)) result.kept_in_full += client->revenue_month();
    if (!result.has_interval) return;
    const FittedModel& rates = calibration.model(calibration.chosen);
    TotalVariance known;
    const std::size_t draws = std::max(rates.draws.size(), calibration.spending_draws.size());
    for (std::size_t b = 0; b < draws_for(counted.size(), draws); ++b) {
        const auto of_rates = drawn(rates.draws, rates.fit.parameters(), b);
        const auto of_values = drawn(calibration.spending_draws, calibration.spending, b);
        MeanAndVariance sum;
        for (const Counted& one : counted) {
            const MeanAndVariance client = revenue_of(*one.client, rates.fit.model, of_rates, of_values);
            sum.mean += client.mean;
            sum.variance += client.variance;
        }
        known.add(sum.mean, sum.variance);
    }
    const double factor = std::exp(normal_95 * known.deviation());
    result.low = result.month / factor;
    result.high = result.month * factor;
}

void read_off_value_variation(Calibration& calibration) {
    const std::vector<const ClientEstimate*> chosen = kept_clients(calibration);
    const std::size_t draws = draws_for(calibration.estimates.size(), calibration.spending_draws.size());
    std::vector<double> levels(draws, 0.0);
    for (std::size_t b = 0; b < draws; ++b) {
        const auto parameters = drawn(calibration.spending_draws, calibration.spending, b);
        double sum = 0;
        for (const ClientEstimate* client : chosen) {
            sum += client->orders_month * value_of(*client, parameters).mean;
        }
        levels[b] = sum > 0 ? std::log(sum) : 0;
    }
    calibration.value_level = std::sqrt(spread_of(levels));
    std::vector<double> values(draws), beside(draws);
    for (ClientEstimate& client : calibration.estimates) {
        if (!std::isfinite(client.value_variation)) continue;
        // An uncertain chance counts like a logarithm of its variation.
        double within = std::log1p(client.paid.variance / square(client.paid.mean));
        for (std::size_t b = 0; b < draws; ++b) {
            const auto parameters = drawn(calibration.spending_draws, calibration.spending, b);
            const InLogarithms known = known_spending(parameters, client.spending);
            within += known.variance / static_cast<double>(draws);
            values[b] = known.mean;
            beside[b] = known.mean - levels[b];
        }
        client.value_variation = std::sqrt(within + spread_of(values));
        client.own_value_variation = std::sqrt(within + spread_of(beside));
    }
}

}  // namespace clientele::ledger
