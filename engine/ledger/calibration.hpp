#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/ledger/book.hpp"
#include "engine/ledger/figure.hpp"
#include "engine/ledger/fit.hpp"
#include "engine/ledger/paid_orders.hpp"

namespace clientele::ledger {

struct CalibrationOptions {
    TimeUnit unit = TimeUnit::week;
    int draws = 200;  ///< bootstrap draws; they carry the uncertainty of parameters
    std::uint64_t seed = 1;
    double certainty = 0.8;  ///< of bands around predictions
    std::string segment;     ///< only clients of this segment; empty: all
};

/// A fitted model, or why there is none.
struct FittedModel {
    Fit fit;
    std::string why_not;  ///< empty: fitted
    std::vector<std::vector<double>> draws;
    std::string draws_from;  ///< "bootstrap samples of the clients", or what stood in for them
    bool known() const { return why_not.empty(); }
};

struct Prediction {
    Model model = Model::nbd;
    double expected = 0;
    double low = 0, high = 0;    ///< band of the total, parameters and luck together
    double clients_covered = 0;  ///< share of the clients whose own band holds what happened
};

/// What happened after the fitted part, and what was expected.
struct Holdout {
    std::string why_not;  ///< empty: there is one
    double length = 0;    // [unit]
    double actual = 0;    ///< purchase days of the fitted clients
    std::vector<Prediction> predictions;
    double mean_of_history = 0;  ///< each client goes on at its mean so far
    Figure last_period;          ///< as many as in the last stretch of the same length
    std::string miss;            ///< what it means that no model's band holds what happened; empty: one does
};

/// Share of today's clients lost within a year, as the pivot of the simulation needs it.
struct ObservedLoss {
    Figure yearly;
    double low = 0, high = 0;  ///< 95 %, whichever of Pareto/NBD and its limit is right: see profile_loss
    Model model = Model::pareto_nbd;
    std::string how;
};

/// One client as the simulation should start with it.
struct ClientEstimate {
    const Account* account = nullptr;
    Purchases purchases;
    Spending spending;
    PaidChance paid;          ///< that an order brings revenue
    double orders_month = 0;  ///< purchase days of a client that has not stopped [1/month]
    double order_value = 0;   // [currency unit]
    /// Log-standard-deviation of what is known of the order value: all of it, and the part that is the client's own,
    /// beside Calibration::value_level, which moves all clients. NaN: unknown.
    double value_variation = 0, own_value_variation = 0;
    double chance_alive = 1;  ///< under Calibration::stopping; without meaning where dropout is not identified
    double loss_year = 0;     ///< chance to stop within a year for one that has not stopped; 0: not identified
    bool kept = true;         ///< still a client
    double revenue_month() const { return orders_month * order_value; }
};

/// What the clients of the ledger should buy for together at the end of the period. [currency unit/month]
struct MeanRevenue {
    double month = 0;
    double low = 0, high = 0;  ///< 95 %
    bool has_interval = false;
    double kept_in_full = 0;  ///< of the kept clients, as if none of them had stopped: what portfolio.csv adds up to
};

/// Mean orders of a client that is still one, with a 95 % interval.
struct MeanOrders {
    std::uint64_t clients = 0;
    double orders_month = 0, low = 0, high = 0;  // [1/month]
};

struct Calibration {
    int first_day = 0, until = 0;
    TimeUnit unit = TimeUnit::week;
    std::uint64_t clients = 0, repeat_clients = 0;
    std::vector<FittedModel> models;  ///< by Model
    DropoutTest bg_nbd_test, pareto_nbd_test, exponential_nbd_test;
    bool identified = false;  ///< dropout
    std::string dropout_text;
    Model chosen = Model::nbd;  ///< least AIC of those allowed
    /// Whose stopping loss rates and chances of not having stopped mean; the models' notions differ. NBD: nobody stops.
    Model stopping() const { return identified ? loss.model : Model::nbd; }
    Holdout holdout;
    ObservedLoss loss;
    Figure value_spread;                                 ///< log-standard-deviation of a client's order values
    double value_spread_low = 0, value_spread_high = 0;  ///< 95 %
    std::string value_spread_how;
    std::vector<double> spending;  ///< p, q and v that the clients' order values follow from; empty: none
    std::vector<std::vector<double>> spending_draws;  ///< the same, refitted to the bootstrap samples of the clients
    double value_level = 0;  ///< log-standard-deviation of what is known of the level of all order values
    PaidOrders paid_orders;
    std::string order_value_how;
    Figure rate_and_value;  ///< correlation of purchases and mean amount, which Gamma-Gamma takes for 0
    double kept_net = 1;    ///< net revenue over gross purchases: what returns leave
    std::vector<ClientEstimate> estimates;
    std::string kept_rule;
    MeanRevenue revenue;
    std::vector<std::string> warnings;

    const FittedModel& model(Model which) const { return models[static_cast<std::size_t>(which)]; }
};

/// Of the kept clients of a segment, or of all.
///
/// The interval holds the parameters and the clients' own rates, of which a ledger tells only so much, by the law of
/// total variance over the draws b of the parameters, in logarithms, since a rate is positive:
/// s^2 = mean_b ln(1 + V_b / M_b^2) + Var_b ln M_b, with M_b and V_b mean and variance given the draw (rates are
/// Gamma(r + x, alpha + T)); the interval is M exp(-+1.96 s). Draws: bootstrap samples of the clients (Efron and
/// Tibshirani 1993; Laird and Louis 1987 for empirical Bayes).
MeanOrders mean_orders(const Calibration& calibration, const std::optional<std::string>& segment = std::nullopt);

/// \pre !book.empty()
Calibration calibrate(const Book& book, const CalibrationOptions& options = {});

}  // namespace clientele::ledger
