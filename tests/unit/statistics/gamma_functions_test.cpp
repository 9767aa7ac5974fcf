#include "engine/statistics/gamma_functions.hpp"

#include <cmath>

#include "tests/support/catch.hpp"

using namespace clientele::statistics;

TEST_CASE("gamma functions follow their recurrences") {
    for (const double x : {1e-6, 0.3, 1.0, 7.5, 250.0, 1e5}) {
        CHECK(log_gamma(x + 1) - log_gamma(x) == Approx(std::log(x)).epsilon(1e-9));
        CHECK(digamma(x + 1) - digamma(x) == Approx(1 / x).epsilon(1e-7));
        CHECK(log_beta(x, 1) == Approx(-std::log(x)).margin(1e-9 * std::abs(log_gamma(x)) + 1e-12));
    }
    CHECK(log_gamma(5) == Approx(std::log(24)));
    CHECK(digamma(1) == Approx(-0.57721566490153286));
}

TEST_CASE("the tail of chi-squared with two degrees of freedom is exponential") {
    CHECK(chi_squared_tail(0, 2) == 1);
    CHECK(chi_squared_tail(5.991, 2) == Approx(std::exp(-5.991 / 2)));
}

TEST_CASE("the hypergeometric series has its closed forms") {
    for (const double z : {0.0, 0.1, 0.5, 0.9, 0.99}) {
        CHECK(hypergeometric(0.7, 2.5, 2.5, z) == Approx(std::pow(1 - z, -0.7)).epsilon(1e-12));
        if (z > 0) CHECK(hypergeometric(1, 1, 2, z) == Approx(-std::log1p(-z) / z).epsilon(1e-12));
    }
    CHECK(hypergeometric(200.5, 3, 5, 0) == 1);
    // Pfaff: F(a, b; c; z) = (1 - z)^(c - a - b) F(c - a, c - b; c; z)
    const double left = hypergeometric(0.4, 1.2, 3.1, 0.8);
    CHECK(left == Approx(std::pow(0.2, 1.5) * hypergeometric(2.7, 1.9, 3.1, 0.8)).epsilon(1e-12));
}

TEST_CASE("trigamma is the sum of 1 / (x + k)^2") {
    CHECK(trigamma(1) == Approx(1.6449340668482264).epsilon(1e-14));  // pi^2 / 6
    CHECK(trigamma(4) == Approx(1.6449340668482264 - 1 - 1.0 / 4 - 1.0 / 9).epsilon(1e-13));
}
