#include "reports/audit_json.hpp"

#include <cmath>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "reports/ledger_json.hpp"

namespace clientele::reports {
namespace {

using nlohmann::json;

json class_counts(const ledger::Audit& audit, bool revenue) {
    if (!audit.abc_why_not.empty()) return nullptr;
    json object = json::object();
    for (std::size_t i = 0; i < 3; ++i) {
        const std::string name(1, "ABC"[i]);
        if (revenue) {
            object[name] = audit.abc[i].revenue;
        } else {
            object[name] = audit.abc[i].clients;
        }
    }
    return object;
}

json xyz_counts(const ledger::Audit& audit) {
    return {{"X", audit.xyz[0].clients},
            {"Y", audit.xyz[1].clients},
            {"Z", audit.xyz[2].clients},
            {"not_enough_data", audit.xyz[3].clients}};
}

json cohorts_json(const ledger::Audit& audit) {
    json list = json::array();
    for (const ledger::Cohort& cohort : audit.cohorts) {
        list.push_back({{"cohort", cohort.name}, {"clients", cohort.clients}, {"active", cohort.active}});
    }
    return list;
}

json movement_json(const ledger::Audit& audit, json& reasons) {
    const ledger::Movement& movement = audit.movement;
    json windows = json::array();
    for (const ledger::Window& window : movement.windows) {
        windows.push_back({{"from", date_text(window.from)},
                           {"to", date_text(window.to)},
                           {"clients", window.buyers},
                           {"new", window.fresh},
                           {"permanent", window.permanent},
                           {"permanent_lost", window.lost}});
    }
    json object{{"windows", std::move(windows)}, {"new_up_permanent_down", nullptr}};
    if (movement.new_up_permanent_down) {
        object["new_up_permanent_down"] = *movement.new_up_permanent_down;
    } else {
        reasons["new_up_permanent_down"] = movement.why_not;
    }
    return object;
}

json origin_json(const std::string& source) { return source.empty() ? json("assumed") : json(source); }

json table_json(const std::vector<ledger::Step>& steps, const std::string& source) {
    json list = json::array();
    for (const ledger::Step& step : steps) list.push_back({{"from", step.from}, {"factor", step.factor}});
    return {{"steps", list}, {"source", origin_json(source)}};
}

json whale_json(const ledger::Whale& whale, json& reasons) {
    json object{{"basis", whale.basis},
                {"assumed", whale.assumed},
                {"peak_rank", whale.peak_rank},
                {"loss_makers", whale.loss_makers},
                {"curve", whale.curve}};
    put_figure(object, reasons, "peak", whale.peak);
    put_figure(object, reasons, "top20_share", whale.top_share);
    return object;
}

/// What margin and profit rest on, and what they are of all clients together.
json profitability_json(const ledger::Audit& audit, const ledger::CostRates& rates, json& reasons) {
    json used = json::object();
    const auto put_rate = [&](const char* name, const std::optional<ledger::Rate>& rate) {
        if (rate) used[name] = {{"value", rate->value}, {"source", origin_json(rate->source)}};
    };
    put_rate("order", rates.order);
    put_rate("line", rates.line);
    put_rate("return", rates.refund);
    put_rate("credit_day", rates.credit_day);
    put_rate("gross_margin", rates.gross_margin);
    const ledger::Profitability& sum = audit.profitability;
    json object{
        {"rates", std::move(used)},
        {"assumed", sum.assumed},
        {"lines_without_cost", sum.lines_without_cost},
        {"margin_from", !sum.margin_from_costs        ? "rate of gross margin where costs are missing"
                        : sum.lines_without_cost == 0 ? "cost column"
                                                      : "cost column; margin of the lines with a cost elsewhere"}};
    put_figure(object, reasons, "margin_without_cost", sum.margin_without_cost);
    put_figure(object, reasons, "gross_margin", sum.margin);
    put_figure(object, reasons, "cost_to_serve", sum.cost_to_serve);
    put_figure(object, reasons, "profit", sum.profit);
    return object;
}

json keys_of(const ledger::Audit& audit, const std::vector<std::size_t>& list) {
    json names = json::array();
    for (const std::size_t client : list) names.push_back(audit.clients[client].account->key);
    return names;
}

json candidates_json(const ledger::Audit& audit, json& reasons) {
    const ledger::Candidates& candidates = audit.candidates;
    if (!candidates.profit_why_not.empty()) reasons["candidates_by_profit"] = candidates.profit_why_not;
    return {{"by_revenue", keys_of(audit, candidates.by_revenue)},
            {"by_profit", candidates.by_profit.empty() ? json(nullptr) : keys_of(audit, candidates.by_profit)},
            {"by_strategic_score", keys_of(audit, candidates.by_score)},
            {"in_all", keys_of(audit, candidates.in_all)},
            {"disputed", keys_of(audit, candidates.disputed)}};
}

json pairs_json(const ledger::Audit& audit) {
    json list = json::array();
    for (const auto& [a, b] : audit.look_alikes) list.push_back(json::array({a, b}));
    return list;
}

json defects_json(const ledger::Audit& audit) {
    json list = json::array();
    for (const ledger::JoinDefect& defect : audit.join_defects) {
        list.push_back({{"defect", defect.what}, {"who", defect.who}});
    }
    return list;
}

}  // namespace

std::string audit_json(const ledger::Audit& audit, const ledger::AuditOptions& options, const LedgerSource& source) {
    json result = source_json(source);
    json reasons = json::object();
    result["schema"] = "clientele.audit/1";
    result["from"] = date_text(audit.first_day);
    result["to"] = date_text(audit.last_day);
    result["clients"] = audit.clients.size();
    result["clients_with_returns_only"] = audit.only_returns;
    result["orders"] = audit.orders;
    result["lines"] = audit.lines;
    result["revenue"] = audit.revenue;
    result["returned"] = audit.returned;
    result["net_returns"] = {{"clients", audit.net_returns.clients}, {"revenue", audit.net_returns.revenue}};
    result["last_12_months"] = {{"from", date_text(ledger::year_before(audit.last_day) + 1)},
                                {"to", date_text(audit.last_day)}};
    result["repeat_clients"] = audit.repeat_clients;
    result["top20_clients"] = audit.top_clients;
    put_figure(result, reasons, "repeat_rate", audit.repeat_rate);
    put_figure(result, reasons, "top20_share", audit.top_share);
    put_figure(result, reasons, "gini", audit.gini);
    put_figure(result, reasons, "hhi", audit.hhi);
    result["abc"] = class_counts(audit, false);
    if (!audit.abc_why_not.empty()) reasons["abc"] = reasons["abc_revenue"] = audit.abc_why_not;
    result["abc_revenue"] = class_counts(audit, true);
    result["xyz"] = xyz_counts(audit);
    result["cohorts"] = cohorts_json(audit);
    result["unfinished_quarter"] = audit.unfinished_quarter.empty() ? json(nullptr) : json(audit.unfinished_quarter);
    result["movement"] = movement_json(audit, reasons);
    put_figure(result, reasons, "loyalty_coefficient", audit.movement.loyalty);
    put_figure(result, reasons, "value_coefficient", audit.value_coefficient);
    result["payment_discipline_assumed"] = audit.payment_assumed;
    result["value_tables"] = {
        {"days_to_pay", table_json(options.value.days_to_pay, options.value.payment_source)},
        {"months_with_orders", table_json(options.value.months_with_orders, options.value.regularity_source)}};
    result["strategic_score"] = {{"revenue", options.strategic.revenue},
                                 {"growth", options.strategic.growth},
                                 {"regularity", options.strategic.regularity},
                                 {"source", origin_json(options.strategic.source)}};
    result["profitability"] = profitability_json(audit, options.rates, reasons);
    result["whale"] = whale_json(audit.whale, reasons);
    const ledger::Ownership& own = audit.ownership;
    put_figure(result, reasons, "salespeople_per_account", own.salespeople_per_account);
    put_figure(result, reasons, "span_of_control", own.span);
    put_figure(result, reasons, "largest_span", own.largest_span);
    put_figure(result, reasons, "single_contact_clients", own.single_contact);
    put_figure(result, reasons, "single_contact_revenue", own.single_contact_revenue);
    result["salespeople"] = own.salespeople;
    result["salespeople_active"] = own.active;
    result["accounts_without_salesperson"] = own.without_owner;
    result["accounts_by_salespeople"] = own.accounts_by_salespeople;
    result["candidates"] = candidates_json(audit, reasons);
    result["look_alikes"] = pairs_json(audit);
    result["look_alikes_found"] = audit.look_alikes_found;
    if (audit.look_alikes_found > audit.look_alikes.size()) {
        reasons["look_alikes"] =
            fmt::format("the first {} of {} pairs", audit.look_alikes.size(), audit.look_alikes_found);
    }
    result["join_defects"] = defects_json(audit);
    result["warnings"] = all_warnings(source, audit.warnings);
    result["reasons"] = std::move(reasons);
    return result.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

}  // namespace clientele::reports
