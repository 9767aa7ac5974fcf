#pragma once

#include <span>

namespace clientele::experiment {

/// First month, counted from 1, from which the cumulative cash difference stays at or above zero to the end.
///
/// A difference of zero throughout pays back in month 1: nothing was ever laid out. An alternative that is ahead from
/// the start does so, too. \param cash, reference cash flow of each month [currency]; equally long \return months; NaN
/// when the difference is below zero at the end: never within the horizon
double payback(std::span<const double> cash, std::span<const double> reference);

}  // namespace clientele::experiment
