#include "engine/ledger/audit.hpp"

#include <fmt/core.h>

#include "engine/base/file.hpp"
#include "engine/base/text.hpp"
#include "engine/reading/ledger_rates.hpp"
#include "reports/audit_json.hpp"
#include "reports/audit_terminal.hpp"
#include "tools/clientele/commands.hpp"
#include "tools/clientele/ledger_study.hpp"
#include "tools/clientele/messages.hpp"
#include "tools/clientele/result_files.hpp"

namespace clientele::tools {
namespace {

ledger::CostRates cost_rates(const reading::LedgerRates& written) {
    ledger::CostRates rates;
    for (const auto& [name, rate] : written.costs) {
        const ledger::Rate taken{rate.value, rate.source};
        if (name == "order") rates.order = taken;
        if (name == "line") rates.line = taken;
        if (name == "return") rates.refund = taken;
        if (name == "credit_day") rates.credit_day = taken;
        if (name == "gross_margin") rates.gross_margin = taken;
    }
    return rates;
}

void take_table(const std::optional<reading::LedgerTable>& written, std::vector<ledger::Step>& steps,
                std::string& source) {
    if (!written) return;
    steps.clear();
    for (const auto& [from, factor] : written->steps) steps.push_back({from, factor});
    source = written->source;
}

void take_rates(const LedgerRequest& asked, ledger::AuditOptions& options) {
    if (!asked.costs) return;
    const reading::LedgerRates written = reading::read_rates(*asked.costs, *asked.costs);
    options.rates = cost_rates(written);
    take_table(written.payment_discipline, options.value.days_to_pay, options.value.payment_source);
    take_table(written.order_regularity, options.value.months_with_orders, options.value.regularity_source);
    if (!written.strategic_score) return;
    const reading::LedgerScore& score = *written.strategic_score;
    options.strategic = {score.revenue, score.growth, score.regularity, score.source};
}

ledger::AuditOptions audit_options(const LedgerRequest& asked) {
    ledger::AuditOptions options;
    std::tie(options.abc_a, options.abc_b) = two_thresholds("--abc", asked.abc, {options.abc_a, options.abc_b});
    std::tie(options.xyz_x, options.xyz_y) = two_thresholds("--xyz", asked.xyz, {options.xyz_x, options.xyz_y});
    options.xyz_months = chosen_word("--xyz-interval", asked.xyz_interval, {"month", "quarter"}, 0) == 1 ? 3 : 1;
    take_rates(asked, options);
    return options;
}

}  // namespace

int audit(const Request& request) {
    const ledger::AuditOptions options = audit_options(request.ledger);
    expect_results(request, ledger_files(request));
    const LedgerStudy study = open_ledger(request);
    const ledger::Audit result = ledger::audit(study.book, options);
    const std::string json = reports::audit_json(result, options, study.source);
    std::vector<ResultFile> files;
    if (request.out) files = {{"audit.json", json}, {"clients.csv", reports::audit_csv(result, study.source)}};
    deliver(request, files, reports::audit_terminal(result, options, study.source), json);
    return Exit::fine;
}

}  // namespace clientele::tools
