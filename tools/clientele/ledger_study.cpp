#include "tools/clientele/ledger_study.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <vector>

#include <fmt/core.h>
#include <unistd.h>

#include "engine/base/fault.hpp"
#include "engine/base/input_file.hpp"
#include "engine/base/nearest.hpp"
#include "engine/base/text.hpp"
#include "engine/ledger/doubts.hpp"
#include "engine/reading/ledger.hpp"
#include "engine/reading/ledger_currency.hpp"
#include "engine/reading/ledger_date.hpp"
#include "engine/reading/phrase.hpp"
#include "tools/clientele/ledger_conventions.hpp"
#include "tools/clientele/messages.hpp"

namespace clientele::tools {
namespace {

[[noreturn]] void refuse_option(std::string message, std::string help) {
    throw base::InvalidInput(fault_of("usage", std::move(message), std::move(help)));
}

double seconds_now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// A bar on a terminal; else a line per 10 % once reading has lasted three seconds.
class ReadingProgress {
public:
    explicit ReadingProgress(Talk talk) : on_(talk != Talk::quiet), terminal_(obeys_escapes(STDERR_FILENO)) {}
    ~ReadingProgress() {
        if (open_) std::fputs("\r\x1b[K", stderr);
    }
    ReadingProgress(const ReadingProgress&) = delete;
    ReadingProgress& operator=(const ReadingProgress&) = delete;

    void show(std::uint64_t done, std::uint64_t total) {
        if (!on_ || total == 0) return;
        const double now = seconds_now();
        const double share = std::min(1.0, static_cast<double>(done) / static_cast<double>(total));
        const double left = share > 0.02 ? (now - start_) * (1 - share) / share : 0;
        if (terminal_) {
            if (now - shown_ < 0.1) return;
            shown_ = now;
            open_ = true;
            const auto full = static_cast<std::size_t>(share * 30);
            std::fputs(fmt::format("\r[{}{}] {:3.0f} %  reading, {:.0f} s left\x1b[K", std::string(full, '#'),
                                   std::string(30 - full, '.'), 100 * share, left)
                           .c_str(),
                       stderr);
        } else if (static_cast<int>(share * 10) > tenths_) {
            tenths_ = static_cast<int>(share * 10);
            if (now - start_ < 3) return;
            std::fputs(fmt::format("{:3} %  reading, {:.0f} s left\n", 10 * tenths_, left).c_str(), stderr);
        }
    }

private:
    bool on_;
    bool terminal_;
    bool open_ = false;
    int tenths_ = 0;
    double start_ = seconds_now();
    double shown_ = -1;
};

reading::LedgerOptions reading_options(const LedgerRequest& asked) {
    reading::LedgerOptions options;
    if (!asked.map.empty()) options.columns = reading::parse_map(asked.map);
    if (asked.encoding) {
        options.encoding = reading::encoding_named(*asked.encoding);
        if (!options.encoding) {
            refuse_option(fmt::format("--encoding knows no '{}'", base::printable(*asked.encoding)),
                          "it knows utf-8, utf-16, utf-16be, cp1251 and cp1252");
        }
    }
    if (asked.delimiter) {
        options.delimiter =
            ",;\t|"[chosen_word("--delimiter", asked.delimiter, {"comma", "semicolon", "tab", "bar"}, 0)];
    }
    using reading::DateOrder;
    using reading::DecimalMark;
    const std::size_t dates = chosen_word("--dates", asked.dates, {"", "dmy", "mdy"}, 0);
    options.dates = dates == 1 ? DateOrder::day_first : dates == 2 ? DateOrder::month_first : DateOrder::unknown;
    const std::size_t decimal = chosen_word("--decimal", asked.decimal, {"", "point", "comma"}, 0);
    options.decimal = decimal == 1 ? DecimalMark::point : decimal == 2 ? DecimalMark::comma : DecimalMark::none;
    options.bad_rows = chosen_word("--bad-rows", asked.bad_rows, {"refuse", "skip"}, 0) == 1 ? reading::BadRows::skip
                                                                                             : reading::BadRows::refuse;
    return options;
}

/// The currency that the user says, else that of the file where it has a code.
std::string currency_of(const LedgerRequest& asked, const reading::LedgerConventions& found) {
    const bool coded =
        found.currency.size() == 3 && std::ranges::all_of(found.currency, [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!asked.currency) return coded ? found.currency : "";
    std::string code = reading::currency_code(*asked.currency);
    if (code.empty()) {
        throw base::InvalidInput(fault_of(
            "bad-currency",
            fmt::format("--currency '{}' is no currency by its code or sign", base::printable(*asked.currency)),
            "write its three letters, such as EUR or USD"));
    }
    if (!found.currency.empty() && code != found.currency) {
        refuse_option(fmt::format("--currency {}, but the amounts of the file are in {}",
                                  base::printable(*asked.currency), base::printable(found.currency)),
                      "convert the amounts, or leave --currency out");
    }
    return code;
}

/// Sums of other rows, blank rows and the like go under their rules, transactions into the book.
void take(const reading::LedgerRow& row, ledger::Book& book) {
    using reading::RowKind;
    if (row.kind == RowKind::blank) return book.pass_over(ledger::Rule::blank);
    if (row.kind == RowKind::total) return book.pass_over(ledger::Rule::total, 1, row.amount);
    if (row.kind == RowKind::unreadable) return book.pass_over(ledger::Rule::unreadable, 1, row.amount);
    ledger::Line line;
    line.client = row.client;
    line.name = row.name;
    line.group = row.group;
    line.segment = row.segment;
    line.rep = row.rep;
    line.contact = row.contact;
    line.order = row.order;
    line.status = row.status;
    line.cancelled = row.status_kind == reading::StatusKind::cancelled;
    line.doubtful = row.status_kind == reading::StatusKind::doubtful;
    line.day = row.day;
    line.amount = row.amount;
    line.cost = row.cost;
    line.paid_day = row.paid_day;
    line.fingerprint = row.fingerprint;
    line.row = row.line;
    book.add(line);
}

std::string vat_text(const LedgerRequest& asked) {
    const std::size_t which = chosen_word("--vat", asked.vat, {"", "with", "without"}, 0);
    if (which == 1) return "amounts with VAT";
    if (which == 2) return "amounts without VAT";
    return "amounts as in the file; whether they hold VAT was not stated (--vat with or --vat without)";
}

}  // namespace

std::size_t chosen_word(std::string_view option, const std::optional<std::string>& given,
                        std::initializer_list<std::string_view> allowed, std::size_t otherwise) {
    if (!given) return otherwise;
    std::vector<std::string> words;
    std::string list;
    for (std::size_t i = 0; i < allowed.size(); ++i) {
        const std::string_view word = allowed.begin()[i];
        if (!word.empty() && word == *given) return i;
        if (word.empty()) continue;
        words.emplace_back(word);
        list += (list.empty() ? "" : ", ") + std::string(word);
    }
    const auto near = base::nearest(*given, words);
    refuse_option(fmt::format("{} knows no '{}'", option, base::printable(*given)),
                  near ? fmt::format("did you mean '{}'?", *near) : "it knows " + list);
}

int day_option(std::string_view option, const std::string& given) {
    const auto date = reading::written_date(given);
    const auto day = date ? reading::day_of(*date, reading::DateOrder::unknown) : std::nullopt;
    if (day) return *day;
    const std::string help = fmt::format("write {} 2025-01-01", option);
    if (reading::is_date_out_of_range(given)) {
        refuse_option(fmt::format("{} '{}' lies outside the years 1900 to 2199", option, base::printable(given)), help);
    }
    if (date) {
        refuse_option(fmt::format("{} '{}' could be one of two days", option, base::printable(given)), help);
    }
    refuse_option(fmt::format("{} '{}' is no date", option, base::printable(given)), help);
}

std::optional<double> percent_option(std::string_view option, const std::optional<std::string>& given) {
    if (!given) return std::nullopt;
    std::string_view text = base::trim(*given);
    double value = 0;
    if (!text.ends_with('%')) {
        const auto [stop, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
        const bool bare = fault == std::errc() && stop == text.data() + text.size() && value > 0 && value <= 100;
        // A bare number could be meant either way.
        const std::string help = !bare       ? "35 %"
                                 : value > 1 ? fmt::format("{:.6g} %", value)
                                             : fmt::format("{:.6g} %' or '{:.6g} %", 100 * value, value);
        refuse_option(fmt::format("{} '{}' is no share in per cent", option, base::printable(*given)),
                      fmt::format("write {} '{}'", option, help));
    }
    text = base::trim(text.substr(0, text.size() - 1));
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc() && end == text.data() + text.size() && value > 0 && value <= 100) return value / 100;
    refuse_option(fmt::format("{} '{}' is no share above 0 % and up to 100 %", option, base::printable(*given)),
                  fmt::format("write {} '35 %'", option));
}

std::pair<double, double> two_thresholds(std::string_view option, const std::optional<std::string>& given,
                                         std::pair<double, double> otherwise) {
    if (!given) return otherwise;
    const std::size_t comma = given->find(',');
    double a = 0, b = 0;
    bool fine = comma != std::string::npos;
    const auto parse = [&](std::string_view text, double& value) {
        text = base::trim(text);
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        fine = fine && error == std::errc() && end == text.data() + text.size();
    };
    if (fine) {
        parse(std::string_view(*given).substr(0, comma), a);
        parse(std::string_view(*given).substr(comma + 1), b);
    }
    const double most = option == "--abc" ? 100 : 1e4;
    if (!fine || !(a > 0) || !(b >= a) || b > most) {
        refuse_option(fmt::format("{} '{}' are no two thresholds that ascend", option, base::printable(*given)),
                      option == "--abc" ? "write --abc 80,95" : "write --xyz 10,25");
    }
    return {a / 100, b / 100};
}

std::set<std::string> ledger_files(const Request& request) {
    std::set<std::string> files(request.scenarios.begin(), request.scenarios.end());
    for (const auto& file : {request.ledger.groups, request.ledger.costs, request.ledger.today}) {
        if (file) files.insert(*file);
    }
    return files;
}

LedgerStudy open_ledger(const Request& request, int until) {
    const LedgerRequest& asked = request.ledger;
    const base::InputFile input(request.scenarios.front());
    const std::string& file = input.name();
    reading::LedgerOptions options = reading_options(asked);
    ledger::BookOptions book_options;
    book_options.until = until;
    const std::size_t duplicates = chosen_word("--duplicates", asked.duplicates, {"", "leave-out", "keep"}, 0);
    book_options.duplicates = duplicates == 1   ? ledger::Duplicates::leave_out
                              : duplicates == 2 ? ledger::Duplicates::keep
                                                : ledger::Duplicates::by_order;
    LedgerStudy study{ledger::Book(), {}};
    study.source.vat = vat_text(asked);
    study.source.vat_word = asked.vat.value_or(study.source.vat_word);
    study.source.file = input.is_copy() ? file : input.path().filename().string();
    if (asked.groups) {
        const base::InputFile groups(*asked.groups);
        book_options.groups = reading::read_groups(groups.path(), groups.name());
    }
    study.book = ledger::Book(book_options);
    ReadingProgress progress(request.talk);
    const auto tell = [&](std::uint64_t done, std::uint64_t total) { progress.show(done, total); };
    const reading::LedgerConventions found = reading::examine_ledger(input.path(), file, options, tell);
    study.source.currency = currency_of(asked, found);
    if (found.rows_before_header > 0) study.book.pass_over(ledger::Rule::before_header, found.rows_before_header);
    reading::read_ledger(
        input.path(), found, options.bad_rows, [&](const reading::LedgerRow& row) { take(row, study.book); }, tell);
    study.book.put_in_order();
    study.source.understood = told_conventions(found);
    study.source.rules = study.book.rules();
    study.source.warnings = ledger::doubts_about(study.book);
    study.source.statuses = study.book.statuses();
    if (study.book.empty()) {
        base::Fault fault = fault_of("no-transactions", "not enough data: no transaction with a client is left",
                                     "the header alone, or rows without clients, tell nothing");
        fault.where.file = file;
        throw base::InvalidInput(std::move(fault));
    }
    return study;
}

}  // namespace clientele::tools
