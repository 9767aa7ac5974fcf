#include <algorithm>
#include <map>

#include <fmt/core.h>

#include "engine/ledger/audit_parts.hpp"

namespace clientele::ledger {
namespace {

constexpr int quarter_months = 3;
constexpr int half_year = 182;  // [days]
constexpr std::size_t permanent_orders = 3;

int quarter_of_day(int day) { return month_of_day(day) / quarter_months; }

std::string quarter_name(int quarter) { return fmt::format("{}-Q{}", quarter / 4, quarter % 4 + 1); }

bool bought_in_quarter(const Account& account, int quarter) {
    const int from = first_day_of_month(quarter * quarter_months);
    const int to = first_day_of_month((quarter + 1) * quarter_months) - 1;
    return account.days.count(from, to) > 0;
}

std::vector<Cohort> cohorts_of(const Audit& audit) {
    const int last = quarter_of_day(audit.last_day + 1) - 1;  // the last whole one
    std::map<int, std::vector<const Account*>> by_quarter;
    for (const ClientFigures& client : audit.clients) {
        by_quarter[quarter_of_day(client.account->days.first())].push_back(client.account);
    }
    std::vector<Cohort> cohorts;
    for (const auto& [quarter, accounts] : by_quarter) {
        Cohort& cohort = cohorts.emplace_back();
        cohort.name = quarter_name(quarter);
        cohort.clients = accounts.size();
        for (int later = quarter; later <= last; ++later) {
            const auto active =
                std::ranges::count_if(accounts, [&](const Account* a) { return bought_in_quarter(*a, later); });
            cohort.active.push_back(static_cast<double>(active) / static_cast<double>(accounts.size()));
        }
    }
    return cohorts;
}

/// Was the client permanent in the window: bought in it, and three times or more before it?
bool is_permanent(const Account& account, const Window& window, int ledger_start) {
    return account.days.count(window.from, window.to) > 0 &&
           account.days.count(ledger_start, window.from - 1) >= permanent_orders;
}

Window look_through(const Audit& audit, int from, int to) {
    Window window{from, to};
    const Window before{from - half_year, from - 1};
    for (const ClientFigures& client : audit.clients) {
        const Account& account = *client.account;
        const int first = account.days.first();
        window.buyers += account.days.count(from, to) > 0 ? 1U : 0U;
        window.fresh += first >= from && first <= to ? 1U : 0U;
        window.permanent += is_permanent(account, window, audit.first_day) ? 1U : 0U;
        const bool was = is_permanent(account, before, audit.first_day);
        window.lost += was && account.days.count(from, to) == 0 ? 1U : 0U;
    }
    return window;
}

Figure loyalty_of(const Audit& audit, const Window& last) {
    double before = 0;
    double stayed = 0;
    for (const ClientFigures& client : audit.clients) {
        if (client.account->days.count(last.from - half_year, last.from - 1) == 0) continue;
        ++before;
        stayed += client.account->days.count(last.from, last.to) > 0 ? 1 : 0;
    }
    if (before == 0) return Figure::none("nobody bought in the half-year before the last");
    return stayed / before;
}

}  // namespace

void follow(Audit& audit) {
    if (audit.clients.empty()) {
        audit.movement.why_not = "no client bought anything";
        audit.movement.loyalty = Figure::none(audit.movement.why_not);
        return;
    }
    audit.cohorts = cohorts_of(audit);
    const int ending = quarter_of_day(audit.last_day);
    if (quarter_of_day(audit.last_day + 1) == ending) audit.unfinished_quarter = quarter_name(ending);
    // The first half-year of a ledger has no history: everybody is new there, nobody permanent.
    for (int to = audit.last_day; to - 2 * half_year + 1 >= audit.first_day; to -= half_year) {
        audit.movement.windows.insert(audit.movement.windows.begin(), look_through(audit, to - half_year + 1, to));
    }
    const auto& windows = audit.movement.windows;
    if (windows.empty()) {
        audit.movement.loyalty = Figure::none("less than a year of ledger");
        audit.movement.why_not = "less than a year of ledger";
        return;
    }
    audit.movement.loyalty = loyalty_of(audit, windows.back());
    if (windows.size() < 2) {
        audit.movement.why_not = "less than one and a half years of ledger";
        return;
    }
    const Window& last = windows.back();
    const Window& before = windows[windows.size() - 2];
    audit.movement.new_up_permanent_down = last.fresh > before.fresh && last.permanent < before.permanent;
    if (*audit.movement.new_up_permanent_down) {
        audit.warnings.push_back(
            fmt::format("new clients up ({} to {}), permanent clients down ({} to {}): more are won, but something "
                        "drives out those "
                        "who stay: product, delivery, service or claims",
                        before.fresh, last.fresh, before.permanent, last.permanent));
    }
}

}  // namespace clientele::ledger
