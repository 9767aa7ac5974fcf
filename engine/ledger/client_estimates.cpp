#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "engine/ledger/calibration_parts.hpp"
#include "engine/ledger/forecast.hpp"
#include "engine/ledger/loss_interval.hpp"
#include "engine/statistics/quantile.hpp"

namespace clientele::ledger {
namespace {

constexpr double in_between = 0.95;  // of the intervals that become beliefs
constexpr double still_a_client = 0.5;
constexpr double year_in_days = 365.25;
constexpr double month_in_days = year_in_days / 12;

/// Of BG/NBD: quantiles of the losses that its draws of the parameters give.
LossInterval loss_of_draws(const FittedModel& fitted, std::span<const Purchases> clients, double ahead) {
    std::vector<double> losses;
    for (const auto& draw : fitted.draws) losses.push_back(loss_ahead(fitted.fit.model, draw, clients, ahead));
    std::erase_if(losses, [](double loss) { return !std::isfinite(loss); });
    if (losses.empty()) return {1, 0};
    const double tail = (1 - in_between) / 2;
    const double low = statistics::quantile(losses, tail);
    return {low, statistics::quantile(losses, 1 - tail)};
}

/// What returns leave of gross purchase amounts.
double net_over_gross(const Sample& sample) {
    ExactSum net, gross;
    for (const std::size_t i : sample.accounts) {
        const Account& account = sample.book->accounts()[i];
        net += account.revenue;
        gross += account.revenue;
        gross += account.returned;
    }
    return gross > 0 ? std::max(0.0, net / gross) : 1;
}

/// Mean amount of a purchase day of one client, without a model.
double plain_value(const Account& account) {
    ExactSum amount;
    for (const DayAmounts::Day& day : account.bought.days()) amount += day.amount;
    return amount / static_cast<double>(account.bought.days().size());
}

bool is_kept(const Calibration& calibration, const ClientEstimate& client) {
    if (calibration.identified) return client.chance_alive >= still_a_client;
    return client.account->bought.days().back().day > year_before(calibration.until);
}

/// Says what was done to orders without revenue.
void tell_of_free_orders(Calibration& calibration, const Sample& sample) {
    const PaidOrders& orders = calibration.paid_orders;
    if (orders.free == 0) return;
    if (!calibration.spending.empty()) {
        calibration.order_value_how += fmt::format(
            ", times each client's chance that an order brings revenue (beta-binomial: {:.0f} of {:.0f} "
            "purchase days brought none)",
            orders.free, orders.orders);
    }
    const auto never = std::ranges::count(sample.paid, 0.0, &PaidDays::paid);
    if (never == 0) return;
    calibration.warnings.push_back(
        fmt::format("{} of {} clients never paid: every order of theirs is of amount 0. Each is valued at what its own "
                    "free orders leave of the value of a client that pays",
                    never, sample.paid.size()));
}

}  // namespace

void read_off_loss(Calibration& calibration, const Sample& sample) {
    ObservedLoss& loss = calibration.loss;
    if (!calibration.identified) {
        loss.yearly = Figure::none(calibration.dropout_text);
        loss.how = "not read off: the ledger does not identify losses";
        return;
    }
    // A hazard works in time. BG/NBD lets clients stop at purchases only: who never came back cannot have left.
    const FittedModel* const living = lifetimes(calibration);
    loss.model = living != nullptr ? living->fit.model : Model::bg_nbd;
    const double year = year_in_days / days_of(calibration.unit);
    const FittedModel& fitted = calibration.model(loss.model);
    std::vector<std::size_t> ignored;
    const std::vector<Purchases> alike = merged(sample.clients, ignored);
    loss.yearly = loss_ahead(loss.model, fitted.fit.parameters(), alike, year);
    const LossInterval interval = living != nullptr
                                      ? profile_loss(calibration.model(Model::pareto_nbd).fit,
                                                     calibration.model(Model::exponential_nbd).fit, alike, year)
                                      : loss_of_draws(fitted, alike, year);
    // An end is found within some thousandths of its way.
    loss.low = std::min(interval.low, loss.yearly.value);
    loss.high = std::max(interval.high, loss.yearly.value);
    loss.how = fmt::format(
        "{}: of the clients that have not stopped at the end of the period, weighted by their chance of that, the "
        "share "
        "that will have stopped a year later; it is the loss at the service of today, owner changes included, not a "
        "parameter of {}; interval {}",
        text_of(loss.model).name, text_of(loss.model).name,
        living != nullptr ? "by profile likelihood, over clients that differ in how fast they stop (pareto-nbd) and "
                            "clients that stop "
                            "alike (exponential-nbd) together"
                          : fmt::format("from {} {}", fitted.draws.size(), fitted.draws_from));
}

void estimate_clients(Calibration& calibration, const Sample& sample) {
    const FittedModel& fitted = calibration.model(calibration.chosen);
    if (!fitted.known()) {
        calibration.value_spread = Figure::none(fitted.why_not);
        return;
    }
    read_off_value_spread(calibration, sample);
    const Model stopping = calibration.stopping();
    const bool has_model = !calibration.spending.empty();
    calibration.kept_net = net_over_gross(sample);
    const double unit = days_of(calibration.unit);
    calibration.paid_orders = fit_paid_orders(sample.paid);
    for (std::size_t i = 0; i < sample.clients.size(); ++i) {
        ClientEstimate& estimate = calibration.estimates.emplace_back();
        estimate.account = &sample.book->accounts()[sample.accounts[i]];
        estimate.purchases = sample.clients[i];
        estimate.spending = sample.spending[i];
        estimate.paid = calibration.paid_orders.chance(sample.paid[i]);
        estimate.orders_month = expected_rate(fitted.fit.parameters(), estimate.purchases) * month_in_days / unit;
        estimate.chance_alive =
            chance_alive(stopping, calibration.model(stopping).fit.parameters(), estimate.purchases);
        estimate.loss_year = calibration.identified
                                 ? 1 - chance_to_stay(stopping, calibration.model(stopping).fit.parameters(),
                                                      estimate.purchases, year_in_days / unit)
                                 : 0;
        const double modelled = has_model ? expected_spending(calibration.spending, sample.spending[i]) : std::nan("");
        const double value = std::isfinite(modelled) ? modelled * estimate.paid.mean : plain_value(*estimate.account);
        estimate.order_value = value * calibration.kept_net;
        estimate.value_variation = estimate.own_value_variation = std::isfinite(modelled) ? 0 : std::nan("");
        estimate.kept = is_kept(calibration, estimate);
    }
    if (has_model) read_off_value_variation(calibration);
    calibration.kept_rule =
        calibration.identified
            ? fmt::format("clients whose chance of not having stopped ({}) is at least 50 %", text_of(stopping).name)
            : "clients that bought within the last twelve months of the period";
    tell_of_free_orders(calibration, sample);
    read_off_revenue(calibration);
}

}  // namespace clientele::ledger
