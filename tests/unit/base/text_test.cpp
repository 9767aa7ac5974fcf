#include "engine/base/text.hpp"

#include "tests/support/catch.hpp"

using clientele::base::display_width;
using clientele::base::find_invalid_utf8;
using clientele::base::printable;
using clientele::base::to_lower;
using clientele::base::trim;
using clientele::base::utf8_length;

TEST_CASE("trimming takes blanks from both ends only") {
    CHECK(trim(" \t a b \r\n") == "a b");
    CHECK(trim("a") == "a");
    CHECK(trim(" \n ").empty());
    CHECK(trim("").empty());
}

TEST_CASE("lower case is for ASCII letters") {
    CHECK(to_lower("AbZ-09_[@") == "abz-09_[@");
    CHECK(to_lower("Ü") == "Ü");
}

TEST_CASE("characters of one to four bytes are well-formed") {
    CHECK_FALSE(find_invalid_utf8("plain"));
    CHECK_FALSE(find_invalid_utf8("Zürich 客户 \xF0\x9F\x98\x80"));
    CHECK_FALSE(find_invalid_utf8(""));
    CHECK(utf8_length("a") == 1);
    CHECK(utf8_length("ü") == 2);
    CHECK(utf8_length("客") == 3);
    CHECK(utf8_length("\xF4\x8F\xBF\xBF") == 4);  // U+10FFFF, the last
    CHECK(utf8_length("") == 0);
}

TEST_CASE("broken UTF-8 is found where it begins") {
    CHECK(find_invalid_utf8("ab\xFFz") == 2U);
    CHECK(find_invalid_utf8("\x80") == 0U);                  // continuation without a start
    CHECK(find_invalid_utf8("a\xC3") == 1U);                 // cut off
    CHECK(find_invalid_utf8("a\xE2\x82z") == 1U);            // cut off inside
    CHECK(find_invalid_utf8("\xC0\xAF") == 0U);              // overlong /
    CHECK(find_invalid_utf8("\xE0\x80\xAF") == 0U);          // overlong /
    CHECK(find_invalid_utf8("\xED\xA0\x80") == 0U);          // surrogate
    CHECK(find_invalid_utf8("\xF4\x90\x80\x80") == 0U);      // above U+10FFFF
    CHECK(find_invalid_utf8("Z\xFCrich in Latin-1") == 1U);  // the usual case
}

TEST_CASE("printable text shows what a terminal would obey or hide") {
    CHECK(printable("Zürich 客户") == "Zürich 客户");
    CHECK(printable("a\tb") == "a b");
    CHECK(printable("\x1b]0;title\x07") == "\\x1b]0;title\\x07");
    CHECK(printable("\x7f\xC2\x9B") == "\\x7f\\x9b");
    CHECK(printable("a\xE2\x80\xAE"
                    "b") == "a\\u{202E}b");
    CHECK(printable("\xFE\xFF") == "\\xfe\\xff");
}

TEST_CASE("wide characters take two columns, accents none") {
    CHECK(display_width("a") == 1);
    CHECK(display_width("ü") == 1);
    CHECK(display_width("客") == 2);
    CHECK(display_width("\xF0\x9F\x98\x80") == 2);
    CHECK(display_width("\xCC\x81") == 0);
}
