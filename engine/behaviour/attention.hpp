#pragma once

#include <cstddef>

namespace clientele::behaviour {

/// A person's hours over the clients that person owns.
///
/// Hours go by weight, at most cap x need to a client; what overflows is divided again by weight among those below
/// their cap; what no client can take is unused capacity. The solution is hours[i] = min(cap need[i], level weight[i])
/// with sum hours = min(available, cap sum need), to rounding. \param need, weight, hours arrays of n; need [h/month]
/// >= 0, weight
/// >= 0 (all zero counts as equal) \returns hours used
double divide_hours(double available, double cap, std::size_t n, const double* need, const double* weight,
                    double* hours);

/// What hours are to n clients: the part of need that is met, what goes beyond need as a part of it, and what they
/// cost.
///     served = min(1, hours / need), excess = max(0, hours / need - 1), 1 and 0 where nothing is needed
/// \param effect hours that an hour of the person counts for; rate [currency/h]; cost [currency], rounded
void count_service(std::size_t n, const double* need, const double* hours, double effect, double rate, double* served,
                   double* excess, double* cost);

/// Weights 4, 2, 1 for classes A, B, C of the owner's revenue: A the clients that make up the first 80 %, B up to 95 %,
/// C the rest; the client that crosses a limit belongs to the better class. Ties by position. \param order scratch of n
/// indices
void class_weights(std::size_t n, const double* revenue, unsigned* order, double* weight);

/// Hours to the loudest first: each gets cap x need until the hours are gone, the last one what is left, the others
/// nothing. Ties by position. \param loudness of each client \param order scratch of n indices \returns hours used
double serve_loudest(double available, double cap, std::size_t n, const double* need, const double* loudness,
                     unsigned* order, double* hours);

}  // namespace clientele::behaviour
