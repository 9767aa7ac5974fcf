#pragma once

#include <cstddef>
#include <cstdint>

namespace clientele::behaviour {

/// Monthly loss of a client, pivoted at today.
///
///     h = h_external + h_relational shock exp(beta (served_today - served) + strain)        [1/month]
/// with strain what else departs from today (trust, bond, contacts, waiting) and served = min(1, hours received / hours
/// needed), so that at today's service the observed loss comes out. The client leaves within the month with probability
/// 1 - exp(-h). h_external (closure, merger, product) is beyond any salesperson. Form: proportional hazards (Cox 1972).
/// beta = log(times), where a client with no attention is lost `times` as often as one fully served.
struct LossPivot {
    double external = 0;    ///< h_external [1/month]
    double relational = 0;  ///< h_relational, without shocks [1/month]
};

/// What the observed loss says about a client without shocks.
///
/// Today's owners leave too, and their clients live through the shock, so the observed hazard is the mean over months
/// with and without: h_observed = h_ext + h_rel (1 + (m - 1)(1 - (1 - q)^D)) for a shock times m over D months and an
/// owner's monthly chance q to leave. \param observed, external chances to be lost in a month [1]; external > observed
/// counts as observed
LossPivot pivot_loss(double observed, double external, double times, std::uint32_t months, double owner_leaves);

/// The factor m on relational loss over `months` that costs `sales_lost` of a year's sales in total, given what was
/// observed.
///
/// A client served for a year brings sum S(t) months of sales, t = 1 ... 12, S the chance to be still there; the shock
/// begins with the first. m solves sum S_shock / sum S_calm = 1 - sales_lost by bisection, together with the pivot
/// above. Where even the largest factor does not cost that much (no relational loss, say) the largest is given.
/// \returns m in [1, 1000]
double shock_times(double observed, double external, double sales_lost, std::uint32_t months, double owner_leaves);

/// The factor that costs `sales_lost` given the pivot. \returns m in [1, 1000]
double times_for_sales(const LossPivot& pivot, double sales_lost, std::uint32_t months);

/// Part of a year's sales that a shock times m over `months` costs. [1]
double sales_lost_to(const LossPivot& pivot, double times, std::uint32_t months);

/// Thresholds of this month's loss for n clients: threshold[i] = 2^32 (1 - exp(-h_i)) where pivoted[i], others stay.
/// \param strain zeros where nothing but attention and shocks acts
void pivoted_thresholds(double beta, std::size_t n, const std::uint8_t* pivoted, const double* external,
                        const double* relational, const double* shock, const double* served_today, const double* served,
                        const double* strain, std::uint32_t* threshold);

/// h of one client. [1/month]
double hazard(const LossPivot& pivot, double beta, double shock, double served_today, double served, double strain);

/// Threshold of a month with hazard h. [1/month]
std::uint32_t loss_threshold(double hazard);

}  // namespace clientele::behaviour
