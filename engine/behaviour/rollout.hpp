#pragma once

#include <cstddef>
#include <cstdint>

namespace clientele::behaviour {

/// Part of a wave that is worked the new way so many months after its turn began.
///
///     dA/dt = (p + q A)(c - A),   A(0) = 0, so   A = c (1 - e) / (1 + (q c / p) e),   e = exp(-(p + q c) t / takes)
/// with c the weakest link of readiness: it limits how far a rollout comes, and slows it down. Form: Bass 1969, with
/// the ratio q / p = 0.38 / 0.03 of Sultan, Farley & Lehmann's meta-analysis 1990; p and q so that A = 95 % at t =
/// takes where c = 1. At takes = 0: c at once. \pre months >= 0, takes >= 0, 0 <= ceiling <= 1 \returns in [0,
/// ceiling], rising in all but `takes`
double adoption(double months, double takes, double ceiling);

/// Better service is answered to over `lag` months, linearly from the month of the change, worse service at once:
///     felt = now <= today ? now : today + min(1, (month - since + 1/2) / lag) (now - today)
/// Where since < 0 or today < 0 nothing is put off. Form: assumption (programmes pay back after 6 to 18 months). \pre
/// lag > 0
void put_off_benefits(double lag, std::int32_t month, std::size_t n, const std::int32_t* since, const double* today,
                      const double* now, double* felt);

}  // namespace clientele::behaviour
