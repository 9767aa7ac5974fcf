#include "engine/ledger/calibration.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "engine/base/contract.hpp"
#include "engine/ledger/calibration_parts.hpp"
#include "engine/statistics/moments.hpp"

namespace clientele::ledger {
namespace {

constexpr std::uint64_t least_clients = 20;
constexpr std::uint64_t least_repeat_clients = 10;
constexpr double much_better = 4;  // of AIC (Burnham and Anderson 2002)

std::string too_thin(const Calibration& calibration) {
    if (calibration.clients >= least_clients && calibration.repeat_clients >= least_repeat_clients) return {};
    return fmt::format("not enough data: {} clients, {} of them with repeat purchases; {} and {} are needed",
                       calibration.clients, calibration.repeat_clients, least_clients, least_repeat_clients);
}

void fit_models(Calibration& calibration, const Sample& sample) {
    const std::string thin = too_thin(calibration);
    std::vector<std::size_t> ignored;
    const std::vector<Purchases> alike = merged(sample.clients, ignored);
    for (const Model model : {Model::bg_nbd, Model::pareto_nbd, Model::exponential_nbd, Model::nbd}) {
        FittedModel& fitted = calibration.models.emplace_back();
        fitted.fit.model = model;
        fitted.why_not = thin;
        if (thin.empty()) fitted.fit = fit(model, alike);
    }
    FittedModel& spending = calibration.models.emplace_back();
    spending.fit.model = Model::gamma_gamma;
    const auto spenders = std::ranges::count_if(sample.spending, [](const Spending& s) { return s.weight > 0; });
    if (static_cast<std::uint64_t>(spenders) < least_repeat_clients) {
        spending.why_not = fmt::format("not enough data: {} clients with amounts of repeat purchases; {} are needed",
                                       spenders, least_repeat_clients);
        return;
    }
    spending.fit = fit_spending(sample.spending);
}

void draw_parameters(Calibration& calibration, const Sample& sample) {
    for (FittedModel& fitted : calibration.models) {
        if (!fitted.known()) continue;
        const bool money = fitted.fit.model == Model::gamma_gamma;
        const bool stops = calibration.identified && !fitted.fit.maximum.at_limit;
        const bool needed = money || fitted.fit.model == Model::nbd || stops;
        if (!needed) continue;
        const bool many = takes_normal_draws(fitted.fit.maximum, sample.clients.size());
        fitted.draws_from = many ? "draws from the normal approximation" : "bootstrap samples of the clients";
        if (many) {
            fitted.draws =
                normal_draws(fitted.fit.maximum, sample.options->draws, seed_of(*sample.options, fitted.fit.model));
            continue;
        }
        fitted.draws = money ? bootstrap(fitted.fit, sample.spending, sample.options->draws, sample.options->seed)
                             : bootstrap(fitted.fit, sample.clients, sample.options->draws, sample.options->seed);
    }
}

std::string why_no_dropout(const Calibration& calibration) {
    const bool at_limit = calibration.bg_nbd_test.identified || calibration.pareto_nbd_test.identified;
    return fmt::format(
        "the purchases do not tell {}: with dropout the log-likelihood gains {:.2f} (BG/NBD) and {:.2f} (Pareto/NBD) "
        "over NBD, {}; no loss rate is given",
        at_limit ? "how fast clients stop" : "whether clients stop", calibration.bg_nbd_test.statistic / 2,
        calibration.pareto_nbd_test.statistic / 2,
        at_limit ? "but a parameter ran to the limit of the search" : "3.00 would be needed");
}

void choose(Calibration& calibration) {
    const FittedModel& nbd = calibration.model(Model::nbd);
    if (!nbd.known()) {
        calibration.dropout_text = nbd.why_not;
        return;
    }
    const FittedModel& bg = calibration.model(Model::bg_nbd);
    const FittedModel& pareto = calibration.model(Model::pareto_nbd);
    calibration.bg_nbd_test = test_dropout(bg.fit, nbd.fit);
    calibration.pareto_nbd_test = test_dropout(pareto.fit, nbd.fit);
    calibration.exponential_nbd_test = test_dropout(calibration.model(Model::exponential_nbd).fit, nbd.fit);
    const FittedModel* const living = lifetimes(calibration);
    const bool bg_tells = tells_dropout(bg, calibration.bg_nbd_test);
    calibration.identified = bg_tells || living != nullptr;
    if (!calibration.identified) {
        calibration.dropout_text = why_no_dropout(calibration);
        return;
    }
    const FittedModel& chosen = living != nullptr && (!bg_tells || living->fit.aic() < bg.fit.aic()) ? *living : bg;
    calibration.chosen = chosen.fit.model;
    calibration.dropout_text =
        fmt::format("clients stop: the log-likelihood gains {:.2f} over NBD; {} has the least AIC{}",
                    chosen.fit.log_likelihood() - nbd.fit.log_likelihood(), text_of(calibration.chosen).name,
                    bg_tells && living != nullptr ? "" : " of those that tell it");
    if (living == &calibration.model(Model::exponential_nbd)) {
        calibration.dropout_text +=
            "; that clients differ in how fast they stop, the purchases do not tell, so one rate "
            "is taken for all instead of pareto-nbd";
    }
}

/// What becomes of the loss where a model of stopping ran to the limit of the search.
std::string loss_beside_limit(const Calibration& calibration, const FittedModel& at_limit) {
    if (at_limit.fit.model == Model::pareto_nbd && lifetimes(calibration) != nullptr) {
        return fmt::format(
            "; clients do not differ in how fast they stop, as far as the purchases tell, and {} takes "
            "its place",
            text_of(Model::exponential_nbd).name);
    }
    const FittedModel& chosen = calibration.model(calibration.chosen);
    const double better = chosen.fit.aic() - at_limit.fit.aic();
    if (!calibration.identified || better < much_better) return "; no loss is read off it";
    return fmt::format(
        "; no loss is read off it. Its AIC is {:.1f} better than that of {}: the loss told is that of a "
        "model which fits worse, and its interval does not hold that",
        better, text_of(chosen.fit.model).name);
}

/// Fits that are to be believed with care only.
void warn_of_fits(Calibration& calibration) {
    for (const FittedModel& fitted : calibration.models) {
        if (!fitted.known()) continue;
        const std::string_view name = text_of(fitted.fit.model).name;
        if (fitted.fit.maximum.at_limit) {
            const bool stops = fitted.fit.model == Model::bg_nbd || fitted.fit.model == Model::pareto_nbd;
            // Said once of Pareto/NBD and its limit.
            if (fitted.fit.model == Model::exponential_nbd) continue;
            calibration.warnings.push_back(
                fmt::format("{}: a parameter ran to the limit of the search, so the data do not hold it back{}", name,
                            stops ? loss_beside_limit(calibration, fitted) : ""));
        } else if (fitted.fit.maximum.standard_errors.empty()) {
            calibration.warnings.push_back(fmt::format("{}: the likelihood is too flat for standard errors", name));
        }
    }
}

/// The models take the first purchase in the ledger for the acquisition. Of clients that were there before, it shows
/// those alone who still buy, and often enough to be seen: simulated with r = 0.8 over a portfolio of up to 2,000 days,
/// two years of ledger gave r = 1.2, and half the loss of clients acquired in the ledger.
void warn_of_running_portfolio(Calibration& calibration, const Sample& sample) {
    constexpr double early_days = 91;    // a quarter of a year
    constexpr double least_windows = 4;  // a ledger this many times as long
    constexpr double most_early = 0.5;   // of the clients
    const double unit = days_of(calibration.unit);
    const double window = calibration.until - calibration.first_day;
    const double early = std::min(early_days, window / least_windows);
    const auto clients = std::ranges::count_if(
        sample.clients, [&](const Purchases& client) { return client.age * unit >= window - early; });
    const auto all = static_cast<double>(sample.clients.size());
    if (all == 0 || window <= 0 || static_cast<double>(clients) <= most_early * all) return;
    calibration.warnings.push_back(fmt::format(
        "{} of {} clients first bought within the first {:.0f} weeks. Every model takes a client's first purchase in "
        "the ledger for its acquisition; of clients that were there before, the ledger shows only those who still "
        "bought. If they were, r comes out too high (clients look more alike than they are), and the loss is that of "
        "clients who stayed, lower than that of new ones",
        clients, sample.clients.size(), early / 7));
}

/// Gamma-Gamma takes frequency and spending for independent.
void check_independence(Calibration& calibration, const Sample& sample) {
    std::vector<double> often, much;
    for (std::size_t i = 0; i < sample.clients.size(); ++i) {
        if (sample.spending[i].weight == 0) continue;
        often.push_back(sample.clients[i].repeats);
        much.push_back(sample.spending[i].mean);
    }
    const double correlation = statistics::correlation(often, much);
    calibration.rate_and_value = std::isfinite(correlation) ? Figure(correlation) : Figure::none("too few clients");
    if (std::abs(correlation) > 0.3) {
        calibration.warnings.push_back(fmt::format(
            "purchases and their mean amount are correlated ({:.2f}); Gamma-Gamma takes them for independent",
            correlation));
    }
}

}  // namespace

const FittedModel* lifetimes(const Calibration& calibration) {
    const FittedModel& pareto = calibration.model(Model::pareto_nbd);
    const FittedModel& limit = calibration.model(Model::exponential_nbd);
    const bool pareto_tells = tells_dropout(pareto, calibration.pareto_nbd_test);
    if (!tells_dropout(limit, calibration.exponential_nbd_test)) return pareto_tells ? &pareto : nullptr;
    return pareto_tells && tell_stopping_apart(pareto.fit, limit.fit) ? &pareto : &limit;
}

Sample sample_of(const Book& book, const CalibrationOptions& options) {
    Sample sample{&book, &options, {}, {}, {}, {}};
    std::vector<std::size_t> all;
    const std::vector<Purchases> clients = purchases_of(book, options.unit, all);
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!options.segment.empty() && book.accounts()[all[i]].segment != options.segment) continue;
        sample.accounts.push_back(all[i]);
        sample.clients.push_back(clients[i]);
    }
    sample.spending = spending_of(book, sample.accounts);
    sample.paid = paid_days_of(book, sample.accounts);
    return sample;
}

Calibration calibrate(const Book& book, const CalibrationOptions& options) {
    base::expects(!book.empty(), "a book with transactions");
    const Sample sample = sample_of(book, options);
    Calibration result;
    result.first_day = book.first_day();
    result.until = std::min(book.options().until, book.last_day());
    result.unit = options.unit;
    result.clients = sample.clients.size();
    for (const Purchases& client : sample.clients) result.repeat_clients += client.repeats > 0 ? 1U : 0U;
    fit_models(result, sample);
    choose(result);
    warn_of_fits(result);
    draw_parameters(result, sample);
    check_independence(result, sample);
    if (result.model(Model::nbd).known()) warn_of_running_portfolio(result, sample);
    back_test(result, sample);
    read_off_loss(result, sample);
    estimate_clients(result, sample);
    return result;
}

}  // namespace clientele::ledger
