#include <algorithm>

#include "engine/ledger/audit_parts.hpp"

namespace clientele::ledger {
namespace {

constexpr int whale_points = 20;

double rate_or_zero(const std::optional<Rate>& rate) { return rate ? rate->value : 0; }

bool is_assumed(const CostRates& rates) {
    const auto assumed = [](const std::optional<Rate>& rate) { return rate && rate->source.empty(); };
    return assumed(rates.order) || assumed(rates.line) || assumed(rates.refund) || assumed(rates.credit_day) ||
           assumed(rates.gross_margin);
}

/// From the cost column where every line has it, else from the assumed rate.
Figure margin_of(const Account& account, const CostRates& rates) {
    if (account.lines_with_cost == account.lines && account.lines > 0) return account.revenue - account.cost;
    if (rates.gross_margin) return account.revenue * rates.gross_margin->value;
    return Figure::none("neither cost of goods nor a gross margin is known");
}

Figure cost_to_serve_of(const ClientFigures& client, const CostRates& rates) {
    if (!rates.any_to_serve()) return Figure::none("no rates were given");
    const Account& account = *client.account;
    double cost = rate_or_zero(rates.order) * static_cast<double>(account.orders) +
                  rate_or_zero(rates.line) * static_cast<double>(account.lines) +
                  rate_or_zero(rates.refund) * static_cast<double>(account.returns);
    if (rates.credit_day && client.days_to_pay.known()) {
        cost += rates.credit_day->value * std::max(0.0, client.days_to_pay.value) * std::max(0.0, account.revenue);
    }
    return cost;
}

/// The best of what is known about every client.
std::vector<double> basis_of(const Audit& audit, Whale& whale) {
    const auto all = [&](auto known) { return std::ranges::all_of(audit.clients, known); };
    std::vector<double> values;
    if (all([](const ClientFigures& c) { return c.profit.known(); })) {
        whale.basis = "profit after cost to serve";
        for (const ClientFigures& client : audit.clients) values.push_back(client.profit.value);
    } else if (all([](const ClientFigures& c) { return c.margin.known(); })) {
        whale.basis = "gross margin";
        for (const ClientFigures& client : audit.clients) values.push_back(client.margin.value);
    } else {
        whale.basis = "revenue";
        for (const ClientFigures& client : audit.clients) values.push_back(client.revenue);
    }
    std::ranges::sort(values, std::greater<>());
    return values;
}

}  // namespace

void count_profit(Audit& audit, const AuditOptions& options) {
    for (ClientFigures& client : audit.clients) {
        client.margin = margin_of(*client.account, options.rates);
        client.cost_to_serve = cost_to_serve_of(client, options.rates);
        if (!client.margin.known()) {
            client.profit = Figure::none(client.margin.why_not);
        } else if (!client.cost_to_serve.known()) {
            client.profit = Figure::none(client.cost_to_serve.why_not);
        } else {
            client.profit = client.margin.value - client.cost_to_serve.value;
        }
    }
    Whale& whale = audit.whale;
    if (audit.clients.empty()) {
        whale.peak = whale.top_share = Figure::none("no client bought anything");
        return;
    }
    const std::vector<double> values = basis_of(audit, whale);
    whale.assumed = whale.basis != "revenue" && is_assumed(options.rates);
    double total = 0;
    for (const double value : values) total += value;
    whale.loss_makers = static_cast<std::uint64_t>(std::ranges::count_if(values, [](double v) { return v < 0; }));
    if (total <= 0) {
        whale.peak = whale.top_share = Figure::none("the clients together bring no " + whale.basis);
        return;
    }
    std::vector<double> running{0};
    for (const double value : values) running.push_back(running.back() + value);
    const auto peak = std::ranges::max_element(running);
    whale.peak = *peak / total;
    whale.peak_rank = static_cast<std::uint64_t>(peak - running.begin());
    whale.top_share = running[top_count(values.size(), options.top)] / total;
    for (int point = 0; point <= whale_points; ++point) {
        const double rank = static_cast<double>(values.size()) * point / whale_points;
        const auto below = static_cast<std::size_t>(rank);
        const double part = rank - static_cast<double>(below);
        const double next = below + 1 < running.size() ? running[below + 1] : running.back();
        whale.curve.push_back((running[below] + part * (next - running[below])) / total);
    }
    whale.curve.back() = 1;
}

}  // namespace clientele::ledger
