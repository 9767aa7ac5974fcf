#include "engine/random/special.hpp"

#include <array>
#include <cmath>

#include "engine/random/math.hpp"

namespace clientele::random {

namespace {

constexpr double epsilon = 0x1p-53;
/// Steps after which a series or fraction is taken as it is; for shapes up to 10^6 it has converged long before.
constexpr int most_steps = 20000;

/// Keeps Lentz's algorithm from dividing by zero.
double away_from_zero(double x) { return std::fabs(x) < 1e-300 ? 1e-300 : x; }

double gamma_series(double shape, double x) {
    double term = 1.0 / shape;
    double sum = term;
    for (int n = 1; n < most_steps && term > sum * epsilon; ++n) {
        term *= x / (shape + n);
        sum += term;
    }
    return sum;
}

double gamma_fraction(double shape, double x) {
    double b = x + 1.0 - shape;
    double c = 1e300;
    double d = 1.0 / away_from_zero(b);
    double value = d;
    for (int n = 1; n < most_steps; ++n) {
        const double a = -n * (n - shape);
        b += 2.0;
        d = 1.0 / away_from_zero(a * d + b);
        c = away_from_zero(b + a / c);
        const double change = c * d;
        value *= change;
        if (std::fabs(change - 1.0) <= 2 * epsilon) {
            break;
        }
    }
    return value;
}

double beta_fraction(double a, double b, double x) {
    double c = 1.0;
    double d = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0));
    double value = d;
    for (int m = 1; m < most_steps; ++m) {
        const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        d = 1.0 / away_from_zero(1.0 + even * d);
        c = away_from_zero(1.0 + even / c);
        value *= c * d;
        const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1.0 / away_from_zero(1.0 + odd * d);
        c = away_from_zero(1.0 + odd / c);
        const double change = c * d;
        value *= change;
        if (std::fabs(change - 1.0) <= 2 * epsilon) {
            break;
        }
    }
    return value;
}

Tails from_lower(double lower) { return {lower, 1.0 - lower}; }
Tails from_upper(double upper) { return {1.0 - upper, upper}; }

/// What Stirling's formula leaves out: log_gamma(x) - ((x - 1/2) log x - x + log(2 pi) / 2), for x >= 16 (Abramowitz
/// and Stegun 6.1.41).
double stirling_rest(double x) {
    constexpr std::array<double, 6> series{1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360};
    const double inverse = 1.0 / x;
    const double square = inverse * inverse;
    double sum = 0;
    for (std::size_t i = series.size(); i-- > 0;) {
        sum = sum * square + series[i];
    }
    return sum * inverse;
}

}  // namespace

double log1p(double x) {
    const double y = 1.0 + x;
    return y == 1.0 ? x : log(y) - ((y - 1.0) - x) / y;
}

double log_gamma(double x) {
    constexpr double half_log_two_pi = 0x1.d67f1c864beb5p-1;
    double raised = x;
    double product = 1.0;
    while (raised < 16.0) {
        product *= raised;
        raised += 1.0;
    }
    return ((raised - 0.5) * log(raised) - raised) + half_log_two_pi + stirling_rest(raised) - log(product);
}

Tails incomplete_gamma(double shape, double x) {
    if (!(x > 0.0)) {
        return from_lower(0.0);
    }
    const double density = exp(shape * log(x) - x - log_gamma(shape));
    return x < shape + 1.0 ? from_lower(density * gamma_series(shape, x))
                           : from_upper(density * gamma_fraction(shape, x));
}

Tails incomplete_beta(double a, double b, double x) {
    if (!(x > 0.0)) {
        return from_lower(0.0);
    }
    if (!(x < 1.0)) {
        return from_upper(0.0);
    }
    const double density = exp(a * log(x) + b * log1p(-x) + log_gamma(a + b) - log_gamma(a) - log_gamma(b));
    return x < (a + 1.0) / (a + b + 2.0) ? from_lower(density * beta_fraction(a, b, x) / a)
                                         : from_upper(density * beta_fraction(b, a, 1.0 - x) / b);
}

}  // namespace clientele::random
