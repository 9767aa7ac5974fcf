#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/core.h>

#include "engine/ledger/calibration_parts.hpp"
#include "engine/ledger/forecast.hpp"
#include "engine/statistics/quantile.hpp"

namespace clientele::ledger {
namespace {

constexpr double in_between = 0.95;  // of the intervals that become beliefs
constexpr double still_a_client = 0.5;
constexpr double year_in_days = 365.25;
constexpr double month_in_days = year_in_days / 12;

/// Of the clients that have not stopped today, the share that will have within a year.
double yearly_loss(Model model, std::span<const double> parameters, std::span<const Purchases> clients, double year) {
    double alive = 0;
    double stay = 0;
    for (const Purchases& client : clients) {
        const double chance = chance_alive(model, parameters, client);
        alive += client.weight * chance;
        stay += client.weight * chance * chance_to_stay(model, parameters, client, year);
    }
    return alive > 0 ? 1 - stay / alive : 0;
}

std::pair<double, double> interval_of(std::vector<double> values) {
    std::erase_if(values, [](double v) { return !std::isfinite(v); });
    if (values.empty()) return {std::nan(""), std::nan("")};
    const double tail = (1 - in_between) / 2;
    const double low = statistics::quantile(values, tail);
    return {low, statistics::quantile(values, 1 - tail)};
}

/// Gross purchase amounts, and what returns leave of them.
double net_over_gross(const Sample& sample) {
    double net = 0;
    double gross = 0;
    for (const std::size_t i : sample.accounts) {
        const Account& account = sample.book->accounts()[i];
        net += account.revenue;
        gross += account.revenue + account.returned;
    }
    return gross > 0 ? std::max(0.0, net / gross) : 1;
}

/// Mean amount of a purchase day of one client, without a model.
double plain_value(const Account& account, int until) {
    const auto days = account.days.count(account.days.first(), until);
    return days > 0 ? account.amount_until / static_cast<double>(days) : 0;
}

bool is_kept(const Calibration& calibration, const ClientEstimate& client, double unit) {
    if (calibration.identified) return client.chance_alive >= still_a_client;
    return client.purchases.age - client.purchases.recency <= year_in_days / unit;
}

double mean_rate(const Sample& sample, std::span<const double> parameters, const Calibration& calibration,
                 std::size_t tier) {
    double sum = 0;
    double count = 0;
    for (std::size_t i = 0; i < sample.clients.size(); ++i) {
        const ClientEstimate& estimate = calibration.estimates[i];
        if (!estimate.kept || estimate.tier != tier) continue;
        sum += expected_rate(parameters, sample.clients[i]) * month_in_days / days_of(sample.options->unit);
        ++count;
    }
    return count > 0 ? sum / count : 0;
}

void make_tiers(Calibration& calibration, const Sample& sample) {
    std::vector<std::size_t> kept;
    for (std::size_t i = 0; i < calibration.estimates.size(); ++i) {
        if (calibration.estimates[i].kept) kept.push_back(i);
    }
    std::ranges::stable_sort(kept, [&](std::size_t a, std::size_t b) {
        return calibration.estimates[a].orders_month < calibration.estimates[b].orders_month;
    });
    const auto wanted = static_cast<std::size_t>(sample.options->tiers);
    const std::size_t tiers = std::clamp<std::size_t>(kept.size() / 5, 1, wanted);
    for (std::size_t i = 0; i < kept.size(); ++i) calibration.estimates[kept[i]].tier = i * tiers / kept.size();
    const FittedModel& fitted = calibration.model(calibration.chosen);
    for (std::size_t tier = 0; tier < tiers; ++tier) {
        Tier& made = calibration.tiers.emplace_back();
        made.name = tiers == 1 ? "ledger" : fmt::format("ledger_{}", tier + 1);
        for (const std::size_t i : kept) made.clients += calibration.estimates[i].tier == tier ? 1U : 0U;
        made.orders_month = mean_rate(sample, fitted.fit.parameters(), calibration, tier);
        std::vector<double> rates;
        for (const auto& draw : fitted.draws) rates.push_back(mean_rate(sample, draw, calibration, tier));
        std::tie(made.low, made.high) = interval_of(rates);
        if (!std::isfinite(made.low)) made.low = made.high = made.orders_month;
    }
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
    loss.model = calibration.pareto_nbd_test.identified ? Model::pareto_nbd : Model::bg_nbd;
    const double year = year_in_days / days_of(calibration.unit);
    const FittedModel& fitted = calibration.model(loss.model);
    std::vector<std::size_t> ignored;
    const std::vector<Purchases> alike = merged(sample.clients, ignored);
    loss.yearly = yearly_loss(loss.model, fitted.fit.parameters(), alike, year);
    std::vector<double> losses;
    for (const auto& draw : fitted.draws) losses.push_back(yearly_loss(loss.model, draw, alike, year));
    std::tie(loss.low, loss.high) = interval_of(losses);
    if (!std::isfinite(loss.low)) loss.low = loss.high = loss.yearly.value;
    loss.how = fmt::format(
        "{}: of the clients that have not stopped at the end of the period, weighted by their chance of that, the "
        "share "
        "that will have stopped a year later; it is the loss at the service of today, owner changes included, not a "
        "parameter of {}; interval from {} {}",
        text_of(loss.model).name, text_of(loss.model).name, losses.size(), fitted.draws_from);
}

void estimate_clients(Calibration& calibration, const Sample& sample) {
    const FittedModel& fitted = calibration.model(calibration.chosen);
    if (!fitted.known()) {
        calibration.value_spread = Figure::none(fitted.why_not);
        return;
    }
    const Model stopping = calibration.identified ? calibration.loss.model : Model::nbd;
    const FittedModel& money = calibration.model(Model::gamma_gamma);
    calibration.kept_net = net_over_gross(sample);
    const double unit = days_of(calibration.unit);
    calibration.value_spread = money.known()
                                   ? Figure(std::min(3.0, std::sqrt(std::log1p(1 / money.fit.parameters()[0]))))
                                   : Figure::none(money.why_not);
    for (std::size_t i = 0; i < sample.clients.size(); ++i) {
        ClientEstimate& estimate = calibration.estimates.emplace_back();
        estimate.account = &sample.book->accounts()[sample.accounts[i]];
        estimate.purchases = sample.clients[i];
        estimate.orders_month = expected_rate(fitted.fit.parameters(), estimate.purchases) * month_in_days / unit;
        estimate.chance_alive =
            chance_alive(stopping, calibration.model(stopping).fit.parameters(), estimate.purchases);
        const double modelled =
            money.known() ? expected_spending(money.fit.parameters(), sample.spending[i]) : std::nan("");
        const double value = std::isfinite(modelled) ? modelled : plain_value(*estimate.account, calibration.until);
        estimate.order_value = value * calibration.kept_net;
        estimate.kept = is_kept(calibration, estimate, unit);
    }
    calibration.kept_rule =
        calibration.identified
            ? fmt::format("clients whose chance of not having stopped ({}) is at least 50 %", text_of(stopping).name)
            : "clients that bought within the last twelve months of the period";
    make_tiers(calibration, sample);
}

}  // namespace clientele::ledger
