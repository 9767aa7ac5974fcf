#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "engine/base/money.hpp"
#include "engine/base/text.hpp"
#include "reports/calibration_json.hpp"
#include "reports/table.hpp"

namespace clientele::reports {
namespace {

std::string told(const std::string& text) { return "  " + wrapped(text, 78, 2) + "\n"; }

std::string parameters_of(const ledger::FittedModel& fitted) {
    const ledger::ModelText& text = ledger::text_of(fitted.fit.model);
    std::string list;
    for (std::size_t i = 0; i < text.parameters; ++i) {
        list += fmt::format("{}{} {:.4g}", i == 0 ? "" : ", ", text.parameter_names[i], fitted.fit.maximum.point[i]);
        if (!fitted.fit.maximum.standard_errors.empty()) {
            list += fmt::format(" ({:.2g})", fitted.fit.maximum.standard_errors[i]);
        }
    }
    if (fitted.fit.maximum.at_limit) {
        list += " (AT THE LIMIT of the search: the data do not hold it back)";
    } else if (fitted.fit.maximum.standard_errors.empty()) {
        list += " (no standard errors: the likelihood is too flat)";
    }
    return list;
}

std::string model_section(const ledger::Calibration& calibration) {
    std::string text = "\nModels (parameters with standard errors; log-likelihood; AIC)\n";
    for (const ledger::FittedModel& fitted : calibration.models) {
        const std::string_view name = ledger::text_of(fitted.fit.model).name;
        text += told(fitted.known() ? fmt::format("{}: {}; {:.2f}; {:.1f}", name, parameters_of(fitted),
                                                  fitted.fit.log_likelihood(), fitted.fit.aic())
                                    : fmt::format("{}: {}", name, fitted.why_not));
    }
    return text + told("Dropout: " + calibration.dropout_text + ".");
}

std::string holdout_section(const ledger::Calibration& calibration) {
    const ledger::Holdout& holdout = calibration.holdout;
    std::string text = "\nBack-test on what was held out\n";
    if (!holdout.why_not.empty()) return text + told(holdout.why_not);
    Table table;
    table.add({"purchases", "expected", "80 % band", "clients in their band"});
    table.add({"what happened", fmt::format("{:.0f}", holdout.actual), "", ""});
    for (const ledger::Prediction& prediction : holdout.predictions) {
        table.add({std::string(ledger::text_of(prediction.model).name), fmt::format("{:.1f}", prediction.expected),
                   fmt::format("{:.0f} to {:.0f}", prediction.low, prediction.high),
                   fmt::format("{:.0f} %", 100 * prediction.clients_covered)});
    }
    const bool last = holdout.last_period.known();
    table.add({"naive: mean of history", fmt::format("{:.1f}", holdout.mean_of_history), "-", "-"});
    table.add({"naive: last period", last ? fmt::format("{:.0f}", holdout.last_period.value) : "-", "-", "-"});
    text += table.render() + (last ? "" : told("no last period: " + holdout.last_period.why_not));
    return text + (holdout.miss.empty() ? "" : told("FAILED: no band holds what happened; see the warnings."));
}

std::string portfolio_section(const ledger::Calibration& calibration, const LedgerSource& source) {
    std::string text = "\nFor the simulation\n";
    const ledger::ObservedLoss& loss = calibration.loss;
    text += told(loss.yearly.known()
                     ? fmt::format("observed loss at today's service ({}): {} a year (95 %: {:.2f} % to {:.2f} %). {}.",
                                   ledger::text_of(loss.model).name, percent_text(loss.yearly), 100 * loss.low,
                                   100 * loss.high, loss.how)
                     : "observed loss: " + loss.how);
    if (calibration.estimates.empty()) return text;
    const auto kept = std::ranges::count_if(calibration.estimates, &ledger::ClientEstimate::kept);
    const ledger::MeanRevenue& revenue = calibration.revenue;
    const std::string interval =
        revenue.has_interval
            ? fmt::format(" (95 %: {} to {})", amount_text(revenue.low, source), amount_text(revenue.high, source))
            : "";
    const std::string who = calibration.identified
                                ? fmt::format("All {}, each counted with its chance of not having stopped ({}),",
                                              calibration.estimates.size(), ledger::text_of(calibration.chosen).name)
                                : "Together, if none of them has stopped, they";
    const std::string in_full =
        calibration.identified ? fmt::format(" The {} of portfolio.csv, taken for clients that are there, buy for {}.",
                                             kept, amount_text(revenue.kept_in_full, source))
                               : "";
    text += told(fmt::format("{} of {} clients are today's: {}. {} should buy for {} a month{}.{}", kept,
                             calibration.estimates.size(), calibration.kept_rule, who,
                             amount_text(revenue.month, source), interval, in_full));
    const ledger::MeanOrders mean = ledger::mean_orders(calibration);
    text +=
        told(calibration.value_spread.known()
                 ? fmt::format("one client's order values spread by {:.3f} in logarithms (95 %: {:.3f} to {:.3f}; {}).",
                               calibration.value_spread.value, calibration.value_spread_low,
                               calibration.value_spread_high, calibration.value_spread_how)
                 : fmt::format("spread of one client's order values: none ({}).", calibration.value_spread.why_not));
    return text +
           told(fmt::format("Each has orders and an order value of its own (empirical Bayes, {}); on average {:.3f} "
                            "orders a month (95 %: {:.3f} to {:.3f}).",
                            calibration.order_value_how, mean.orders_month, mean.low, mean.high));
}

std::string stamp_section(const CalibrationStory& story, const LedgerSource& source) {
    if (story.bands.empty()) return "";
    Table table;
    table.add({"today, simulated", "80 % band", "what happened", ""});
    const auto is_money = [](const StampBand& band) {
        return band.figure == "revenue" || band.figure == "gross_margin";
    };
    const auto whole = [&](const StampBand& band, double value) {
        if (!is_money(band)) return fmt::format("{:.0f}", value);
        const std::string text = base::money_to_string(std::round(value));
        return text.substr(0, text.find('.'));
    };
    const auto label = [&](const StampBand& band) {
        return is_money(band) && !source.currency.empty() ? fmt::format("{} [{}]", band.figure, source.currency)
                                                          : band.figure;
    };
    for (const StampBand& band : story.bands) {
        table.add({label(band), whole(band, band.low) + " to " + whole(band, band.high),
                   band.actual.known() ? whole(band, band.actual.value) : "?",
                   !band.actual.known() ? "not known"
                   : band.covers()      ? "inside"
                                        : "OUTSIDE"});
    }
    return table.render();
}

}  // namespace

std::string calibration_terminal(const CalibrationStory& story, const LedgerSource& source) {
    const ledger::Calibration& whole = story.whole;
    std::string text =
        fmt::format("{}: {} clients, {} with repeat purchases, {} to {}\n", base::printable(source.file), whole.clients,
                    whole.repeat_clients, date_text(whole.first_day), date_text(whole.until));
    text += told(story.stamp) + stamp_section(story, source);
    text += model_section(whole) + holdout_section(whole) + portfolio_section(whole, source);
    for (const auto& [name, calibration] : story.segments) {
        text += fmt::format("\nSegment {}: {} clients\n", base::printable(name), calibration.clients);
        text += model_section(calibration) + holdout_section(calibration) + portfolio_section(calibration, source);
    }
    std::string warnings;
    for (const std::string& warning : all_warnings(source, whole.warnings)) {
        warnings += told("- " + base::printable(warning));
    }
    for (const auto& [name, calibration] : story.segments) {
        for (const std::string& warning : calibration.warnings) {
            warnings += told(fmt::format("- segment {}: {}", base::printable(name), warning));
        }
    }
    return text + (warnings.empty() ? "" : "\nWarnings\n" + warnings) + "\n" + source_section(source);
}

}  // namespace clientele::reports
