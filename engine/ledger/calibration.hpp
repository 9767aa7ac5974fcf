#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/ledger/book.hpp"
#include "engine/ledger/figure.hpp"
#include "engine/ledger/fit.hpp"

namespace clientele::ledger {

struct CalibrationOptions {
    TimeUnit unit = TimeUnit::week;
    int draws = 100;  ///< bootstrap draws; they carry the uncertainty of parameters
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
};

/// Share of today's clients lost within a year, as the pivot of the simulation needs it.
struct ObservedLoss {
    Figure yearly;
    double low = 0, high = 0;
    Model model = Model::pareto_nbd;
    std::string how;
};

/// One client as the simulation should start with it.
struct ClientEstimate {
    const Account* account = nullptr;
    Purchases purchases;
    double orders_month = 0;     ///< purchase days of a client that has not stopped [1/month]
    double order_value = 0;      // [currency unit]
    double value_variation = 0;  ///< standard deviation of what is known of it, over it; NaN: unknown
    double rate_variance = 0;    ///< of what is known of `orders_month` [1/month^2]
    double chance_alive = 1;     ///< under Calibration::stopping; without meaning where dropout is not identified
    double loss_year = 0;        ///< chance to stop within a year for one that has not stopped; 0: not identified
    bool kept = true;            ///< still a client
    double revenue_month() const { return orders_month * order_value; }
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
    std::vector<FittedModel> models;  ///< bg_nbd, pareto_nbd, nbd, gamma_gamma
    DropoutTest bg_nbd_test, pareto_nbd_test;
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
    std::string order_value_how;
    Figure rate_and_value;  ///< correlation of purchases and mean amount, which Gamma-Gamma takes for 0
    double kept_net = 1;    ///< net revenue over gross purchases: what returns leave
    std::vector<ClientEstimate> estimates;
    std::string kept_rule;
    std::vector<std::string> warnings;

    const FittedModel& model(Model which) const { return models[static_cast<std::size_t>(which)]; }
};

/// Of the kept clients of a segment, or of all.
///
/// The interval holds the parameters (their draws) and the clients' own rates, of which a ledger tells only so much:
/// given the parameters they are Gamma(r + x, alpha + T), whose variances over n^2 add to that of the draws.
MeanOrders mean_orders(const Calibration& calibration, const std::optional<std::string>& segment = std::nullopt);

/// What the kept clients should buy for together. [currency unit/month]
struct MeanRevenue {
    double month = 0;
    double low = 0, high = 0;  ///< 95 %, of what is known of each client, the models' parameters taken as they are
    bool has_interval = false;
};
MeanRevenue expected_revenue(const Calibration& calibration);

/// \pre !book.empty()
Calibration calibrate(const Book& book, const CalibrationOptions& options = {});

}  // namespace clientele::ledger
