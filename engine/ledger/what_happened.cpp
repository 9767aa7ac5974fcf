#include "engine/ledger/what_happened.hpp"

#include <algorithm>
#include <set>

namespace clientele::ledger {
namespace {

Figure losses_after(const Book& book, const Calibration& calibration) {
    std::vector<std::size_t> accounts;
    std::vector<std::size_t> index;
    const std::vector<Purchases> clients = purchases_until(book, calibration.unit, book.last_day(), accounts);
    const std::vector<Purchases> alike = merged(clients, index);
    Fit living = fit(Model::exponential_nbd, alike);
    const Fit pareto = fit(Model::pareto_nbd, alike);
    if (living.maximum.at_limit || tell_stopping_apart(pareto, living)) living = pareto;
    if (living.maximum.at_limit || !test_dropout(living, fit(Model::nbd, alike)).identified) {
        return Figure::none("the whole ledger does not identify losses");
    }
    std::set<const Account*> kept;
    for (const ClientEstimate& estimate : calibration.estimates) {
        if (estimate.kept) kept.insert(estimate.account);
    }
    double lost = 0;
    for (std::size_t i = 0; i < clients.size(); ++i) {
        if (!kept.contains(&book.accounts()[accounts[i]])) continue;
        lost += chance_alive(living.model, living.parameters(), clients[i]) < 0.5 ? 1 : 0;
    }
    return lost;
}

}  // namespace

WhatHappened what_happened(const Book& book, const Calibration& calibration, const Figure& margin_rate) {
    WhatHappened result;
    result.months = (book.last_day() - calibration.until) / days_of(TimeUnit::month);
    ExactSum revenue, cost;
    double wins = 0;
    bool all_costs = true;
    for (const Account& account : book.accounts()) {
        revenue += account.held_out.revenue;
        cost += account.held_out.cost;
        all_costs = all_costs && account.lines_with_cost == account.lines &&
                    account.held_out.lines_with_cost == account.held_out.lines;
        wins += account.has_bought() && account.days.first() > calibration.until ? 1 : 0;
    }
    result.revenue = revenue.value();
    result.wins = wins;
    result.gross_margin = all_costs             ? Figure(revenue - cost)
                          : margin_rate.known() ? Figure(revenue * margin_rate.value)
                                                : Figure::none("the ledger holds no cost");
    result.losses = calibration.estimates.empty() ? Figure::none("too few clients") : losses_after(book, calibration);
    return result;
}

}  // namespace clientele::ledger
