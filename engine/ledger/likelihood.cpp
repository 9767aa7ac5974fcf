#include "engine/ledger/likelihood.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/contract.hpp"
#include "engine/ledger/death_integral.hpp"
#include "engine/statistics/gamma_functions.hpp"

namespace clientele::ledger {
namespace {

using statistics::digamma;
using statistics::log_gamma;

using Derivatives = std::array<double, most_parameters>;

double log_sum(double a, double b) {
    const double larger = std::max(a, b);
    return std::isinf(larger) ? larger : larger + std::log1p(std::exp(std::min(a, b) - larger));
}

/// L = B(a, b+x)/B(a, b) Gamma(r+x)/Gamma(r) alpha^r [ (alpha+T)^-(r+x) + 1{x>0} a/(b+x-1) (alpha+t_x)^-(r+x) ]
double bg_nbd(std::span<const double> parameters, const Purchases& client, Derivatives& d) {
    const double r = parameters[0], alpha = parameters[1], a = parameters[2], b = parameters[3];
    const double x = client.repeats;
    const double log_age = std::log(alpha + client.age);
    const double log_recency = std::log(alpha + client.recency);
    const double alive = -(r + x) * log_age;
    double whole = alive;
    double dead_share = 0;
    if (x > 0) {
        const double dead = std::log(a / (b + x - 1)) - (r + x) * log_recency;
        whole = log_sum(alive, dead);
        dead_share = std::exp(dead - whole);
    }
    const double alive_share = 1 - dead_share;
    d[0] = digamma(r + x) - digamma(r) + std::log(alpha) - alive_share * log_age - dead_share * log_recency;
    d[1] = r / alpha - (r + x) * (alive_share / (alpha + client.age) + dead_share / (alpha + client.recency));
    d[2] = digamma(a + b) - digamma(a + b + x);
    d[3] = digamma(b + x) - digamma(b) + digamma(a + b) - digamma(a + b + x);
    if (x > 0) {
        d[2] += dead_share / a;
        d[3] -= dead_share / (b + x - 1);
    }
    return log_gamma(b + x) - log_gamma(b) + log_gamma(a + b) - log_gamma(a + b + x) + log_gamma(r + x) - log_gamma(r) +
           r * std::log(alpha) + whole;
}

/// L = Gamma(r+x)/Gamma(r) alpha^r beta^s [ (alpha+T)^-(r+x) (beta+T)^-s + s * death integral ]
double pareto_nbd(std::span<const double> parameters, const Purchases& client, Derivatives& d) {
    const double r = parameters[0], alpha = parameters[1], s = parameters[2], beta = parameters[3];
    const double x = client.repeats;
    const double log_alpha = std::log(alpha + client.age);
    const double log_beta = std::log(beta + client.age);
    const DeathIntegral death = death_integral(parameters, client);
    const double alive = -(r + x) * log_alpha - s * log_beta;
    const double whole = log_sum(alive, std::log(s) + death.log_value);
    const double alive_share = std::exp(alive - whole);
    const double dead_share = 1 - alive_share;
    d[0] = digamma(r + x) - digamma(r) + std::log(alpha) - alive_share * log_alpha - dead_share * death.log_alpha;
    d[1] = r / alpha - (r + x) * (alive_share / (alpha + client.age) + dead_share * death.inverse_alpha);
    d[2] = std::log(beta) - alive_share * log_beta + dead_share * (1 / s - death.log_beta);
    d[3] = s / beta - alive_share * s / (beta + client.age) - dead_share * (s + 1) * death.inverse_beta;
    return log_gamma(r + x) - log_gamma(r) + r * std::log(alpha) + s * std::log(beta) + whole;
}

/// L = Gamma(r+x)/Gamma(r) alpha^r [ (alpha+T)^-(r+x) exp(-mu T) + mu * death integral ]
double exponential_nbd(std::span<const double> parameters, const Purchases& client, Derivatives& d) {
    const double r = parameters[0], alpha = parameters[1], mu = parameters[2];
    const double x = client.repeats;
    const double log_alpha = std::log(alpha + client.age);
    const DeathIntegral death = death_integral(parameters, client);
    const double alive = -(r + x) * log_alpha - mu * client.age;
    const double whole = log_sum(alive, std::log(mu) + death.log_value);
    const double alive_share = std::exp(alive - whole);
    const double dead_share = 1 - alive_share;
    d[0] = digamma(r + x) - digamma(r) + std::log(alpha) - alive_share * log_alpha - dead_share * death.log_alpha;
    d[1] = r / alpha - (r + x) * (alive_share / (alpha + client.age) + dead_share * death.inverse_alpha);
    d[2] = dead_share * (1 / mu - death.time) - alive_share * client.age;
    return log_gamma(r + x) - log_gamma(r) + r * std::log(alpha) + whole;
}

double nbd(std::span<const double> parameters, const Purchases& client, Derivatives& d) {
    const double r = parameters[0], alpha = parameters[1];
    const double x = client.repeats;
    const double log_age = std::log(alpha + client.age);
    d[0] = digamma(r + x) - digamma(r) + std::log(alpha) - log_age;
    d[1] = r / alpha - (r + x) / (alpha + client.age);
    return log_gamma(r + x) - log_gamma(r) + r * std::log(alpha) - (r + x) * log_age;
}

/// ln f(m | p, q, v; x) with m the mean of x amounts: the sum x m is Gamma(p x, n) given n.
double gamma_gamma(std::span<const double> parameters, const Spending& client, Derivatives& d) {
    const double p = parameters[0], q = parameters[1], v = parameters[2];
    const double x = client.purchases;
    const double log_sum_of_amounts = std::log(x * client.mean);
    const double log_total = std::log(v + x * client.mean);
    d[0] = x * (digamma(p * x + q) - digamma(p * x) + log_sum_of_amounts - log_total);
    d[1] = digamma(p * x + q) - digamma(q) + std::log(v) - log_total;
    d[2] = q / v - (p * x + q) / (v + x * client.mean);
    return log_gamma(p * x + q) - log_gamma(p * x) - log_gamma(q) + q * std::log(v) + p * x * log_sum_of_amounts -
           std::log(client.mean) - (p * x + q) * log_total;
}

/// Sums one client's function over all.
template <class Client, class One>
double summed(std::span<const Client> clients, std::span<double> gradient, One one) {
    double sum = 0;
    std::ranges::fill(gradient, 0.0);
    Derivatives derivatives{};
    for (const Client& client : clients) {
        if (client.weight == 0) continue;
        sum += client.weight * one(client, derivatives);
        for (std::size_t i = 0; i < gradient.size(); ++i) gradient[i] += client.weight * derivatives[i];
    }
    return sum;
}

}  // namespace

const ModelText& text_of(Model model) {
    static constexpr std::array<ModelText, model_count> texts{{{"bg-nbd", 4, {"r", "alpha", "a", "b"}},
                                                               {"pareto-nbd", 4, {"r", "alpha", "s", "beta"}},
                                                               {"exponential-nbd", 3, {"r", "alpha", "mu", ""}},
                                                               {"nbd", 2, {"r", "alpha", "", ""}},
                                                               {"gamma-gamma", 3, {"p", "q", "v", ""}}}};
    return texts[static_cast<std::size_t>(model)];
}

double log_likelihood(Model model, std::span<const double> parameters, std::span<const Purchases> clients,
                      std::span<double> gradient) {
    base::expects(parameters.size() == text_of(model).parameters, "as many parameters as the model has");
    base::expects(model != Model::gamma_gamma, "a model of purchases");
    return summed(clients, gradient, [&](const Purchases& client, Derivatives& d) {
        if (model == Model::bg_nbd) return bg_nbd(parameters, client, d);
        if (model == Model::pareto_nbd) return pareto_nbd(parameters, client, d);
        if (model == Model::exponential_nbd) return exponential_nbd(parameters, client, d);
        return nbd(parameters, client, d);
    });
}

double spending_log_likelihood(std::span<const double> parameters, std::span<const Spending> clients,
                               std::span<double> gradient) {
    base::expects(parameters.size() == 3, "p, q and v");
    return summed(clients, gradient,
                  [&](const Spending& client, Derivatives& d) { return gamma_gamma(parameters, client, d); });
}

double chance_alive(Model model, std::span<const double> parameters, const Purchases& client) {
    const double r = parameters[0], alpha = parameters[1];
    const double x = client.repeats;
    if (model == Model::nbd) return 1;
    if (model == Model::bg_nbd) {
        if (x == 0) return 1;
        const double odds = std::log(parameters[2] / (parameters[3] + x - 1)) +
                            (r + x) * (std::log(alpha + client.age) - std::log(alpha + client.recency));
        return 1 / (1 + std::exp(odds));
    }
    const double lives = model == Model::exponential_nbd ? parameters[2] * client.age
                                                         : parameters[2] * std::log(parameters[3] + client.age);
    const double alive = -(r + x) * std::log(alpha + client.age) - lives;
    const double dead = std::log(parameters[2]) + death_integral(parameters, client).log_value;
    return 1 / (1 + std::exp(dead - alive));
}

}  // namespace clientele::ledger
