#pragma once

#include <cstddef>

namespace clientele::behaviour {

/// Share of wallet answers to effort with its fixed point at today.
///
/// With x = hours received / hours received today (as-is),
///     target(x) = low + (high - low) x^c / (d + x^c),   low = a s0,  high = s0 + b (1 - s0),
/// and d chosen so that target(1) = s0:  d = (high - s0) / (s0 - low) = b (1 - s0) / ((1 - a) s0).
/// Each month s moves to memory s + (1 - memory) target. Where a client has no hours today, x counts as 1.
/// ADBUDG: Little 1970; a, b and c are the answers to CALLPLAN's questions (Lodish 1971): share at no effort (a, of
/// today's), at unlimited effort (b, of what others sell), steepness c.
/// \pre 0 <= a < 1, 0 < b <= 1, c > 0, 0 <= memory < 1, 0 <= s0 <= 1
struct WalletResponse {
    double at_no_effort = 0;         ///< a
    double at_unlimited_effort = 0;  ///< b
    double steepness = 1;            ///< c
    double memory = 0;
};

/// The share of wallet that x times today's effort leads to. [1]
double wallet_target(const WalletResponse& response, double today, double x);

/// One month for n clients: share[i] moves towards its target.
/// \param served 1 for clients who buy and can be served now; others keep their share
void move_wallets(const WalletResponse& response, std::size_t n, const unsigned char* served, const double* hours,
                  const double* hours_today, const double* today, double* share);

/// The same where clients differ in b: within_reach[i] in place of response.at_unlimited_effort.
void move_wallets_within(const WalletResponse& response, const double* within_reach, std::size_t n,
                         const unsigned char* served, const double* hours, const double* hours_today,
                         const double* today, double* share);

}  // namespace clientele::behaviour
