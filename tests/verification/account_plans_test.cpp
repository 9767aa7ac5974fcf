#include <cmath>
#include <string>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/lived_world.hpp"

using namespace clientele;
using tests::Lived;
using tests::LivedWorld;

/// Account plans in a world without luck: what hours and plans do to the share of wallet, to the cent.
namespace {

// Six accounts of 10,000 a month and nineteen of 5,000. Keeping one takes 2 hours a month, planning for it 3.
const std::string world = R"(
clientele: 1
horizon: 12 months
worlds: 2
lives: 2
defaults: none
today: sellers
portfolio:
  segments:
    large: {clients: 6, stage: key, potential: 10k/month, share_of_wallet: 40 %, orders: {chance: 100 %/month}, gross_margin: 100 %}
    small: {clients: 19, stage: key, potential: 5k/month, share_of_wallet: 40 %, orders: {chance: 100 %/month}, gross_margin: 100 %}
lifecycle: {stages: {key: {kind: client, needs: {keep: 2 hours/month, plan: 3 hours/month}}}}
work: {account_plan: {in_depth: 6/year, beyond: 1.5, worth: 40 %, right: 50 %, right_if_checked: 90 %, checking: 1 hours/month, takes: 3 months}}
people: {kam: {fixed: 1000/month, hours: 500 hours/month}}
relationship: {wallet: {at_no_effort: 0 %, at_unlimited_effort: 50 %}, attention_cap: 1}
structures:
  sellers: {teams: {t: {seats: {kam: 1}, does: [keep]}}}
  six: {teams: {t: {seats: {kam: 1}, does: [keep, plan], plans: {at_most: 6/year}}}}
  six_checked: {teams: {t: {seats: {kam: 1}, does: [keep, plan], plans: {at_most: 6/year, checked_with: client}}}}
  every: {teams: {t: {seats: {kam: 1}, does: [keep, plan], plans: {}}}}
)";

/// Share of wallet of 40 % at x times today's effort: low 0, high 0.4 + 0.5 x 0.6 = 0.7, fixed point at x = 1.
double share(double x) { return 0.7 * x / (0.3 / 0.4 + x); }

void check_month(const Lived& lived, const char* structure, std::size_t month, double expected) {
    const double actual = lived.at(replication::Series::revenue, 0, month, lived.structure(structure));
    INFO(structure << ", month " << month + 1 << ": expected " << expected << ", actual " << actual);
    CHECK(actual == Approx(expected).epsilon(1e-6));
}

}  // namespace

TEST_CASE(
    "Six plans a year are deep, twenty-five are not: (6/25)^1.5 of the depth; checked ones are right more often") {
    const LivedWorld lived(tests::compiled_text(world), 2);
    const double depth = std::pow(6.0 / 25, 1.5);
    for (const std::size_t month : {0U, 2U, 3U, 11U}) {
        const bool works = month >= 3;
        const auto planned = [&](double hours, double quality) {
            return share(hours / 2 * (works ? 1 + 0.4 * quality : 1));
        };
        check_month(lived, "sellers", month, 0.4 * (60'000 + 95'000));
        check_month(lived, "six", month, 60'000 * planned(5, 0.5) + 95'000 * 0.4);
        check_month(lived, "six_checked", month, 60'000 * planned(6, 0.9) + 95'000 * 0.4);
        check_month(lived, "every", month, 155'000 * planned(5, 0.5 * depth));
    }
    // Hours: 25 x 2, and 3 (4 where the client is asked) for each plan.
    const auto used = [&](const char* structure) {
        return 500 * lived.of("utilisation.t", lived.structure(structure)).mean;
    };
    CHECK(used("six") == Approx(50 + 6 * 3));
    CHECK(used("six_checked") == Approx(50 + 6 * 4));
    CHECK(used("every") == Approx(50 + 25 * 3));
    CHECK(lived.of("account_plans", lived.structure("six")).mean == 6);
    CHECK(lived.of("account_plans", lived.structure("every")).mean == 25);
}

TEST_CASE("No plan a year, and less than a whole one, is none") {
    for (const char* at_most : {"0/year", "0.5/year"}) {
        const LivedWorld lived(
            tests::compiled_text(world, {std::string("structures.six.teams.t.plans.at_most=") + at_most}), 2);
        CHECK(lived.of("account_plans", lived.structure("six")).mean == 0);
        check_month(lived, "six", 11, 0.4 * (60'000 + 95'000));
    }
}

TEST_CASE("Where hours are short, twenty-five plans earn less than six") {
    const LivedWorld lived(tests::compiled_text(world, {"people.kam.hours=70 hours/month"}), 2);
    CHECK(lived.of("revenue", lived.structure("every")).mean < lived.of("revenue", lived.structure("six")).mean);
}

TEST_CASE("A plan that is worth nothing changes nothing, to the bit") {
    const LivedWorld worthless(tests::compiled_text(world, {"work.account_plan.worth=0 %"}), 2);
    const LivedWorld none(tests::compiled_text(world, {"structures.six=null", "structures.six_checked=null",
                                                       "structures.every.teams.t.plans=null", "work=null"}),
                          2);
    for (const char* kpi : {"revenue", "cost", "profit", "cost_to_serve", "orders"}) {
        CHECK(worthless.kpi(kpi, worthless.structure("every")) == none.kpi(kpi, none.structure("every")));
    }
}

TEST_CASE("Plans that today's structure makes are in today's figures: share of wallet stays") {
    for (const char* today : {"six", "six_checked", "every"}) {
        const LivedWorld lived(tests::compiled_text(world, {std::string("today=") + today}), 2);
        for (std::size_t month = 0; month < 12; ++month) check_month(lived, today, month, 0.4 * 155'000);
    }
}
