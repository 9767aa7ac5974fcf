#include "engine/reading/ledger_currency.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "engine/base/text.hpp"
#include "engine/reading/ledger_date.hpp"
#include "engine/reading/ledger_status.hpp"

namespace clientele::reading {
namespace {

constexpr std::size_t most_named = 6;
constexpr std::size_t most_currencies = 200;  // the world has fewer; a column of other things may have more

constexpr std::array<CurrencyMark, 25> written_beside{
    {{"\xE2\x82\xBD", "RUB"}, {"\xE2\x82\xAC", "EUR"}, {"$", "USD"},
     {"\xC2\xA3", "GBP"},     {"\xE2\x82\xB4", "UAH"}, {"\xE2\x82\xB8", "KZT"},
     {"\xE2\x82\xBA", "TRY"}, {"\xE2\x82\xB9", "INR"}, {"руб.", "RUB"},
     {"руб", "RUB"},          {"р.", "RUB"},           {"zł", "PLN"},
     {"Kč", "CZK"},           {"RUB", "RUB"},          {"USD", "USD"},
     {"EUR", "EUR"},          {"GBP", "GBP"},          {"CHF", "CHF"},
     {"JPY", "JPY"},          {"PLN", "PLN"},          {"CZK", "CZK"},
     {"SEK", "SEK"},          {"NOK", "NOK"},          {"DKK", "DKK"},
     {"UAH", "UAH"}}};

/// Names and ISO numbers, as plain_header leaves them.
constexpr std::array<CurrencyMark, 17> spelled_currencies{{{"euro", "EUR"},
                                                           {"euros", "EUR"},
                                                           {"евро", "EUR"},
                                                           {"978", "EUR"},
                                                           {"dollar", "USD"},
                                                           {"dollars", "USD"},
                                                           {"usdollar", "USD"},
                                                           {"доллар", "USD"},
                                                           {"840", "USD"},
                                                           {"рубль", "RUB"},
                                                           {"рубли", "RUB"},
                                                           {"643", "RUB"},
                                                           {"rur", "RUB"},
                                                           {"810", "RUB"},
                                                           {"826", "GBP"},
                                                           {"756", "CHF"},
                                                           {"392", "JPY"}}};

}  // namespace

std::span<const CurrencyMark> marks_beside_amounts() { return written_beside; }

std::string_view currency_beside(std::string_view amount) {
    if (amount.find_first_not_of("0123456789.,-+ ()'") == std::string_view::npos) return {};
    for (const CurrencyMark& mark : written_beside) {
        if (amount.find(mark.written) != std::string_view::npos) return mark.code;
    }
    return {};
}

std::string currency_named(std::string_view cell) {
    const std::string_view text = base::trim(cell);
    for (const CurrencyMark& mark : written_beside) {
        if (text == mark.written) return std::string(mark.code);
    }
    const std::string plain = plain_header(text);
    for (const CurrencyMark& mark : spelled_currencies) {
        if (plain == mark.written) return std::string(mark.code);
    }
    std::string capitals(text);
    for (char& c : capitals) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return capitals;
}

void CurrencyEvidence::look(const LedgerRows& rows, const Layout& layout) {
    const auto column = [&](Role role) {
        const auto at = layout[static_cast<std::size_t>(role)];
        return at && *at < rows.size() && !rows.cell(*at).empty() ? at : std::nullopt;
    };
    const auto date = column(Role::date);
    if (!date || !written_date(rows.cell(*date)) || (!column(Role::client) && !column(Role::group))) return;
    if (const auto status = column(Role::status); status && status_kind(rows.cell(*status)) == StatusKind::cancelled) {
        return;
    }
    std::array<std::string, 3> row;
    for (std::size_t i = 0; i < row.size(); ++i) {
        const auto at = column(std::array{Role::amount, Role::cost, Role::currency}[i]);
        if (!at) continue;
        std::string named = i == 2 ? currency_named(rows.cell(*at)) : std::string(currency_beside(rows.cell(*at)));
        const auto end = row.begin() + static_cast<std::ptrdiff_t>(i);
        if (named.empty() || std::find(row.begin(), end, named) != end) continue;
        if (seen_.size() < most_currencies || seen_.contains(named)) seen_[named].note(rows, *at);
        row[i] = std::move(named);
    }
}

std::string CurrencyEvidence::verdict() const {
    if (seen_.size() < 2) return seen_.empty() ? "" : seen_.begin()->first;
    std::vector<std::pair<std::string, Sighting>> by_rows(seen_.begin(), seen_.end());
    std::ranges::stable_sort(by_rows, [](const auto& a, const auto& b) { return a.second.times > b.second.times; });
    const Sighting* first = &by_rows[1].second;
    std::string list;
    for (std::size_t i = 0; i < by_rows.size(); ++i) {
        const Sighting& seen = by_rows[i].second;
        if (i > 0 && seen.where.line < first->where.line) first = &seen;
        if (i >= most_named) continue;
        list += fmt::format("{}{} in {} {}", i == 0 ? "" : ", ", shown_cell(by_rows[i].first), seen.times,
                            seen.times == 1 ? "row" : "rows");
    }
    if (by_rows.size() > most_named) list += fmt::format(" and {} more", by_rows.size() - most_named);
    refuse_ledger("mixed-currencies", *first,
                  fmt::format("amounts of {} currencies would be added up: {}", by_rows.size(), list),
                  "convert them to one currency, or keep the rows of one currency only");
}

}  // namespace clientele::reading
