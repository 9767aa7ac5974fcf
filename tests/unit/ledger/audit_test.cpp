#include "engine/ledger/audit.hpp"

#include <algorithm>
#include <cmath>

#include "engine/ledger/look_alikes.hpp"
#include "tests/support/catch.hpp"

using namespace clientele::ledger;

namespace {

/// A book of `amounts`, one client each, buying on one day.
Book book_of(const std::vector<double>& amounts) {
    Book book;
    for (std::size_t i = 0; i < amounts.size(); ++i) {
        const std::string key = "c" + std::to_string(i);
        Line line;
        line.client = key;
        line.day = 100;
        line.amount = amounts[i];
        line.fingerprint = i + 1;
        book.add(line);
    }
    return book;
}

Line monthly(const std::string& client, int month, double amount) {
    Line line;
    line.client = client;
    line.day = first_day_of_month(month) + 3;
    line.amount = amount;
    line.fingerprint = static_cast<std::uint64_t>(month) * 1000 + client.size();
    return line;
}

}  // namespace

TEST_CASE("the client that crosses a threshold is in the lower class") {
    const std::vector<double> values{50, 30, 15, 4, 1};
    const std::vector<Abc> classes = abc_classes(values, 0.8, 0.95);
    CHECK(classes == std::vector<Abc>{Abc::a, Abc::a, Abc::b, Abc::c, Abc::c});
    CHECK(abc_classes(std::vector<double>{81, 15, 4}, 0.8, 0.95) == std::vector<Abc>{Abc::b, Abc::c, Abc::c});
    CHECK(abc_classes(std::vector<double>{0, -3}, 0.8, 0.95) == std::vector<Abc>{Abc::c, Abc::c});
}

TEST_CASE("concentration has known values") {
    CHECK(gini(std::vector<double>{5, 5, 5, 5}).value == Approx(0).margin(1e-12));
    CHECK(gini(std::vector<double>{1, 0, 0, 0}).value == Approx(0.75));
    CHECK(herfindahl(std::vector<double>{1, 1, 1, 1}).value == Approx(0.25));
    CHECK(herfindahl(std::vector<double>{3, 1}).value == Approx(0.625));
    CHECK(top_count(89, 0.2) == 18);
    CHECK(top_count(90, 0.2) == 18);
    CHECK(top_count(1, 0.2) == 1);
    CHECK_FALSE(gini(std::vector<double>{7}).known());
    CHECK_FALSE(herfindahl(std::vector<double>{-7}).known());
}

TEST_CASE("50 million a year, terms kept, ordered monthly: the value coefficient is 45") {
    const ValueTables tables;
    const double payment = factor_of(tables.days_to_pay, 25);
    const double regularity = factor_of(tables.months_with_orders, 1);
    CHECK(value_coefficient(50, payment, regularity) == Approx(45));
    CHECK(factor_of(tables.days_to_pay, 95) == 0.5);
}

TEST_CASE("the whale curve peaks before the clients that bring losses and ends at 100 %") {
    AuditOptions options;
    options.rates.gross_margin = Rate{0.5, "books"};
    options.rates.order = Rate{30, ""};
    // margins 100, 50, 20, 5 less 30 an order: 70, 20, -10, -25; total 55, peak 90
    const Book book = book_of({200, 100, 40, 10});
    const Audit result = audit(book, options);
    CHECK(result.whale.basis == "profit after cost to serve");
    CHECK(result.whale.assumed);
    CHECK(result.whale.peak.value == Approx(90.0 / 55));
    CHECK(result.whale.peak_rank == 2);
    CHECK(result.whale.loss_makers == 2);
    CHECK(result.whale.curve.front() == 0);
    CHECK(result.whale.curve.back() == 1);
}

TEST_CASE("a ledger too short for a figure gets none") {
    const Book book = book_of({200, 100});
    const Audit result = audit(book);
    CHECK_FALSE(result.value_coefficient.known());
    CHECK_FALSE(result.movement.loyalty.known());
    CHECK_FALSE(result.movement.new_up_permanent_down.has_value());
    CHECK(result.xyz[3].clients == 2);
    CHECK(result.candidates.size == 0);
    CHECK_FALSE(result.ownership.salespeople_per_account.known());
    CHECK_FALSE(result.whale.curve.empty());
}

TEST_CASE("XYZ follows the variation of revenue by whole months") {
    Book book;
    constexpr int start = 2020 * 12;
    for (int m = 0; m < 12; ++m) {
        book.add(monthly("x", start + m, 100));
        book.add(monthly("yy", start + m, m % 2 == 0 ? 80 : 120));
        book.add(monthly("zzz", start + m, m % 3 == 0 ? 300 : 1));
    }
    // Without the first and the last month: 100 each; five of 80 and five of 120: sd 21.08, cv 0.2108
    const Audit result = audit(book);
    for (const ClientFigures& client : result.clients) {
        if (client.account->key == "x") CHECK(client.xyz == 'X');
        if (client.account->key == "yy") {
            CHECK(client.xyz == 'Y');
            CHECK(client.variation.value == Approx(0.2108).margin(2e-4));
        }
        if (client.account->key == "zzz") CHECK(client.xyz == 'Z');
    }
}

TEST_CASE("new clients up and permanent clients down is flagged") {
    Book book;
    constexpr int start = 2018 * 12;
    for (int c = 0; c < 10; ++c) {
        // old clients buy every month of two years, half of them stop before the last half-year
        const std::string old = "old" + std::string(static_cast<std::size_t>(c), 'o');
        for (int m = 0; m < 30; ++m) {
            if (m < 23 || c < 5) book.add(monthly(old, start + m, 10));
        }
        const std::string fresh = "new" + std::string(static_cast<std::size_t>(20 + c), 'n');
        book.add(monthly(fresh, start + 27, 5));
    }
    const Audit result = audit(book);
    REQUIRE(result.movement.new_up_permanent_down.has_value());
    CHECK(*result.movement.new_up_permanent_down);
    const Window& last = result.movement.windows.back();
    CHECK(last.fresh == 10);
    CHECK(last.permanent == 5);
    CHECK(last.lost == 5);
    CHECK(result.movement.loyalty.value == Approx(0.5));
}

TEST_CASE("key accounts are compared over the same twelve months by revenue and by profit") {
    Book book;
    // The first client was great three years ago and buys crumbs now; the others buy alike, the last one dearly served.
    for (int m = 0; m < 36; ++m) {
        for (int client = 0; client < 6; ++client) {
            Line line =
                monthly("c" + std::to_string(client), 2019 * 12 + m, client == 0 ? (m < 24 ? 9000 : 1) : 100 + client);
            line.cost = line.amount / 2;
            line.fingerprint += static_cast<std::uint64_t>(client);
            book.add(line);
        }
    }
    AuditOptions options;
    options.rates.order = Rate{1, "books"};
    const Audit result = audit(book, options);
    REQUIRE(result.clients.front().account->key == "c0");
    CHECK(result.clients.front().profit.value == Approx(24 * 4500 + 12 * 0.5 - 36));
    CHECK(result.clients.front().profit_year.value == Approx(12 * 0.5 - 12));
    CHECK(result.candidates.by_profit == result.candidates.by_revenue);
    CHECK(std::ranges::find(result.candidates.by_profit, 0U) == result.candidates.by_profit.end());
    // 0.5 of all revenue, less one an order: c1 to c5 bring 36 x 101 to 36 x 105
    CHECK(result.profitability.margin.value == Approx((24 * 9000 + 12 + 36 * 515) / 2.0));
    CHECK(result.profitability.cost_to_serve.value == Approx(6 * 36));
    CHECK(result.profitability.margin_from_costs);
    CHECK_FALSE(result.profitability.assumed);
}

TEST_CASE("a client's owner is who sold most to it in the last twelve months, not ever") {
    BookOptions until_2023;
    until_2023.until = first_day_of_month(2023 * 12) - 1;
    Book book, before(until_2023);
    const auto sell = [&](const std::string& client, int month, const std::string& rep, double amount) {
        Line line = monthly(client, month, amount);
        line.rep = rep;
        line.fingerprint = static_cast<std::uint64_t>(book.lines()) + 1;
        book.add(line);
        before.add(line);
    };
    for (int m = 0; m < 48; ++m) sell("big", 2019 * 12 + m, "Old", 100);
    sell("big", 2023 * 12 + 6, "Ann", 90);
    sell("big", 2023 * 12 + 7, "New", 30);
    sell("big", 2023 * 12 + 8, "New", 70);
    sell("asleep", 2022 * 12 + 2, "Old", 50);
    sell("asleep", 2022 * 12 + 3, "Ann", 5);
    sell("left", 2022 * 12 + 3, "Old", 5);
    sell("end", 2023 * 12 + 11, "New", 1);
    const auto owner = [](const Book& of, std::size_t client, int day) {
        const Service* service = owner_of(of, of.accounts()[client], day);
        return service == nullptr ? std::string() : of.people()[service->person];
    };
    CHECK(owner(book, 0, book.last_day()) == "New");
    CHECK(owner(book, 1, book.last_day()) == "Ann");  // the last to sell there, and still with the firm
    CHECK(owner(book, 2, book.last_day()).empty());   // Old sold to nobody in the year
    CHECK(audit(book).clients.front().owner == "New");
    // What lies behind the day that models are fitted to is not known then.
    CHECK(owner(before, 0, until_2023.until) == "Old");
    CHECK(owner(before, 1, until_2023.until) == "Old");
    CHECK(before.people() == std::vector<std::string>{"Old", "Ann"});
}

TEST_CASE("the quarter in which a ledger ends counts in no cohort until it is over") {
    Book half, whole;
    for (int m = 0; m < 7; ++m) {
        const Line line = monthly("a", 2019 * 12 + m, 5);
        half.add(line);
        if (m < 6) whole.add(line);
    }
    CHECK(audit(half).unfinished_quarter == "2019-Q3");
    CHECK(audit(half).cohorts.front().active == std::vector<double>{1, 1});
    Line last = monthly("a", 2019 * 12 + 5, 5);
    last.day = first_day_of_month(2019 * 12 + 6) - 1;
    whole.add(last);
    CHECK(audit(whole).unfinished_quarter.empty());
    CHECK(audit(whole).cohorts.front().active == std::vector<double>{1, 1});
}

TEST_CASE("names that may be one client are listed, those meant to differ are not") {
    CHECK(bare_name("ООО «Ромашка»") == bare_name("Ромашка, ООО"));
    CHECK(bare_name("Nord-Handel GmbH") == "handel nord");
    const std::vector<std::string> names{
        "ООО «Ромашка»", "РОМАШКА ООО", "Nordwind Handel GmbH", "Nordwint Handel", "Warehouse 1", "Warehouse 2",
        "Alfa",          "Alta"};
    const auto pairs = look_alikes(names);
    CHECK(pairs == std::vector<std::pair<std::size_t, std::size_t>>{{0, 1}, {2, 3}});
}

TEST_CASE("a name of a megabyte is compared as a whole, in memory that grows with its length") {
    const std::string words(std::size_t{1} << 20U, 'x');
    const std::vector<std::string> names{words + " GmbH", words, words + "y"};
    CHECK(look_alikes(names) == std::vector<std::pair<std::size_t, std::size_t>>{{0, 1}});
}

TEST_CASE("the order of lines changes no figure") {
    Book forward, backward;
    std::vector<Line> lines;
    const std::string keys[] = {"a", "bb", "ccc"};
    for (int m = 0; m < 24; ++m) lines.push_back(monthly(keys[m % 3], 2019 * 12 + m, 10 + m));
    for (const Line& line : lines) forward.add(line);
    for (auto line = lines.rbegin(); line != lines.rend(); ++line) backward.add(*line);
    const Audit one = audit(forward);
    const Audit other = audit(backward);
    CHECK(one.gini.value == other.gini.value);
    CHECK(one.orders == other.orders);
    CHECK(one.movement.loyalty.value == other.movement.loyalty.value);
    CHECK(one.value_coefficient.value == Approx(other.value_coefficient.value));
}
