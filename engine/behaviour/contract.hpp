#pragma once

#include <cstdint>

namespace clientele::behaviour {

/// A client under contract is lost to others only when the contract ends: until then the relational hazard adds up, and
/// the renewal decides over the sum H, with exp(-H) the chance to stay, exp(-H times) where it is put out to tender.
/// Closure and the like (h_ext) wait for no contract.
///
/// What was observed is the share lost in a year. `contract_factor` scales the monthly relational hazard h so that the
/// same share comes out, contracts being in all ages:
///     (1 - tender) exp(-s h L) + tender exp(-s h L times) = S,
/// S = exp(-h L) for terms L up to a year; a longer term ends for 12 / L of clients in a year, so
/// S = 1 - (L / 12) (1 - exp(-12 h)), and at least 1 per cent. Solved for s by bisection.
/// \pre h >= 0 [1/month], term >= 1 [month], 0 <= tender <= 1, times >= 1
double contract_factor(double h, std::uint32_t term, double tender, double times);

}  // namespace clientele::behaviour
