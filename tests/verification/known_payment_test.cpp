#include <cmath>
#include <string>

#include "tests/support/catch.hpp"
#include "tests/support/study.hpp"

using namespace clientele;
using tests::Lived;

TEST_CASE("Terms of payment: handling, receivables at the cost of money and bad debt are lines of their own") {
    const auto models = tests::scenario_named("verification/payment");
    const Lived lived(models, 2);
    const auto figure = [&](const char* name) { return lived.kpi(name)[0]; };
    CHECK(figure("revenue") == 120'000);
    CHECK(figure("order_handling") == 600);      // 120 orders at 5
    CHECK(figure("receivables_cost") == 1'800);  // 1,000 x 12 % x 1.5 / 12 = 15 an order
    CHECK(figure("bad_debt") == 2'400);          // 20 an order
    CHECK(figure("cost") == 12'000 + 600 + 1'800 + 2'400);
    CHECK(figure("profit") == 48'000 - figure("cost"));  // books balance exactly
    CHECK(figure("cost_to_serve") == 4'800);
    CHECK(figure("receivables_end") == 14'700);  // a month and a half of 98 % of the sales
}

TEST_CASE(
    "Cash comes when bills are paid, those of the months before the first too; the charge for capital is no payment") {
    const auto models = tests::scenario_named("verification/payment");
    const Lived lived(models, 2);
    // 9,800 come in, 6,000 for goods, 1,000 for the clerk and 50 for handling go out, from the first month on.
    for (std::size_t month = 0; month < 12; ++month) CHECK(lived.at(replication::Series::cash, 0, month) == 2'750);
    const double rho = std::pow(1.1, 1.0 / 12) - 1;
    double horizon = 0;
    for (int t = 1; t <= 12; ++t) horizon += 2'750 / std::pow(1 + rho, t);
    CHECK(lived.kpi("npv_in_horizon")[0] == Approx(horizon).epsilon(1e-12));
    // Unpaid bills follow in two months, and every client goes on at 400 - 5 - 15 - 20 a month.
    const double unpaid = 9'800 / std::pow(1 + rho, 13) + 4'900 / std::pow(1 + rho, 14);
    CHECK(lived.kpi("npv")[0] == Approx(horizon + unpaid + 10 * 360 / rho / 1.1).epsilon(1e-12));
}

TEST_CASE("Later money is worth less and profits less; terms at once and in full change nothing, to the bit") {
    const auto late = tests::scenario_named("verification/payment");
    const auto later = tests::scenario_named("verification/payment", {"portfolio.segments.all.payment.delay=90 days"});
    const Lived lived(late, 2);
    const Lived waiting(later, 2);
    CHECK(waiting.kpi("profit")[0] == lived.kpi("profit")[0] - 1'800);
    CHECK(waiting.kpi("receivables_end")[0] == 29'400);
    const auto plain = tests::scenario_named("gallery/how_many_kams");
    const auto at_once =
        tests::scenario_named("gallery/how_many_kams",
                              {"portfolio.segments.bakeries.payment={delay: 0 days, never_paid: 0 %}",
                               "portfolio.segments.bakeries.orders.handling=0", "market={cost_of_money: 20 %/year}"});
    const Lived without(plain, 3);
    const Lived with(at_once, 3);
    for (std::size_t s = 0; s < plain.structures.size(); ++s) CHECK(without.values(s) == with.values(s));
}

TEST_CASE("With terms of payment the books of a whole firm balance to the grain, and so do the series") {
    const auto models = tests::scenario_named(
        "gallery/kam_rollout", {"portfolio.segments.trade.payment={delay: 40 days, never_paid: 1.3 %}",
                                "portfolio.segments.industrial.payment={delay: {believed: 30 days to 70 days}}",
                                "portfolio.segments.trade.orders.handling=17.5"});
    const Lived lived(models, 6);
    for (std::size_t s = 0; s < models.structures.size(); ++s) {
        const auto column = [&](const char* name) { return lived.kpi(name, s); };
        for (std::size_t r = 0; r < lived.count(); ++r) {
            CHECK(column("profit")[r] == column("gross_margin")[r] - column("cost")[r]);
            const double hiring = column("cost")[r] - column("cost_to_serve")[r] - column("acquisition_cost")[r] -
                                  column("unused_capacity")[r];
            CHECK(hiring >= 0);
            CHECK(std::fmod(hiring, 1000) == 0);  // whole hires at 9k and 15k: no grain is lost
            double cost = 0;
            double cash = 0;
            for (std::size_t month = 0; month < models.firm->months; ++month) {
                cost += lived.at(replication::Series::cost, r, month, s);
                cash += lived.at(replication::Series::cash, r, month, s);
            }
            CHECK(cost == column("cost")[r]);
            // What was billed before the first month comes in beside what is earned, less what is still unpaid.
            const double opening =
                cash - (column("profit")[r] + column("receivables_cost")[r]) + column("receivables_end")[r];
            CHECK(opening > 0);
            CHECK(opening == std::round(opening * 1024) / 1024);
        }
    }
}
