#pragma once

#include "engine/ledger/calibration.hpp"

namespace clientele::ledger {

/// What the parts of a calibration share.
struct Sample {
    const Book* book = nullptr;
    const CalibrationOptions* options = nullptr;
    std::vector<std::size_t> accounts;
    std::vector<Purchases> clients;
    std::vector<Spending> spending;
    std::vector<PaidDays> paid;
};

Sample sample_of(const Book& book, const CalibrationOptions& options);

/// Refitting to many clients takes minutes, and their estimates are as good as normal.
inline bool takes_normal_draws(const Maximum& maximum, std::size_t clients) {
    constexpr std::size_t most_to_resample = 5000;
    return clients > most_to_resample && !maximum.covariance.empty();
}

/// Normal draws of two models share no words; bootstraps start from one seed, so that they share their samples.
inline std::uint64_t seed_of(const CalibrationOptions& options, Model model) {
    return options.seed + 1000 * (1 + static_cast<std::uint64_t>(model));
}

/// Predictions for what lies behind `until`, where something does.
void back_test(Calibration& calibration, const Sample& sample);

/// Does a model tell that clients stop? A fit at the limit of its search gives no rate that could be believed.
inline bool tells_dropout(const FittedModel& fitted, const DropoutTest& test) {
    return test.identified && !fitted.fit.maximum.at_limit;
}

/// The model whose clients stop at any time: Pareto/NBD or, unless the purchases tell that they differ in how fast they
/// stop, its limit; nullptr where neither tells that they do.
const FittedModel* lifetimes(const Calibration& calibration);

/// Reads the yearly loss off Pareto/NBD or its limit, else off BG/NBD; none where dropout is not identified.
void read_off_loss(Calibration& calibration, const Sample& sample);

/// How the order values of one client spread.
void read_off_value_spread(Calibration& calibration, const Sample& sample);

/// What is known of the order values: of each client's, and of the level of all.
///
/// In logarithms, over the draws b of the parameters, with E_ib and V_ib of `known_spending`: all that is not known of
/// a client's value is mean_b V_ib + Var_b E_ib. A parameter moves all clients, so part of that is common: with
/// L_b = ln sum_i l_i exp(E_ib + V_ib / 2) over the kept clients, the level varies by Var_b L_b and the client around
/// it by mean_b V_ib + Var_b(E_ib - L_b).
void read_off_value_variation(Calibration& calibration);

/// What the clients buy for together.
///
/// Where clients stop, each of the ledger counts with its chance of not having stopped, under the model that its rate
/// is from; else those that are kept count in full. The interval is that of mean_orders, with revenue sum_i A_i l_i m_i
/// in place of rates. Whether a client has not stopped (A, 0 or 1), its rate l and its mean amount m are independent
/// given a draw of the parameters of both models, which come from one bootstrap sample of the clients: V_b = sum_i [P_i
/// E(l_i^2) E(m_i^2) - (P_i E l_i E m_i)^2], m_i lognormal with the moments of `known_spending`, times the chance that
/// an order brings revenue.
void read_off_revenue(Calibration& calibration);

/// The clients one by one.
void estimate_clients(Calibration& calibration, const Sample& sample);

}  // namespace clientele::ledger
