#include "reports/ledger_json.hpp"

namespace clientele::reports {

using nlohmann::json;

void put_figure(json& object, json& reasons, const std::string& key, const ledger::Figure& figure) {
    if (figure.known()) {
        object[key] = figure.value;
        return;
    }
    object[key] = nullptr;
    reasons[key] = figure.why_not;
}

json source_json(const LedgerSource& source) {
    json understood = json::object();
    for (const auto& [what, how] : source.understood) understood[what] = how;
    json ignored = json::array();
    json rules = json::array();
    for (std::size_t i = 0; i < ledger::rule_count; ++i) {
        const ledger::RuleCount& count = source.rules[i];
        if (count.rows == 0) continue;
        const ledger::RuleText& rule = ledger::text_of(static_cast<ledger::Rule>(i));
        const bool left_out = rule.treatment == ledger::Treatment::left_out;
        json entry{
            {"rule", rule.name}, {"rows", count.rows}, {"amount", count.amount.value()}, {"meaning", rule.meaning}};
        if (left_out) ignored.push_back(entry);
        entry["treatment"] = left_out ? "left out" : "counted";
        rules.push_back(std::move(entry));
    }
    json statuses = json::array();
    for (const auto& [status, count] : source.statuses) {
        statuses.push_back({{"status", status},
                            {"rows", count.rows},
                            {"amount", count.amount.value()},
                            {"treatment", count.cancelled ? "left out" : "counted"}});
    }
    return {{"ledger", source.file},
            {"statuses", std::move(statuses)},
            {"ledger_hash", source.hash.empty() ? json(nullptr) : json(source.hash)},
            {"understood", std::move(understood)},
            {"currency", source.currency.empty() ? json(nullptr) : json(source.currency)},
            {"vat", source.vat},
            {"ignored", std::move(ignored)},
            {"rules", std::move(rules)}};
}

}  // namespace clientele::reports
