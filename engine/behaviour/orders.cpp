#include "engine/behaviour/orders.hpp"

#include "engine/base/clones.hpp"
#include "engine/base/money.hpp"
#include "engine/random/batch.hpp"

namespace clientele::behaviour {

namespace {

CLIENTELE_CLONES
void scale_and_round(const double* scale, std::size_t n, double* value) {
    for (std::size_t i = 0; i < n; ++i) {
        value[i] = base::round_money(scale[i] * value[i]);
    }
}

}  // namespace

void value_orders(const std::uint32_t* words, std::size_t n, const double* scale, const double* log_mean,
                  const double* log_sd, double* value) {
    random::lognormal(words, n, log_mean, log_sd, value);
    scale_and_round(scale, n, value);
}

}  // namespace clientele::behaviour
