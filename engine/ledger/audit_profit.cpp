#include <algorithm>

#include <fmt/core.h>

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

Activity whole_of(const Account& account) {
    return {account.revenue,
            account.costed,
            account.cost,
            static_cast<double>(account.orders),
            static_cast<double>(account.lines),
            static_cast<double>(account.returns)};
}

bool has_costs(const Account& account) { return account.lines_with_cost == account.lines && account.lines > 0; }

/// Margin of lines without a cost [share of revenue]: the rate where there is one; else that of all lines with a cost,
/// where these are half of all lines or more.
Figure margin_without_cost(const Audit& audit, const CostRates& rates) {
    if (rates.gross_margin) return rates.gross_margin->value;
    double costed = 0;
    double cost = 0;
    std::uint64_t lines = 0;
    std::uint64_t with_cost = 0;
    for (const ClientFigures& client : audit.clients) {
        costed += client.account->costed;
        cost += client.account->cost;
        lines += client.account->lines;
        with_cost += client.account->lines_with_cost;
    }
    if (with_cost == 0) return Figure::none("neither cost of goods nor a gross margin is known");
    if (2 * with_cost < lines) {
        return Figure::none(
            fmt::format("{} of {} lines have a cost, fewer than half, and no gross margin is given", with_cost, lines));
    }
    if (costed <= 0) return Figure::none("the lines that have a cost bring no revenue, and no gross margin is given");
    return 1 - cost / costed;
}

/// From the cost of each line, and the margin that lines without one are taken to have.
Figure margin_of(const Account& account, const Activity& done, const Figure& without_cost) {
    if (has_costs(account)) return done.revenue - done.cost;
    if (!without_cost.known()) return without_cost;
    return done.costed - done.cost + (done.revenue - done.costed) * without_cost.value;
}

Figure cost_to_serve_of(const ClientFigures& client, const Activity& done, const CostRates& rates) {
    if (!rates.any_to_serve()) return Figure::none("no rates were given");
    double cost = rate_or_zero(rates.order) * done.orders + rate_or_zero(rates.line) * done.lines +
                  rate_or_zero(rates.refund) * done.returns;
    if (rates.credit_day && client.days_to_pay.known()) {
        cost += rates.credit_day->value * std::max(0.0, client.days_to_pay.value) * std::max(0.0, done.revenue);
    }
    return cost;
}

Figure profit_of(const Figure& margin, const Figure& cost_to_serve) {
    if (!margin.known()) return Figure::none(margin.why_not);
    if (!cost_to_serve.known()) return Figure::none(cost_to_serve.why_not);
    return margin.value - cost_to_serve.value;
}

/// Sum over the clients, where each has the figure.
Figure total_of(const Audit& audit, Figure ClientFigures::*figure) {
    double total = 0;
    for (const ClientFigures& client : audit.clients) {
        if (!(client.*figure).known()) return client.*figure;
        total += (client.*figure).value;
    }
    return audit.clients.empty() ? Figure::none("no client bought anything") : Figure(total);
}

void add_up(Audit& audit, const CostRates& rates) {
    Profitability& sum = audit.profitability;
    sum.margin = total_of(audit, &ClientFigures::margin);
    sum.cost_to_serve = total_of(audit, &ClientFigures::cost_to_serve);
    sum.profit = total_of(audit, &ClientFigures::profit);
    std::uint64_t lines = 0;
    for (const ClientFigures& client : audit.clients) {
        lines += client.account->lines;
        sum.lines_without_cost += client.account->lines - client.account->lines_with_cost;
    }
    sum.margin_from_costs = sum.lines_without_cost == 0 || (sum.margin.known() && !rates.gross_margin);
    if (sum.lines_without_cost > 0 && sum.lines_without_cost < lines && sum.margin.known()) {
        audit.warnings.push_back(
            fmt::format("{} of {} lines {} no cost: {} revenue counts with {}, {:.4g} %", sum.lines_without_cost, lines,
                        sum.lines_without_cost == 1 ? "has" : "have", sum.lines_without_cost == 1 ? "its" : "their",
                        rates.gross_margin ? "the gross margin of --rates" : "the margin of the lines that have one",
                        100 * sum.margin_without_cost.value));
    }
    sum.assumed = is_assumed(rates);
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
    Profitability& sum = audit.profitability;
    sum.margin_without_cost = margin_without_cost(audit, options.rates);
    for (ClientFigures& client : audit.clients) {
        const Account& account = *client.account;
        const Activity done = whole_of(account);
        const Activity year = account.recent.between(year_before(audit.last_day) + 1, audit.last_day);
        client.margin = margin_of(account, done, sum.margin_without_cost);
        client.cost_to_serve = cost_to_serve_of(client, done, options.rates);
        client.profit = profit_of(client.margin, client.cost_to_serve);
        client.profit_year =
            profit_of(margin_of(account, year, sum.margin_without_cost), cost_to_serve_of(client, year, options.rates));
    }
    add_up(audit, options.rates);
    Whale& whale = audit.whale;
    if (audit.clients.empty()) {
        whale.basis = "revenue";
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
    // A fifth of four clients is nobody in particular.
    whale.top_share = values.size() < 5 ? Figure::none("fewer than five clients")
                                        : Figure(running[top_count(values.size(), options.top)] / total);
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
