#include "engine/ledger/forecast.hpp"

#include <cmath>
#include <limits>

#include "engine/statistics/gamma_functions.hpp"

namespace clientele::ledger {
namespace {

/// (1 - (1 + t/beta)^-(s-1)) / (s - 1), continuous at s = 1, where it is ln(1 + t/beta).
double expected_lifetime_factor(double s, double beta, double t) {
    const double stretch = std::log1p(t / beta);
    const double order = s - 1;
    return std::abs(order) < 1e-9 ? stretch : -std::expm1(-order * stretch) / order;
}

/// Expected time within t of a client that stops at the rate mu: (1 - exp(-mu t)) / mu.
double expected_lifetime(double mu, double t) { return -std::expm1(-mu * t) / mu; }

/// (a+b+x-1)/(a-1) [1 - ((alpha+T)/(alpha+T+t))^(r+x) 2F1(r+x, b+x; a+b+x-1; t/(alpha+T+t))], given alive at T.
double bg_nbd_of_the_alive(std::span<const double> p, double x, double age, double ahead) {
    const double r = p[0], alpha = p[1], b = p[3];
    // The formula is 0/0 at a = 1; its limit is taken from both sides.
    if (std::abs(p[2] - 1) < 1e-4) {
        const std::array<double, 4> below{r, alpha, 1 - 2e-4, b};
        const std::array<double, 4> above{r, alpha, 1 + 2e-4, b};
        return (bg_nbd_of_the_alive(below, x, age, ahead) + bg_nbd_of_the_alive(above, x, age, ahead)) / 2;
    }
    double c = p[2] + b + x - 1;
    if (std::abs(c) < 1e-6) c = 1e-6;
    const double z = ahead / (alpha + age + ahead);
    const double shrink = std::exp(-(r + x) * std::log1p(ahead / (alpha + age)));
    return c / (p[2] - 1) * (1 - shrink * statistics::hypergeometric(r + x, b + x, c, z));
}

double drawn_gamma(double shape, double rate, std::mt19937_64& generator) {
    return std::gamma_distribution<double>(shape, 1)(generator) / rate;
}

/// Purchases at a constant rate, each the last one with chance p.
double drawn_with_chance(double rate, double chance, double ahead, std::mt19937_64& generator) {
    std::exponential_distribution<double> wait(rate);
    std::uniform_real_distribution<double> word(0, 1);
    double purchases = 0;
    for (double at = wait(generator); at <= ahead; at += wait(generator)) {
        ++purchases;
        if (word(generator) < chance) break;
    }
    return purchases;
}

}  // namespace

double expected_purchases(Model model, std::span<const double> p, const Purchases& client, double ahead) {
    const double x = client.repeats;
    const double rate = expected_rate(p, client);
    if (model == Model::nbd) return rate * ahead;
    const double alive = chance_alive(model, p, client);
    if (model == Model::bg_nbd) return alive * bg_nbd_of_the_alive(p, x, client.age, ahead);
    if (model == Model::exponential_nbd) return alive * rate * expected_lifetime(p[2], ahead);
    return alive * rate * (p[3] + client.age) * expected_lifetime_factor(p[2], p[3] + client.age, ahead);
}

double expected_repeats(Model model, std::span<const double> p, double time) {
    if (model == Model::nbd) return p[0] / p[1] * time;
    if (model == Model::pareto_nbd) return p[0] * p[3] / p[1] * expected_lifetime_factor(p[2], p[3], time);
    if (model == Model::exponential_nbd) return p[0] / p[1] * expected_lifetime(p[2], time);
    return bg_nbd_of_the_alive(p, 0, 0, time);
}

double chance_to_stay(Model model, std::span<const double> p, const Purchases& client, double ahead) {
    if (model == Model::nbd) return 1;
    if (model == Model::exponential_nbd) return std::exp(-p[2] * ahead);
    if (model == Model::pareto_nbd) return std::exp(-p[2] * std::log1p(ahead / (p[3] + client.age)));
    // E[(1 + q t/(alpha+T))^-(r+x)] over q ~ Beta(a, b+x), by Pfaff's transformation.
    const double k = p[0] + client.repeats;
    const double z = ahead / (p[1] + client.age);
    const double b = p[3] + client.repeats;
    return std::exp(-k * std::log1p(z)) * statistics::hypergeometric(k, b, p[2] + b, z / (1 + z));
}

double draw_purchases(Model model, std::span<const double> p, const Purchases& client, double ahead,
                      std::mt19937_64& generator) {
    std::uniform_real_distribution<double> word(0, 1);
    if (word(generator) >= chance_alive(model, p, client)) return 0;
    const double rate = drawn_gamma(p[0] + client.repeats, p[1] + client.age, generator);
    if (rate <= 0) return 0;
    if (model == Model::bg_nbd) {
        const double stop = std::gamma_distribution<double>(p[2], 1)(generator);
        const double go = std::gamma_distribution<double>(p[3] + client.repeats, 1)(generator);
        return drawn_with_chance(rate, stop + go > 0 ? stop / (stop + go) : 1, ahead, generator);
    }
    double lived = ahead;
    if (model != Model::nbd) {
        const double stopping =
            model == Model::exponential_nbd ? p[2] : drawn_gamma(p[2], p[3] + client.age, generator);
        if (stopping > 0) lived = std::min(ahead, std::exponential_distribution<double>(stopping)(generator));
    }
    return lived <= 0 ? 0 : std::poisson_distribution<int>(rate * lived)(generator);
}

double expected_rate(std::span<const double> p, const Purchases& client) {
    return (p[0] + client.repeats) / (p[1] + client.age);
}

double rate_variance(std::span<const double> p, const Purchases& client) {
    return expected_rate(p, client) / (p[1] + client.age);
}

double expected_spending(std::span<const double> p, const Spending& client) {
    const double x = client.weight > 0 ? client.purchases : 0;
    const double shape = p[0] * x + p[1] - 1;
    if (shape <= 0 || p[1] <= 1) return std::numeric_limits<double>::quiet_NaN();
    return p[0] * (p[2] + x * client.mean) / shape;
}

InLogarithms known_spending(std::span<const double> p, const Spending& client) {
    const double x = client.weight > 0 ? client.purchases : 0;
    const double shape = p[0] * x + p[1];
    return {std::log(p[0]) + std::log(p[2] + x * client.mean) - statistics::digamma(shape),
            statistics::trigamma(shape)};
}

}  // namespace clientele::ledger
