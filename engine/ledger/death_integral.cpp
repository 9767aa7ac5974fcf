#include "engine/ledger/death_integral.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace clientele::ledger {
namespace {

// Nodes and weights of Gauss-Legendre with 10 points on [-1, 1] (Abramowitz and Stegun, table 25.4); symmetric.
constexpr std::array<double, 5> nodes{0.1488743389816312, 0.4333953941292472, 0.6794095682990244, 0.8650633666889845,
                                      0.9739065285171717};
constexpr std::array<double, 5> weights{0.2955242247147529, 0.2692667193099963, 0.2190863625159820, 0.1494513491505806,
                                        0.0666713443086881};

constexpr double fall_of_a_panel = 3;
constexpr double length_to_pole = 1.5;
constexpr double negligible = 45;  // exp(-45) = 3e-20

}  // namespace

DeathIntegral death_integral(std::span<const double> parameters, const Purchases& client) {
    const double alpha = parameters[1];
    const bool one_rate = parameters.size() == 3;
    const double beta = one_rate ? alpha : parameters[3];
    const double a = parameters[0] + client.repeats;
    const double b = one_rate ? 0 : parameters[2] + 1;
    const double mu = one_rate ? parameters[2] : 0;
    const double log_alpha_0 = std::log(alpha + client.recency);
    const double log_beta_0 = std::log(beta + client.recency);
    double sum = 0, time = 0, log_alpha = 0, log_beta = 0, inverse_alpha = 0, inverse_beta = 0;
    const auto add = [&](double t, double weight) {
        const double la = std::log(alpha + t);
        const double lb = std::log(beta + t);
        const double mass =
            weight * std::exp(-a * (la - log_alpha_0) - b * (lb - log_beta_0) - mu * (t - client.recency));
        sum += mass;
        time += mass * t;
        log_alpha += mass * la;
        log_beta += mass * lb;
        inverse_alpha += mass / (alpha + t);
        inverse_beta += mass / (beta + t);
    };
    double fallen = 0;
    for (double from = client.recency; from < client.age && fallen < negligible;) {
        const double slope = a / (alpha + from) + b / (beta + from) + mu;
        const double length = std::min(fall_of_a_panel / slope, length_to_pole * (std::min(alpha, beta) + from));
        const double to = client.age - from <= 1.05 * length ? client.age : from + length;
        const double half = (to - from) / 2;
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            add(from + half - half * nodes[i], half * weights[i]);
            add(from + half + half * nodes[i], half * weights[i]);
        }
        fallen = a * (std::log(alpha + to) - log_alpha_0) + b * (std::log(beta + to) - log_beta_0) +
                 mu * (to - client.recency);
        from = to;
    }
    if (sum <= 0) return {-std::numeric_limits<double>::infinity(), 0, 0, 0, 0, 0};
    return {std::log(sum) - a * log_alpha_0 - b * log_beta_0 - mu * client.recency,
            time / sum,
            log_alpha / sum,
            log_beta / sum,
            inverse_alpha / sum,
            inverse_beta / sum};
}

}  // namespace clientele::ledger
