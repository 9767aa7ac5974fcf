#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "engine/ledger/calibration_parts.hpp"
#include "engine/ledger/forecast.hpp"
#include "engine/statistics/quantile.hpp"

namespace clientele::ledger {
namespace {

constexpr std::size_t most_simulated = 4'000'000;  // clients x simulations

std::vector<double> happened(const Sample& sample, int until, int last) {
    std::vector<double> counts;
    for (const std::size_t account : sample.accounts) {
        counts.push_back(static_cast<double>(sample.book->accounts()[account].days.count(until + 1, last)));
    }
    return counts;
}

/// Bands from draws of parameters (where there are some) and luck.
void add_bands(Prediction& prediction, const FittedModel& fitted, const Sample& sample, double ahead,
               const std::vector<double>& actual) {
    std::mt19937_64 generator(sample.options->seed + 1);
    const std::size_t simulations = std::clamp<std::size_t>(most_simulated / sample.clients.size(), 20, 200);
    std::vector<double> totals(simulations, 0.0);
    std::vector<std::vector<double>> by_client(sample.clients.size());
    for (std::size_t draw = 0; draw < simulations; ++draw) {
        const auto& parameters =
            fitted.draws.empty() ? fitted.fit.maximum.point : fitted.draws[draw % fitted.draws.size()];
        for (std::size_t i = 0; i < sample.clients.size(); ++i) {
            const double count = draw_purchases(prediction.model, parameters, sample.clients[i], ahead, generator);
            totals[draw] += count;
            by_client[i].push_back(count);
        }
    }
    const double tail = (1 - sample.options->certainty) / 2;
    prediction.low = statistics::quantile(totals, tail);
    prediction.high = statistics::quantile(totals, 1 - tail);
    double covered = 0;
    for (std::size_t i = 0; i < by_client.size(); ++i) {
        // Counts are whole: a band ends on one, so it covers at least what it says.
        const double low = std::floor(statistics::quantile(by_client[i], tail));
        const double high = std::ceil(statistics::quantile(by_client[i], 1 - tail));
        covered += actual[i] >= low && actual[i] <= high ? 1 : 0;
    }
    prediction.clients_covered = covered / static_cast<double>(by_client.size());
}

bool holds(const Prediction& prediction, double actual) {
    return actual >= prediction.low && actual <= prediction.high;
}

/// Every model takes each client's rate for constant: where all of them miss, rates did not stay what they were.
void judge(Calibration& calibration, double certainty) {
    Holdout& holdout = calibration.holdout;
    const auto& all = holdout.predictions;
    const auto chosen = std::ranges::find(all, calibration.chosen, &Prediction::model);
    if (chosen == all.end() || std::ranges::any_of(all, [&](const auto& p) { return holds(p, holdout.actual); })) {
        return;
    }
    const double off = chosen->expected > 0 ? holdout.actual / chosen->expected - 1 : 0;
    holdout.miss = fmt::format(
        "the back-test failed: {:.0f} purchases happened after the fitted part, and no model's {:.0f} % band holds "
        "them; {} expected {:.1f} ({:.0f} to {:.0f}), so {:.0f} % {} happened. Clients did not go on buying as they "
        "had, which every model assumes: orders and revenue of the portfolio may be off by as much, and its intervals "
        "do not hold that",
        holdout.actual, 100 * certainty, text_of(chosen->model).name, chosen->expected, chosen->low, chosen->high,
        100 * std::abs(off), off >= 0 ? "more" : "less");
    calibration.warnings.push_back(holdout.miss);
}

double sum_of(const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values) sum += value;
    return sum;
}

}  // namespace

void back_test(Calibration& calibration, const Sample& sample) {
    Holdout& holdout = calibration.holdout;
    const int last = sample.book->last_day();
    if (calibration.until >= last) {
        holdout.why_not = "nothing was held out: --until DATE ends the part that is fitted before the ledger does";
        return;
    }
    if (!calibration.model(Model::nbd).known()) {
        holdout.why_not = calibration.model(Model::nbd).why_not;
        return;
    }
    const double unit = days_of(sample.options->unit);
    holdout.length = (last - calibration.until) / unit;
    const std::vector<double> actual = happened(sample, calibration.until, last);
    holdout.actual = sum_of(actual);
    for (const FittedModel& fitted : calibration.models) {
        const Model model = fitted.fit.model;
        if (!fitted.known() || model == Model::gamma_gamma) continue;
        Prediction prediction{model, 0, 0, 0, 0};
        for (const Purchases& client : sample.clients) {
            prediction.expected += expected_purchases(model, fitted.fit.parameters(), client, holdout.length);
        }
        add_bands(prediction, fitted, sample, holdout.length, actual);
        holdout.predictions.push_back(prediction);
    }
    judge(calibration, sample.options->certainty);
    for (const Purchases& client : sample.clients) {
        if (client.age > 0) holdout.mean_of_history += client.repeats / client.age * holdout.length;
    }
    const int from = calibration.until - (last - calibration.until) + 1;
    if (from < calibration.first_day) {
        holdout.last_period = Figure::none("the fitted part is shorter than the holdout");
        return;
    }
    holdout.last_period = sum_of([&] {
        std::vector<double> counts;
        for (const std::size_t account : sample.accounts) {
            counts.push_back(static_cast<double>(sample.book->accounts()[account].days.count(from, calibration.until)));
        }
        return counts;
    }());
}

}  // namespace clientele::ledger
