#include "tools/clientele/ledger_scenario.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "engine/base/fault.hpp"
#include "engine/base/file.hpp"
#include "engine/base/text.hpp"
#include "engine/reading/ledger_date.hpp"
#include "tools/clientele/messages.hpp"

namespace clientele::tools {
namespace {

constexpr std::size_t largest_audit = std::size_t{64} << 20U;  // [bytes]
constexpr const char* remake = "make one: clientele audit LEDGER --json audit.json";

[[noreturn]] void refuse_file(std::string code, const std::string& file, std::string message, std::string help) {
    base::Fault fault = fault_of(std::move(code), std::move(message), std::move(help));
    fault.where.file = file;
    throw base::InvalidInput(std::move(fault));
}

/// Where a key of the result stands, as audit writes it: two blanks deep.
base::Location place_of(const std::string& key, const std::string& text, const std::string& file, std::string& line) {
    const std::size_t at = text.find(fmt::format("\n  \"{}\":", key));
    if (at == std::string::npos) return {file, 0, 0, 1};
    line = text.substr(at + 1, text.find('\n', at + 1) - at - 1);
    const auto number = 2 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    return {file, static_cast<int>(number), 3, static_cast<int>(key.size()) + 2};
}

/// Keys that a scenario is made from, each of the kind that audit writes.
void check_audit(const nlohmann::json& audit, const std::string& text, const std::string& file) {
    base::Faults faults;
    const auto expect = [&](const char* key, bool fine, const char* kind) {
        if (fine) return;
        std::string line;
        base::Location where = place_of(key, text, file, line);
        faults.add({"not-an-audit", fmt::format("'{}' should be {}", key, kind), std::move(where), remake, line});
    };
    const auto value = [&](const char* key) { return audit.contains(key) ? audit[key] : nlohmann::json(); };
    const auto is_date = [](const nlohmann::json& date) {
        return date.is_string() && date.get<std::string>().size() == 10;
    };
    expect("clients", value("clients").is_number_unsigned(), "a number of clients");
    expect("salespeople", value("salespeople").is_number_unsigned(), "a number of people");
    expect("revenue", value("revenue").is_number(), "an amount");
    expect("from", is_date(value("from")), "a date");
    expect("to", is_date(value("to")), "a date");
    expect("ledger", value("ledger").is_string(), "the name of a file");
    expect("vat", value("vat").is_string(), "a text");
    expect("currency", value("currency").is_null() || value("currency").is_string(), "a currency or null");
    const nlohmann::json names = value("salespeople_active");
    expect("salespeople_active",
           names.is_array() && std::ranges::all_of(names, [](const auto& n) { return n.is_string(); }),
           "a list of names");
    if (!faults.empty()) throw base::InvalidInput(faults);
}

nlohmann::json read_audit(const std::string& file) {
    const std::string text = base::read_file(file, largest_audit, file);
    nlohmann::json audit = nlohmann::json::parse(text, nullptr, false);
    const bool is_audit = audit.is_object() && audit.contains("schema") && audit["schema"] == "clientele.audit/1";
    if (!is_audit) refuse_file("not-an-audit", file, "this is no result of clientele audit", remake);
    check_audit(audit, text, file);
    return audit;
}

/// "USD", where the audit was told.
std::string currency_of(const nlohmann::json& audit) {
    const auto found = audit.find("currency");
    const bool known = found != audit.end() && found->is_string() && found->get<std::string>().size() == 3;
    return known ? found->get<std::string>() : std::string();
}

/// Those who sold in the last twelve months: today's staff.
std::vector<std::string> names_of(const nlohmann::json& audit) {
    std::vector<std::string> names;
    const auto found = audit.find("salespeople_active");
    if (found == audit.end() || !found->is_array()) return names;
    for (const nlohmann::json& name : *found) {
        if (name.is_string()) names.push_back(name.get<std::string>());
    }
    return names;
}

std::string quoted_text(const std::string& text) {
    std::string quoted = "\"";
    for (const char c : base::printable(text)) {
        if (c == '"' || c == '\\') quoted += '\\';
        quoted += c;
    }
    return quoted + '"';
}

std::string list_of(const std::vector<std::string>& names) {
    std::string list;
    for (const std::string& name : names) list += (list.empty() ? "" : ", ") + quoted_text(name);
    return "[" + list + "]";
}

/// Months from the first to the last transaction, both days included; at least one.
double months_of(const nlohmann::json& audit) {
    const auto day_of = [&](const char* key) {
        const auto date = reading::written_date(audit.value(key, ""));
        return date ? reading::day_of(*date, reading::DateOrder::unknown) : std::nullopt;
    };
    const auto first = day_of("from");
    const auto last = day_of("to");
    constexpr double days_a_month = 365.25 / 12;
    return first && last ? std::max(1.0, (*last - *first + 1) / days_a_month) : 1;
}

/// What the ledger tells, and what has to be assumed, of the firm around it.
struct FirmGuess {
    std::vector<std::string> people;  ///< those who sold last; empty: not told
    std::size_t sellers = 2, hunters = 1;
    bool alone = false;        ///< one person sold; the second is assumed
    double revenue_month = 0;  // [currency unit]
    std::size_t clients = 1;
    std::string currency;
};

FirmGuess guess(const nlohmann::json& audit) {
    FirmGuess firm;
    firm.clients = std::max<std::size_t>(1, audit["clients"].get<std::size_t>());
    firm.revenue_month = audit["revenue"].get<double>() / months_of(audit);
    firm.currency = currency_of(audit);
    firm.people = names_of(audit);
    firm.alone = firm.people.size() == 1;
    // A split needs two; the one who is there keeps its clients.
    if (firm.alone) firm.people.emplace_back("a second salesperson");
    firm.sellers = firm.people.empty() ? std::max<std::size_t>(2, firm.clients / 30) : firm.people.size();
    firm.hunters = std::max<std::size_t>(1, firm.sellers / 3);
    return firm;
}

/// 4,500 means something in euros and dollars only. Elsewhere pay follows from the ledger, and says how.
std::string pay_text(const FirmGuess& firm) {
    if (firm.currency == "EUR" || firm.currency == "USD") {
        return fmt::format("{{value: 4500/month, source: \"assumption: pay of a salesperson in {}\"}}", firm.currency);
    }
    constexpr double margin = 0.3, people_share = 0.4, charges = 1.3;
    const double pay = firm.revenue_month * margin * people_share / charges / static_cast<double>(firm.sellers);
    const double step = pay > 0 ? std::pow(10, std::floor(std::log10(pay)) - 1) : 1;
    return fmt::format(
        "{{value: {:.15g}/month, source: \"assumption: all salespeople together cost 40 % of the gross margin, which "
        "is "
        "assumed to be 30 % of the ledger's revenue\"}}",
        std::max(0.01, std::round(pay / step) * step));
}

std::string vat_comment(const nlohmann::json& audit) {
    const std::string vat = audit["vat"].get<std::string>();
    if (vat == "amounts without VAT") return "# The ledger's amounts are without VAT, and so are all below.\n";
    if (vat == "amounts with VAT") {
        return "# The ledger's amounts are WITH VAT: revenue and margin below hold tax that is not the firm's. Take "
               "it\n"
               "# out of the ledger, or lower gross_margin.\n";
    }
    return "# QUESTION: do the ledger's amounts hold VAT? Nobody said; all amounts below are taken as without it.\n";
}

std::string prospects_text(const FirmGuess& firm) {
    return fmt::format(
        "portfolio:\n  segments:\n    prospects:\n      clients: {}          # ASSUMED: five prospects a client\n"
        "      stage: prospect\n      potential: {{value: {:.0f}/month, source: \"assumption: an average client's "
        "revenue, doubled for our share of wallet\"}}\n"
        "      share_of_wallet: {{value: 50 %, source: \"assumption\"}}\n"
        "      orders: {{poisson: {{value: 1/month, source: \"assumption\"}}}}\n"
        "      gross_margin: {{value: 30 %, source: \"assumption\"}}\n"
        "      loss: {{observed: {{believed: 5 %/year to 25 %/year, likely: 12 %/year, source: \"assumption\"}}}}\n",
        5 * firm.clients, std::max(1.0, 2 * firm.revenue_month / static_cast<double>(firm.clients)));
}

std::string lifecycle_text() {
    std::string text =
        "lifecycle:\n  # The ledger does not identify losses: this belief is yours to correct.\n  stages:\n";
    for (const char* stage : {"new", "regular", "key"}) {
        text += fmt::format(
            "    {}: {{loss: {{observed: {{believed: 2 %/year to 15 %/year, likely: 6 %/year, source: "
            "\"assumption: the ledger does not identify losses\"}}}}}}\n",
            stage);
    }
    return text;
}

std::string people_text(const FirmGuess& firm) {
    return fmt::format(
        "\npeople:\n  seller:\n    fixed: {}\n"
        "    employer_charges: {{value: 30 %, source: \"assumption\"}}\n"
        "    hours: {{value: 160 hours/month, source: \"assumption\"}}\n"
        "    internal: {{value: 45 %, source: \"assumption\"}}\n    travel: {{value: 15 %, source: \"assumption\"}}\n"
        "    leaves: {{believed: 15 %/year to 35 %/year, likely: 25 %/year, source: \"vendor surveys\"}}\n"
        "    ramp: {{value: 5 months, source: \"assumption\"}}\n"
        "staff: {{seller: {}}}   # {}\n",
        pay_text(firm), firm.people.empty() ? std::to_string(firm.sellers) : list_of(firm.people),
        firm.people.empty() ? "ASSUMED: one for thirty clients"
        : firm.alone        ? "one person sold in the last twelve months; the second is ASSUMED"
                            : "those who sold in the last twelve months");
}

std::string structures_text(const FirmGuess& firm) {
    return fmt::format(
        "\nstructures:\n"
        "  generalists:\n    teams:\n      sales: {{seats: {{seller: {}}}, does: [win, keep, grow], time: {{win: 30 "
        "%}}, allocates: by_revenue}}\n"
        "  split:\n    starts_as: generalists\n    from: month 3\n    teams:\n"
        "      hunters: {{seats: {{seller: {}}}, does: [win, keep], owns: [new], time: {{win: 80 %}}}}\n"
        "      farmers: {{seats: {{seller: {}}}, does: [keep, grow], owns: [regular], allocates: by_revenue}}\n"
        "    handover: {{any: [{{orders: 3}}]}}\n",
        firm.sellers, firm.hunters, firm.sellers - firm.hunters);
}

std::string scenario_text(const nlohmann::json& audit, const std::string& portfolio, bool loss_is_known) {
    const FirmGuess firm = guess(audit);
    return fmt::format(
               "# Written by clientele init around {}. What the ledger cannot tell is an assumption: replace it by\n"
               "# what the firm knows, above all people, prospects and loss.\n{}{}"
               "clientele: 1\nextends: {}\nquestion: Should winning and keeping clients be separate jobs?\n{}"
               "horizon: 36 months\nworlds: 200\nlives: 5\ntoday: generalists\n\n",
               base::printable(audit["ledger"].get<std::string>()), vat_comment(audit),
               firm.currency.empty() ? "# QUESTION: which currency? The audit was not told (--currency CODE).\n" : "",
               quoted_text(portfolio), firm.currency.empty() ? "" : fmt::format("currency: {}\n", firm.currency)) +
           prospects_text(firm) + (loss_is_known ? "" : lifecycle_text()) + people_text(firm) + structures_text(firm);
}

}  // namespace

std::string scenario_around(const LedgerRequest& asked, const std::filesystem::path& folder) {
    const std::string& from = *asked.from;
    const nlohmann::json audit = read_audit(from);
    const std::string portfolio = asked.portfolio.value_or("portfolio.yaml");
    // Relative to the current folder or to that of the audit: wherever the portfolio is found.
    const std::filesystem::path beside = std::filesystem::path(from).parent_path() / portfolio;
    std::error_code ignored;
    const bool is_here = asked.portfolio.has_value() && std::filesystem::exists(portfolio, ignored);
    const std::filesystem::path found = is_here ? std::filesystem::path(portfolio) : beside;
    if (!std::filesystem::exists(found, ignored)) {
        refuse_file("missing-file", from, fmt::format("there is no {}", base::printable(found.string())),
                    "make one: clientele calibrate LEDGER --out FOLDER");
    }
    const std::string text = base::read_file(found, largest_audit, portfolio);
    const bool loss_is_known = text.find("\n      loss:") != std::string::npos;
    std::string extended = portfolio;
    if (!folder.empty()) {
        const auto near = std::filesystem::proximate(found, folder, ignored);
        if (!near.empty()) extended = near.generic_string();
    }
    return scenario_text(audit, extended, loss_is_known);
}

}  // namespace clientele::tools
