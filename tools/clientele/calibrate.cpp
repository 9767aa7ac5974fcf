#include <charconv>
#include <filesystem>
#include <set>

#include <fmt/core.h>

#include "engine/base/file.hpp"
#include "engine/base/text.hpp"
#include "engine/ledger/calibration.hpp"
#include "engine/reading/ledger_date.hpp"
#include "reports/calibration_json.hpp"
#include "reports/calibration_portfolio.hpp"
#include "tools/clientele/commands.hpp"
#include "tools/clientele/ledger_study.hpp"
#include "tools/clientele/messages.hpp"
#include "tools/clientele/stamp.hpp"

namespace clientele::tools {
namespace {

int until_of(const LedgerRequest& asked) {
    if (!asked.until) return std::numeric_limits<int>::max();
    const auto date = reading::written_date(*asked.until);
    const auto day = date ? reading::day_of(*date, reading::DateOrder::unknown) : std::nullopt;
    if (day) return *day;
    throw base::InvalidInput(fault_of("usage", fmt::format("--until '{}' is no date", base::printable(*asked.until)),
                                      "write --until 1997-09-30"));
}

ledger::CalibrationOptions calibration_options(const LedgerRequest& asked) {
    ledger::CalibrationOptions options;
    options.unit = static_cast<ledger::TimeUnit>(chosen_word("--unit", asked.unit, {"day", "week", "month"}, 1));
    if (asked.draws) {
        const char* const end = asked.draws->data() + asked.draws->size();
        const auto [stop, error] = std::from_chars(asked.draws->data(), end, options.draws);
        if (error != std::errc() || stop != end || options.draws < 2 || options.draws > 10'000) {
            throw base::InvalidInput(fault_of(
                "usage", fmt::format("--draws '{}' is no number from 2 to 10000", base::printable(*asked.draws)),
                "write --draws 200"));
        }
    }
    return options;
}

/// Gross margin of the ledger where every line tells its cost.
std::optional<double> margin_of(const ledger::Book& book) {
    double revenue = 0;
    double cost = 0;
    for (const ledger::Account& account : book.accounts()) {
        if (account.lines_with_cost < account.lines) return std::nullopt;
        revenue += account.revenue;
        cost += account.cost;
    }
    if (revenue <= 0) return std::nullopt;
    return 1 - cost / revenue;
}

reports::PortfolioAssumptions assumptions_of(const LedgerRequest& asked, const ledger::Book& book,
                                             const std::string& stamp) {
    reports::PortfolioAssumptions assumptions;
    assumptions.stamp = stamp;
    if (const auto share = percent_option("--share-of-wallet", asked.share_of_wallet)) {
        assumptions.share_of_wallet = *share;
        assumptions.share_of_wallet_given = true;
    }
    auto margin = percent_option("--gross-margin", asked.gross_margin);
    if (!margin) margin = margin_of(book);
    if (margin) {
        assumptions.gross_margin = *margin;
        assumptions.gross_margin_given = true;
    }
    return assumptions;
}

std::vector<std::pair<std::string, ledger::Calibration>> by_segment(const ledger::Book& book,
                                                                    const LedgerRequest& asked,
                                                                    ledger::CalibrationOptions options) {
    std::vector<std::pair<std::string, ledger::Calibration>> result;
    if (!asked.by) return result;
    chosen_word("--by", asked.by, {"segment"}, 0);
    std::set<std::string> names;
    for (const ledger::Account& account : book.accounts()) {
        if (!account.segment.empty()) names.insert(account.segment);
    }
    if (names.empty()) {
        throw base::InvalidInput(fault_of("no-segments", "--by segment: the ledger names no segments",
                                          "say which column holds them: --map segment=COLUMN"));
    }
    for (const std::string& name : names) {
        options.segment = name;
        result.emplace_back(name, ledger::calibrate(book, options));
    }
    return result;
}

void write_portfolio(const Request& request, const ledger::Calibration& calibration, const LedgerStudy& study,
                     const std::string& json, const std::string& stamp) {
    const std::filesystem::path folder = *request.out;
    base::write_file(folder / "calibration.json", json);
    if (calibration.estimates.empty()) {
        tell_note(fmt::format("wrote calibration.json to {}; no portfolio: {}", base::printable(*request.out),
                              calibration.dropout_text),
                  request.talk);
        return;
    }
    const reports::PortfolioAssumptions assumptions = assumptions_of(request.ledger, study.book, stamp);
    base::write_file(folder / "portfolio.csv", reports::portfolio_csv(calibration, assumptions, study.book));
    base::write_file(folder / "portfolio.yaml", reports::portfolio_yaml(calibration, assumptions, study.source));
    tell_note(
        fmt::format("wrote calibration.json, portfolio.csv and portfolio.yaml to {}", base::printable(*request.out)),
        request.talk);
}

}  // namespace

int calibrate(const Request& request) {
    const ledger::CalibrationOptions options = calibration_options(request.ledger);
    const int until = until_of(request.ledger);
    if (request.out) result_folder(*request.out);
    const LedgerStudy study = open_ledger(request, until);
    if (until < study.book.first_day()) {
        throw base::InvalidInput(
            fault_of("usage",
                     fmt::format("--until {} lies before the first transaction, {}", reports::date_text(until),
                                 reports::date_text(study.book.first_day())),
                     "name a day within the ledger"));
    }
    const ledger::Calibration calibration = ledger::calibrate(study.book, options);
    const Stamp stamp = stamp_of(request, study.book, calibration);
    const reports::CalibrationStory story{calibration, by_segment(study.book, request.ledger, options), stamp.text,
                                          stamp.bands};
    const std::string json = reports::calibration_json(story, study.source);
    if (request.out) write_portfolio(request, calibration, study, json, stamp.text);
    if (request.json && *request.json != "-") base::write_file(*request.json, json);
    put(request.json == "-" ? json : reports::calibration_terminal(story, study.source));
    return Exit::fine;
}

}  // namespace clientele::tools
