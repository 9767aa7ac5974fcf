#include "tools/clientele/export_ledger.hpp"

#include <algorithm>
#include <map>

#include <fmt/core.h>

#include "engine/base/file.hpp"
#include "engine/base/text.hpp"
#include "engine/ledger/marks.hpp"
#include "engine/reading/ledger_date.hpp"
#include "engine/replication/lives.hpp"
#include "reports/ledger_source.hpp"
#include "reports/sales_csv.hpp"
#include "tools/clientele/ledger_study.hpp"
#include "tools/clientele/messages.hpp"
#include "tools/clientele/stages.hpp"

namespace clientele::tools {
namespace {

constexpr std::string_view first_month = "2020-01-01";

/// Month of the calendar in which the study begins, counted as ledger::month_of_day does.
int beginning(const Request& request, unsigned months) {
    const std::string text = request.begins.value_or(std::string(first_month));
    const int day = day_option("--begins", text);
    const int month = ledger::month_of_day(day);
    const int first = ledger::first_day_of_month(month);
    if (day != first) {
        throw base::InvalidInput(
            fault_of("usage", fmt::format("--begins {} is not the first day of a month", base::printable(text)),
                     fmt::format("a life is made of whole months: write --begins {}", reports::date_text(first))));
    }
    if (const std::string last = reports::date_text(ledger::first_day_of_month(month + static_cast<int>(months)) - 1);
        reading::is_date_out_of_range(last)) {
        throw base::InvalidInput(fault_of("usage",
                                          fmt::format("--begins {}: the last of {} months would end on {}, and no "
                                                      "ledger goes beyond 2199",
                                                      base::printable(text), months, last),
                                          "begin earlier"));
    }
    return month;
}

/// What stands behind the slash in "seller/Ines" where no other role has an Ines, else the whole.
std::vector<std::string> names_of_people(const model::Firm& firm) {
    const auto short_name = [](const std::string& name) { return name.substr(name.find('/') + 1); };
    std::map<std::string, int> bearers;
    for (const model::Person& person : firm.people) ++bearers[short_name(person.name)];
    std::vector<std::string> names;
    for (const model::Person& person : firm.people) {
        const std::string name = short_name(person.name);
        names.push_back(bearers[name] == 1 ? name : person.name);
    }
    return names;
}

/// The key of a client of a file, the stable name of any other.
std::string_view client_name(const std::string& name) {
    constexpr std::string_view of_a_file = "named/";
    return name.starts_with(of_a_file) ? std::string_view(name).substr(of_a_file.size()) : std::string_view(name);
}

std::string ledger_text(const model::Firm& firm, const std::vector<replication::Sale>& sales, int begins) {
    const std::vector<std::string> people = names_of_people(firm);
    std::string text(reports::ledger_header);
    std::size_t number = 0;
    for (const replication::Sale& sale : sales) {
        const int month = begins + static_cast<int>(sale.month);
        const int first = ledger::first_day_of_month(month);
        const std::string order = std::to_string(++number);
        ledger::Line line;
        line.order = order;
        line.client = client_name(firm.clients.names[sale.client]);
        line.segment = firm.segments[firm.clients.segment[sale.client]];
        line.day = first + static_cast<int>(sale.moment * (ledger::first_day_of_month(month + 1) - first));
        line.amount = sale.value;
        if (sale.seller >= 0) line.rep = people[static_cast<std::size_t>(sale.seller)];
        reports::append_ledger_row(text, line);
    }
    return text;
}

}  // namespace

int export_ledger(const model::Models& models, const experiment::Plan& plan, const Request& request) {
    const model::Firm& firm = *models.firm;
    const int begins = beginning(request, firm.months);
    const std::uint32_t replication = replication_of(request.replication.value_or(0), plan);
    replication::Lives lives(models);
    const auto sales = lives.sales(0, replication);
    const std::string text = ledger_text(firm, sales, begins);
    if (*request.sales == "-") {
        put(text);
    } else {
        base::write_file(*request.sales, text);
    }
    tell_note(fmt::format("{} orders of {}, replication {}, {} to {}; the engine lives months, days within them are "
                          "drawn",
                          sales.size(), models.structures.front().id, replication,
                          reports::date_text(ledger::first_day_of_month(begins)),
                          reports::date_text(ledger::first_day_of_month(begins + static_cast<int>(firm.months)) - 1)),
              request.talk);
    return Exit::fine;
}

}  // namespace clientele::tools
