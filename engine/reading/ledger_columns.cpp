#include "engine/reading/ledger_columns.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/core.h>

#include "engine/base/fault.hpp"
#include "engine/base/nearest.hpp"
#include "engine/base/text.hpp"

namespace clientele::reading {
namespace {

constexpr std::array<std::string_view, role_count> role_words{"client",  "date",     "amount",  "name",   "group",
                                                              "segment", "rep",      "contact", "order",  "product",
                                                              "cost",    "discount", "paid",    "status", "currency"};

/// Names of the columns of a role, best first; names between bars are equally good.
using NameRanks = std::string_view;

constexpr std::array<NameRanks, role_count> known_names{
    "customerid clientid accountid customerno customernumber clientcode кодклиента idклиента кодконтрагента|customer "
    "client "
    "account клиент контрагент покупатель заказчик|customername clientname accountname companyname company "
    "наименованиеклиента "
    "наименованиеконтрагента организация названиеклиента",
    "orderdate датазаказа датапродажи saledate датаотгрузки|invoicedate transactiondate docdate documentdate "
    "датадокумента датасделки датаоперации|date дата day день",
    "amount сумма revenue выручка amountnet netamount linetotal суммазаказа суммапродажи суммадокумента суммабезндс "
    "суммасндс|sum "
    "sales turnover total value оборот стоимость продажи",
    "customername clientname accountname companyname company наименованиеклиента наименованиеконтрагента "
    "названиеклиента "
    "наименование",
    "group parent parentaccount holding группа группакомпаний холдинг головнойклиент",
    "segment сегмент customersegment clientsegment типклиента",
    "rep salesrep salesperson salespersonid manager employeeid sellerid менеджер ответственный ответственныйменеджер "
    "продавец "
    "торговыйпредставитель|employeename employee seller сотрудник owner accountmanager",
    "contact contactperson contactname контакт контактноелицо",
    "orderid orderno ordernumber номерзаказа|invoiceno invoiceid invoice invoicenumber docno documentno номердокумента "
    "номернакладной накладная|order заказ документ",
    "productid sku itemid stockcode артикул кодтовара|product productname item товар номенклатура description",
    "cost cogs costofgoods себестоимость",
    "discount скидка",
    "paid paiddate paymentdate датаоплаты оплачено",
    "status статус state состояние",
    "currency currencycode валюта кодвалюты валютадокумента währung waehrung devise moneda divisa valuta"};

/// A letter of UTF-8 text in lower case: ASCII, Latin-1 and Cyrillic.
std::string lower_letter(std::string_view letter) {
    if (letter.size() == 1) return base::to_lower(letter);
    if (letter.size() != 2) return std::string(letter);
    auto code = static_cast<unsigned>((static_cast<unsigned char>(letter[0]) & 0x1FU) << 6U) |
                (static_cast<unsigned char>(letter[1]) & 0x3FU);
    if (code >= 0x410 && code <= 0x42F) code += 0x20;
    if (code >= 0x400 && code <= 0x40F) code += 0x50;
    if (code == 0x451) code = 0x435;  // Yo is written as Ye as often as not
    if (code >= 0xC0 && code <= 0xDE && code != 0xD7) code += 0x20;
    return {static_cast<char>(0xC0U | (code >> 6U)), static_cast<char>(0x80U | (code & 0x3FU))};
}

bool is_kept(std::string_view letter) {
    if (letter.size() > 1) return letter != "\xC2\xA0" && letter != "\xE2\x84\x96";  // no-break blank, numero sign
    const char c = letter[0];
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// Columns whose names stand in one rank.
std::vector<std::size_t> columns_of_rank(std::string_view rank, const std::vector<std::string>& plain) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < plain.size(); ++i) {
        std::string_view rest = rank;
        while (!rest.empty()) {
            const std::string_view word = rest.substr(0, rest.find(' '));
            if (!plain[i].empty() && word == plain[i]) found.push_back(i);
            rest.remove_prefix(std::min(rest.size(), word.size() + 1));
        }
    }
    return found;
}

[[noreturn]] void refuse_map(std::string message, std::string help) {
    throw base::InvalidInput(base::Fault{"usage", std::move(message), {}, std::move(help), {}});
}

}  // namespace

std::string_view word_for(Role role) { return role_words[static_cast<std::size_t>(role)]; }

std::optional<Role> role_named(std::string_view word) {
    const auto found = std::ranges::find(role_words, word);
    if (found == role_words.end()) return std::nullopt;
    return static_cast<Role>(found - role_words.begin());
}

std::string plain_header(std::string_view cell) {
    std::string plain;
    for (std::size_t at = 0; at < cell.size();) {
        const std::size_t bytes = std::max<std::size_t>(1, base::utf8_length(cell.substr(at)));
        const std::string_view letter = cell.substr(at, bytes);
        at += bytes;
        if (letter == "," || letter == "(" || letter == "[") break;
        if (is_kept(letter)) plain += lower_letter(letter);
    }
    return plain;
}

Recognised recognise(std::span<const std::string> header) {
    std::vector<std::string> plain;
    for (const std::string& cell : header) plain.push_back(plain_header(cell));
    Recognised result;
    for (std::size_t role = 0; role < role_count; ++role) {
        std::string_view ranks = known_names[role];
        while (!ranks.empty()) {
            const std::string_view rank = ranks.substr(0, ranks.find('|'));
            ranks.remove_prefix(std::min(ranks.size(), rank.size() + 1));
            const std::vector<std::size_t> columns = columns_of_rank(rank, plain);
            if (columns.empty()) continue;
            if (columns.size() == 1) {
                result.layout[role] = columns.front();
            } else {
                for (const std::size_t column : columns) {
                    result.doubtful[static_cast<Role>(role)].push_back(header[column]);
                }
            }
            break;
        }
    }
    return result;
}

std::vector<std::size_t> columns_called(std::string_view name, std::span<const std::string> header) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < header.size(); ++i) {
        if (header[i] == name) found.push_back(i);
    }
    if (!found.empty() || !name.starts_with('#')) return found;
    std::size_t place = 0;
    const auto [end, error] = std::from_chars(name.data() + 1, name.data() + name.size(), place);
    const bool fine = error == std::errc() && end == name.data() + name.size();
    return fine && place >= 1 && place <= header.size() ? std::vector{place - 1} : found;
}

std::map<Role, std::string> parse_map(std::string_view text) {
    std::map<Role, std::string> map;
    std::string part;
    bool quoted = false;
    const auto finish = [&] {
        const std::size_t equals = part.find('=');
        if (equals == std::string::npos || base::trim(part.substr(equals + 1)).empty()) {
            refuse_map(fmt::format("'{}' in --map says no column", base::printable(part)),
                       "write --map client=CustomerID,date=OrderDate,amount=Amount");
        }
        const std::string word(base::trim(part.substr(0, equals)));
        const auto role = role_named(word);
        if (!role) {
            const std::vector<std::string> known(role_words.begin(), role_words.end());
            const auto near = base::nearest(word, known);
            std::string all;
            for (const std::string& each : known) all += (all.empty() ? "" : ", ") + each;
            refuse_map(fmt::format("--map knows no '{}'", base::printable(word)),
                       near ? fmt::format("did you mean '{}'?", *near) : "it knows " + all);
        }
        const std::string column(base::trim(part.substr(equals + 1)));
        const auto [known, fresh] = map.emplace(*role, column);
        if (!fresh) {
            refuse_map(fmt::format("--map names two columns for {}: '{}' and '{}'", word,
                                   base::printable(known->second), base::printable(column)),
                       "name one column for each");
        }
        part.clear();
    };
    for (const char c : text) {
        if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            finish();
        } else {
            part += c;
        }
    }
    finish();
    return map;
}

}  // namespace clientele::reading
