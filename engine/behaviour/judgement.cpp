#include "engine/behaviour/judgement.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/random/math.hpp"
#include "engine/random/normal_quantile.hpp"

namespace clientele::behaviour {

namespace {

/// From the smallest hours Newton's steps rise to the root without passing it; ten are beyond rounding.
constexpr int steady_steps = 10;

std::array<double, judgements> middles() {
    std::array<double, judgements> z{};
    double squares = 0;
    for (std::size_t k = 0; k < judgements; ++k) {
        z[k] = random::normal_quantile((static_cast<double>(k) + 0.5) / judgements);
        squares += z[k] * z[k];
    }
    for (double& value : z) {
        value /= std::sqrt(squares / judgements);
    }
    return z;
}

double mean_round(const double* values) {
    double sum = 0;
    for (std::size_t r = 0; r < judgements; ++r) {
        sum += values[r];
    }
    return sum / judgements;
}

}  // namespace

double judgement(std::uint32_t seed, std::size_t round) {
    static const std::array<double, judgements> z = middles();
    const std::uint32_t odd = (seed >> 4U) | 1U;
    return z[(odd * static_cast<std::uint32_t>(round) + seed) % judgements];
}

double steady_hours(const WalletResponse& response, double share_of_wallet, const double* hours) {
    const double low = response.at_no_effort * share_of_wallet;
    const double high = share_of_wallet + response.at_unlimited_effort * (1 - share_of_wallet);
    const double half = share_of_wallet > low ? (high - share_of_wallet) / (share_of_wallet - low) : 0;
    const double least = *std::min_element(hours, hours + judgements);
    if (half <= 0 || least <= 0) {
        return mean_round(hours);
    }
    const double c = response.steepness;
    std::array<double, judgements> y{};
    for (std::size_t r = 0; r < judgements; ++r) {
        y[r] = c == 1 ? hours[r] : random::pow(hours[r], c);
    }
    double h = *std::min_element(y.begin(), y.end());
    for (int step = 0; step < steady_steps; ++step) {
        double value = -1 / (1 + half);
        double slope = 0;
        for (const double power : y) {
            const double sum = half * h + power;
            value += power / sum / judgements;
            slope += power * half / (sum * sum) / judgements;
        }
        h += value / slope;
    }
    return c == 1 ? h : random::pow(h, 1 / c);
}

double steady_service(double beta, double need, const double* hours) {
    std::array<double, judgements> served{};
    for (std::size_t r = 0; r < judgements; ++r) {
        served[r] = std::min(1.0, hours[r] / need);
    }
    if (beta == 0) {
        return mean_round(served.data());
    }
    for (double& value : served) {
        value = random::exp(-beta * value);
    }
    return -random::log(mean_round(served.data())) / beta;
}

}  // namespace clientele::behaviour
