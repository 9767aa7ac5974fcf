#include "reports/calibration_portfolio.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "engine/base/text.hpp"
#include "engine/ledger/audit.hpp"
#include "reports/csv.hpp"

namespace clientele::reports {
namespace {

constexpr std::uint64_t orders_of_a_regular = 3;

std::string yaml_text(std::string_view text) {
    std::string quoted = "\"";
    for (const char c : base::printable(text)) {
        if (c == '"' || c == '\\') quoted += '\\';
        quoted += c;
    }
    return quoted + '"';
}

/// "{believed: 1/month to 3/month, likely: 2/month, source: …}", or the value alone where the interval is a point.
std::string belief(double low, double likely, double high, double factor, std::string_view unit,
                   const std::string& from) {
    const auto number = [&](double value) { return fmt::format("{:.5g}{}", factor * value, unit); };
    const double least = std::min(low, likely);
    const double most = std::max(high, likely);
    if (number(least) == number(most)) return fmt::format("{{value: {}, source: {}}}", number(likely), from);
    return fmt::format("{{believed: {} to {}, likely: {}, source: {}}}", number(least), number(most), number(likely),
                       from);
}

}  // namespace

std::string portfolio_csv(const ledger::Calibration& calibration, const PortfolioAssumptions& assumptions,
                          const ledger::Book& book) {
    const int last_day = std::min(calibration.until, book.last_day());
    std::string text =
        "client,name,owner,segment,stage,potential,share_of_wallet,orders_per_month,order_value,chance_not_stopped\n";
    for (const ledger::ClientEstimate& client : calibration.estimates) {
        if (!client.kept) continue;
        const ledger::Account& account = *client.account;
        const ledger::Service* seller = ledger::owner_of(account, last_day);
        fmt::format_to(std::back_inserter(text), "{},{},{},{},{},{:.2f},{:g},{:.5g},{:.2f},{:.4f}\n",
                       csv_cell(account.key), csv_cell(account.name.empty() ? account.key : account.name),
                       seller == nullptr ? "" : csv_cell(book.people()[seller->person]),
                       calibration.tiers[client.tier].name, account.orders < orders_of_a_regular ? "new" : "regular",
                       client.revenue_month() / assumptions.share_of_wallet, assumptions.share_of_wallet,
                       client.orders_month, client.order_value, client.chance_alive);
    }
    return text;
}

std::string portfolio_yaml(const ledger::Calibration& calibration, const PortfolioAssumptions& assumptions,
                           const LedgerSource& source) {
    const std::string_view model = ledger::text_of(calibration.chosen).name;
    const auto sourced = [&](std::string_view rule) {
        return yaml_text(fmt::format("calibrated from {}, {} to {}, {}", source.file, date_text(calibration.first_day),
                                     date_text(calibration.until), rule));
    };
    std::string text = fmt::format(
        "# The clients of {}, {} to {}, as clientele calibrate found them. A scenario takes them over with\n"
        "#   extends: portfolio.yaml\n# {}\n# {}\n# Today's clients: {}.\n# {}\n",
        base::printable(source.file), date_text(calibration.first_day), date_text(calibration.until), assumptions.stamp,
        source.vat, calibration.kept_rule, calibration.loss.how);
    text += "portfolio:\n  segments:\n";
    for (const ledger::Tier& tier : calibration.tiers) {
        text += fmt::format("    {}:\n      clients: 0   # they are named below: {}\n      stage: regular\n", tier.name,
                            tier.clients);
        text += fmt::format("      orders:\n        poisson: {}\n",
                            belief(tier.low, tier.orders_month, tier.high, 1, "/month",
                                   sourced(fmt::format("{}, mean rate of the tier, 95 % interval", model))));
        if (calibration.value_spread.known()) {
            text += fmt::format("        value_spread: {{value: {:.4g}, source: {}}}\n", calibration.value_spread.value,
                                sourced("gamma-gamma, spread of one client's order values"));
        }
        text += fmt::format("      gross_margin: {{value: {:g} %, source: {}}}\n", 100 * assumptions.gross_margin,
                            yaml_text(assumptions.gross_margin_given ? "given with --gross-margin or by the cost column"
                                                                     : "assumption: the ledger holds no cost"));
        if (calibration.loss.yearly.known()) {
            text += fmt::format(
                "      loss:\n        observed: {}\n",
                belief(calibration.loss.low, calibration.loss.yearly.value, calibration.loss.high, 100, " %/year",
                       sourced(fmt::format("{}, loss within a year of clients not stopped", model))));
        }
    }
    if (!calibration.loss.yearly.known()) {
        text +=
            "    # No loss is written: the ledger does not identify one. State your own belief in the scenario:\n"
            "    #   loss: {observed: {believed: 2 %/year to 15 %/year, likely: 6 %/year}}\n";
    }
    text +=
        "  named:\n    file: portfolio.csv\n"
        "    columns: {client: client, name: name, owner: owner, segment: segment, stage: stage,\n"
        "              potential: potential/month, share_of_wallet: share_of_wallet}\n";
    if (!assumptions.share_of_wallet_given) {
        text += fmt::format(
            "    # ASSUMED: we hold {:g} % of every client's wallet; potential = revenue / share. Say more with "
            "--share-of-wallet.\n",
            100 * assumptions.share_of_wallet);
    }
    return text;
}

}  // namespace clientele::reports
