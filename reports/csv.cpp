#include "reports/csv.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "engine/base/text.hpp"

namespace clientele::reports {
namespace {

using experiment::Record;
using experiment::StructureRecord;

std::vector<std::string> kpi_names(const Record& record) {
    std::vector<std::string> names;
    for (const StructureRecord& structure : record.structures) {
        for (const model::Kpi& kpi : structure.subject.kpis) {
            if (std::find(names.begin(), names.end(), kpi.name) == names.end()) names.push_back(kpi.name);
        }
    }
    return names;
}

void append_number(std::string& text, double value) {
    text += ',';
    if (std::isfinite(value)) fmt::format_to(std::back_inserter(text), "{}", value + 0.0);  // no -0
}

/// The cells of one structure that stay the same from row to row.
struct Row {
    const StructureRecord* structure;
    std::string name;
    std::vector<std::optional<std::size_t>> columns;  // place of each KPI in the structure's table
};

void append_row(std::string& text, const Record& record, const Row& row, std::size_t slot) {
    const std::size_t replication = record.plan.first + slot;
    fmt::format_to(std::back_inserter(text), "{},{},{},{}", replication, replication / record.plan.lives,
                   replication % record.plan.lives, row.name);
    const double undefined = std::nan("");
    for (const auto& column : row.columns) {
        append_number(text, column ? row.structure->kpi(*column, record.plan.replications())[slot] : undefined);
    }
    append_number(text, row.structure->payback.empty() ? undefined : row.structure->payback[slot]);
    append_number(text,
                  row.structure->payback_same_money.empty() ? undefined : row.structure->payback_same_money[slot]);
    text += '\n';
}

}  // namespace

std::string csv_cell(std::string_view text) {
    std::string cell(text);
    if (base::begins_a_formula(text)) cell.insert(0, "'");
    if (cell.find_first_of(",\"\n\r") == std::string::npos) return cell;
    std::string quoted = "\"";
    for (const char letter : cell) {
        if (letter == '"') quoted += '"';
        quoted += letter;
    }
    return quoted + '"';
}

std::string replications_csv(const Record& record, std::string_view only) {
    const std::vector<std::string> names = kpi_names(record);
    std::string text = "replication,world,life,structure";
    for (const std::string& name : names) text += ',' + csv_cell(name);
    text += ",payback,payback_same_money\n";

    std::vector<Row> rows;
    for (const StructureRecord& structure : record.structures) {
        if (!only.empty() && structure.subject.id != only) continue;
        Row& row = rows.emplace_back(Row{&structure, csv_cell(structure.subject.id), {}});
        for (const std::string& name : names) row.columns.push_back(structure.subject.find_kpi(name));
    }
    for (std::size_t slot = 0; slot < record.plan.replications(); ++slot) {
        for (const Row& row : rows) append_row(text, record, row, slot);
    }
    return text;
}

}  // namespace clientele::reports
