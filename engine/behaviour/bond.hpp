#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/behaviour/loss.hpp"

namespace clientele::behaviour {

/// The bond of a client with its owner as a person, and what a change of owner costs in all.
///
/// `missing` is the part of the bond that is not there: 1 when the owner has just left, 1 - handed_over (1 - missing)
/// after a planned transfer, times `keep` every month. Relational loss goes with exp(beta missing). A departing owner
/// takes the client along at once with the chance `carried_off`.
///
/// With k months since the owner left, the factor on relational loss is
///     f_k = (k < D ? m : 1) exp(beta keep^k)
/// where m and D are the rest of the shock: what bond and carry-off do not explain of the loss the scenario states. m
/// is solved so that all three together cost the stated part of a year's sales, and falls below 1 where bond and
/// carry-off alone would cost more. Today's owners leave too, with the monthly chance q, so the observed hazard is
///     h_obs = h_ext + h_rel (1 + sum_k q (1 - q)^k (f_k - 1)) - log(1 - q carried_off),
/// the sum over the law of months since the last departure. With beta = 0 and carried_off = 0 this is `pivot_loss`.
/// \pre beta >= 0, 0 <= keep < 1, 0 <= carried_off < 1
struct Bond {
    double beta = 0;
    double keep = 0;
    double handed_over = 0;
    double carried_off = 0;
};

/// What an owner's departure starts beside the bond.
struct OwnerChange {
    double times = 1;          ///< m
    std::uint32_t months = 0;  ///< D
};

/// Mean factor on relational loss over the months since the last departure: rest + m begun. 1 where nobody leaves.
struct MeanFactor {
    double rest = 1;
    double begun = 0;  ///< the part of the months in which the shock lasts

    double with(double times) const { return rest + times * begun; }
};

/// \param months that the shock lasts, D \param owner_leaves q [1/month]
MeanFactor mean_factor(std::uint32_t months, double owner_leaves, const Bond& bond);

/// h_ext and h_rel of a client whose bond is whole. \param owner_leaves q [1/month]
LossPivot pivot_bonded(double observed, double external, const OwnerChange& departure, double owner_leaves,
                       const Bond& bond);

/// Part of the clients who are lost within a year of today's owners' coming and going, whole by whole: months after a
/// departure come in runs, and who is lost in one is missing later, so it is less than the mean hazard promises.
/// \param owner_leaves q [1/month]
double lost_within_a_year(const LossPivot& pivot, const OwnerChange& departure, double owner_leaves, const Bond& bond);

/// Part of a year's sales that a change costs: `missing` of the bond in its first month, `taken` the chance to go
/// along.
double sales_lost_to(const LossPivot& pivot, const OwnerChange& change, const Bond& bond, double missing, double taken);

/// m of a departure that costs `sales_lost` of a year's sales with bond and carry-off, pivot included.
double departure_times(double observed, double external, double sales_lost, std::uint32_t months, double owner_leaves,
                       const Bond& bond);

/// m of a planned transfer that costs `sales_lost` with the part of the bond it breaks, given the pivot.
double transfer_times(const LossPivot& pivot, double sales_lost, std::uint32_t months, const Bond& bond);

/// One month for n clients: strain takes what is missing of the bond, of which a part grows again.
void feel_bonds(const Bond& bond, std::size_t n, double* missing, double* strain);

}  // namespace clientele::behaviour
