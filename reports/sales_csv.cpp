#include "reports/sales_csv.hpp"

#include <iterator>

#include <fmt/format.h>

#include "reports/csv.hpp"
#include "reports/ledger_source.hpp"

namespace clientele::reports {

void append_ledger_row(std::string& text, const ledger::Line& line) {
    fmt::format_to(std::back_inserter(text), "{},{},{},{},{:.2f},{}\n", csv_cell(line.order), csv_cell(line.client),
                   csv_cell(line.segment), date_text(line.day), line.amount, csv_cell(line.rep));
}

}  // namespace clientele::reports
