#pragma once

#include <random>
#include <span>

#include "engine/ledger/likelihood.hpp"

namespace clientele::ledger {

/// Expected purchases of a client within `ahead` from the end of its period on, given what it did. [purchases]
double expected_purchases(Model model, std::span<const double> parameters, const Purchases& client, double ahead);

/// Expected repeat purchases of a fresh client within `time` of its first. [purchases]
double expected_repeats(Model model, std::span<const double> parameters, double time);

/// Chance that a client who has not stopped at the end of its period has not stopped `ahead` later either.
double chance_to_stay(Model model, std::span<const double> parameters, const Purchases& client, double ahead);

/// One draw of a client's purchases within `ahead`, from its exact posterior: stopped or not, its rate, its chance or
/// rate of stopping, then its purchases.
double draw_purchases(Model model, std::span<const double> parameters, const Purchases& client, double ahead,
                      std::mt19937_64& generator);

/// Rate of purchases of a client that has not stopped, given what it did. [1/unit]
double expected_rate(std::span<const double> parameters, const Purchases& client);

/// Variance of that rate: it is Gamma(r + x, alpha + T). [1/unit^2]
double rate_variance(std::span<const double> parameters, const Purchases& client);

/// Expected amount of a purchase, given the client's mean so far; population mean without purchases. NaN where the
/// model has no mean (q <= 1). [currency unit]
double expected_spending(std::span<const double> parameters, const Spending& client);

/// A positive quantity by its logarithm, which has a mean and a variance where the quantity itself may have none.
struct InLogarithms {
    double mean = 0, variance = 0;
};

/// What the parameters and a client's amounts tell of its mean amount p / n, n ~ Gamma(p x + q, v + x m):
/// E ln = ln p + ln(v + x m) - digamma(p x + q), Var ln = trigamma(p x + q).
InLogarithms known_spending(std::span<const double> parameters, const Spending& client);

}  // namespace clientele::ledger
