#include "engine/behaviour/power.hpp"

#include "engine/base/clones.hpp"
#include "engine/random/address.hpp"
#include "engine/random/math.hpp"

namespace clientele::behaviour {

/// The responses come as copies: where the compiler must fear that a written column is one of their numbers, the loops
/// stay scalar.
namespace {

CLIENTELE_CLONES
void asking(PowerResponse r, double all, std::size_t n, const std::uint8_t* buys, const double* sales,
            const double* excess, const double* power_today, const std::uint32_t* words, std::uint8_t* mark) {
    for (std::size_t i = 0; i < n; ++i) {
        const double chance = r.asks * (power_of(sales[i] / all, r.half_at, excess[i], r.weight) - power_today[i]);
        mark[i] = static_cast<std::uint8_t>((buys[i] != 0 ? 1 : 0) & (random::uniform(words[i]) < chance ? 1 : 0));
    }
}

CLIENTELE_CLONES
void grow_each(PowerResponse r, std::size_t n, const double* sales, const double* sales_today,
               const std::uint16_t* granted, double* demand) {
    for (std::size_t i = 0; i < n; ++i) {
        const bool comparable = (sales_today[i] > 0) & (sales[i] > 0);
        const double grown = comparable ? sales[i] / sales_today[i] : 1.0;
        demand[i] *=
            (1 + r.service * granted[i]) * random::exp(r.hours_follow_sales * random::detail::log_of_positive(grown));
    }
}

}  // namespace

void mark_asking(const PowerResponse& response, double all, std::size_t n, const std::uint8_t* buys,
                 const double* sales, const double* excess, const double* power_today, const std::uint32_t* words,
                 std::uint8_t* mark) {
    asking(response, all, n, buys, sales, excess, power_today, words, mark);
}

void follow_sales(const PowerResponse& response, std::size_t n, const double* sales, const double* sales_today,
                  const std::uint16_t* granted, double* demand) {
    grow_each(response, n, sales, sales_today, granted, demand);
}

}  // namespace clientele::behaviour
