#include "engine/statistics/interval.hpp"

#include <cmath>
#include <limits>

#include <boost/math/distributions/students_t.hpp>

#include "engine/base/contract.hpp"

namespace clientele::statistics {

double student_quantile(double degrees, double p) {
    base::expects(degrees >= 1, "at least one degree of freedom");
    base::expects(p > 0 && p < 1, "a quantile's level inside (0, 1)");
    const double exact = boost::math::quantile(boost::math::students_t_distribution<double>(degrees), p);
    return std::round(exact * 0x1p40) * 0x1p-40;
}

Interval t_interval(double mean, double standard_error, std::size_t groups, double alpha) {
    base::expects(alpha > 0 && alpha < 1, "an error probability inside (0, 1)");
    if (groups < 2 || std::isnan(mean) || std::isnan(standard_error)) {
        constexpr double none = std::numeric_limits<double>::quiet_NaN();
        return {none, none};
    }
    const double reach = student_quantile(static_cast<double>(groups - 1), 1 - alpha / 2) * standard_error;
    return {mean - reach, mean + reach};
}

Interval simultaneous_interval(double mean, double standard_error, std::size_t groups, double alpha, std::size_t m) {
    base::expects(m >= 1, "at least one interval");
    return t_interval(mean, standard_error, groups, alpha / static_cast<double>(m));
}

}  // namespace clientele::statistics
