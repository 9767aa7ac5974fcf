#include "reports/csv.hpp"

#include <algorithm>

#include "engine/base/text.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/reports/hand_study.hpp"

using namespace clientele;
using reports::csv_cell;

TEST_CASE("texts that a spreadsheet would take for a formula are neutralised") {
    for (const char* text : {"=1+1", "+1", "-1", "@x", "\tx"}) CHECK(csv_cell(text) == "'" + std::string(text));
    CHECK(csv_cell("'=x") == "''=x");  // so that reading gives back what was written
    for (const char* text : {"=1+1", "-", "\tx", "'=x", "''@", "'x", "O'Brien", "x", ""}) {
        CHECK(base::without_guard(base::begins_a_formula(text) ? csv_cell(text) : text) == text);
    }
    CHECK(csv_cell("\rx") == "\"'\rx\"");
    CHECK(csv_cell("harmless = text") == "harmless = text");
    CHECK(csv_cell("") == "");
}

TEST_CASE("commas, quotes and line ends are quoted") {
    CHECK(csv_cell("a,b") == "\"a,b\"");
    CHECK(csv_cell("say \"no\"") == "\"say \"\"no\"\"\"");
    CHECK(csv_cell("two\nlines") == "\"two\nlines\"");
}

TEST_CASE("there is one row a replication and structure, with empty cells for what does not exist") {
    test::HandStudy hand;
    const std::string text = reports::replications_csv(hand.record());
    CHECK(std::count(text.begin(), text.end(), '\n') == 1 + 8 * 4);
    CHECK(text.starts_with("replication,world,life,structure,npv,wins,utilisation.sales,payback,payback_same_money\n"));
    CHECK(text.find("\n0,0,0,today,1010000,5,,,\n") != std::string::npos);
    CHECK(text.find("\n3,1,1,'=other,1300000,5,,3,4\n") != std::string::npos);
    CHECK(text.find("\n3,1,1,third,950000,5,,,\n") != std::string::npos);
}

TEST_CASE("rows of one structure can be asked for alone") {
    test::HandStudy hand;
    const std::string text = reports::replications_csv(hand.record(), "third");
    CHECK(std::count(text.begin(), text.end(), '\n') == 1 + 8);
    CHECK(text.find("today") == std::string::npos);
}
