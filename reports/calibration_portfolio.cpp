#include "reports/calibration_portfolio.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

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

/// So many significant digits, and no exponent: scenarios and tables of clients know none.
std::string plain(double value, int digits) {
    std::string text = fmt::format("{:.{}g}", value, digits);
    if (text.find('e') == std::string::npos) return text;
    const int decimals = digits - 1 - static_cast<int>(std::floor(std::log10(std::abs(value))));
    return fmt::format("{:.{}f}", value, std::max(0, decimals));
}

/// Beliefs are triangular between hard limits. Of the triangles around a value those have the standard deviation of a
/// normal law with this 95 % interval whose limits lie sqrt(6) / 1.96 times as far; so beliefs hold as much as is
/// known.
constexpr double limits_over_interval = 2.449490 / 1.959964;

/// Limits that a number may not pass.
struct Range {
    double least = 0, most = std::numeric_limits<double>::infinity();
};

/// "{believed: 1/month to 3/month, likely: 2/month, source: …}" of a 95 % interval, or the value alone where the
/// interval is a point.
std::string belief(double low, double likely, double high, double factor, std::string_view unit,
                   const std::string& from, Range range = {}) {
    const auto number = [&](double value) { return plain(factor * value, 5) + std::string(unit); };
    const double least = std::max(range.least, likely - limits_over_interval * std::max(0.0, likely - low));
    const double most = std::min(range.most, likely + limits_over_interval * std::max(0.0, high - likely));
    if (number(least) == number(most)) return fmt::format("{{value: {}, source: {}}}", number(likely), from);
    return fmt::format("{{believed: {} to {}, likely: {}, source: {}}}", number(least), number(most), number(likely),
                       from);
}

/// Two decimals, or six digits where a currency is counted in thousands or millions.
std::string money_cell(double value) { return std::abs(value) < 100 ? plain(value, 6) : fmt::format("{:.2f}", value); }

constexpr double normal_95 = 1.959964;

/// An end of 95 % of a client's mean order value, known within `variation` [log]; empty where that is not known.
std::string end_of_interval(const ledger::ClientEstimate& client, double variation, int side) {
    if (!std::isfinite(variation)) return "";
    return money_cell(client.order_value * std::exp(side * normal_95 * variation));
}

}  // namespace

std::string portfolio_csv(std::span<const PortfolioPart> parts, const PortfolioAssumptions& assumptions,
                          const ledger::Book& book, const LedgerSource& source) {
    std::string text =
        "client,name,owner,segment,stage,share_of_wallet,orders_per_month,order_value,order_value_low,order_value_high,"
        "order_value_own_high,loss_per_year,"
        "chance_not_stopped_bg_nbd,chance_not_stopped_pareto_nbd,vat\n";
    for (const PortfolioPart& part : parts) {
        const int last_day = std::min(part.calibration->until, book.last_day());
        for (const ledger::ClientEstimate& client : part.calibration->estimates) {
            const ledger::Account& account = *client.account;
            if (!client.kept || !part.holds(account)) continue;
            const ledger::Service* seller = assumptions.owners ? ledger::owner_of(book, account, last_day) : nullptr;
            // The models mean different things by stopping: each has a column of its own.
            const auto chance_under = [&](ledger::Model model) {
                const ledger::Model stopping = part.calibration->stopping();
                const bool limit = stopping == ledger::Model::exponential_nbd && model == ledger::Model::pareto_nbd;
                return stopping == model || limit ? fmt::format("{:.4f}", client.chance_alive) : "";
            };
            fmt::format_to(
                std::back_inserter(text), "{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n", csv_cell(account.key),
                csv_cell(account.name.empty() ? account.key : account.name),
                seller == nullptr ? "" : csv_cell(book.people()[seller->person]), part.name,
                account.orders < orders_of_a_regular ? "new" : "regular", plain(assumptions.share_of_wallet, 6),
                plain(client.orders_month, 5), money_cell(client.order_value),
                end_of_interval(client, client.value_variation, -1), end_of_interval(client, client.value_variation, 1),
                end_of_interval(client, client.own_value_variation, 1),
                client.loss_year > 0 ? fmt::format("{:.5f}", std::min(client.loss_year, 0.99999)) : "",
                chance_under(ledger::Model::bg_nbd), chance_under(ledger::Model::pareto_nbd), source.vat_word);
        }
    }
    return text;
}

namespace {

std::string segment_text(const PortfolioPart& part, const PortfolioAssumptions& assumptions,
                         const LedgerSource& source) {
    const ledger::Calibration& calibration = *part.calibration;
    const ledger::MeanOrders mean = ledger::mean_orders(calibration, part.segment);
    const std::string_view model = ledger::text_of(calibration.chosen).name;
    const auto sourced = [&](std::string_view rule) {
        return yaml_text(fmt::format("calibrated from {}, {} to {}, {}", source.file, date_text(calibration.first_day),
                                     date_text(calibration.until), rule) +
                         (assumptions.stamp.starts_with("uncalibrated") ? "; portfolio uncalibrated" : ""));
    };
    std::string text =
        calibration.holdout.miss.empty() ? "" : fmt::format("    # WARNING: {}.\n", calibration.holdout.miss);
    text += fmt::format("    {}:\n      clients: 0   # they are named below: {}\n      stage: regular\n", part.name,
                        mean.clients);
    text += fmt::format("      orders:\n        poisson: {}\n",
                        belief(mean.low, mean.orders_month, mean.high, 1, "/month",
                               sourced(fmt::format("{}, mean of the clients, 95 % interval", model)), {0, 500}));
    if (calibration.value_spread.known()) {
        text +=
            fmt::format("        value_spread: {}\n",
                        belief(calibration.value_spread_low, calibration.value_spread.value,
                               calibration.value_spread_high, 1, "", sourced(calibration.value_spread_how), {0, 3}));
    }
    if (calibration.value_level > 0) {
        const double factor = std::exp(normal_95 * calibration.value_level);
        text += fmt::format(
            "        value_level: {}\n",
            belief(1 / factor, 1, factor, 1, "",
                   sourced(fmt::format("{}, level of all order values, 95 % interval", calibration.order_value_how))));
    }
    text += fmt::format("      gross_margin: {{value: {:g} %, source: {}}}\n", 100 * part.gross_margin,
                        yaml_text(part.gross_margin_source));
    if (calibration.loss.yearly.known()) {
        text += fmt::format(
            "      loss:\n        observed: {}\n",
            belief(calibration.loss.low, calibration.loss.yearly.value, calibration.loss.high, 100, " %/year",
                   sourced(fmt::format("{}, loss within a year of clients not stopped",
                                       ledger::text_of(calibration.loss.model).name)),
                   {0, 0.99999}));
    }
    return text;
}

}  // namespace

std::string portfolio_yaml(std::span<const PortfolioPart> parts, const PortfolioAssumptions& assumptions,
                           const LedgerSource& source) {
    const ledger::Calibration& calibration = *parts.front().calibration;
    std::string text = fmt::format(
        "# The clients of {}, {} to {}, as clientele calibrate found them. A scenario takes them over with\n"
        "#   extends: portfolio.yaml\n# {}\n# {}\n# Today's clients: {}.\n# {}\n",
        base::printable(source.file), date_text(calibration.first_day), date_text(calibration.until), assumptions.stamp,
        source.vat, calibration.kept_rule, calibration.loss.how);
    text += "portfolio:\n  segments:\n";
    bool losses = false;
    bool no_losses = false;
    for (const PortfolioPart& part : parts) {
        text += segment_text(part, assumptions, source);
        (part.calibration->loss.yearly.known() ? losses : no_losses) = true;
    }
    if (no_losses) {
        text += fmt::format(
            "    # No loss is written{}: the ledger does not identify one. State your own belief in the scenario:\n"
            "    #   loss: {{observed: {{believed: 2 %/year to 15 %/year, likely: 6 %/year}}}}\n",
            losses ? " for some segments" : "");
    }
    text += fmt::format(
        "  named:\n    file: portfolio.csv\n    # Each row is taken for a client that is there: its orders are in "
        "full, not weighed by the chance of that.\n    # Each client with its own orders and value; a belief above "
        "moves all "
        "of its segment in proportion.\n"
        "    # Its limits lie 1.25 times as far as the 95 % interval: so a triangle has as much spread.\n"
        "    # order_value_low and _high hold all that is not known; _own_high leaves out what value_level holds.\n"
        "    columns: {{client: client, name: name, owner: owner, segment: segment, stage: stage,\n"
        "              orders: orders_per_month/month, order_value: order_value,\n"
        "              order_value_high: order_value_own_high, share_of_wallet: "
        "share_of_wallet{}}}\n",
        losses ? ", loss: loss_per_year/year" : "");
    if (!assumptions.share_of_wallet_given) {
        text += fmt::format(
            "    # ASSUMED: we hold {:g} % of every client's wallet; potential = orders x value / share. Say more with "
            "--share-of-wallet.\n",
            100 * assumptions.share_of_wallet);
    }
    return text;
}

}  // namespace clientele::reports
