#include "engine/reading/files.hpp"

#include <utility>

#include <fmt/core.h>

#include "engine/base/file.hpp"
#include "engine/reading/csv.hpp"
#include "engine/reading/encoding.hpp"
#include "engine/reading/layers.hpp"

namespace clientele::reading {
namespace {

std::filesystem::path folder_of(const base::Location& where, const Context& context) {
    const bool no_file = where.file.empty() || where.file == settings_name || is_built_in(where.file.text());
    return no_file ? context.folder : std::filesystem::path(where.file.text()).parent_path();
}

}  // namespace

const Source* open_csv(const scenario::Name& file, const Place& place, Context& context) {
    const std::filesystem::path path = (folder_of(file.where, context) / file.text).lexically_normal();
    Report& report = context.report;
    if (const Source* known = report.sources().find(path.string())) return known;
    try {
        auto source = accept_text(path.string(), base::read_file(path, largest_csv), report);
        return source ? &report.sources().add(std::move(*source)) : nullptr;
    } catch (const base::InvalidInput& error) {
        for (const base::Fault& fault : error.faults().sorted()) {
            report.fault(fault.code, file.where, fmt::format("{}: {}: {}", place.name(), path.string(), fault.message),
                         "names of files start from the folder of the scenario");
        }
    }
    return nullptr;
}

void report_no_rows(const scenario::Name& file, Report& report) {
    report.fault("empty-table", file.where, fmt::format("{} names columns, and nothing stands below them", file.text),
                 "fill the table, or take the file out");
}

}  // namespace clientele::reading
