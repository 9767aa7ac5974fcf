#include "engine/reading/files.hpp"

#include <utility>

#include <fmt/core.h>

#include "engine/reading/csv.hpp"
#include "engine/reading/encoding.hpp"
#include "engine/reading/layers.hpp"

namespace clientele::reading {
namespace {

/// \param folder of the scenario: where names start that no file holds
std::filesystem::path path_of(const std::string& name, const base::Location& where,
                              const std::filesystem::path& folder) {
    const bool no_file = where.file.empty() || where.file == settings_name || is_built_in(where.file.text());
    return ((no_file ? folder : folder_of(where.file.text())) / name).lexically_normal();
}

void start_here(Tree* group, const std::filesystem::path& folder) {
    Entry* file = group == nullptr ? nullptr : group->find("file");
    if (file != nullptr && file->value.is(Tree::Kind::scalar)) {
        file->value.text = path_of(file->value.text, file->value.where, folder).string();
    }
}

Tree* inner(Tree& tree, std::string_view key) {
    Entry* entry = tree.find(key);
    return entry == nullptr ? nullptr : &entry->value;
}

}  // namespace

std::filesystem::path folder_of(const std::filesystem::path& file) {
    const std::string& name = file.native();
    return name.starts_with("/dev/") || name.starts_with("/proc/") ? "" : file.parent_path();
}

const Source* open_csv(const scenario::Name& file, const Place& place, Context& context) {
    const std::filesystem::path path = path_of(file.text, file.where, context.folder);
    Report& report = context.report;
    if (const Source* known = report.sources().find(path.string())) return known;
    try {
        auto source = accept_text(path.string(), report.sources().open(path, largest_csv), report);
        return source ? &report.sources().add(std::move(*source)) : nullptr;
    } catch (const base::InvalidInput& error) {
        for (const base::Fault& fault : error.faults().sorted()) {
            report.fault(fault.code, file.where, fmt::format("{}: {}: {}", place.name(), path.string(), fault.message),
                         "names of files start from the folder of the scenario");
        }
    }
    return nullptr;
}

void name_files_from_here(Tree& effective, const std::filesystem::path& folder) {
    if (Tree* portfolio = inner(effective, "portfolio")) start_here(inner(*portfolio, "named"), folder);
    if (Tree* staff = inner(effective, "staff")) {
        for (Entry& role : staff->entries) start_here(&role.value, folder);
    }
}

void report_no_rows(const scenario::Name& file, Report& report) {
    report.fault("empty-table", file.where, fmt::format("{} names columns, and nothing stands below them", file.text),
                 "fill the table, or take the file out");
}

}  // namespace clientele::reading
