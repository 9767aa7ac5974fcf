#include "engine/ledger/book.hpp"

#include <vector>

#include "engine/ledger/purchases.hpp"
#include "tests/support/catch.hpp"

using namespace clientele::ledger;

namespace {

Line sale(std::string_view client, int day, double amount, std::uint64_t fingerprint, std::string_view order = "") {
    Line line;
    line.client = client;
    line.day = day;
    line.amount = amount;
    line.fingerprint = fingerprint;
    line.order = order;
    return line;
}

std::uint64_t rows_of(const Book& book, Rule rule) { return book.rules()[static_cast<std::size_t>(rule)].rows; }

}  // namespace

TEST_CASE("lines of one order count once, days of purchase once, wherever they stand in the file") {
    Book book;
    book.add(sale("a", 20, 5, 1, "x"));
    book.add(sale("a", 10, 7, 2, "y"));
    book.add(sale("b", 20, 1, 3, "x"));
    book.add(sale("a", 20, 5, 4, "x"));
    REQUIRE(book.accounts().size() == 2);
    const Account& a = book.accounts()[0];
    CHECK(a.orders == 2);
    CHECK(a.lines == 3);
    CHECK(a.revenue == 17);
    CHECK(a.days.count() == 2);
    REQUIRE(a.bought.days().size() == 2);
    CHECK(a.bought.days()[0].day == 10);
    CHECK(a.bought.days()[1].amount == 10);
    CHECK(book.accounts()[1].orders == 1);
}

TEST_CASE("without order numbers every day of purchase is an order") {
    Book book;
    for (int i = 0; i < 6; ++i) book.add(sale("a", i / 2, 1, static_cast<std::uint64_t>(i + 1)));
    CHECK(book.accounts()[0].orders == 3);
}

TEST_CASE("each rule counts rows and sums, and leaves out only what it says") {
    Book book;
    book.add(sale("a", 1, 10, 1, "1"));
    book.add(sale("a", 1, 10, 1, "1"));
    book.add(sale("a", 2, -4, 2, "2"));
    book.add(sale("a", 2, -3, 3, "C3"));
    book.add(sale("a", 3, 0, 4, "4"));
    book.add(sale("", 3, 99, 5, "5"));
    Line cancelled = sale("a", 4, 50, 6, "6");
    cancelled.status = "Cancelled";
    cancelled.cancelled = true;
    book.add(cancelled);
    CHECK(rows_of(book, Rule::duplicate) == 1);
    CHECK(rows_of(book, Rule::refund) == 1);
    CHECK(rows_of(book, Rule::cancellation) == 1);
    CHECK(rows_of(book, Rule::zero) == 1);
    CHECK(rows_of(book, Rule::no_client) == 1);
    CHECK(rows_of(book, Rule::cancelled) == 1);
    CHECK(book.rules()[static_cast<std::size_t>(Rule::no_client)].amount == 99);
    const Account& a = book.accounts()[0];
    CHECK(a.revenue == 3);
    CHECK(a.returned == 7);
    CHECK(a.orders == 2);
    CHECK(a.days.count() == 2);
}

TEST_CASE("equal rows without order numbers are counted and told") {
    Book book;
    book.add(sale("a", 1, 10, 1));
    book.add(sale("a", 1, 10, 1));
    CHECK(rows_of(book, Rule::repeated) == 1);
    CHECK(book.accounts()[0].revenue == 20);
    Book strict({Duplicates::leave_out, std::numeric_limits<int>::max(), {}});
    strict.add(sale("a", 1, 10, 1));
    strict.add(sale("a", 1, 10, 1));
    CHECK(strict.accounts()[0].revenue == 10);
}

TEST_CASE("legal entities become one client before anything is counted") {
    BookOptions options;
    options.groups = {{"Nord GmbH", "Nord"}, {"Nord Handel", "Nord"}, {"Unseen", "Nobody"}};
    Book book(options);
    book.add(sale("Nord GmbH", 1, 10, 1));
    book.add(sale("Nord Handel", 5, 20, 2));
    book.add(sale("South", 5, 1, 3));
    REQUIRE(book.accounts().size() == 2);
    CHECK(book.accounts()[0].key == "Nord");
    CHECK(book.accounts()[0].revenue == 30);
    CHECK(book.accounts()[0].orders == 2);
    REQUIRE(book.join_defects().size() == 1);
    CHECK(book.join_defects()[0].who == "Unseen");
}

TEST_CASE("what lies behind the fitted part does not reach the models") {
    BookOptions options;
    options.until = 100;
    Book book(options);
    book.add(sale("a", 10, 5, 1));
    book.add(sale("a", 24, 7, 2));
    book.add(sale("a", 24, 1, 3));
    book.add(sale("a", 150, 1000, 4));
    book.add(sale("late", 101, 3, 5));
    std::vector<std::size_t> accounts;
    const auto purchases = purchases_of(book, TimeUnit::week, accounts);
    REQUIRE(purchases.size() == 1);
    CHECK(purchases[0].repeats == 1);
    CHECK(purchases[0].recency == 2);
    CHECK(purchases[0].age == Approx(90.0 / 7));
    const auto spending = spending_of(book, accounts);
    CHECK(spending[0].purchases == 1);
    CHECK(spending[0].mean == 8);
    CHECK(book.accounts()[0].revenue == 13);
    CHECK(book.accounts()[0].held_out.revenue == 1000);
    CHECK(rows_of(book, Rule::held_out) == 2);
    CHECK(book.last_day() == 150);
}

TEST_CASE("orders without revenue count as orders, and not into the amount of those that bring some") {
    Book book;
    book.add(sale("a", 1, 5, 1));
    book.add(sale("a", 2, 0, 2));
    book.add(sale("a", 3, 8, 3));
    book.add(sale("b", 1, 0, 4));
    book.add(sale("b", 2, 0, 5));
    std::vector<std::size_t> accounts;
    purchases_of(book, TimeUnit::day, accounts);
    const auto spending = spending_of(book, accounts);
    CHECK(spending[0].purchases == 1);
    CHECK(spending[0].mean == 8);
    CHECK(spending[1].weight == 0);
    const auto paid = paid_days_of(book, accounts);
    CHECK((paid[0].paid == 2 && paid[0].days == 3));
    CHECK((paid[1].paid == 0 && paid[1].days == 2));
}

TEST_CASE("a sum is the same in any order, and what decimals add up to") {
    const std::vector<double> amounts{0.1, 0.2, 1e15, -0.3, 1234.56, -1e15, -2000, 1e-9};
    ExactSum forward, backward;
    for (std::size_t i = 0; i < amounts.size(); ++i) {
        forward += amounts[i];
        backward += amounts[amounts.size() - 1 - i];
    }
    CHECK(forward.value() == backward.value());
    CHECK(forward.value() == Approx(-765.44 + 1e-9).epsilon(1e-15));
    for (const double amount : {0.1, -0.1, -0.01, 422.33, -3.0, 0.0, -1e15}) CHECK(ExactSum(amount).value() == amount);
    ExactSum most;
    for (int i = 0; i < 20'000; ++i) most += 1e15;
    CHECK(most.value() == Approx(9.2e18));
}

TEST_CASE("clients and their people are in order, whatever the order of the lines") {
    Book book;
    for (const std::string_view client : {"b", "c", "a"}) {
        Line line = sale(client, 2, 1, 1 + book.lines());
        line.rep = "Zoe";
        line.name = "later";
        book.add(line);
        line.rep = "Ann";
        line.name = "earlier";
        line.day = 1;
        line.fingerprint += 100;
        book.add(line);
    }
    book.put_in_order();
    CHECK(book.accounts()[0].key == "a");
    CHECK(book.accounts()[2].key == "c");
    CHECK(book.accounts()[0].name == "earlier");
    CHECK(book.people()[book.accounts()[0].served_by[0].person] == "Ann");
}

TEST_CASE("a set of days counts, grows to both sides and knows its ends") {
    DaySet days;
    for (const int day : {1000, -3, 64, 63, 1000, 0}) days.mark(day);
    CHECK(days.count() == 5);
    CHECK(days.first() == -3);
    CHECK(days.last() == 1000);
    CHECK(days.count(0, 63) == 2);
    CHECK(days.count(64, 999) == 1);
    CHECK(days.last_until(999) == 64);
    CHECK_FALSE(days.last_until(-4).has_value());
}

TEST_CASE("recent keys are remembered for at least a generation, in bounded memory") {
    RecentKeys keys(100);
    for (std::uint64_t i = 0; i < 1000; ++i) {
        CHECK(keys.insert(i * 977));
        if (i >= 99) CHECK_FALSE(keys.insert((i - 99) * 977));
    }
    CHECK(keys.insert(0));
}

TEST_CASE("the same date a year before is the 28th for the 29th of February") {
    CHECK(date_of_day(year_before(10352)) == "1997-05-06");  // 1998-05-06
    CHECK(date_of_day(year_before(19782)) == "2023-02-28");  // 2024-02-29
    CHECK(date_of_day(year_before(20147)) == "2024-02-28");  // 2025-02-28
}

TEST_CASE("days of the last two years are remembered one by one, in whatever order they come") {
    for (const bool backward : {false, true}) {
        RecentDays days;
        for (int i = 0; i < 2000; ++i) days.add(backward ? 1999 - i : i, {.revenue = 1, .lines = 1});
        for (int i = 0; i < 2000; i += 10) days.add(i, {.revenue = 2, .returns = 1});
        const Activity year = days.between(1635, 1999);
        CHECK(year.revenue == 365 + 2 * 36);
        CHECK(year.lines == 365);
        CHECK(year.returns == 36);
        CHECK(days.between(1269, 1634).lines == 366);
        CHECK(days.between(1999, 1999).lines == 1);
    }
}
