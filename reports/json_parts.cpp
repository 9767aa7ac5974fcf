#include "reports/json_parts.hpp"

namespace clientele::reports {

using nlohmann::json;

namespace {

json band_json(const comparison::Band& band) {
    return {{"p5", numbers(band.p5)}, {"p50", numbers(band.p50)}, {"p95", numbers(band.p95)}};
}

}  // namespace

json monthly_bands_json(const comparison::Timeline& timeline) {
    json object{{"replications", timeline.kept}};
    for (std::size_t which = 0; which < timeline.bands.size(); ++which) {
        object[std::string(replication::series_names[which])] = band_json(timeline.bands[which]);
    }
    object["cumulative_cash"] = band_json(timeline.cumulative_cash_band);
    return object;
}

json years_json(const comparison::Timeline& timeline) {
    json list = json::array();
    for (const comparison::Year& year : timeline.years) {
        json costs = json::object();
        for (std::size_t kind = 0; kind < year.costs.size(); ++kind) {
            costs[std::string(replication::series_names[replication::first_kind_of_cost + kind])] =
                number(year.costs[kind]);
        }
        list.push_back({{"months", year.months},
                        {"revenue", number(year.revenue)},
                        {"cost_of_goods", number(year.cost_of_goods)},
                        {"gross_margin", number(year.gross_margin)},
                        {"costs", std::move(costs)},
                        {"cost", number(year.cost)},
                        {"profit", number(year.profit)},
                        {"profit_p5", number(year.profit_p5)},
                        {"profit_p50", number(year.profit_p50)},
                        {"profit_p95", number(year.profit_p95)},
                        {"cash", number(year.cash)}});
    }
    return list;
}

json cash_json(const comparison::Timeline& timeline) {
    return {{"cumulative", numbers(timeline.cumulative_cash)},
            {"trough", number(timeline.trough)},
            {"trough_month", timeline.trough_month == 0 ? json(nullptr) : json(timeline.trough_month)}};
}

json drivers_json(const comparison::Alternative& alternative) {
    json list = json::array();
    for (const comparison::Driver& driver : alternative.drivers) {
        list.push_back({{"path", driver.belief},
                        {"correlation", number(driver.correlation)},
                        {"low", number(driver.low)},
                        {"high", number(driver.high)},
                        {"difference_where_low", number(driver.where_low)},
                        {"difference_where_high", number(driver.where_high)},
                        {"told_from_zero", driver.is_told_from_zero()}});
        put_reason(list.back(), driver.reason);
    }
    return list;
}

json transfers_json(const experiment::TransferList& list) {
    json clients = json::array();
    for (const experiment::Transfer& transfer : list.transfers) {
        clients.push_back({{"client", transfer.client},
                           {"from", transfer.from},
                           {"to", transfer.to},
                           {"why", transfer.why},
                           {"share", transfer.share},
                           {"same_share", transfer.same_share},
                           {"potential", number(transfer.potential)}});
    }
    return {{"month", list.month + 1},
            {"lives", list.lives},
            {"mean_count", list.mean_count()},
            {"clients", std::move(clients)}};
}

}  // namespace clientele::reports
