#include <algorithm>

#include <fmt/core.h>

#include "engine/ledger/audit_parts.hpp"
#include "engine/statistics/moments.hpp"

namespace clientele::ledger {
namespace {

// Below so many values a coefficient of variation says nothing.
constexpr int least_intervals = 4;
constexpr double nearly_everyone = 0.8;
constexpr std::size_t least_for_warnings = 5;
constexpr std::size_t least_for_classes = 5;  // a fifth of the clients is at least one of five
constexpr std::size_t least_to_compare = 2;

/// Variation of revenue over whole intervals from the first order to the end of the ledger; the cut months at both
/// ends are left out.
Figure variation_of(const Account& account, int last_day, int interval) {
    const int first = month_of_day(account.days.first()) + 1;
    const int end = month_of_day(last_day + 1);  // the last month counts when it is over
    const int intervals = (end - first) / interval;
    if (intervals < least_intervals) return Figure::none("fewer than four whole intervals since the first order");
    std::vector<double> sums;
    for (int i = 0; i < intervals; ++i) {
        double sum = 0;
        for (int m = 0; m < interval; ++m) sum += account.months.at(end - (i + 1) * interval + m);
        sums.push_back(sum);
    }
    const double mean = statistics::mean(sums);
    if (mean <= 0) return Figure::none("no revenue since the first month");
    return statistics::standard_deviation(sums) / mean;
}

void classify_xyz(Audit& audit, const AuditOptions& options) {
    for (ClientFigures& client : audit.clients) {
        client.variation = variation_of(*client.account, audit.last_day, options.xyz_months);
        std::size_t index = 3;
        if (client.variation.known()) {
            index = client.variation.value <= options.xyz_x ? 0 : client.variation.value <= options.xyz_y ? 1 : 2;
        }
        client.xyz = "XYZ?"[index];
        ++audit.xyz[index].clients;
        audit.xyz[index].revenue += client.revenue;
    }
}

void classify_abc(Audit& audit, const AuditOptions& options, const std::vector<double>& revenues) {
    const std::vector<Abc> classes = abc_classes(revenues, options.abc_a, options.abc_b);
    for (std::size_t i = 0; i < audit.clients.size(); ++i) {
        audit.clients[i].abc = classes[i];
        ClassCount& count = audit.abc[static_cast<std::size_t>(static_cast<char>(classes[i]) - 'A')];
        ++count.clients;
        count.revenue += audit.clients[i].revenue;
    }
}

void warn_about_classes(Audit& audit, const AuditOptions& options) {
    const double n = static_cast<double>(audit.clients.size());
    if (audit.clients.size() < least_for_warnings) return;
    for (std::size_t i = 0; i < 3; ++i) {
        if (static_cast<double>(audit.abc[i].clients) >= nearly_everyone * n) {
            audit.warnings.push_back(fmt::format(
                "ABC at {:g} %/{:g} % puts {} of {} clients in {}: the classes tell little; try other thresholds",
                100 * options.abc_a, 100 * options.abc_b, audit.abc[i].clients, audit.clients.size(), "ABC"[i]));
        }
        const double classified = n - static_cast<double>(audit.xyz[3].clients);
        if (classified > 0 && static_cast<double>(audit.xyz[i].clients) >= nearly_everyone * classified) {
            audit.warnings.push_back(fmt::format(
                "XYZ at {:g} %/{:g} % of {} month{} puts {} of {} clients in {}: the classes tell little; try a longer "
                "interval or 50 %/100 %",
                100 * options.xyz_x, 100 * options.xyz_y, options.xyz_months, options.xyz_months == 1 ? "" : "s",
                audit.xyz[i].clients, classified, "XYZ"[i]));
        }
    }
}

Figure too_few(std::size_t n, std::size_t needed) {
    return Figure::none(fmt::format("not enough data: {} of {} clients needed", n, needed));
}

}  // namespace

void classify(Audit& audit, const AuditOptions& options) {
    std::vector<double> revenues;
    for (const ClientFigures& client : audit.clients) {
        revenues.push_back(client.revenue);
        audit.repeat_clients += client.account->orders >= 2 ? 1U : 0U;
    }
    const std::size_t n = audit.clients.size();
    const auto enough = [n](std::size_t needed, auto figure) {
        return n >= needed ? Figure(figure()) : too_few(n, needed);
    };
    audit.top_clients = n < least_for_classes ? 0 : top_count(n, options.top);
    audit.gini = enough(least_to_compare, [&] { return gini(revenues); });
    audit.hhi = enough(least_to_compare, [&] { return herfindahl(revenues); });
    audit.top_share = enough(least_for_classes, [&] { return top_share(revenues, audit.top_clients); });
    audit.repeat_rate = enough(
        least_to_compare, [&] { return Figure(static_cast<double>(audit.repeat_clients) / static_cast<double>(n)); });
    if (n < least_for_classes) audit.abc_why_not = too_few(n, least_for_classes).why_not;
    classify_abc(audit, options, revenues);
    classify_xyz(audit, options);
    warn_about_classes(audit, options);
}

}  // namespace clientele::ledger
