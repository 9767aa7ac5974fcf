#include "engine/reading/ledger.hpp"

#include <fstream>
#include <random>

#include "engine/base/fault.hpp"
#include "engine/reading/ledger_rows.hpp"
#include "engine/reading/ledger_sum.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"

using namespace clientele;
using namespace clientele::reading;

namespace {

std::optional<double> value_of(std::string_view cell, DecimalMark mark) {
    const auto bare = bare_number(cell);
    return bare ? number_value(*bare, mark) : std::nullopt;
}

std::optional<int> day_in(std::string_view cell, DateOrder order = DateOrder::unknown) {
    const auto date = written_date(cell);
    return date ? day_of(*date, order) : std::nullopt;
}

std::filesystem::path write(const tests::ScratchFolder& folder, const std::string& bytes) {
    const std::filesystem::path path = folder.path() / "ledger.csv";
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
}

/// Rows as text, cells joined by |.
std::vector<std::string> rows_of(const std::string& text, char delimiter = ',') {
    const tests::ScratchFolder folder;
    LedgerRows rows(write(folder, text), "ledger.csv", Encoding::utf8, delimiter);
    std::vector<std::string> result;
    while (rows.next()) {
        std::string row;
        for (std::size_t i = 0; i < rows.size(); ++i) row += (i > 0 ? "|" : "") + std::string(rows.cell(i));
        result.push_back(row);
    }
    return result;
}

std::string in_quotes(const std::string& cell) {
    std::string text = "\"";
    for (const char c : cell) text += c == '"' ? std::string("\"\"") : std::string(1, c);
    return text + '"';
}

}  // namespace

TEST_CASE("amounts are read with thousands, currencies and signs as ledgers write them") {
    const auto point = DecimalMark::point;
    const auto comma = DecimalMark::comma;
    CHECK(value_of("1234.5", point) == 1234.5);
    CHECK(value_of("1,234,567.89", point) == 1234567.89);
    CHECK(value_of("1.234.567,89", comma) == 1234567.89);
    CHECK(value_of("1 234,50", comma) == 1234.5);
    CHECK(value_of("1\xC2\xA0"
                   "234,50 ₽",
                   comma) == 1234.5);
    CHECK(value_of("12 000,00 руб.", comma) == 12000.0);
    CHECK(value_of("$1,200.00", point) == 1200.0);
    CHECK(value_of("1'200.00", point) == 1200.0);
    CHECK(value_of("125.50-", point) == -125.5);
    CHECK(value_of("(125.50)", point) == -125.5);
    CHECK(value_of("\xE2\x88\x92"
                   "3,5",
                   comma) == -3.5);
    CHECK(value_of("+7", point) == 7.0);
    CHECK(value_of("1.5e3", point) == 1500.0);
    for (const char* wrong : {"", "-", "abc", "12abc", "1.2.3", "1,23,4.5", "12,34,567"}) {
        INFO(wrong);
        CHECK_FALSE(value_of(wrong, point).has_value());
    }
}

TEST_CASE("the shape of a number tells its decimal mark, or leaves it open") {
    CHECK(shape_of("1234") == NumberShape::whole);
    CHECK(shape_of("1234.5") == NumberShape::point);
    CHECK(shape_of("1234,5") == NumberShape::comma);
    CHECK(shape_of("1,234") == NumberShape::one_comma);
    CHECK(shape_of("1.234") == NumberShape::one_point);
    CHECK(shape_of("-1.234") == NumberShape::one_point);
    CHECK(shape_of("0.234") == NumberShape::point);
    CHECK(shape_of("1,234,567") == NumberShape::point);
    CHECK(shape_of("1.234,5") == NumberShape::comma);
    CHECK(shape_of("1234,567") == NumberShape::comma);
    CHECK(shape_of("1,2,3") == NumberShape::no_number);
}

TEST_CASE("dates are read in five writings; what is no day of the calendar is none") {
    const int day = 19789;  // 2024-03-07
    CHECK(day_in("2024-03-07") == day);
    CHECK(day_in("2024/3/7") == day);
    CHECK(day_in("20240307") == day);
    CHECK(day_in("2024-03-07T12:30:00") == day);
    CHECK(day_in("2024-03-07 12:30") == day);
    CHECK(day_in("07.03.2024") == day);
    CHECK(day_in("7.3.24") == day);
    CHECK(day_in("3/7/2024", DateOrder::month_first) == day);
    CHECK(day_in("7/3/2024", DateOrder::day_first) == day);
    CHECK(day_in("3/27/2024") == day + 20);
    CHECK(day_in("27-03-2024") == day + 20);
    CHECK(day_in("3/3/2024") == day - 4);
    CHECK(day_in("29.02.2024") == day - 7);
    CHECK_FALSE(day_in("7/3/2024").has_value());
    for (const char* wrong :
         {"", "2024", "29.02.2023", "2024-13-01", "13/13/2024", "03.27.2024", "1/2/3/4", "2024-03-07x", "07.03-2024"}) {
        INFO(wrong);
        CHECK_FALSE(day_in(wrong).has_value());
    }
}

TEST_CASE("dates with the name of the month are read in seven languages, and never mean another month") {
    const int day = 19789;  // 2024-03-07
    for (const char* written : {"07-Mar-2024", "7 mar 24", "07-MAR-24", "07MAR2024", "7 March 2024", "March 7, 2024",
                                "Mar 7th, 2024", "2024-Mar-07", "7. März 2024", "7. MÄRZ 2024", "07.Mrz.2024",
                                "7 mars 2024", "7 de marzo de 2024", "7 marzo 2024", "7 maart 2024",
                                "7 de março de 2024", "07-Mar-2024 12:30", "07-mar-24 12:30:00 PM", "7/Mar/2024"}) {
        INFO(written);
        CHECK(day_in(written) == day);
        CHECK(day_in(written, DateOrder::month_first) == day);
    }
    CHECK(day_in("1er août 2024") == day + 147);
    CHECK(day_in("24 déc. 2024") == day + 292);
    CHECK(day_in("31. Dez. 2024") == day + 299);
    for (const char* wrong : {"Mar 2024", "7 Mrch 2024", "30-Feb-2024", "7 Mar Apr 2024", "7 Mar", "Mar-07-08-2024",
                              "March", "7 Mar 2024 x", "7 Mar 202", "de de", "123 Mar 2024", "may be", "1 May 20 24",
                              "7 Mar 2024 12", "07.03.2024 12"}) {
        INFO(wrong);
        CHECK_FALSE(day_in(wrong).has_value());
    }
    const std::pair<const char*, int> each[] = {{"11 jan 2023", 1}, {"11 mai 2023", 5}, {"11 dezember 2023", 12}};
    for (const auto& [written, month] : each) {
        const auto date = written_date(written);
        REQUIRE(date);
        CHECK(date->first == month);
        CHECK(date->second == 11);
        CHECK_FALSE(date->by_size);
    }
}

TEST_CASE("the number of a day in a spreadsheet is known as what it could be, and is no date") {
    for (const char* number : {"45358", "45358.0", "45358.52", "45358,52", " 45358 "}) {
        INFO(number);
        CHECK(could_be_day_number(number));
        CHECK_FALSE(day_in(number).has_value());
    }
    for (const char* other : {"4535", "453580", "12345", "99999", "45358-1", "45358.5.2", "abc", ""}) {
        INFO(other);
        CHECK_FALSE(could_be_day_number(other));
    }
}

TEST_CASE("the label of a sum is a word for one, with numbers and counts, and no name that begins so") {
    for (const char* label : {"Total",
                              "TOTAL:",
                              "Grand total",
                              "Grand-Total",
                              "Sub-total",
                              "Subtotal 2024",
                              "Total (12 rows)",
                              "Totals",
                              "Sum",
                              "Summe:",
                              "Summe 2024",
                              "Gesamt",
                              "Gesamtsumme",
                              "Zwischensumme",
                              "Total général",
                              "Sous-total (12 lignes)",
                              "Somme",
                              "Suma",
                              "Totale generale",
                              "Итого",
                              "ИТОГО:",
                              "Всего за 2024 год",
                              "Общий итог",
                              "Total for 2024",
                              "= Total ="}) {
        INFO(label);
        CHECK(is_label_of_sum(label));
    }
    for (const char* name : {"TotalEnergies SE", "Total Energies", "Summerfield Ltd", "Total, Inc.", "Summe & Partner",
                             "Somme Logistique", "Sumatra", "Gesamtverband e.V.", "Итогострой", "Totalprodukt", "2024",
                             "", "12 rows", "Grand", "(blank)", "All clients"}) {
        INFO(name);
        CHECK_FALSE(is_label_of_sum(name));
    }
}

TEST_CASE("cells hold delimiters, line ends and quotes; lines end in LF, CR LF or CR") {
    CHECK(rows_of("a,b\nc,d") == std::vector<std::string>{"a|b", "c|d"});
    CHECK(rows_of("a,b\r\nc,d\r\n") == std::vector<std::string>{"a|b", "c|d"});
    CHECK(rows_of("a,b\rc,d\r") == std::vector<std::string>{"a|b", "c|d"});
    CHECK(rows_of("\"a,1\",\"say \"\"yes\"\"\"\n") == std::vector<std::string>{"a,1|say \"yes\""});
    CHECK(rows_of("\"two\nlines\",x\ny,z") == std::vector<std::string>{"two\nlines|x", "y|z"});
    CHECK(rows_of("5\" pipe,1\n6\" pipe,2") == std::vector<std::string>{"5\" pipe|1", "6\" pipe|2"});
    CHECK(rows_of("a,\n,b\n\n,") == std::vector<std::string>{"a|", "|b", "", "|"});
    CHECK(rows_of("").empty());
}

TEST_CASE("any table that is written is read back, whatever its cells hold") {
    std::mt19937_64 generator(99);
    const std::string letters = "ab,;\"\n\r\t| x\xD0\x96";
    for (int trial = 0; trial < 300; ++trial) {
        const char delimiter = ",;\t|"[generator() % 4];
        const std::size_t columns = 1 + generator() % 4;
        std::string text;
        std::vector<std::string> expected;
        for (std::size_t row = 0; row < 1 + generator() % 5; ++row) {
            std::string shown;
            for (std::size_t column = 0; column < columns; ++column) {
                std::string cell = "q";  // blanks at the ends are trimmed by design
                for (std::size_t i = generator() % 6; i > 0; --i) {
                    const std::size_t at = generator() % (letters.size() - 1);
                    cell += at + 2 >= letters.size() ? std::string("\xD0\x96") : std::string(1, letters[at]);
                }
                cell += "q";
                text += (column > 0 ? std::string(1, delimiter) : "") + in_quotes(cell);
                shown += (column > 0 ? "|" : "") + cell;
            }
            text += generator() % 2 == 0 ? "\n" : "\r\n";
            expected.push_back(shown);
        }
        CHECK(rows_of(text, delimiter) == expected);
    }
}

TEST_CASE("random bytes are read or refused, never worse") {
    std::mt19937_64 generator(7);
    const tests::ScratchFolder folder;
    const std::string head = "client,date,amount\n";
    for (int trial = 0; trial < 400; ++trial) {
        std::string bytes = generator() % 2 == 0 ? head : "";
        for (std::size_t i = generator() % 200; i > 0; --i) {
            const auto word = generator();
            bytes += word % 3 == 0 ? ",;\n\"0123456789.-/"[word / 3 % 17] : static_cast<char>(word >> 8U);
        }
        const auto path = write(folder, bytes);
        try {
            const LedgerConventions found = examine_ledger(path, "fuzz.csv", {});
            read_ledger(path, found, BadRows::skip, [](const LedgerRow& row) { CHECK(row.line >= 1); });
        } catch (const base::InvalidInput& refused) {
            CHECK(refused.faults().sorted().front().where.file == "fuzz.csv");
        }
    }
}

TEST_CASE("a row longer than a block of the file is one row") {
    const std::string long_cell(700'000, 'x');
    const auto rows = rows_of("a,b\n" + in_quotes(long_cell) + ",1\nc,d\n");
    REQUIRE(rows.size() == 3);
    CHECK(rows[1].size() == long_cell.size() + 2);
    CHECK(rows[2] == "c|d");
}

TEST_CASE("headers are recognised in English and Russian, and what --map says wins") {
    CHECK(plain_header("Сумма, руб.") == "сумма");
    CHECK(plain_header("Order_Date") == "orderdate");
    CHECK(plain_header("№ заказа") == "заказа");
    const std::vector<std::string> header{"Дата документа", "Контрагент", "Менеджер", "Сумма, руб."};
    const Recognised found = recognise(header);
    CHECK(found.is_header());
    CHECK(found.layout[static_cast<std::size_t>(Role::rep)] == 2U);
    const auto map = parse_map("client=Name,amount=\"Sum, net\"");
    CHECK(map.at(Role::client) == "Name");
    CHECK(map.at(Role::amount) == "Sum, net");
    CHECK_THROWS_AS(parse_map("customer=Name"), base::InvalidInput);
    CHECK_THROWS_AS(parse_map("client"), base::InvalidInput);
}
