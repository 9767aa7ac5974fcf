#include "engine/reading/ledger_sighting.hpp"

#include <utility>

namespace clientele::reading {

void Sighting::note(const LedgerRows& rows, std::size_t column) {
    if (times++ > 0) return;
    where = rows.where(column);
    text = rows.cell(column);
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
