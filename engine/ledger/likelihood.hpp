#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

#include "engine/ledger/purchases.hpp"

namespace clientele::ledger {

/// How clients buy, stop buying, and spend.
///
/// bg_nbd      purchases Poisson(l), l ~ Gamma(r, rate alpha); after each purchase the client stops with chance
///             p ~ Beta(a, b). Fader, Hardie and Lee 2005.
/// pareto_nbd  the same purchases; the client stops after an exponential time of rate m ~ Gamma(s, rate beta).
///             Schmittlein, Morrison and Colombo 1987.
/// exponential_nbd  the limit of Pareto/NBD where s and beta grow without bound and s / beta = m is held: all clients
/// stop
///             at one rate m.
/// nbd         the same purchases; nobody stops. Ehrenberg 1959.
/// gamma_gamma spending per purchase Gamma(p, rate n), n ~ Gamma(q, rate v). Fader and Hardie 2013.
enum class Model { bg_nbd, pareto_nbd, exponential_nbd, nbd, gamma_gamma };
inline constexpr std::size_t model_count = 5;

struct ModelText {
    std::string_view name;
    std::size_t parameters;
    std::array<std::string_view, 4> parameter_names;
};
const ModelText& text_of(Model model);

inline constexpr std::size_t most_parameters = 4;

/// Sum of the log-likelihoods of the clients, by weight, and its gradient in the parameters where `gradient` is not
/// empty. Computed in logarithms throughout: thousands of purchases neither overflow nor underflow.
///
/// The number of purchases is what a client did, not a count class: no factorial is divided by, so that the models of
/// purchases have comparable likelihoods.
/// \pre parameters positive, as many as the model has; 0 <= recency <= age; recency > 0 where repeats > 0
double log_likelihood(Model model, std::span<const double> parameters, std::span<const Purchases> clients,
                      std::span<double> gradient = {});

/// Of Gamma-Gamma: density of the clients' mean amounts. \pre mean > 0 where weight > 0
double spending_log_likelihood(std::span<const double> parameters, std::span<const Spending> clients,
                               std::span<double> gradient = {});

/// Chance that a client who bought so has not stopped at the end of the period. BG/NBD and the others mean different
/// things by stopping; their chances are not to be mixed. 1 in NBD.
double chance_alive(Model model, std::span<const double> parameters, const Purchases& client);

}  // namespace clientele::ledger
