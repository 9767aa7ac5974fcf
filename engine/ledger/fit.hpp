#pragma once

#include <cstdint>
#include <functional>
#include <random>
#include <span>
#include <vector>

#include "engine/ledger/likelihood.hpp"
#include "engine/ledger/maximise.hpp"

namespace clientele::ledger {

/// A model fitted by maximum likelihood.
struct Fit {
    Model model = Model::bg_nbd;
    Maximum maximum;
    double clients = 0;

    std::span<const double> parameters() const { return maximum.point; }
    double log_likelihood() const { return maximum.value; }
    /// Akaike's criterion: 2 parameters - 2 ln L; smaller is better.
    double aic() const { return 2 * static_cast<double>(maximum.point.size()) - 2 * maximum.value; }
};

/// Fits a model of purchases from several starts; equal clients should be merged beforehand.
Fit fit(Model model, std::span<const Purchases> clients);

/// Fits Gamma-Gamma to the clients with spending.
Fit fit_spending(std::span<const Spending> clients);

/// Gamma-Gamma with p known, from the spread of single purchases: mean amounts alone tell p badly where clients differ
/// much. Standard errors and the covariance are those of q and v alone.
Fit fit_spending_given(double p, std::span<const Spending> clients);

/// How often each of so many clients is in a sample of as many, drawn with replacement. Draws from a generator in the
/// same state are the same, so that models whose bootstraps start from one seed see the same samples.
std::vector<double> times_drawn(std::size_t clients, std::mt19937_64& generator);

/// Draws of p, q and v for Gamma-Gamma with p known: both refitted, from the estimate on, to bootstrap samples of the
/// clients. \param p_of what the sample in which clients stand so often tells of p
std::vector<std::vector<double>> bootstrap_given(const Fit& fit, std::span<const Spending> clients, int draws,
                                                 std::uint64_t seed,
                                                 const std::function<double(std::span<const double>)>& p_of);

/// Parameters refitted to clients drawn with replacement, `draws` times, from the estimate on.
/// \param clients unmerged \param seed same seed, same draws
std::vector<std::vector<double>> bootstrap(const Fit& fit, std::span<const Purchases> clients, int draws,
                                           std::uint64_t seed);
std::vector<std::vector<double>> bootstrap(const Fit& fit, std::span<const Spending> clients, int draws,
                                           std::uint64_t seed);

/// Do the data tell that clients stop at all? Compares a model with dropout against NBD, which it contains as a limit
/// (two parameters more, at the edge of their range, so the chi-squared level of two degrees of freedom errs on the
/// careful side).
struct DropoutTest {
    double statistic = 0;  ///< 2 (ln L with dropout - ln L of NBD)
    double p_value = 1;
    bool identified = false;  ///< p below 5 % and AIC better
};
DropoutTest test_dropout(const Fit& with, const Fit& without);

/// Do the data tell that clients differ in how fast they stop? Likelihood ratio of Pareto/NBD against its limit, at 5 %
/// of chi-squared with one degree of freedom: the careful side again, as the limit lies at the edge. Choosing by AIC
/// would take 8 % of clients that stop alike for different ones, and then tell too low a loss.
bool tell_stopping_apart(const Fit& pareto, const Fit& limit);

}  // namespace clientele::ledger
