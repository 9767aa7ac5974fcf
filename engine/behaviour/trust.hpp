#pragma once

#include <cstddef>
#include <cstdint>

namespace clientele::behaviour {

/// Trust in the firm, 0 none ... 1 full.
///
///     trust' = trust + gain served (1 - trust) - decay (1 - served) trust,      served = min(1, hours / need)
/// with the fixed point trust*(served) = gain served / (gain served + decay (1 - served)). Loss answers with
/// exp(beta (trust*(served today) - trust)), beta = log(loss of a client without trust over one with full trust), so
/// that a client served as today is lost as observed, however little trust that is. Slower than attention itself: trust
/// remembers service for about 1 / (gain served + decay (1 - served)) months. The part of a relation that sits with the
/// owner as a person is the bond (bond.hpp), which a change of owner takes; trust in the firm stays.
/// Form: linear learning towards full trust, linear forgetting; the sources of the domain give no figures for it.
/// \pre 0 < gain < 1, 0 < decay < 1
struct TrustResponse {
    double beta = 0;
    double gain = 0;
    double decay = 0;
};

/// Trust that this service keeps. [1]
double lasting_trust(const TrustResponse& response, double served);

/// One month for n clients: trust moves, and strain takes what is missing of today's.
/// \param served_today below 0: nothing to compare with, no strain; \param buys others keep their trust
void move_trust(const TrustResponse& response, std::size_t n, const std::uint8_t* buys, const double* served_today,
                const double* served, double* trust, double* strain);

}  // namespace clientele::behaviour
