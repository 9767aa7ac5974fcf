#include "engine/reading/ledger_sum.hpp"

#include <string>

#include "engine/reading/ledger_columns.hpp"

namespace clientele::reading {
namespace {

// As plain_header leaves them, between blanks.
constexpr std::string_view sum_words =
    " total totals subtotal subtotals grandtotal sum sums итого всего подытог итог "
    "summe gesamt gesamtsumme zwischensumme endsumme insgesamt "
    "somme soustotal suma subtotale totale totaal razem ";
constexpr std::string_view words_beside =
    " grand overall general général generale généraux sub sous of for all "
    "row rows line lines record records order orders item items client clients customer customers "
    "year month quarter jahr monat quartal année mois "
    "zeilen posten kunden lignes righe filas общий общая по за год года г месяц квартал строк строки заказов клиентов ";

bool stands_in(std::string_view words, const std::string& word) {
    return words.find(' ' + word + ' ') != std::string_view::npos;
}

bool is_count(const std::string& word) { return word.find_first_not_of("0123456789") == std::string::npos; }

constexpr std::size_t longest_label = 60;  // [bytes]

}  // namespace

bool is_label_of_sum(std::string_view cell) {
    if (cell.size() > longest_label) return false;
    bool found = false;
    constexpr std::string_view between = " .:,;()[]-/#=*\t\n\r";
    while (!cell.empty()) {
        const std::string_view part = cell.substr(0, cell.find_first_of(between));
        cell.remove_prefix(part.size() < cell.size() ? part.size() + 1 : part.size());
        const std::string word = plain_header(part);
        if (word.empty() || is_count(word)) continue;
        if (stands_in(sum_words, word)) {
            found = true;
        } else if (!stands_in(words_beside, word)) {
            return false;
        }
    }
    return found;
}

}  // namespace clientele::reading
