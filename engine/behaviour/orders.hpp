#pragma once

#include <cstddef>
#include <cstdint>

namespace clientele::behaviour {

/// Values of orders: scale exp(log_sd z), z the normal quantile of the order's word, rounded once to a grain of money.
///
/// scale is the median: exp(log-mean) where the scenario states the law of the value, else
/// potential x share of wallet / (expected orders x exp(log_sd^2 / 2)), so that the mean is what the client spends with
/// us. \param words, scale, log_mean (of the factor on `scale`, here 0), log_sd, value arrays of n; value [currency]
void value_orders(const std::uint32_t* words, std::size_t n, const double* scale, const double* log_mean,
                  const double* log_sd, double* value);

}  // namespace clientele::behaviour
