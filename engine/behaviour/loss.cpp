#include "engine/behaviour/loss.hpp"

#include <algorithm>

#include "engine/base/clones.hpp"
#include "engine/random/math.hpp"

namespace clientele::behaviour {

namespace {

double hazard_of_chance(double chance) { return -random::log(1 - chance); }

double power(double base, std::uint32_t exponent) {
    double result = 1;
    for (std::uint32_t i = 0; i < exponent; ++i) {
        result *= base;
    }
    return result;
}

/// Month's chance from a hazard: 1 - exp(-h) without cancellation for small h, by the series to h^4 below 1e-3
/// (relative error under 1e-14 there) and directly above.
CLIENTELE_KERNEL double chance_of_hazard(double h) {
    const double small = h * (1 - h * (0.5 - h * (1.0 / 6 - h * (1.0 / 24))));
    const double large = 1 - random::exp(-h);
    return h < 1e-3 ? small : large;
}

CLIENTELE_CLONES
void thresholds(double beta, std::size_t n, const std::uint8_t* pivoted, const double* external,
                const double* relational, const double* shock, const double* served_today, const double* served,
                std::uint32_t* threshold) {
    for (std::size_t i = 0; i < n; ++i) {
        const double gap = served_today[i] >= 0 ? served_today[i] - served[i] : 0.0;
        const double h = external[i] + relational[i] * shock[i] * random::exp(beta * gap);
        // The signed conversion is the one every CPU has for vectors; chances stay below 1 - 2^-32.
        const double cells = std::min(chance_of_hazard(h), 1 - 0x1p-31) * 0x1p32;
        const auto signed_cells = static_cast<std::int32_t>(cells - 0x1p31);
        const std::uint32_t value = static_cast<std::uint32_t>(signed_cells) ^ 0x80000000U;
        threshold[i] = pivoted[i] != 0 ? value : threshold[i];
    }
}

}  // namespace

LossPivot pivot_loss(double observed, double external, double times, std::uint32_t months, double owner_leaves) {
    const double h_observed = hazard_of_chance(observed);
    const double h_external = std::min(h_observed, hazard_of_chance(external));
    const double in_shock = 1 - power(1 - owner_leaves, months);
    return {h_external, (h_observed - h_external) / (1 + (times - 1) * in_shock)};
}

double sales_lost_to(const LossPivot& pivot, double times, std::uint32_t months) {
    double calm = 0;
    double shocked = 0;
    double calm_there = 1;
    double shocked_there = 1;
    for (std::uint32_t month = 0; month < 12; ++month) {
        calm += calm_there;
        shocked += shocked_there;
        calm_there *= random::exp(-(pivot.external + pivot.relational));
        shocked_there *= random::exp(-(pivot.external + pivot.relational * (month < months ? times : 1)));
    }
    return 1 - shocked / calm;
}

namespace {

/// Bisection for the factor whose cost is `sales_lost`; `cost` grows with the factor.
template <class Cost>
double factor_costing(double sales_lost, Cost cost) {
    double low = 1;
    double high = 1000;
    for (int step = 0; step < 60; ++step) {
        const double middle = 0.5 * (low + high);
        (cost(middle) < sales_lost ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

}  // namespace

double shock_times(double observed, double external, double sales_lost, std::uint32_t months, double owner_leaves) {
    return factor_costing(sales_lost, [&](double times) {
        return sales_lost_to(pivot_loss(observed, external, times, months, owner_leaves), times, months);
    });
}

double times_for_sales(const LossPivot& pivot, double sales_lost, std::uint32_t months) {
    return factor_costing(sales_lost, [&](double times) { return sales_lost_to(pivot, times, months); });
}

double hazard(const LossPivot& pivot, double beta, double shock, double served_today, double served) {
    const double gap = served_today >= 0 ? served_today - served : 0.0;
    return pivot.external + pivot.relational * shock * random::exp(beta * gap);
}

void pivoted_thresholds(double beta, std::size_t n, const std::uint8_t* pivoted, const double* external,
                        const double* relational, const double* shock, const double* served_today, const double* served,
                        std::uint32_t* threshold) {
    thresholds(beta, n, pivoted, external, relational, shock, served_today, served, threshold);
}

}  // namespace clientele::behaviour
