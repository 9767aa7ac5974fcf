#include <cmath>
#include <iterator>

#include <fmt/format.h>

#include "reports/audit_json.hpp"
#include "reports/csv.hpp"

namespace clientele::reports {
namespace {

void append_figure(std::string& text, const ledger::Figure& figure) {
    text += ',';
    if (figure.known()) fmt::format_to(std::back_inserter(text), "{}", figure.value);
}

}  // namespace

std::string audit_csv(const ledger::Audit& audit, const LedgerSource& source) {
    std::string text =
        "client,name,segment,owner,revenue,revenue_last_12_months,orders,lines,returns,returned,first_order,last_order,"
        "abc,xyz,salespeople,contacts,variation,months_with_orders,days_to_pay,growth,value_coefficient,gross_margin,"
        "cost_to_serve,profit,profit_last_12_months,strategic_score,vat\n";
    for (const ledger::ClientFigures& client : audit.clients) {
        const ledger::Account& account = *client.account;
        fmt::format_to(std::back_inserter(text), "{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}",
                       csv_cell(account.key), csv_cell(account.name), csv_cell(account.segment), csv_cell(client.owner),
                       client.revenue, client.revenue_year, account.orders, account.lines, account.returns,
                       account.returned, date_text(account.days.first()), date_text(account.days.last()),
                       audit.abc_why_not.empty() ? std::string(1, static_cast<char>(client.abc)) : "",
                       client.xyz == '?' ? "" : std::string(1, client.xyz), account.served_by.size(),
                       account.contacts.size());
        for (const ledger::Figure* figure :
             {&client.variation, &client.months_with_orders, &client.days_to_pay, &client.growth, &client.value,
              &client.margin, &client.cost_to_serve, &client.profit, &client.profit_year, &client.strategic}) {
            append_figure(text, *figure);
        }
        text += ',' + source.vat_word + '\n';
    }
    return text;
}

}  // namespace clientele::reports
