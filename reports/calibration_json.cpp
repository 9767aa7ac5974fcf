#include "reports/calibration_json.hpp"

#include <cmath>

#include "reports/ledger_json.hpp"

namespace clientele::reports {
namespace {

using nlohmann::json;

json finite(double value) { return std::isfinite(value) ? json(value) : json(nullptr); }

json model_json(const ledger::FittedModel& fitted) {
    if (!fitted.known()) return {{"parameters", nullptr}, {"reason", fitted.why_not}};
    const ledger::ModelText& text = ledger::text_of(fitted.fit.model);
    json parameters = json::object();
    json errors = json::object();
    for (std::size_t i = 0; i < text.parameters; ++i) {
        const std::string name(text.parameter_names[i]);
        parameters[name] = fitted.fit.maximum.point[i];
        errors[name] =
            fitted.fit.maximum.standard_errors.empty() ? json(nullptr) : finite(fitted.fit.maximum.standard_errors[i]);
    }
    json object{{"parameters", std::move(parameters)},
                {"standard_errors", std::move(errors)},
                {"log_likelihood", fitted.fit.log_likelihood()},
                {"aic", fitted.fit.aic()},
                {"at_limit", fitted.fit.maximum.at_limit},
                {"clients", fitted.fit.clients},
                {"draws", fitted.draws}};
    if (fitted.fit.maximum.standard_errors.empty()) {
        object["reason"] = fitted.fit.maximum.at_limit
                               ? "a parameter ran to the limit of the search: the data do not hold it back"
                               : "the likelihood is too flat for standard errors";
    }
    return object;
}

json holdout_json(const ledger::Holdout& holdout, json& reasons) {
    if (!holdout.why_not.empty()) {
        reasons["holdout"] = holdout.why_not;
        return nullptr;
    }
    json object{{"actual", holdout.actual}, {"length", holdout.length}};
    json bands = json::object();
    for (const ledger::Prediction& prediction : holdout.predictions) {
        const std::string name(ledger::text_of(prediction.model).name);
        object[name] = prediction.expected;
        bands[name] = {{"low", prediction.low},
                       {"high", prediction.high},
                       {"covers", holdout.actual >= prediction.low && holdout.actual <= prediction.high},
                       {"share_of_clients_covered", prediction.clients_covered}};
    }
    object["bands_80"] = std::move(bands);
    json baselines{{"mean_of_history", holdout.mean_of_history}};
    put_figure(baselines, reasons, "last_period", holdout.last_period);
    object["baselines"] = std::move(baselines);
    return object;
}

json loss_json(const ledger::Calibration& calibration, json& reasons) {
    const ledger::ObservedLoss& loss = calibration.loss;
    json object{{"how", loss.how},
                {"model", calibration.identified ? json(ledger::text_of(loss.model).name) : json(nullptr)}};
    put_figure(object, reasons, "yearly", loss.yearly);
    object["low"] = loss.yearly.known() ? finite(loss.low) : json(nullptr);
    object["high"] = loss.yearly.known() ? finite(loss.high) : json(nullptr);
    return object;
}

json todays_json(const ledger::Calibration& calibration) {
    const ledger::MeanOrders mean = ledger::mean_orders(calibration);
    if (mean.clients == 0) return nullptr;
    const ledger::MeanRevenue& revenue = calibration.revenue;
    return {{"clients", mean.clients},
            {"order_value_from", calibration.order_value_how},
            {"revenue_per_month",
             {{"expected", revenue.month},
              {"low", revenue.has_interval ? json(revenue.low) : json(nullptr)},
              {"high", revenue.has_interval ? json(revenue.high) : json(nullptr)},
              {"kept_in_full", revenue.kept_in_full}}},
            {"orders_per_month", finite(mean.orders_month)},
            {"low", finite(mean.low)},
            {"high", finite(mean.high)}};
}

json one_calibration(const ledger::Calibration& calibration) {
    static constexpr const char* units[] = {"day", "week", "month"};
    json reasons = json::object();
    json models = json::object();
    for (const ledger::FittedModel& fitted : calibration.models) {
        models[std::string(ledger::text_of(fitted.fit.model).name)] = model_json(fitted);
    }
    json result{{"models", std::move(models)},
                {"from", date_text(calibration.first_day)},
                {"until", date_text(calibration.until)},
                {"unit", units[static_cast<std::size_t>(calibration.unit)]},
                {"clients", calibration.clients},
                {"repeat_clients", calibration.repeat_clients},
                {"dropout", calibration.identified ? "identified" : "not identified"},
                {"dropout_text", calibration.dropout_text},
                {"chosen", ledger::text_of(calibration.chosen).name},
                {"kept_rule", calibration.kept_rule},
                {"warnings", calibration.warnings},
                {"todays_clients", todays_json(calibration)}};
    result["dropout_tests"] = {
        {"bg-nbd", {{"statistic", calibration.bg_nbd_test.statistic}, {"p_value", calibration.bg_nbd_test.p_value}}},
        {"pareto-nbd",
         {{"statistic", calibration.pareto_nbd_test.statistic}, {"p_value", calibration.pareto_nbd_test.p_value}}},
        {"exponential-nbd",
         {{"statistic", calibration.exponential_nbd_test.statistic},
          {"p_value", calibration.exponential_nbd_test.p_value}}}};
    result["holdout"] = holdout_json(calibration.holdout, reasons);
    result["observed_loss"] = loss_json(calibration, reasons);
    put_figure(result, reasons, "value_spread", calibration.value_spread);
    result["value_spread_95"] = calibration.value_spread.known() ? json{{"low", calibration.value_spread_low},
                                                                        {"high", calibration.value_spread_high},
                                                                        {"how", calibration.value_spread_how}}
                                                                 : json(nullptr);
    put_figure(result, reasons, "correlation_of_purchases_and_amounts", calibration.rate_and_value);
    result["reasons"] = std::move(reasons);
    return result;
}

json bands_json(const std::vector<StampBand>& bands) {
    json list = json::array();
    for (const StampBand& band : bands) {
        json entry{
            {"figure", band.figure}, {"low", finite(band.low)}, {"high", finite(band.high)}, {"covers", band.covers()}};
        json reasons = json::object();
        put_figure(entry, reasons, "actual", band.actual);
        if (!reasons.empty()) entry["reason"] = band.actual.why_not;
        list.push_back(std::move(entry));
    }
    return list;
}

}  // namespace

std::string calibration_json(const CalibrationStory& story, const LedgerSource& source) {
    json result = one_calibration(story.whole);
    result.update(source_json(source));
    result["warnings"] = all_warnings(source, story.whole.warnings);
    result["schema"] = "clientele.calibration/1";
    result["stamp"] = story.stamp;
    result["simulated_year"] = bands_json(story.bands);
    json segments = json::object();
    for (const auto& [name, calibration] : story.segments) segments[name] = one_calibration(calibration);
    if (!segments.empty()) result["segments"] = std::move(segments);
    return result.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

}  // namespace clientele::reports
