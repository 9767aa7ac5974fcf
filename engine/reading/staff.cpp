#include "engine/reading/staff.hpp"

#include <set>

#include <fmt/core.h>

#include "engine/base/text.hpp"
#include "engine/reading/csv.hpp"
#include "engine/reading/files.hpp"
#include "engine/reading/read.hpp"

namespace clientele::reading {
namespace {

constexpr double most_people = 10'000;  // of one role
constexpr std::string_view staff_help = "write a number, a list of names, or {file: people.csv, column: NAME}";

void name_people(scenario::StaffOf& staff, const Tree& list, const Place& place, Context& context) {
    std::set<std::string> seen;
    for (const Tree& item : list.items) {
        const auto name = read_name(item, place, context);
        if (!name) continue;
        std::string person(base::trim(name->text));
        if (!seen.insert(person).second) {
            context.report.fault("duplicate-name", name->where,
                                 fmt::format("'{}' stands twice in {}", person, place.name()),
                                 "every person needs a name of its own");
        }
        staff.names.push_back(std::move(person));
    }
}

/// The distinct values of a column, in the order of the file.
void read_people(scenario::StaffOf& staff, const Tree& value, const Place& place, Context& context) {
    for (const Entry& entry : value.entries) {
        if (entry.key == "file") {
            staff.file = read_name(entry.value, place.inner(entry.key, entry.where), context);
        } else if (entry.key == "column") {
            staff.column = read_name(entry.value, place.inner(entry.key, entry.where), context);
        } else {
            report_unknown_key(entry, place, {"file", "column"}, context);
        }
    }
    if (value.find("file") == nullptr) report_missing_key("file", "CSV file, relative to the scenario", place, context);
    if (value.find("column") == nullptr)
        report_missing_key("column", "the column that holds the people", place, context);
    if (!staff.file || !staff.column) return;
    const Source* source = open_csv(*staff.file, place, context);
    if (source == nullptr) return;
    CsvReader table(*source, context.report);
    const auto column = table.header().empty() ? std::nullopt : table.column(staff.column->text, staff.column->where);
    if (!column) return;
    std::set<std::string, std::less<>> seen;
    const std::size_t faults = context.report.faults().size();
    std::size_t rows = 0;
    for (; table.next(); ++rows) {
        const std::string_view person = table.cell(*column);
        if (person.empty()) {
            context.report.fault("empty-cell", table.where(*column),
                                 fmt::format("column '{}' names nobody here", staff.column->text));
        } else if (seen.emplace(person).second) {
            staff.names.emplace_back(person);
        }
    }
    if (rows == 0 && context.report.faults().size() == faults) report_no_rows(*staff.file, context.report);
}

scenario::StaffOf read_staff(const Tree& value, const Place& place, Context& context) {
    scenario::StaffOf staff;
    staff.where = place.at;
    if (value.is(Tree::Kind::list)) {
        name_people(staff, value, place, context);
    } else if (value.is(Tree::Kind::map)) {
        read_people(staff, value, place, context);
    } else {
        const scenario::Shape shape = scenario::between(scenario::a_count, 0, most_people);
        const auto count = read_quantity(value, shape, place, context);
        if (count) staff.count = static_cast<std::size_t>(count->central());
        return staff;
    }
    staff.count = staff.names.size();
    if (staff.count > static_cast<std::size_t>(most_people)) {
        context.report.fault("out-of-range", place.at,
                             fmt::format("{} names more than {} people", place.name(), most_people),
                             std::string(staff_help));
    }
    return staff;
}

}  // namespace

void read_member(std::map<std::string, scenario::StaffOf>& member, const Tree& value, const scenario::Shape&,
                 const Place& place, Context& context) {
    read_by_id(value, place, context, [&](const Entry& entry, const Place& inner) {
        member.emplace(entry.key, read_staff(entry.value, inner, context));
    });
}

}  // namespace clientele::reading
