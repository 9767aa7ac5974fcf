#include <algorithm>
#include <numeric>

#include "engine/ledger/audit_parts.hpp"

namespace clientele::ledger {
namespace {

constexpr int year = 365;  // [days]

double revenue_of_months(const Account& account, int from, int to) {
    double sum = 0;
    for (int month = from; month < to; ++month) sum += account.months.at(month);
    return sum;
}

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

/// Of the last twelve months over the twelve before; both must lie within the ledger.
Figure growth_of(const Account& account, const Audit& audit) {
    const int end = month_of_day(audit.last_day + 1);
    if (end - 24 < month_of_day(audit.first_day)) return Figure::none("less than two years of ledger");
    const double before = revenue_of_months(account, end - 24, end - 12);
    if (before <= 0) return Figure::none("no revenue in the year before last");
    return revenue_of_months(account, end - 12, end) / before - 1;
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
    const int end = month_of_day(audit.last_day + 1);
    const bool a_year = audit.last_day - audit.first_day >= year - 31;
    double total = 0;
    bool any = false;
    for (ClientFigures& client : audit.clients) {
        const Account& account = *client.account;
        // The last month counts in full when it is over, else the twelve months end with it all the same.
        const int to = std::max(end, month_of_day(audit.last_day) + 1);
        client.revenue_year = revenue_of_months(account, to - 12, to);
        client.months_with_orders = regularity_of(account, audit.last_day);
        client.growth = growth_of(account, audit);
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
