#include "reports/audit_terminal.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "engine/base/text.hpp"
#include "reports/table.hpp"

namespace clientele::reports {
namespace {

std::string line(const std::string& text) { return "  " + wrapped(text, 78, 2) + "\n"; }

/// "1 client", "2 clients"
std::string count_text(std::uint64_t count, std::string_view what) {
    return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

std::string size_section(const ledger::Audit& audit, const LedgerSource& source) {
    std::string text = fmt::format("{}: {} to {}\n", base::printable(source.file), date_text(audit.first_day),
                                   date_text(audit.last_day));
    Table table;
    table.add({"revenue, net of returns", amount_text(audit.revenue, source)});
    if (audit.returned > 0) table.add({"returned", amount_text(audit.returned, source)});
    table.add({"buying clients", std::to_string(audit.clients.size())});
    if (audit.only_returns > 0) table.add({"accounts with returns only", std::to_string(audit.only_returns)});
    table.add({"orders / lines", fmt::format("{} / {}", audit.orders, audit.lines)});
    table.add({"clients with two orders or more",
               audit.repeat_rate.known() ? fmt::format("{} of {} = {}", audit.repeat_clients, audit.clients.size(),
                                                       percent_text(audit.repeat_rate))
                                         : percent_text(audit.repeat_rate)});
    return text + table.render();
}

std::string concentration_section(const ledger::Audit& audit, const ledger::AuditOptions& options,
                                  const LedgerSource& source) {
    Table table;
    table.add({audit.top_share.known() ? fmt::format("share of the top {:g} % ({})", 100 * options.top,
                                                     count_text(audit.top_clients, "client"))
                                       : fmt::format("share of the top {:g} %", 100 * options.top),
               percent_text(audit.top_share, 4)});
    table.add({"Gini coefficient", figure_text(audit.gini, 6)});
    table.add({"Herfindahl-Hirschman index (0 to 1)", figure_text(audit.hhi, 6)});
    Table classes;
    classes.add({"class", "clients", "revenue"});
    for (std::size_t i = 0; i < 3 && audit.abc_why_not.empty(); ++i) {
        classes.add({std::string(1, "ABC"[i]), std::to_string(audit.abc[i].clients),
                     amount_text(audit.abc[i].revenue, source)});
    }
    for (std::size_t i = 0; i < 3; ++i) {
        classes.add({std::string(1, "XYZ"[i]), std::to_string(audit.xyz[i].clients),
                     amount_text(audit.xyz[i].revenue, source)});
    }
    if (audit.xyz[3].clients > 0) {
        classes.add({"not enough data for XYZ", std::to_string(audit.xyz[3].clients),
                     amount_text(audit.xyz[3].revenue, source)});
    }
    return "\nConcentration\n" + table.render() + classes.render() +
           (audit.abc_why_not.empty() ? "" : line("no ABC classes: " + audit.abc_why_not)) +
           line(fmt::format(
               "ABC at {:g} %/{:g} % of revenue: the client that crosses a threshold is in the lower class. "
               "XYZ by the variation of revenue by {}, up to {:g} % and {:g} %.",
               100 * options.abc_a, 100 * options.abc_b,
               options.xyz_months == 1 ? "month" : fmt::format("{} months", options.xyz_months), 100 * options.xyz_x,
               100 * options.xyz_y)) +
           (audit.net_returns.clients == 0
                ? ""
                : line(fmt::format("{} returned more than {} bought ({}) and {} as 0 in shares, Gini, Herfindahl and "
                                   "ABC: these are of what all others brought.",
                                   count_text(audit.net_returns.clients, "client"),
                                   audit.net_returns.clients == 1 ? "it" : "they",
                                   amount_text(audit.net_returns.revenue, source),
                                   audit.net_returns.clients == 1 ? "counts" : "count")));
}

std::string cohort_table(const ledger::Audit& audit) {
    constexpr std::size_t most_quarters = 12;
    Table table;
    std::size_t longest = 0;
    table.add({"first order in", "clients", "then buying, quarter by quarter, %"});
    for (const ledger::Cohort& cohort : audit.cohorts) {
        longest = std::max(longest, cohort.active.size());
        std::string shares;
        for (std::size_t i = 0; i < std::min(cohort.active.size(), most_quarters); ++i) {
            shares += fmt::format("{:>4.0f}", 100 * cohort.active[i]);
        }
        shares.resize(4 * most_quarters, ' ');
        table.add({cohort.name, std::to_string(cohort.clients), shares});
    }
    std::string text = audit.cohorts.empty() ? line("no cohorts: no client bought anything") : table.render();
    if (longest > most_quarters) {
        text += line(fmt::format("{} of {} quarters are shown; the JSON result has all", most_quarters, longest));
    }
    if (!audit.unfinished_quarter.empty()) {
        text += line(fmt::format("{} is not over when the ledger ends: its clients are counted, no share of it is told",
                                 audit.unfinished_quarter));
    }
    return text;
}

std::string movement_section(const ledger::Audit& audit) {
    std::string text = "\nNew and permanent clients\n";
    const ledger::Movement& movement = audit.movement;
    Table table;
    if (!movement.windows.empty()) table.add({"half-year", "new", "permanent", "permanent lost"});
    for (std::size_t i = 0; i < movement.windows.size(); ++i) {
        ledger::Window window = movement.windows[i];
        const std::size_t first = i;
        // Half-years in which nobody bought stand in one row.
        while (window.buyers == 0 && i + 1 < movement.windows.size() && movement.windows[i + 1].buyers == 0) {
            window.to = movement.windows[++i].to;
            window.lost += movement.windows[i].lost;
        }
        const std::string empty = i > first ? fmt::format(", {} without a buyer", i - first + 1) : "";
        table.add({fmt::format("{} to {}{}", date_text(window.from), date_text(window.to), empty),
                   std::to_string(window.fresh), std::to_string(window.permanent), std::to_string(window.lost)});
    }
    text += table.render();
    text += line("loyalty coefficient (buyers of the half-year before that bought again): " +
                 percent_text(movement.loyalty));
    if (!movement.new_up_permanent_down) {
        text += line("new up and permanent down? (" + movement.why_not + ")");
    } else {
        text += line(*movement.new_up_permanent_down ? "NEW UP, PERMANENT DOWN: see the warning below"
                                                     : "no sign of new clients up with permanent clients down");
    }
    return text + cohort_table(audit);
}

std::string source_or_assumed(const std::string& source) {
    return source.empty() ? "ASSUMED" : base::printable(source);
}

/// "up to 31: 1, from 31: 0.9, from 61: 0.7 (ASSUMED)"
std::string table_text(const std::vector<ledger::Step>& steps, double factor, const std::string& source) {
    std::string text;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        text += i == 0 ? fmt::format("{:g}", steps[i].factor)
                       : fmt::format(", from {:g} {:g}", factor * steps[i].from, steps[i].factor);
    }
    return fmt::format("{} ({})", text, source_or_assumed(source));
}

/// "25 per order (ASSUMED), 0.03 % of revenue a day of credit (books)"
std::string rates_text(const ledger::CostRates& rates) {
    std::string text;
    const auto add = [&](const std::optional<ledger::Rate>& rate, double factor, const char* unit) {
        if (!rate) return;
        text += fmt::format("{}{:g} {} ({})", text.empty() ? "" : ", ", factor * rate->value, unit,
                            source_or_assumed(rate->source));
    };
    add(rates.order, 1, "an order");
    add(rates.line, 1, "a line");
    add(rates.refund, 1, "a return");
    add(rates.credit_day, 100, "% of revenue a day of credit");
    add(rates.gross_margin, 100, "% gross margin where costs are missing");
    return text;
}

std::string profit_section(const ledger::Audit& audit, const ledger::AuditOptions& options,
                           const LedgerSource& source) {
    const ledger::Profitability& sum = audit.profitability;
    const std::string mark = sum.assumed ? " (rates ASSUMED)" : "";
    Table table;
    const auto add = [&](const std::string& name, const ledger::Figure& figure) {
        if (figure.known()) table.add({name, amount_text(figure.value, source)});
    };
    add(sum.margin_from_costs ? "gross margin by the cost column" : "gross margin" + mark, sum.margin);
    add("cost to serve" + mark, sum.cost_to_serve);
    add("profit after cost to serve" + mark, sum.profit);
    std::string text = table.render();
    if (!sum.margin.known()) text += line("no gross margin: " + sum.margin.why_not);
    if (!sum.cost_to_serve.known()) text += line("no cost to serve: " + sum.cost_to_serve.why_not);
    const std::string rates = rates_text(options.rates);
    return rates.empty() ? text : text + line("rates: " + rates);
}

std::string whale_text(const ledger::Audit& audit) {
    const ledger::Whale& whale = audit.whale;
    if (!whale.peak.known()) return fmt::format("no whale curve of {}: {}", whale.basis, whale.peak.why_not);
    return fmt::format(
        "whale curve of {}{}, returns and losses taken off in full: peak {} at client {} of {}, {} {} "
        "losses, top 20 % bring {}",
        whale.basis, whale.assumed ? " (rates ASSUMED)" : "", percent_text(whale.peak), whale.peak_rank,
        audit.clients.size(), count_text(whale.loss_makers, "client"), whale.loss_makers == 1 ? "brings" : "bring",
        percent_text(whale.top_share));
}

std::string value_section(const ledger::Audit& audit, const ledger::AuditOptions& options, const LedgerSource& source) {
    std::string text = "\nValue and profit\n";
    text += line(fmt::format(
        "value coefficient of the portfolio (turnover in millions a year x payment discipline x regularity): {}{}",
        figure_text(audit.value_coefficient, 4),
        audit.payment_assumed ? "; payment dates are missing, discipline is assumed to be 1" : ""));
    text += line(fmt::format("payment discipline by days to pay: {}; regularity by % of months with an order: {}",
                             table_text(options.value.days_to_pay, 1, options.value.payment_source),
                             table_text(options.value.months_with_orders, 100, options.value.regularity_source)));
    text += profit_section(audit, options, source);
    text += line(whale_text(audit));
    const ledger::Whale& whale = audit.whale;
    if (whale.basis == "revenue") {
        text += line(
            "Costs are unknown: map a cost column or give --rates FILE with a gross margin and rates for a curve of "
            "profit.");
    }
    return text;
}

std::string owner_section(const ledger::Audit& audit) {
    std::string text = "\nWho owns the client\n";
    const ledger::Ownership& own = audit.ownership;
    Table table;
    table.add({"salespeople an account, on average", figure_text(own.salespeople_per_account)});
    if (own.salespeople_per_account.known()) {
        table.add({"most salespeople at one account", std::to_string(own.most_salespeople)});
        table.add({"accounts without salesperson", std::to_string(own.without_owner)});
        table.add({"accounts a salesperson, last 12 months", figure_text(own.span, 1)});
        table.add({"largest span of control", figure_text(own.largest_span, 0)});
    }
    table.add({"clients known through one contact only", percent_text(own.single_contact, 1)});
    if (own.single_contact.known()) table.add({"their part of revenue", percent_text(own.single_contact_revenue, 1)});
    return text + table.render();
}

std::string candidate_section(const ledger::Audit& audit, const ledger::AuditOptions& options,
                              const LedgerSource& source) {
    const ledger::Candidates& candidates = audit.candidates;
    if (candidates.size == 0) return "";
    std::string text = "\nKey account candidates\n";
    const auto holds = [](const std::vector<std::size_t>& list, std::size_t client) {
        return std::ranges::find(list, client) != list.end() ? "yes" : "-";
    };
    std::vector<std::size_t> all = candidates.in_all;
    all.insert(all.end(), candidates.disputed.begin(), candidates.disputed.end());
    std::ranges::sort(all);
    Table table;
    table.add({"client", "last 12 months", "revenue", "profit", "score"});
    for (const std::size_t i : all) {
        const ledger::ClientFigures& client = audit.clients[i];
        table.add({base::printable(client.account->name.empty() ? client.account->key : client.account->name),
                   amount_text(client.revenue_year, source), holds(candidates.by_revenue, i),
                   candidates.by_profit.empty() ? "?" : holds(candidates.by_profit, i), holds(candidates.by_score, i)});
    }
    text += table.render();
    text += line(fmt::format(
        "Each list is of the last 12 months, {} to {}. They agree on {} and disagree on {}. Score: ranks by "
        "revenue ({:g}), growth ({:g}) and regularity ({:g}), weights: {}.{}",
        date_text(ledger::year_before(audit.last_day) + 1), date_text(audit.last_day), candidates.in_all.size(),
        candidates.disputed.size(), options.strategic.revenue, options.strategic.growth, options.strategic.regularity,
        source_or_assumed(options.strategic.source),
        candidates.profit_why_not.empty() ? "" : " No list by profit: " + candidates.profit_why_not + "."));
    return text;
}

std::string warning_section(const ledger::Audit& audit, const LedgerSource& source) {
    constexpr std::size_t most_shown = 10;
    std::string text;
    for (const std::string& warning : all_warnings(source, audit.warnings)) {
        text += line("- " + base::printable(warning));
    }
    for (std::size_t i = 0; i < std::min(audit.look_alikes.size(), most_shown); ++i) {
        text +=
            line(fmt::format("- may be one client (not merged): {} / {}", base::printable(audit.look_alikes[i].first),
                             base::printable(audit.look_alikes[i].second)));
    }
    for (std::size_t i = 0; i < std::min(audit.join_defects.size(), most_shown); ++i) {
        text += line(fmt::format("- {}: {}", audit.join_defects[i].what, base::printable(audit.join_defects[i].who)));
    }
    if (audit.look_alikes_found > most_shown) {
        text += line(fmt::format("- these are {} of {} pairs of look-alikes; the JSON result has {}", most_shown,
                                 audit.look_alikes_found, audit.look_alikes.size()));
    }
    if (audit.join_defects.size() > most_shown) {
        text += line(fmt::format("- {} defects more in the JSON result", audit.join_defects.size() - most_shown));
    }
    return text.empty() ? "" : "\nWarnings\n" + text;
}

}  // namespace

std::string audit_terminal(const ledger::Audit& audit, const ledger::AuditOptions& options,
                           const LedgerSource& source) {
    return size_section(audit, source) + concentration_section(audit, options, source) + movement_section(audit) +
           value_section(audit, options, source) + owner_section(audit) + candidate_section(audit, options, source) +
           warning_section(audit, source) + "\n" + source_section(source);
}

}  // namespace clientele::reports
