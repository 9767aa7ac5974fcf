#include "engine/statistics/gamma_functions.hpp"

#include <cmath>
#include <limits>

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/special_functions/trigamma.hpp>

namespace clientele::statistics {

double log_gamma(double x) { return boost::math::lgamma(x); }

double digamma(double x) { return boost::math::digamma(x); }

double trigamma(double x) { return boost::math::trigamma(x); }

double log_beta(double a, double b) { return log_gamma(a) + log_gamma(b) - log_gamma(a + b); }

double chi_squared_tail(double x, double degrees) {
    return boost::math::cdf(boost::math::complement(boost::math::chi_squared(degrees), x));
}

double hypergeometric(double a, double b, double c, double z) {
    constexpr int most_terms = 100'000;
    double term = 1;
    double sum = 1;
    for (int n = 0; n < most_terms; ++n) {
        term *= (a + n) * (b + n) / ((c + n) * (n + 1.0)) * z;
        sum += term;
        // Terms may grow first; they fall for good once the ratio stays below one.
        const bool falling = (a + n + 1) * (b + n + 1) * z < std::abs((c + n + 1) * (n + 2.0));
        if (falling && std::abs(term) <= std::abs(sum) * 1e-17) return sum;
    }
    return std::numeric_limits<double>::quiet_NaN();
}

}  // namespace clientele::statistics
