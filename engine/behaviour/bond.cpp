#include "engine/behaviour/bond.hpp"

#include <algorithm>

#include "engine/base/clones.hpp"
#include "engine/behaviour/hazard.hpp"
#include "engine/random/batch.hpp"

namespace clientele::behaviour {

namespace {

LossPivot pivot_with(double observed, double external, double factor, double owner_leaves, const Bond& bond) {
    const double h_observed = hazard_of_chance(observed);
    const double h_external = std::min(h_observed, hazard_of_chance(external));
    const double carried = hazard_of_chance(owner_leaves * bond.carried_off);
    return {h_external, std::max(0.0, h_observed - h_external - carried) / factor};
}

CLIENTELE_CLONES
void feel_each(double beta, double keep, std::size_t n, double* missing, double* strain) {
    for (std::size_t i = 0; i < n; ++i) {
        strain[i] += beta * missing[i];
        missing[i] *= keep;
    }
}

}  // namespace

MeanFactor mean_factor(std::uint32_t months, double owner_leaves, const Bond& bond) {
    MeanFactor mean{0, 0};
    double weight = owner_leaves;  // q (1 - q)^k
    double longer = 1;             // (1 - q)^k: no departure for k months
    double missing = 1;            // keep^k
    for (std::uint32_t k = 0; k < months || missing > 1e-9; ++k) {
        (k < months ? mean.begun : mean.rest) += weight * random::exp(bond.beta * missing);
        weight *= 1 - owner_leaves;
        longer *= 1 - owner_leaves;
        missing *= bond.keep;
    }
    mean.rest += longer;
    return mean;
}

LossPivot pivot_bonded(double observed, double external, const OwnerChange& departure, double owner_leaves,
                       const Bond& bond) {
    const MeanFactor mean = mean_factor(departure.months, owner_leaves, bond);
    return pivot_with(observed, external, mean.with(departure.times), owner_leaves, bond);
}

double lost_within_a_year(const LossPivot& pivot, const OwnerChange& departure, double owner_leaves, const Bond& bond) {
    constexpr std::size_t looked_back = 240;  // [month]; who left before is forgotten
    double there[looked_back + 1];            // clients by months since the departure of an owner
    double stays[looked_back + 1];
    double reached = 1;
    double missing = 1;
    for (std::size_t k = 0; k <= looked_back; ++k) {
        there[k] = k < looked_back ? owner_leaves * reached : reached;
        reached *= 1 - owner_leaves;
        const double factor = (k < departure.months ? departure.times : 1) * random::exp(bond.beta * missing);
        stays[k] = random::exp(-(pivot.external + pivot.relational * factor)) * (k == 0 ? 1 - bond.carried_off : 1);
        missing *= bond.keep;
    }
    double all = 0;
    for (std::uint32_t month = 0; month < 12; ++month) {
        all = 0;
        for (std::size_t k = 0; k <= looked_back; ++k) {
            there[k] *= stays[k];
            all += there[k];
        }
        there[looked_back] += there[looked_back - 1];
        for (std::size_t k = looked_back; k > 0; --k) {
            there[k] = (1 - owner_leaves) * (k < looked_back ? there[k - 1] : there[k]);
        }
        there[0] = owner_leaves * all;
    }
    return 1 - all;
}

double sales_lost_to(const LossPivot& pivot, const OwnerChange& change, const Bond& bond, double missing,
                     double taken) {
    constexpr std::size_t year = 12;
    const double stays = random::exp(-(pivot.external + pivot.relational));
    double felt[year];  // of the missing bond, month by month
    double stays_changed[year];
    for (double& month : felt) {
        month = bond.beta * missing;
        missing *= bond.keep;
    }
    random::exp(felt, year, felt);
    for (std::size_t month = 0; month < year; ++month) {
        const double factor = (month < change.months ? change.times : 1) * felt[month];
        stays_changed[month] = -(pivot.external + pivot.relational * factor);
    }
    random::exp(stays_changed, year, stays_changed);
    double calm = 0;
    double changed = 0;
    double calm_there = 1;
    double changed_there = 1;
    for (std::size_t month = 0; month < year; ++month) {
        calm += calm_there;
        changed += changed_there;
        calm_there *= stays;
        changed_there *= stays_changed[month] * (month == 0 ? 1 - taken : 1);
    }
    return 1 - changed / calm;
}

double departure_times(double observed, double external, double sales_lost, std::uint32_t months, double owner_leaves,
                       const Bond& bond) {
    const MeanFactor mean = mean_factor(months, owner_leaves, bond);
    return factor_costing(sales_lost, 0, [&](double times) {
        const LossPivot pivot = pivot_with(observed, external, mean.with(times), owner_leaves, bond);
        return sales_lost_to(pivot, {times, months}, bond, 1, bond.carried_off);
    });
}

double transfer_times(const LossPivot& pivot, double sales_lost, std::uint32_t months, const Bond& bond) {
    return factor_costing(sales_lost, 0, [&](double times) {
        return sales_lost_to(pivot, {times, months}, bond, 1 - bond.handed_over, 0);
    });
}

void feel_bonds(const Bond& bond, std::size_t n, double* missing, double* strain) {
    feel_each(bond.beta, bond.keep, n, missing, strain);
}

}  // namespace clientele::behaviour
