#pragma once

#include <span>

#include "engine/ledger/purchases.hpp"

namespace clientele::ledger {

/// Integral over the time of stopping, t from recency to age, of (alpha + t)^-(r+x) (beta + t)^-(s+1), or of
/// (alpha + t)^-(r+x) exp(-mu t), and means under that weight. The first is what the hypergeometric functions of
/// Pareto/NBD stand for, without their overflow and with derivatives under the integral.
struct DeathIntegral {
    double log_value;                    ///< -infinity where recency equals age
    double time;                         ///< mean of t
    double log_alpha, log_beta;          ///< means of ln(alpha + t), ln(beta + t)
    double inverse_alpha, inverse_beta;  ///< means of 1/(alpha + t), 1/(beta + t)
};

/// Gauss-Legendre over panels on which the integrand falls by at most e^3 and that are short beside the distance to its
/// poles; relative error about 1e-11. \param parameters r, alpha, s, beta or r, alpha, mu, all positive
DeathIntegral death_integral(std::span<const double> parameters, const Purchases& client);

}  // namespace clientele::ledger
