#pragma once

#include <cstdint>

namespace clientele::behaviour {

/// How long a request takes, waiting included, in times of the work itself.
///
/// `servers` people with load rho = hours needed / hours there share one queue:
///     T = 1 + rho^(sqrt(2 (servers + 1)) - 1) / (servers (1 - rho))
/// (Sakasegawa 1977, for Poisson requests and exponential work; exact for one server, within
/// 8 per cent of the waiting of Erlang C at loads of three quarters and more). Load counts as at most 0.98: a queue
/// that only grows is cut, and at one server T ends at 50. \pre servers >= 1, load >= 0
double request_time(std::uint32_t servers, double load);

/// The longest there is: nobody answers.
inline constexpr double longest_request = 50;

}  // namespace clientele::behaviour
