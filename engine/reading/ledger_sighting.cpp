#include "engine/reading/ledger_sighting.hpp"

#include <algorithm>
#include <utility>

#include "engine/base/text.hpp"

namespace clientele::reading {

std::string shown_cell(std::string_view cell) {
    constexpr std::size_t most = 40;  // [characters]
    std::size_t at = 0;
    for (std::size_t n = 0; n < most && at < cell.size(); ++n)
        at += std::max<std::size_t>(1, base::utf8_length(cell.substr(at)));
    return base::printable(cell.substr(0, at)) + (at < cell.size() ? "..." : "");
}

void Sighting::note(const LedgerRows& rows, std::size_t column) {
    if (times++ > 0) return;
    where = rows.where(column);
    text = shown_cell(rows.cell(column));
    line = rows.excerpt();
}

void refuse_at(std::string code, base::Location where, std::string message, std::string help, std::string line) {
    base::Fault fault;
    fault.code = std::move(code);
    fault.message = std::move(message);
    fault.where = std::move(where);
    fault.help = std::move(help);
    fault.source_line = std::move(line);
    throw base::InvalidInput(std::move(fault));
}

void refuse_ledger(std::string code, const Sighting& seen, std::string message, std::string help) {
    refuse_at(std::move(code), seen.where, std::move(message), std::move(help), seen.line);
}

}  // namespace clientele::reading
