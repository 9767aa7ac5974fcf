#include <algorithm>
#include <charconv>
#include <filesystem>
#include <string>
#include <vector>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "engine/base/fault.hpp"
#include "engine/base/file.hpp"
#include "engine/base/text.hpp"
#include "tools/clientele/commands.hpp"
#include "tools/clientele/messages.hpp"
#include "tools/clientele/output.hpp"

namespace clientele::tools {

/// The text of scenarios/starter.yaml, embedded when the program is built.
extern const std::string_view starter_yaml;

namespace {

constexpr std::size_t largest_audit = std::size_t{64} << 20U;  // [bytes]

[[noreturn]] void refuse_file(std::string code, const std::string& file, std::string message, std::string help) {
    base::Fault fault = fault_of(std::move(code), std::move(message), std::move(help));
    fault.where.file = file;
    throw base::InvalidInput(std::move(fault));
}

nlohmann::json read_audit(const std::string& file) {
    const std::string text = base::read_file(file, largest_audit, file);
    nlohmann::json audit = nlohmann::json::parse(text, nullptr, false);
    const bool fine = audit.is_object() && audit.value("schema", "") == "clientele.audit/1" &&
                      audit.contains("salespeople") && audit["salespeople"].is_number_unsigned() &&
                      audit.contains("clients") && audit["clients"].is_number_unsigned();
    if (fine) return audit;
    refuse_file("not-an-audit", file, "this is no result of clientele audit",
                "make one: clientele audit LEDGER --json audit.json");
}

/// "USD", where the audit was told.
std::string currency_of(const nlohmann::json& audit) {
    const auto found = audit.find("currency");
    const bool known = found != audit.end() && found->is_string() && found->get<std::string>().size() == 3;
    return known ? fmt::format("currency: {}\n", found->get<std::string>()) : std::string();
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

std::string list_of(const std::vector<std::string>& names) {
    std::string list;
    for (const std::string& name : names) {
        std::string quoted;
        for (const char c : base::printable(name)) {
            if (c == '"' || c == '\\') quoted += '\\';
            quoted += c;
        }
        list += fmt::format("{}\"{}\"", list.empty() ? "" : ", ", quoted);
    }
    return "[" + list + "]";
}

/// Months from the first to the last transaction, both included. \pre dates as audit writes them
double months_of(const nlohmann::json& audit) {
    const auto month_of = [&](const char* key) {
        const std::string date = audit.value(key, "");
        int year = 0, month = 0;
        std::from_chars(date.data(), date.data() + std::min<std::size_t>(4, date.size()), year);
        if (date.size() > 6) std::from_chars(date.data() + 5, date.data() + 7, month);
        return 12 * year + month;
    };
    return std::max(1, month_of("to") - month_of("from") + 1);
}

std::string scenario_text(const nlohmann::json& audit, const std::string& portfolio, bool loss_is_known) {
    const std::size_t clients = audit["clients"].get<std::size_t>();
    const std::vector<std::string> people = names_of(audit);
    const bool counted = people.size() >= 2;
    const std::size_t sellers = counted ? people.size() : std::max<std::size_t>(2, clients / 30);
    const std::size_t hunters = std::max<std::size_t>(1, sellers / 3);
    std::string text = fmt::format(
        "# Written by clientele init around {}. What the ledger cannot tell is an assumption: replace it by\n"
        "# what the firm knows, above all people, prospects and loss.\n"
        "clientele: 1\nextends: {}\nquestion: Should winning and keeping clients be separate jobs?\n{}horizon: 36 "
        "months\n"
        "worlds: 200\nlives: 5\ntoday: generalists\n\n",
        audit.value("ledger", "a ledger"), portfolio, currency_of(audit));
    text += fmt::format(
        "portfolio:\n  segments:\n    prospects:\n      clients: {}          # ASSUMED: five prospects a client\n"
        "      stage: prospect\n      potential: {{value: {:.0f}/month, source: \"assumption: an average client's "
        "revenue, "
        "doubled for our share of wallet\"}}\n      share_of_wallet: 50 %\n      orders: {{poisson: 1/month}}\n"
        "      gross_margin: 30 %\n      loss: {{observed: {{believed: 5 %/year to 25 %/year, likely: 12 %/year, "
        "source: "
        "\"assumption\"}}}}\n",
        5 * clients,
        std::max(1.0, 2 * audit.value("revenue", 0.0) / static_cast<double>(std::max<std::size_t>(1, clients)) /
                          months_of(audit)));
    if (!loss_is_known) {
        text += "lifecycle:\n  # The ledger does not identify losses: this belief is yours to correct.\n  stages:\n";
        for (const char* stage : {"new", "regular", "key"}) {
            text += fmt::format(
                "    {}: {{loss: {{observed: {{believed: 2 %/year to 15 %/year, likely: 6 %/year, source: "
                "\"assumption: the ledger does not identify losses\"}}}}}}\n",
                stage);
        }
    }
    text += fmt::format(
        "\npeople:\n  seller: {{fixed: 4500/month, employer_charges: 30 %, hours: 160 hours/month, internal: 45 %, "
        "travel: 15 %,\n"
        "           leaves: {{believed: 15 %/year to 35 %/year, likely: 25 %/year, source: \"vendor surveys\"}}, ramp: "
        "5 months}}\n"
        "staff: {{seller: {}}}   # {}\n\nstructures:\n"
        "  generalists:\n    teams:\n      sales: {{seats: {{seller: {}}}, does: [win, keep, grow], time: {{win: 30 "
        "%}}, "
        "allocates: by_revenue}}\n"
        "  split:\n    starts_as: generalists\n    from: month 3\n    teams:\n"
        "      hunters: {{seats: {{seller: {}}}, does: [win, keep], owns: [new], time: {{win: 80 %}}}}\n"
        "      farmers: {{seats: {{seller: {}}}, does: [keep, grow], owns: [regular], allocates: by_revenue}}\n"
        "    handover: {{any: [{{orders: 3}}]}}\n",
        counted ? list_of(people) : std::to_string(sellers),
        counted ? "those who sold in the last twelve months" : "ASSUMED: one for thirty clients", sellers, hunters,
        sellers - hunters);
    return text;
}

/// A scenario around an audited and calibrated ledger.
std::string scenario_around(const Request& request) {
    const std::string& from = *request.ledger.from;
    const nlohmann::json audit = read_audit(from);
    const std::string portfolio = request.ledger.portfolio.value_or("portfolio.yaml");
    // Relative to the current folder or to that of the audit: wherever the portfolio is found.
    std::filesystem::path found = portfolio;
    if (!std::filesystem::exists(found)) found = std::filesystem::path(from).parent_path() / portfolio;
    if (!std::filesystem::exists(found)) {
        refuse_file("missing-file", from, fmt::format("there is no {}", base::printable(portfolio)),
                    "make one: clientele calibrate LEDGER --out FOLDER");
    }
    const std::string text = base::read_file(found, largest_audit, portfolio);
    const bool loss_is_known = text.find("\n      loss:") != std::string::npos;
    return scenario_text(audit, portfolio, loss_is_known);
}

/// NAME.yaml. \throws base::InvalidInput where it is there already
std::filesystem::path new_file(const std::string& name) {
    std::filesystem::path file = name;
    if (file.extension() != ".yaml" && file.extension() != ".yml") file += ".yaml";
    if (!std::filesystem::exists(file)) return file;
    throw base::InvalidInput(fault_of("usage", fmt::format("there is a {} already", base::printable(file.string())),
                                      "choose another name, or move the file away"));
}

}  // namespace

int init(const Request& request) {
    const std::string text = request.ledger.from ? scenario_around(request) : std::string(starter_yaml);
    if (!request.name) {
        put(text);
        return Exit::fine;
    }
    const std::filesystem::path file = new_file(*request.name);
    expect_writable_file("NAME", file.string());
    base::write_file(file, text);
    const std::string shown = base::printable(file.string());
    put(
        fmt::format("wrote {0}; now:\n  clientele check {0}      is it right? what was understood?\n"
                    "  clientele compare {0}    which structure is better, and how surely\n",
                    shown));
    return Exit::fine;
}

}  // namespace clientele::tools
