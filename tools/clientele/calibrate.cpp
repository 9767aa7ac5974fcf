#include <cctype>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <span>
#include <system_error>

#include <fmt/core.h>

#include "engine/base/file.hpp"
#include "engine/base/text.hpp"
#include "engine/ledger/calibration.hpp"
#include "reports/calibration_json.hpp"
#include "reports/calibration_portfolio.hpp"
#include "tools/clientele/commands.hpp"
#include "tools/clientele/ledger_study.hpp"
#include "tools/clientele/messages.hpp"
#include "tools/clientele/result_files.hpp"
#include "tools/clientele/stamp.hpp"

namespace clientele::tools {
namespace {

constexpr int least_draws = 200;  // five beyond each end of a 95 % interval

int until_of(const LedgerRequest& asked) {
    return asked.until ? day_option("--until", *asked.until) : std::numeric_limits<int>::max();
}

ledger::CalibrationOptions calibration_options(const LedgerRequest& asked) {
    ledger::CalibrationOptions options;
    options.unit = static_cast<ledger::TimeUnit>(chosen_word("--unit", asked.unit, {"day", "week", "month"}, 1));
    if (asked.draws) {
        const char* const end = asked.draws->data() + asked.draws->size();
        const auto [stop, error] = std::from_chars(asked.draws->data(), end, options.draws);
        if (error != std::errc() || stop != end || options.draws < least_draws || options.draws > 10'000) {
            throw base::InvalidInput(fault_of(
                "usage",
                fmt::format("--draws '{}' is no number from {} to 10000", base::printable(*asked.draws), least_draws),
                "beyond each end of a 95 % interval lies one draw in 40: 200 leave five there"));
        }
    }
    return options;
}

/// What the lines of a segment, or all, tell of costs.
struct CountedCosts {
    std::uint64_t lines = 0, with_cost = 0;
    double revenue = 0, cost = 0;  // of the lines with a cost [currency unit]

    bool enough() const { return with_cost > 0 && 2 * with_cost >= lines; }
    double margin() const { return 1 - cost / revenue; }
    std::string extent() const {
        return with_cost == lines ? "" : fmt::format(", which {} of {} lines fill", with_cost, lines);
    }
};

CountedCosts costs_of(const ledger::Book& book, const std::optional<std::string>& segment) {
    CountedCosts costs;
    for (const ledger::Account& account : book.accounts()) {
        if (segment && account.segment != *segment) continue;
        costs.lines += account.lines;
        costs.with_cost += account.lines_with_cost;
        costs.revenue += account.costed;
        costs.cost += account.cost;
    }
    return costs;
}

/// The margin of a part: as given; else its own, where half of its lines or more have a cost; else that of the whole
/// ledger, where it sold for nothing; else assumed.
void set_margin(reports::PortfolioPart& part, const std::optional<double>& given, const ledger::Book& book) {
    const CountedCosts own = costs_of(book, part.segment);
    const CountedCosts whole = costs_of(book, std::nullopt);
    if (given) {
        part.gross_margin = *given;
        part.gross_margin_source = "given with --gross-margin";
    } else if (own.enough() && own.revenue > 0) {
        part.gross_margin = own.margin();
        part.gross_margin_source =
            "counted from the cost column" + own.extent() + (part.segment ? ", of this segment" : "");
    } else if (own.enough() && whole.enough() && whole.revenue > 0) {
        part.gross_margin = whole.margin();
        part.gross_margin_source =
            "counted from the cost column of the whole ledger" + whole.extent() + ": this segment sold for nothing";
    } else if (!own.enough() && (own.with_cost > 0 || part.segment)) {
        part.gross_margin_source = fmt::format("assumption: {} of {} lines{} have a cost, fewer than half",
                                               own.with_cost, own.lines, part.segment ? " of this segment" : "");
    }
}

reports::PortfolioAssumptions assumptions_of(const LedgerRequest& asked, const std::string& stamp) {
    reports::PortfolioAssumptions assumptions;
    assumptions.stamp = stamp;
    if (const auto share = percent_option("--share-of-wallet", asked.share_of_wallet)) {
        assumptions.share_of_wallet = *share;
        assumptions.share_of_wallet_given = true;
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

/// "ledger_" and the letters, digits, '_' and '-' of the segment's name; other signs become '_'.
std::string part_name(const std::string& segment, std::set<std::string>& taken) {
    std::string name = "ledger_";
    for (const char c : segment) {
        const auto byte = static_cast<unsigned char>(c);
        name += byte >= 0x80 || std::isalnum(byte) != 0 || c == '-' ? c : '_';
    }
    const std::string first = name;
    for (int k = 2; !taken.insert(name).second; ++k) name = fmt::format("{}_{}", first, k);
    return name;
}

/// A part for each segment, fitted by itself where that could be; else one part.
std::vector<reports::PortfolioPart> parts_of(const reports::CalibrationStory& story, const LedgerRequest& asked,
                                             const ledger::Book& book) {
    std::vector<reports::PortfolioPart> parts;
    std::set<std::string> taken;
    for (const auto& [name, calibration] : story.segments) {
        const bool fitted = !calibration.estimates.empty();
        reports::PortfolioPart& part = parts.emplace_back();
        part.name = part_name(name, taken);
        part.calibration = fitted ? &calibration : &story.whole;
        part.segment = name;
    }
    const bool whole = parts.empty();
    reports::PortfolioPart& rest = parts.emplace_back();
    rest.name = "ledger";
    rest.calibration = &story.whole;
    if (!whole) rest.segment = "";
    const auto given = percent_option("--gross-margin", asked.gross_margin);
    for (reports::PortfolioPart& part : parts) set_margin(part, given, book);
    if (whole) return parts;
    std::erase_if(parts, [](const reports::PortfolioPart& part) {
        return ledger::mean_orders(*part.calibration, part.segment).clients == 0;
    });
    return parts;
}

std::vector<ResultFile> portfolio_files(std::span<const reports::PortfolioPart> parts,
                                        const reports::PortfolioAssumptions& assumptions, const LedgerStudy& study) {
    return {{"portfolio.csv", reports::portfolio_csv(parts, assumptions, study.book, study.source)},
            {"portfolio.yaml", reports::portfolio_yaml(parts, assumptions, study.source)}};
}

/// What goes into the folder of --out: a portfolio only where something was fitted.
std::vector<ResultFile> calibration_files(const Request& request, const reports::CalibrationStory& story,
                                          const LedgerStudy& study, const std::string& json) {
    std::vector<ResultFile> files{{"calibration.json", json}};
    const std::vector<reports::PortfolioPart> parts = parts_of(story, request.ledger, study.book);
    if (story.whole.estimates.empty() || parts.empty()) {
        tell_note("no portfolio: " + story.whole.dropout_text, request.talk);
        return files;
    }
    for (ResultFile& file : portfolio_files(parts, assumptions_of(request.ledger, story.stamp), study)) {
        files.push_back(std::move(file));
    }
    return files;
}

/// A folder of its own among the temporary ones, gone with the object.
class ScratchFolder {
public:
    ScratchFolder() {
        std::error_code error;
        std::string name = (std::filesystem::temp_directory_path(error) / "clientele-XXXXXX").string();
        if (error || mkdtemp(name.data()) == nullptr) {
            throw std::system_error(error ? error.value() : errno, std::generic_category(),
                                    "a folder among the temporary files (TMPDIR) cannot be made");
        }
        path_ = name;
    }
    ~ScratchFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// The last twelve months, lived by today's structure with the clients as what lies before tells them.
Stamp stamp_of_last_year(const Request& request, const LedgerStudy& study, const ledger::CalibrationOptions& options) {
    const int until = ledger::year_before(study.book.last_day());
    if (until <= study.book.first_day()) return {"uncalibrated: the ledger holds no more than twelve months", {}};
    Request quiet = request;
    quiet.talk = Talk::quiet;
    const LedgerStudy before = open_ledger(quiet, until);
    const reports::CalibrationStory story{
        ledger::calibrate(before.book, options), by_segment(before.book, request.ledger, options), "", {}};
    const std::vector<reports::PortfolioPart> parts = parts_of(story, request.ledger, before.book);
    if (story.whole.estimates.empty() || parts.empty()) {
        return {"uncalibrated: too little lies before the last twelve months; " + story.whole.dropout_text, {}};
    }
    const ScratchFolder folder;
    reports::PortfolioAssumptions assumptions = assumptions_of(request.ledger, "");
    assumptions.owners = false;
    for (ResultFile& file : portfolio_files(parts, assumptions, before)) {
        base::write_file(folder.path() / file.name, std::move(file.content));
    }
    return stamp_of(request, before.book, story.whole, (folder.path() / "portfolio.yaml").string());
}

Stamp stamp_for(const Request& request, const LedgerStudy& study, const ledger::Calibration& calibration,
                const ledger::CalibrationOptions& options) {
    if (!request.ledger.today) {
        return {"uncalibrated: not yet compared with a simulated year (--today SCENARIO)", {}};
    }
    return request.ledger.until ? stamp_of(request, study.book, calibration, "")
                                : stamp_of_last_year(request, study, options);
}

}  // namespace

int calibrate(const Request& request) {
    const ledger::CalibrationOptions options = calibration_options(request.ledger);
    const int until = until_of(request.ledger);
    percent_option("--share-of-wallet", request.ledger.share_of_wallet);
    percent_option("--gross-margin", request.ledger.gross_margin);
    expect_results(request, ledger_files(request));
    const LedgerStudy study = open_ledger(request, until);
    if (until < study.book.first_day()) {
        throw base::InvalidInput(
            fault_of("usage",
                     fmt::format("--until {} lies before the first transaction, {}", reports::date_text(until),
                                 reports::date_text(study.book.first_day())),
                     "name a day within the ledger"));
    }
    if (request.ledger.until && until > study.book.last_day()) {
        throw base::InvalidInput(
            fault_of("usage",
                     fmt::format("--until {} lies behind the last transaction, {}", reports::date_text(until),
                                 reports::date_text(study.book.last_day())),
                     "name a day within the ledger, or leave --until out"));
    }
    const ledger::Calibration calibration = ledger::calibrate(study.book, options);
    const Stamp stamp = stamp_for(request, study, calibration, options);
    const reports::CalibrationStory story{calibration, by_segment(study.book, request.ledger, options), stamp.text,
                                          stamp.bands};
    const std::string json = reports::calibration_json(story, study.source);
    std::vector<ResultFile> files;
    if (request.out) files = calibration_files(request, story, study, json);
    deliver(request, files, reports::calibration_terminal(story, study.source), json);
    return Exit::fine;
}

}  // namespace clientele::tools
