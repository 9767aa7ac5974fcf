#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "engine/ledger/calibration_parts.hpp"

/// The spread of one client's order values, as log-standard-deviation s: the simulation draws values lognormal.
///
/// s^2 = sum of squares within clients / degrees of freedom, of the logarithms of the amounts of single purchase days:
/// unbiased, whatever the currency, and no matter how clients differ from each other. Its error is that of a ratio over
/// clients (linearised). Of Gamma-Gamma, whose amounts are Gamma(p) given the client, it is s^2 = ln(1 + 1 / p).
namespace clientele::ledger {
namespace {

constexpr double z_95 = 1.959964;
constexpr double least_freedom = 10;  // repeat purchases
constexpr double most_shape = 1e4;    // of p
constexpr double widest = 3;          // as a scenario may state

double bounded(double spread) { return std::min(widest, std::max(0.0, spread)); }

struct Within {
    std::vector<DayAmounts::Spread> clients;  ///< as in the sample, those without freedom included
    double squares = 0, freedom = 0, with_freedom = 0;

    bool tells() const { return freedom >= least_freedom; }
};

/// p of Gamma-Gamma whose amounts spread so in logarithms, of a sample in which clients stand so often.
double shape_of(const Within& within, std::span<const double> times) {
    double squares = 0, freedom = 0;
    for (std::size_t i = 0; i < times.size(); ++i) {
        squares += times[i] * within.clients[i].squares;
        freedom += times[i] * within.clients[i].freedom;
    }
    const double variance = freedom > 0 ? squares / freedom : within.squares / within.freedom;
    return 1 / std::expm1(std::clamp(variance, 1 / most_shape, widest * widest));
}

Within within_clients(const Sample& sample) {
    Within within;
    for (const std::size_t i : sample.accounts) {
        const DayAmounts::Spread spread = sample.book->accounts()[i].bought.spread();
        within.clients.push_back(spread.freedom > 0 ? spread : DayAmounts::Spread{});
        if (spread.freedom <= 0) continue;
        within.with_freedom += 1;
        within.squares += spread.squares;
        within.freedom += spread.freedom;
    }
    return within;
}

void from_single_days(Calibration& calibration, const Within& within) {
    const double variance = within.squares / within.freedom;
    double error = 0;
    for (const DayAmounts::Spread& client : within.clients) {
        const double off = client.squares - variance * client.freedom;
        error += off * off;
    }
    error = std::sqrt(error) / within.freedom;
    calibration.value_spread = bounded(std::sqrt(variance));
    calibration.value_spread_low = bounded(std::sqrt(std::max(0.0, variance - z_95 * error)));
    calibration.value_spread_high = bounded(std::sqrt(variance + z_95 * error));
    calibration.value_spread_how =
        fmt::format("within-client spread of the logarithms of {:.0f} purchase days, 95 % interval over clients",
                    within.freedom + within.with_freedom);
}

/// p of so many clients is known well enough to stay where it is.
std::vector<std::vector<double>> draws_given(const Fit& given, const Sample& sample, const Within& within) {
    const CalibrationOptions& options = *sample.options;
    if (!takes_normal_draws(given.maximum, sample.clients.size())) {
        return bootstrap_given(given, sample.spending, options.draws, options.seed,
                               [&](std::span<const double> times) { return shape_of(within, times); });
    }
    Maximum q_and_v = given.maximum;
    q_and_v.point.erase(q_and_v.point.begin());
    std::vector<std::vector<double>> draws = normal_draws(q_and_v, options.draws, seed_of(options, given.model));
    for (std::vector<double>& draw : draws) draw.insert(draw.begin(), given.parameters()[0]);
    return draws;
}

/// Order values shrink towards the mean by p: from single days where they tell it, else as Gamma-Gamma has it.
void choose_spending(Calibration& calibration, const Sample& sample, const Within& within) {
    const FittedModel& money = calibration.model(Model::gamma_gamma);
    if (!money.known()) {
        calibration.order_value_how = "plain means of each client: " + money.why_not;
        return;
    }
    const double squared = calibration.value_spread.value * calibration.value_spread.value;
    if (within.tells() && squared > 1 / most_shape) {
        const Fit given = fit_spending_given(1 / std::expm1(squared), sample.spending);
        // At the upper limit of q clients are alike, and the mean amount is still held.
        if (!given.maximum.at_limit || given.parameters()[1] > 1) {
            calibration.spending = given.maximum.point;
            calibration.spending_draws = draws_given(given, sample, within);
            calibration.order_value_how = "gamma-gamma with p from the spread of single purchase days";
            return;
        }
    }
    calibration.spending = money.fit.maximum.point;
    calibration.spending_draws = money.draws;
    calibration.order_value_how = "gamma-gamma";
}

}  // namespace

void read_off_value_spread(Calibration& calibration, const Sample& sample) {
    const Within within = within_clients(sample);
    if (within.tells()) {
        from_single_days(calibration, within);
    } else {
        calibration.value_spread =
            Figure::none(fmt::format("not enough data: {:.0f} purchase days with revenue after the first of a client; "
                                     "{:.0f} are needed",
                                     within.freedom, least_freedom));
    }
    choose_spending(calibration, sample, within);
}

}  // namespace clientele::ledger
