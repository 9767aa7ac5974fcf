#include "engine/behaviour/orders.hpp"

#include "engine/base/clones.hpp"
#include "engine/base/money.hpp"
#include "engine/random/address.hpp"
#include "engine/random/math.hpp"
#include "engine/random/normal_quantile.hpp"

namespace clientele::behaviour {

namespace {

CLIENTELE_CLONES
void values(const std::uint32_t* words, std::size_t n, const double* scale, const double* log_sd, double* value) {
    for (std::size_t i = 0; i < n; ++i) {
        value[i] = base::round_money(scale[i] * random::exp(log_sd[i] * random::normal_quantile(random::uniform(words[i]))));
    }
}

}  // namespace

void value_orders(const std::uint32_t* words, std::size_t n, const double* scale, const double* log_sd, double* value) {
    values(words, n, scale, log_sd, value);
}

}  // namespace clientele::behaviour
