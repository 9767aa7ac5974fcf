#include "engine/behaviour/loss.hpp"

#include <algorithm>

#include "engine/base/clones.hpp"
#include "engine/behaviour/hazard.hpp"

namespace clientele::behaviour {

namespace {

/// Month's chance from a hazard: 1 - exp(-h) without cancellation for small h, by the series to h^4 below 1e-3
/// (relative error under 1e-14 there) and directly above.
CLIENTELE_KERNEL double chance_of_hazard(double h) {
    const double small = h * (1 - h * (0.5 - h * (1.0 / 6 - h * (1.0 / 24))));
    const double large = 1 - random::exp(-h);
    return h < 1e-3 ? small : large;
}

CLIENTELE_KERNEL std::uint32_t threshold_of_hazard(double h) {
    // The signed conversion is the one every CPU has for vectors; chances stay below 1 - 2^-32.
    const double cells = std::min(chance_of_hazard(h), 1 - 0x1p-31) * 0x1p32;
    const auto signed_cells = static_cast<std::int32_t>(cells - 0x1p31);
    return static_cast<std::uint32_t>(signed_cells) ^ 0x80000000U;
}

/// Clients worked out together. Their marks are looked at in a loop of their own: one that holds bytes and doubles is
/// unrolled to as many doubles as a register has bytes, and spills most of them.
constexpr std::size_t together = 64;

CLIENTELE_CLONES
void thresholds(double beta, std::size_t n, const std::uint8_t* pivoted, const double* external,
                const double* relational, const double* shock, const double* served_today, const double* served,
                const double* strain, std::uint32_t* threshold) {
    for (std::size_t first = 0; first < n; first += together) {
        const std::size_t count = std::min(together, n - first);
        std::uint32_t value[together];
        for (std::size_t k = 0; k < count; ++k) {
            const std::size_t i = first + k;
            const double gap = served_today[i] >= 0 ? served_today[i] - served[i] : 0.0;
            value[k] =
                threshold_of_hazard(external[i] + relational[i] * shock[i] * random::exp(beta * gap + strain[i]));
        }
        for (std::size_t k = 0; k < count; ++k) {
            threshold[first + k] = pivoted[first + k] != 0 ? value[k] : threshold[first + k];
        }
    }
}

}  // namespace

LossPivot pivot_loss(double observed, double external, double times, std::uint32_t months, double owner_leaves) {
    const double h_observed = hazard_of_chance(observed);
    const double h_external = std::min(h_observed, hazard_of_chance(external));
    const double in_shock = 1 - whole_power(1 - owner_leaves, months);
    return {h_external, (h_observed - h_external) / (1 + (times - 1) * in_shock)};
}

double sales_lost_to(const LossPivot& pivot, double times, std::uint32_t months) {
    const double stays = random::exp(-(pivot.external + pivot.relational));
    const double stays_shocked = random::exp(-(pivot.external + pivot.relational * times));
    double calm = 0;
    double shocked = 0;
    double calm_there = 1;
    double shocked_there = 1;
    for (std::uint32_t month = 0; month < 12; ++month) {
        calm += calm_there;
        shocked += shocked_there;
        calm_there *= stays;
        shocked_there *= month < months ? stays_shocked : stays;
    }
    return 1 - shocked / calm;
}

double shock_times(double observed, double external, double sales_lost, std::uint32_t months, double owner_leaves) {
    return factor_costing(sales_lost, 1, [&](double times) {
        return sales_lost_to(pivot_loss(observed, external, times, months, owner_leaves), times, months);
    });
}

double times_for_sales(const LossPivot& pivot, double sales_lost, std::uint32_t months) {
    return factor_costing(sales_lost, 1, [&](double times) { return sales_lost_to(pivot, times, months); });
}

double hazard(const LossPivot& pivot, double beta, double shock, double served_today, double served, double strain) {
    const double gap = served_today >= 0 ? served_today - served : 0.0;
    return pivot.external + pivot.relational * shock * random::exp(beta * gap + strain);
}

std::uint32_t loss_threshold(double hazard) { return threshold_of_hazard(hazard); }

void pivoted_thresholds(double beta, std::size_t n, const std::uint8_t* pivoted, const double* external,
                        const double* relational, const double* shock, const double* served_today, const double* served,
                        const double* strain, std::uint32_t* threshold) {
    thresholds(beta, n, pivoted, external, relational, shock, served_today, served, strain, threshold);
}

}  // namespace clientele::behaviour
