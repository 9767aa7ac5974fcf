#include "tools/clientele/ledger_conventions.hpp"

namespace clientele::tools {

std::vector<std::pair<std::string, std::string>> told_conventions(const reading::LedgerConventions& found) {
    using reading::Role;
    std::vector<std::pair<std::string, std::string>> told;
    told.emplace_back("encoding", std::string(reading::name_of(found.encoding)));
    told.emplace_back("delimiter", found.delimiter == ','    ? "comma"
                                   : found.delimiter == ';'  ? "semicolon"
                                   : found.delimiter == '\t' ? "tab"
                                                             : "bar");
    told.emplace_back("decimal", found.decimal == reading::DecimalMark::comma ? "comma" : "point");
    told.emplace_back("dates", found.dates == reading::DateOrder::day_first     ? "day first"
                               : found.dates == reading::DateOrder::month_first ? "month first"
                                                                                : "as they say themselves");
    for (std::size_t role = 0; role < reading::role_count; ++role) {
        const auto which = static_cast<Role>(role);
        if (!found.has(which)) continue;
        // Amounts are taken as they stand: after discount, of whatever product.
        const bool unused = which == Role::discount || which == Role::product;
        const bool dateless = which == Role::paid && !found.paid_has_dates;
        told.emplace_back(std::string(reading::word_for(which)),
                          found.column_of(which) + (unused     ? " (not used)"
                                                    : dateless ? " (not used: it holds no date)"
                                                               : ""));
    }
    if (!found.currency.empty()) told.emplace_back("amounts in", found.currency);
    return told;
}

}  // namespace clientele::tools
