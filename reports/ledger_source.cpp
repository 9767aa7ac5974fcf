#include "reports/ledger_source.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "engine/base/money.hpp"
#include "engine/base/text.hpp"
#include "engine/ledger/marks.hpp"
#include "reports/table.hpp"

namespace clientele::reports {

std::string date_text(int day) { return ledger::date_of_day(day); }

std::vector<std::string> all_warnings(const LedgerSource& source, const std::vector<std::string>& more) {
    std::vector<std::string> all = source.warnings;
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

std::string percent_text(const ledger::Figure& figure, int digits) {
    if (!figure.known()) return "(" + figure.why_not + ")";
    return fmt::format("{:.{}f} %", 100 * figure.value, digits);
}

std::string figure_text(const ledger::Figure& figure, int digits) {
    if (!figure.known()) return "(" + figure.why_not + ")";
    return fmt::format("{:.{}f}", figure.value, digits);
}

std::string amount_text(double amount, const LedgerSource& source) {
    const std::string text = base::money_to_string(amount);
    return source.currency.empty() ? text : text + " " + source.currency;
}

namespace {

/// "status paid 12 rows, counted; storniert 3 rows, left out", what counts and is frequent first.
std::string status_text(const ledger::Statuses& statuses) {
    constexpr std::size_t most_shown = 12;
    std::vector<std::pair<std::string, ledger::StatusCount>> by_rows(statuses.begin(), statuses.end());
    std::ranges::stable_sort(by_rows, [](const auto& a, const auto& b) {
        return a.second.cancelled != b.second.cancelled ? b.second.cancelled : a.second.rows > b.second.rows;
    });
    std::string text;
    for (std::size_t i = 0; i < std::min(by_rows.size(), most_shown); ++i) {
        const auto& [name, count] = by_rows[i];
        text += fmt::format("{}'{}' {} {}, {}", i == 0 ? "status " : "; ", base::printable(name), count.rows,
                            count.rows == 1 ? "row" : "rows", count.cancelled ? "left out as cancelled" : "counted");
    }
    if (by_rows.size() > most_shown) text += fmt::format("; {} values more", by_rows.size() - most_shown);
    return text;
}

}  // namespace

std::string source_section(const LedgerSource& source) {
    std::string text = "How the file was read\n";
    std::string list;
    for (const auto& [what, how] : source.understood) {
        list += fmt::format("{}{} {}", list.empty() ? "" : "; ", what, base::printable(how));
    }
    text += "  " + wrapped(list, 78, 2) + "\n";
    if (!source.statuses.empty()) text += "  " + wrapped(status_text(source.statuses), 78, 2) + "\n";
    text += "  " + wrapped(source.vat, 78, 2) + "\n";
    Table table;
    table.add({"rule", "rows", "sum"});
    for (std::size_t i = 0; i < ledger::rule_count; ++i) {
        const ledger::RuleCount& count = source.rules[i];
        const ledger::RuleText& rule = ledger::text_of(static_cast<ledger::Rule>(i));
        if (count.rows == 0) continue;
        const char* const treatment = rule.treatment == ledger::Treatment::left_out ? "left out" : "counted";
        table.add({fmt::format("{} ({})", rule.name, treatment), std::to_string(count.rows),
                   base::money_to_string(count.amount)});
    }
    bool any = false;
    std::string meanings;
    for (std::size_t i = 0; i < ledger::rule_count; ++i) {
        if (source.rules[i].rows == 0) continue;
        any = true;
        const ledger::RuleText& rule = ledger::text_of(static_cast<ledger::Rule>(i));
        meanings += "  " + wrapped(fmt::format("{}: {}", rule.name, rule.meaning), 78, 4) + "\n";
    }
    return text +
           (any ? table.render() + meanings : "  every row is a transaction with a client: no rule was needed\n");
}

}  // namespace clientele::reports
