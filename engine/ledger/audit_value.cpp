#include <algorithm>
#include <numeric>

#include "engine/ledger/audit_parts.hpp"

namespace clientele::ledger {
namespace {

constexpr int year = 365;  // [days]

Figure regularity_of(const Account& account, int last_day) {
    const int first = month_of_day(account.days.first());
    const int last = month_of_day(last_day);
    if (last - first < 2) return Figure::none("less than three months since the first order");
    int active = 0;
    for (int month = first; month <= last; ++month) {
        active += account.days.count(first_day_of_month(month), first_day_of_month(month + 1) - 1) > 0 ? 1 : 0;
    }
    return static_cast<double>(active) / (last - first + 1);
}

/// Of the last twelve months over the twelve before; the ledger must reach into the month in which those begin.
Figure growth_of(const ClientFigures& client, const Audit& audit) {
    const int end = year_before(audit.last_day);
    const int from = year_before(end) + 1;
    if (month_of_day(audit.first_day) > month_of_day(from)) return Figure::none("less than two years of ledger");
    const double before = client.account->recent.between(from, end).revenue;
    if (before <= 0) return Figure::none("no revenue in the year before last");
    return client.revenue_year / before - 1;
}

}  // namespace

double factor_of(const std::vector<Step>& steps, double value) {
    double factor = steps.empty() ? 1 : steps.front().factor;
    for (const Step& step : steps) {
        if (value >= step.from) factor = step.factor;
    }
    return factor;
}

double value_coefficient(double turnover_millions, double payment, double regularity) {
    return turnover_millions * payment * regularity;
}

void appraise(Audit& audit, const AuditOptions& options) {
    const bool a_year = audit.last_day - audit.first_day >= year - 31;
    double total = 0;
    bool any = false;
    for (ClientFigures& client : audit.clients) {
        const Account& account = *client.account;
        client.revenue_year = account.recent.between(year_before(audit.last_day) + 1, audit.last_day).revenue;
        client.months_with_orders = regularity_of(account, audit.last_day);
        client.growth = growth_of(client, audit);
        client.days_to_pay = account.paid_lines > 0
                                 ? Figure(account.days_to_pay / static_cast<double>(account.paid_lines))
                                 : Figure::none("no payment dates");
        if (!client.days_to_pay.known()) audit.payment_assumed = true;
        if (!a_year || !client.months_with_orders.known()) {
            client.value = Figure::none(a_year ? client.months_with_orders.why_not : "less than a year of ledger");
            continue;
        }
        const double payment =
            client.days_to_pay.known() ? factor_of(options.value.days_to_pay, client.days_to_pay.value) : 1;
        const double regularity = factor_of(options.value.months_with_orders, client.months_with_orders.value);
        client.value = value_coefficient(client.revenue_year / 1e6, payment, regularity);
        total += client.value.value;
        any = true;
    }
    audit.value_coefficient = any ? Figure(total) : Figure::none("less than a year of ledger");
}

}  // namespace clientele::ledger
