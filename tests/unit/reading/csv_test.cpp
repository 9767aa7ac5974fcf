#include "engine/reading/csv.hpp"

#include <string>

#include "tests/support/catch.hpp"
#include "tests/unit/reading/support.hpp"

using namespace clientele;
using reading::cell_number;

namespace {

struct Table {
    std::string rows;  ///< cells joined by |, rows by /, the header first
    std::string codes;
};

Table table_of(const std::string& text) {
    reading::Report report;
    const reading::Source& source = report.sources().add(reading::Source("t.csv", text));
    reading::CsvReader reader(source, report);
    Table table;
    const auto add = [&](std::size_t i, std::string_view cell) {
        table.rows += (i > 0 ? "|" : table.rows.empty() ? "" : "/") + std::string(cell);
    };
    for (std::size_t i = 0; i < reader.header().size(); ++i) add(i, reader.header()[i]);
    while (reader.next()) {
        for (std::size_t i = 0; i < reader.header().size(); ++i) add(i, reader.cell(i));
    }
    table.codes = tests::codes(report.faults());
    return table;
}

double number(const std::string& text, char delimiter = ',') {
    INFO(text);
    const auto result = cell_number(text, delimiter);
    REQUIRE(result.value);
    return *result.value;
}

}  // namespace

TEST_CASE("a table is read as RFC 4180 says") {
    CHECK(table_of("a,b\n1,2\n3,4\n").rows == "a|b/1|2/3|4");
    CHECK(table_of("a,b\r\n1,2\r\n").rows == "a|b/1|2");
    CHECK(table_of("a,b\n1,2").rows == "a|b/1|2");
    CHECK(table_of("a,b\n,\n").rows == "a|b/|");
    CHECK(table_of("a,b\n\"x, y\",\"say \"\"hi\"\"\"\n").rows == "a|b/x, y|say \"hi\"");
    CHECK(table_of("a,b\n\"two\nlines\",2\n").rows == "a|b/two\nlines|2");
    CHECK(table_of("a,b\n\n1,2\n\n\n").rows == "a|b/1|2");
    CHECK(table_of("a , b\n 1 ,\t2\n").rows == "a|b/1|2");
    CHECK(table_of("a,b\n5\" pipe,2\n").rows == "a|b/5\" pipe|2");
}

TEST_CASE("the apostrophe that guards a formula from spreadsheets is no part of a name") {
    CHECK(table_of("a,b\n'-,\"'=x, y\"\n").rows == "a|b/-|=x, y");
    CHECK(table_of("a,b\n'' -,'x'\n").rows == "a|b/'' -|'x'");
    CHECK(table_of("a,b\n''@,'\n").rows == "a|b/'@|'");
}

TEST_CASE("the delimiter is the one the header uses most") {
    CHECK(table_of("a;b\n1,5;2\n").rows == "a|b/1,5|2");
    CHECK(table_of("a\tb\n1\t2\n").rows == "a|b/1|2");
    CHECK(table_of("\"x,y\";b;c\n1;2;3\n").rows == "x,y|b|c/1|2|3");
    CHECK(table_of("a\n1\n").rows == "a/1");
}

TEST_CASE("rows of the wrong length are reported, the others read") {
    const Table table = table_of("a,b\n1\n2,3\n4,5,6\n");
    CHECK(table.rows == "a|b/2|3");
    CHECK(table.codes == "ragged-row ragged-row");
}

TEST_CASE("a quote that is not closed ends the table") {
    CHECK(table_of("a,b\n1,\"2\n3,4\n").codes == "syntax");
    CHECK(table_of("a,b\n\"1\"x,2\n").codes == "syntax");
    CHECK(table_of("").codes == "empty-file");
}

TEST_CASE("cells are located by line and character, lines within quotes counted") {
    reading::Report report;
    const reading::Source& source = report.sources().add(reading::Source("t.csv", "ä,b\n\"x\ny\",1\nüü,  two\n"));
    reading::CsvReader reader(source, report);
    REQUIRE(reader.next());
    CHECK(reader.where(1) == base::Location{"t.csv", 3, 4, 1});
    REQUIRE(reader.next());
    CHECK(reader.where(1).line == 4);
    CHECK(reader.where(1).column == 4);
}

TEST_CASE("columns are found by name, once") {
    reading::Report report;
    const reading::Source& source = report.sources().add(reading::Source("t.csv", "id,name,name\n"));
    reading::CsvReader reader(source, report);
    CHECK(reader.column("id", {}) == 0);
    CHECK_FALSE(reader.column("idd", {}));
    CHECK_FALSE(reader.column("name", {}));
    REQUIRE(report.faults().size() == 2);
    CHECK(report.faults().sorted().front().help == "did you mean 'id'?");
}

TEST_CASE("numbers of a table have a decimal point or comma") {
    CHECK(number("80000") == 80'000);
    CHECK(number("80000.0") == 80'000);
    CHECK(number("-12.5") == -12.5);
    CHECK(number("1234,5") == 1234.5);
    CHECK(number("0.125") == 0.125);
    CHECK(number("1.125") == 1.125);
    CHECK(number("1,234,567") == 1'234'567);
    CHECK(number("1.234.567", ';') == 1'234'567);
    CHECK(number("1,234.56") == 1234.56);
    CHECK(number("1.234,56", ';') == 1234.56);
    CHECK(number("0,125", ';') == 0.125);
}

TEST_CASE("numbers that could be meant in two ways, and what is none, are refused") {
    CHECK(cell_number("1,234", ',').problem == "'1,234' could be 1234 or 1.234");
    CHECK(cell_number("-1,234", ',').problem == "'-1,234' could be -1234 or -1.234");
    CHECK(cell_number("1.5e3", ',').problem == "'1.5e3' is written with an exponent, which hides digits");
    CHECK_FALSE(cell_number("1.234", ';').value);
    for (const std::string text : {"", "-", "many", "1,23,456", "1.2.3", "1,2.3,4", "12,34.5", "nan", "inf", "1e999",
                                   "0x10", "5 %", "€5", "1 000", "--1", ",5,"}) {
        INFO(text);
        CHECK_FALSE(cell_number(text, ',').value);
    }
}
