#pragma once

namespace clientele::statistics {

/// Logarithm of the gamma function (Boost.Math: unlike lgamma of the C library it writes no global sign). \pre x > 0
[[nodiscard]] double log_gamma(double x);

/// Derivative of log_gamma. \pre x > 0
[[nodiscard]] double digamma(double x);

/// Derivative of digamma. \pre x > 0
[[nodiscard]] double trigamma(double x);

/// Logarithm of the beta function, without the overflow of gamma functions. \pre a > 0, b > 0
[[nodiscard]] double log_beta(double a, double b);

/// Chance that a chi-squared variable of so many degrees of freedom exceeds x. \pre x >= 0, degrees > 0
[[nodiscard]] double chi_squared_tail(double x, double degrees);

/// Gauss's hypergeometric function 2F1(a, b; c; z) by its series, which ends when terms no longer change the sum.
/// NaN where 100,000 terms do not suffice. \pre 0 <= z < 1, c no integer below 1
[[nodiscard]] double hypergeometric(double a, double b, double c, double z);

}  // namespace clientele::statistics
