#include <cmath>

#include <fmt/core.h>

#include "engine/ledger/calibration_parts.hpp"
#include "engine/statistics/quantile.hpp"

/// The spread of one client's order values, as log-standard-deviation s: the simulation draws values lognormal.
///
/// Where the ledger tells single purchase days, s^2 = sum of squares within clients / degrees of freedom, of the
/// logarithms of their amounts: unbiased, whatever the currency, and no matter how clients differ from each other.
/// Its error is that of a ratio over clients (linearised). Mean amounts alone tell s through Gamma-Gamma: given the
/// client, an amount is Gamma(p) with variation 1 / sqrt(p), hence s^2 = ln(1 + 1 / p).
namespace clientele::ledger {
namespace {

constexpr double z_95 = 1.959964;
constexpr double least_freedom = 10;  // repeat purchases
constexpr double most_torn = 0.01;    // share of the days whose lines lie apart in the file
constexpr double most_shape = 1e4;    // of p
constexpr double widest = 3;          // as a scenario may state

double bounded(double spread) { return std::min(widest, std::max(0.0, spread)); }

double gamma_spread(double p) { return std::sqrt(std::log1p(1 / p)); }

struct Within {
    std::vector<DayValues::Spread> clients;
    double squares = 0, freedom = 0, torn = 0;

    bool tells() const { return freedom >= least_freedom && torn <= most_torn * freedom; }
};

Within within_clients(const Sample& sample) {
    Within within;
    for (const std::size_t i : sample.accounts) {
        const DayValues::Spread spread = sample.book->accounts()[i].day_values.spread();
        within.torn += spread.torn;
        if (spread.freedom <= 0) continue;
        within.clients.push_back(spread);
        within.squares += spread.squares;
        within.freedom += spread.freedom;
    }
    return within;
}

void from_single_days(Calibration& calibration, const Within& within) {
    const double variance = within.squares / within.freedom;
    double error = 0;
    for (const DayValues::Spread& client : within.clients) {
        const double off = client.squares - variance * client.freedom;
        error += off * off;
    }
    error = std::sqrt(error) / within.freedom;
    calibration.value_spread = bounded(std::sqrt(variance));
    calibration.value_spread_low = bounded(std::sqrt(std::max(0.0, variance - z_95 * error)));
    calibration.value_spread_high = bounded(std::sqrt(variance + z_95 * error));
    calibration.value_spread_how =
        fmt::format("within-client spread of the logarithms of {:.0f} purchase days, 95 % interval over clients",
                    within.freedom + static_cast<double>(within.clients.size()));
}

void from_gamma_gamma(Calibration& calibration, const FittedModel& money) {
    calibration.value_spread = bounded(gamma_spread(money.fit.parameters()[0]));
    std::vector<double> spreads;
    for (const auto& draw : money.draws) spreads.push_back(gamma_spread(draw[0]));
    const bool some = !spreads.empty();
    calibration.value_spread_low =
        some ? bounded(statistics::quantile(spreads, 0.025)) : calibration.value_spread.value;
    calibration.value_spread_high =
        some ? bounded(statistics::quantile(spreads, 0.975)) : calibration.value_spread.value;
    calibration.value_spread_how = fmt::format("gamma-gamma, from the clients' mean amounts, 95 % interval from {} {}",
                                               spreads.size(), money.draws_from);
}

/// Order values shrink towards the mean by p: from single days where they tell it, else as Gamma-Gamma has it.
void choose_spending(Calibration& calibration, const Sample& sample, bool single_days) {
    const FittedModel& money = calibration.model(Model::gamma_gamma);
    if (!money.known()) {
        calibration.order_value_how = "plain means of each client: " + money.why_not;
        return;
    }
    const double squared = calibration.value_spread.value * calibration.value_spread.value;
    if (single_days && squared > 1 / most_shape) {
        const Fit given = fit_spending_given(1 / std::expm1(squared), sample.spending);
        if (!given.maximum.at_limit) {
            calibration.spending = given.maximum.point;
            calibration.order_value_how = "gamma-gamma with p from the spread of single purchase days";
            return;
        }
    }
    calibration.spending = money.fit.maximum.point;
    calibration.order_value_how = "gamma-gamma";
}

}  // namespace

void read_off_value_spread(Calibration& calibration, const Sample& sample) {
    const Within within = within_clients(sample);
    const FittedModel& money = calibration.model(Model::gamma_gamma);
    if (within.tells()) {
        from_single_days(calibration, within);
    } else if (money.known() && !money.fit.maximum.at_limit) {
        from_gamma_gamma(calibration, money);
    } else {
        calibration.value_spread =
            Figure::none(money.known() ? "gamma-gamma ran to the limit of the search" : money.why_not);
    }
    choose_spending(calibration, sample, within.tells());
}

}  // namespace clientele::ledger
