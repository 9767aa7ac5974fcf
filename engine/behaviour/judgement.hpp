#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/behaviour/wallet.hpp"

namespace clientele::behaviour {

/// Dividing hours by intuition: a seat takes a client's revenue for exp(spread z) times what is to be expected, z
/// standard normal, until it judges anew. Hours then come and go, and clients answer such hours less than steady ones,
/// since the responses are curved. Where today's structure divides by intuition, this is in the observed figures
/// already: the reference at today is the steady service that clients would answer alike, on average over judgements.
/// The average is taken over sixteen rounds that form a Latin hypercube: in each, every client has another sixteenth of
/// the normal law.
inline constexpr std::size_t judgements = 16;

/// z of a client in a round: the middle of the sixteenth that is its turn, scaled so that the sixteen have variance 1.
/// \param seed a number of the client's own \pre round < judgements
double judgement(std::uint32_t seed, std::size_t round);

/// Steady hours h with mean over rounds of target(hours[r] / h) = target(1) of the wallet's response. Where the share
/// of wallet does not answer: the mean. By Newton's method from below; the mean target is convex and falling in h^c.
/// \param hours of each round [h/month]
double steady_hours(const WalletResponse& response, double share_of_wallet, const double* hours);

/// Steady service s with exp(-beta s) = mean over rounds of exp(-beta min(1, hours[r] / need)). [1] \pre need > 0
double steady_service(double beta, double need, const double* hours);

}  // namespace clientele::behaviour
