#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace clientele::random {

/// out[i] = exp(log_mean[i] + log_sd[i] normal_of(words[i])), i < n. `out` may be `log_mean` or `log_sd`.
using LognormalKernel = void (*)(const std::uint32_t* words, std::size_t n, const double* log_mean,
                                 const double* log_sd, double* out);

/// The way of machines with registers of eight doubles; null on others.
[[nodiscard]] LognormalKernel wide_lognormal();

/// Every way this machine can do it, widest first: the first is used. For tests, which hold all of them to the same
/// bits.
[[nodiscard]] std::vector<LognormalKernel> lognormal_kernels();

}  // namespace clientele::random
