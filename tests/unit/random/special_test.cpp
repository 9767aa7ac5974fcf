#include "engine/random/special.hpp"

#include <algorithm>
#include <cmath>

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include "tests/support/catch.hpp"

using namespace clientele::random;

namespace {

double relative(double got, long double expected) {
    return static_cast<double>(std::fabs((static_cast<long double>(got) - expected) / expected));
}

}  // namespace

TEST_CASE("log1p keeps its accuracy for small arguments") {
    double most = 0;
    for (double x = 1e-18; x < 100; x *= 1.37) {
        most = std::max(most, relative(clientele::random::log1p(x), std::log1p(static_cast<long double>(x))));
        if (x < 1) {
            most = std::max(most, relative(clientele::random::log1p(-x), std::log1p(-static_cast<long double>(x))));
        }
    }
    CHECK(most < 4e-16);
    CHECK(clientele::random::log1p(0) == 0);
}

TEST_CASE("log_gamma agrees with Boost.Math, absolutely near its zeros at 1 and 2") {
    double most = 0;
    for (double x = 1e-6; x < 1e6; x *= 1.013) {
        const long double expected = boost::math::lgamma(static_cast<long double>(x));
        const double scale = std::max(1.0, static_cast<double>(std::fabs(expected)));
        most = std::max(most, static_cast<double>(std::fabs(log_gamma(x) - expected)) / scale);
    }
    INFO("worst " << most);
    CHECK(most < 2e-14);
}

TEST_CASE("The incomplete gamma function agrees with Boost.Math in its smaller tail") {
    for (const double shape : {0.01, 0.3, 1.0, 2.5, 17.0, 100.0, 900.0}) {
        double most = 0;
        for (double factor = 0.02; factor < 6; factor *= 1.1) {
            const double x = shape * factor;
            const Tails tails = incomplete_gamma(shape, x);
            const long double lower =
                boost::math::gamma_p(static_cast<long double>(shape), static_cast<long double>(x));
            const long double upper =
                boost::math::gamma_q(static_cast<long double>(shape), static_cast<long double>(x));
            if (std::min(lower, upper) > 1e-250L) {
                most = std::max(most, lower < upper ? relative(tails.lower, lower) : relative(tails.upper, upper));
            }
        }
        INFO("shape " << shape << " worst " << most);
        CHECK(most < 1e-12 * (1 + shape / 100));
    }
}

TEST_CASE("The incomplete beta function agrees with Boost.Math in its smaller tail") {
    for (const double a : {0.05, 0.5, 1.0, 3.0, 40.0, 1000.0}) {
        for (const double b : {0.05, 0.7, 1.0, 8.0, 300.0, 1000.0}) {
            double most = 0;
            for (double x = 0.01; x < 1; x += 0.0125) {
                const Tails tails = incomplete_beta(a, b, x);
                const long double lower = boost::math::ibeta<long double>(a, b, x);
                const long double upper = boost::math::ibetac<long double>(a, b, x);
                if (std::min(lower, upper) > 1e-250L) {
                    most = std::max(most, lower < upper ? relative(tails.lower, lower) : relative(tails.upper, upper));
                }
            }
            INFO("a " << a << " b " << b << " worst " << most);
            CHECK(most < 1e-11);
        }
    }
}
