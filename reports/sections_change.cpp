#include <algorithm>
#include <cmath>
#include <string_view>

#include <fmt/core.h>

#include "engine/base/text.hpp"
#include "engine/comparison/words.hpp"
#include "reports/sections.hpp"
#include "reports/table.hpp"

namespace clientele::reports {
namespace {

using comparison::Alternative;
using comparison::Driver;
using comparison::Scale;
using experiment::Transfer;
using experiment::TransferList;

constexpr std::size_t transfers_shown = 5;  ///< for each reason
constexpr std::size_t drivers_shown = 3;

/// Transfers by reason, the commonest reason first.
std::vector<std::pair<std::string, std::vector<const Transfer*>>> by_reason(const TransferList& list) {
    std::vector<std::pair<std::string, std::vector<const Transfer*>>> groups;
    for (const Transfer& transfer : list.transfers) {
        const auto found =
            std::find_if(groups.begin(), groups.end(), [&](const auto& group) { return group.first == transfer.why; });
        if (found == groups.end()) {
            groups.push_back({transfer.why, {&transfer}});
        } else {
            found->second.push_back(&transfer);
        }
    }
    std::stable_sort(groups.begin(), groups.end(),
                     [](const auto& a, const auto& b) { return a.second.size() > b.second.size(); });
    return groups;
}

std::string group_text(const std::string& why, const std::vector<const Transfer*>& transfers) {
    Table table(4);
    table.add({"", "from", "to", "changes", "to this one"});
    for (std::size_t k = 0; k < std::min(transfers.size(), transfers_shown); ++k) {
        const Transfer& transfer = *transfers[k];
        table.add({base::printable(transfer.client), shortened(base::printable(transfer.from), 16),
                   shortened(base::printable(transfer.to), 16), comparison::per_cent_cell(transfer.share),
                   comparison::per_cent_cell(transfer.same_share)});
    }
    std::string text = fmt::format("  {}: {} client{}\n", shortened(base::printable(why), 60), transfers.size(),
                                   transfers.size() == 1 ? "" : "s") +
                       table.render();
    if (transfers.size() > transfers_shown) {
        text += fmt::format("    and {} more, in the result file\n", transfers.size() - transfers_shown);
    }
    return text;
}

/// The end of a path that is too long for its column: "planned_transfer.sales_lost".
std::string end_of(const std::string& path) {
    constexpr std::size_t columns = 28;
    std::string_view end = path;
    while (end.size() > columns && end.find('.') != std::string_view::npos) end.remove_prefix(end.find('.') + 1);
    return "  " + base::printable(end);
}

double largest_of(const std::vector<Alternative>& alternatives) {
    double largest = 0;
    for (const Alternative& alternative : alternatives) {
        for (std::size_t k = 0; k < std::min(drivers_shown, alternative.drivers.size()); ++k) {
            for (const double value : {alternative.drivers[k].where_low, alternative.drivers[k].where_high}) {
                if (std::isfinite(value)) largest = std::max(largest, std::abs(value));
            }
        }
    }
    return largest;
}

void add_drivers(Table& table, const Alternative& alternative, const Scale& scale) {
    for (std::size_t k = 0; k < std::min(drivers_shown, alternative.drivers.size()); ++k) {
        const Driver& driver = alternative.drivers[k];
        if (std::isnan(driver.correlation)) {
            table.add({end_of(driver.belief), "-", driver.reason});
            continue;
        }
        table.add({end_of(driver.belief), fmt::format("{:+.2f}", driver.correlation),
                   fmt::format("{:+.2f} to {:+.2f}{}", driver.low, driver.high, driver.is_told_from_zero() ? " " : "?"),
                   scale.write(driver.where_low), scale.write(driver.where_high)});
    }
}

}  // namespace

std::string transfer_section(const Study& study) {
    std::string text;
    for (const TransferList& list : study.transfers) {
        const std::string name = name_of(study, list.structure);
        text += text.empty() ? "" : "\n";
        if (list.transfers.empty()) {
            text += fmt::format("Who changes owner when {} begins, in month {}: nobody\n", name, list.month + 1);
            continue;
        }
        text += fmt::format("Who changes owner when {} begins, in month {}\n", name, list.month + 1);
        for (const auto& [why, transfers] : by_reason(list)) text += group_text(why, transfers);
        text += fmt::format("  In all {:.{}f} clients on average in that month. changes: share of {} lives.\n",
                            list.mean_count(), list.mean_count() < 10 ? 1 : 0, list.lives);
    }
    return text;
}

std::string driver_section(const Study& study) {
    const std::vector<Alternative>& alternatives = study.comparison->alternatives;
    const bool none = std::all_of(alternatives.begin(), alternatives.end(),
                                  [](const Alternative& alternative) { return alternative.drivers.empty(); });
    if (none) return "";
    const std::string& headline = study.comparison->judge.kpi;
    const comparison::Contrast* contrast = alternatives.front().find_as_stated(headline);
    if (contrast == nullptr) return "";
    const Scale scale(largest_of(alternatives), contrast->kpi, study.record.currency);
    Table table;
    table.add({"", "correlation", "95 % interval ", "if low", "if high"});
    for (const Alternative& alternative : alternatives) {
        table.add({name_of(study, alternative.structure)});
        add_drivers(table, alternative, scale);
    }
    return fmt::format("Assumptions that matter most: {}, {}\n", comparison::label(headline), scale.unit()) +
           table.render() +
           "  correlation: of ranks, with the difference to today, over worlds; ?: cannot be\n"
           "  told from zero. if low, if high: difference in the worlds of the lowest and\n"
           "  the highest third of the assumption.\n";
}

}  // namespace clientele::reports
