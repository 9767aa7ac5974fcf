#include "engine/behaviour/response.hpp"

#include <algorithm>
#include <cmath>

#include "engine/random/math.hpp"

namespace clientele::behaviour {

double request_time(std::uint32_t servers, double load) {
    const double rho = std::min(load, 1 - 1 / longest_request);
    const double exponent = std::sqrt(2.0 * (servers + 1)) - 1;
    return 1 + random::pow(rho, exponent) / (servers * (1 - rho));
}

}  // namespace clientele::behaviour
