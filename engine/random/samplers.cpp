#include "engine/random/samplers.hpp"

#include <algorithm>
#include <cmath>

#include "engine/random/special.hpp"

namespace clientele::random {

namespace {

/// Solves law(x) = u for a rising law on [low, high] by Newton steps, halving the bracket whenever a step leaves it or
/// gains little. The smaller tail is compared, so that both ends are accurate. Newton squares its error, so a step
/// below 1e-9 is the last one worth taking: what follows would be rounding noise. \param tails x -> Tails \param
/// log_density x -> log of the law's density
template <class Tail, class Density>
double solve(double u, double low, double high, double start, Tail tails, Density log_density) {
    double x = start;
    double last = high - low;
    while (true) {
        const Tails at = tails(x);
        const double excess = u < 0.5 ? at.lower - u : (1.0 - u) - at.upper;
        (excess > 0 ? high : low) = x;
        const double newton = x - excess * exp(-log_density(x));
        if (std::fabs(newton - x) <= 1e-9 * std::fabs(x)) {
            return newton;
        }
        const bool good = newton > low && newton < high && std::fabs(newton - x) < 0.5 * last;
        const double next = good ? newton : low + 0.5 * (high - low);
        if (!good && (next <= low || next >= high)) {
            return next;
        }
        last = std::fabs(next - x);
        x = next;
    }
}

/// Leading term of the lower tail of Gamma(shape, 1): P(shape, x) = x^shape / Gamma(shape + 1) (1 - ...), used where x
/// is tiny.
double gamma_near_zero(double u, double shape) { return exp((log(u) + log_gamma(shape + 1.0)) / shape); }

/// Wilson and Hilferty (1931): the cube root of a gamma variable is nearly normal.
double gamma_guess(double u, double shape) {
    const double spread = 1.0 / (9.0 * shape);
    const double root = 1.0 - spread + normal_quantile(u) * std::sqrt(spread);
    const double guess = shape * root * root * root;
    return root > 0.1 ? guess : gamma_near_zero(u, shape);
}

}  // namespace

double triangular(double u, double low, double mode, double high) {
    const double width = high - low;
    if (!(width > 0)) {
        return low;
    }
    const double below = (mode - low) / width;
    return u < below ? low + std::sqrt(u * width * (mode - low)) : high - std::sqrt((1.0 - u) * width * (high - mode));
}

double exponential(double u, double mean) { return -mean * log1p(-u); }

double gamma(double u, double shape, double scale) {
    const double tiny = gamma_near_zero(u, shape);
    if (tiny < 0x1p-60) {
        return scale * tiny;
    }
    const double log_norm = log_gamma(shape);
    const double high = std::max(1.0, shape) * 64 + 64;
    const double x = solve(
        u, 0.0, high, std::min(gamma_guess(u, shape), 0.5 * high),
        [&](double at) { return incomplete_gamma(shape, at); },
        [&](double at) { return (shape - 1.0) * log(at) - at - log_norm; });
    return scale * x;
}

double beta(double u, double a, double b) {
    const double log_norm = log_gamma(a) + log_gamma(b) - log_gamma(a + b);
    const double near_zero = exp((log(u) + log(a) + log_norm) / a);
    if (near_zero < 0x1p-60) {
        return near_zero;
    }
    const double near_one = exp((log1p(-u) + log(b) + log_norm) / b);
    if (near_one < 0x1p-60) {
        return 1.0;
    }
    return solve(
        u, 0.0, 1.0, a / (a + b), [&](double at) { return incomplete_beta(a, b, at); },
        [&](double at) { return (a - 1.0) * log(at) + (b - 1.0) * log1p(-at) - log_norm; });
}

std::uint32_t poisson(double u, double rate, double exp_minus_rate) {
    std::uint32_t count = 0;
    double chance = exp_minus_rate;
    double below = chance;
    while (u > below) {
        ++count;
        chance *= rate / count;
        const double next = below + chance;
        if (next == below && count > rate) {
            break;  // the rest of the tail is lost in rounding
        }
        below = next;
    }
    return count;
}

double geometric(double u, double chance) {
    if (chance >= 1.0) {
        return 1.0;
    }
    return std::max(1.0, std::ceil(log1p(-u) / log1p(-chance)));
}

std::size_t discrete(double u, std::span<const double> cumulative) {
    const double target = u * cumulative.back();
    const auto at = std::upper_bound(cumulative.begin(), cumulative.end(), target);
    return std::min(static_cast<std::size_t>(at - cumulative.begin()), cumulative.size() - 1);
}

}  // namespace clientele::random
