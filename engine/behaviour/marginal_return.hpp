#pragma once

#include <cstddef>

namespace clientele::behaviour {

/// What clients would buy for hours, as the planner of a seat sees it: columns of n clients. [currency/month], [1],
/// [h/month]
///
///     gain(h) = height x^c / (half + x^c),   x = h / today,   0 <= h <= most
/// which is what the share of wallet answers (wallet.hpp), times the margin of the client's potential. height <= 0 or
/// today <= 0: no answer to hours.
struct Returns {
    double* height = nullptr;
    double* half = nullptr;
    double* today = nullptr;
    double* most = nullptr;
    double* at_least = nullptr;   ///< scratch
    double* entry = nullptr;      ///< scratch
    unsigned char* in = nullptr;  ///< scratch
};

/// A person's hours where an hour earns most: equal marginal return on the concave envelope (CALLPLAN: Lodish 1971).
///
/// Maximises sum gain(h) over h with sum h <= available. Where c <= 1 that is gain'(h) = level for everybody who gets
/// hours and is below `most`. Where c > 1 the response is S-shaped: the envelope is straight up to the tangency point
/// x^c = (c - 1) half, so a client gets nothing, or at least the tangency point (or `most`, if that is less). Of
/// clients alike, for whom the hours do not suffice, the first come first. Hours that nobody in can take are divided
/// among the rest by need. The level is found by bisection on its logarithm with a fixed number of steps. \param hours
/// result, array of n \returns hours used \pre c > 0, available >= 0
double divide_by_return(double available, double c, std::size_t n, const Returns& returns, double* hours);

/// Weight of a client where today's hours are divided by marginal return themselves: there x = 1, and equal marginal
/// return means hours in proportion to gain'(today) today = height c half / (1 + half)^2, which is contribution times
/// elasticity (Dorfman & Steiner 1954). 0 where x = 1 lies below the tangency point: such a client gets nothing.
double weight_by_return(double c, double height, double half);

/// gain(h) of one client. [currency/month]
double gain_of(double c, double height, double half, double x);

}  // namespace clientele::behaviour
