#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

#include "engine/base/fault.hpp"
#include "engine/reading/csv.hpp"
#include "engine/reading/encoding.hpp"
#include "engine/reading/ledger.hpp"

/// libFuzzer target of the two readers of CSV: whatever the bytes, they are read or refused with located faults, and
/// what is read is a number. The first byte chooses what the user said about the file.
namespace {

using namespace clientele;

void demand(bool holds) {
    if (!holds) std::abort();
}

/// A table of named clients, in memory.
void read_table(std::string bytes) {
    reading::Report report;
    const auto accepted = reading::accept_text("fuzz.csv", std::move(bytes), report);
    if (!accepted) {
        demand(!report.faults().empty());
        return;
    }
    const reading::Source& source = report.sources().add(*accepted);
    reading::CsvReader table(source, report);
    while (table.next()) {
        for (std::size_t column = 0; column < table.header().size(); ++column) {
            const auto number = reading::cell_number(table.cell(column), table.delimiter());
            demand(number.value ? std::isfinite(*number.value) : !number.problem.empty());
            demand(table.where(column).line >= 1);
        }
    }
}

/// A ledger, in a file.
void read_ledger(std::uint8_t said, const std::string& bytes) {
    static const std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("clientele-fuzz-" + std::to_string(getpid()) + ".csv");
    std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    reading::LedgerOptions options;
    options.dates = static_cast<reading::DateOrder>(said % 3);
    options.decimal = (said & 4U) != 0 ? reading::DecimalMark::comma : reading::DecimalMark::none;
    const auto bad_rows = (said & 8U) != 0 ? reading::BadRows::skip : reading::BadRows::refuse;
    options.bad_rows = bad_rows;
    try {
        const auto found = reading::examine_ledger(path, "fuzz.csv", options);
        reading::read_ledger(path, found, bad_rows, [](const reading::LedgerRow& row) {
            demand(row.line >= 1 && std::isfinite(row.amount));
            demand(!row.cost || std::isfinite(*row.cost));
        });
    } catch (const base::InvalidInput& refused) {
        demand(!refused.faults().empty());
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    read_table(bytes);
    read_ledger(data[0], bytes);
    return 0;
}
