#include <cmath>
#include <string>
#include <vector>

#include "engine/behaviour/wallet.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/study.hpp"
#include "tests/support/worlds.hpp"

using namespace clientele;
using tests::Lived;

/// Known answers about pay by result.

TEST_CASE(
    "A commission of 4 % costs 4 % of the margin of clients who have an owner, to rounding, and nothing else changes") {
    const auto plain = tests::scenario_named("verification/allocation");
    const auto paid = tests::scenario_named("verification/allocation", {"people.seller.commission={margin: 4 %}"});
    const Lived without(plain, 10);
    const Lived with(paid, 10);
    for (std::size_t r = 0; r < 10; ++r) {
        const double commission = with.kpi("commission")[r];
        CHECK(commission == Approx(0.04 * with.kpi("gross_margin")[r]).margin(80 * 36 * 0x1p-11));
        CHECK(with.kpi("cost")[r] == without.kpi("cost")[r] + commission);
        CHECK(with.kpi("cost_to_serve")[r] == without.kpi("cost_to_serve")[r] + commission);
    }
    CHECK(tests::same_bits(with.kpi("revenue"), without.kpi("revenue")));
    for (const model::Kpi& kpi : plain.structures[0].kpis) CHECK(kpi.name != "commission");
}

TEST_CASE(
    "A bonus of 500 for each client won is paid for each client won, 360 a year of three a month of ten sellers") {
    const auto models =
        tests::scenario_named("verification/posts", {"horizon=12 months", "people.seller.commission={new_client: 500}",
                                                     "people.seller.leaves=0 %/month", "work.win.succeeds=100 %",
                                                     "work.win.attempts=3/month"});
    const Lived lived(models, 3);
    CHECK(lived.of("wins").mean == 360);
    CHECK(lived.of("commission").mean == 360 * 500);
    CHECK(lived.of("acquisition_cost").mean == 360 * (500 + 1));
}

TEST_CASE("Half bent by pay, the richer of two clients alike gets 75 of 100 hours where equal hours are 50 and 50") {
    const std::vector<std::string> two{
        "portfolio.segments.all=null",
        "portfolio.segments.rich={clients: 1, stage: client, gross_margin: 50 %, potential: 9k/month, share_of_wallet: "
        "40 %, "
        "complexity: 50, orders: {chance: 100 %/month}}",
        "portfolio.segments.poor={clients: 1, stage: client, gross_margin: 50 %, potential: 6k/month, share_of_wallet: "
        "40 %, "
        "complexity: 50, orders: {chance: 100 %/month}}",
        "relationship.attention_cap=1",
        "people.keeper.commission={margin: 4 %}",
        "structures.today.teams.owners.seats={keeper: 1}",
        "structures.leaving=null",
        "structures.bent={teams: {owners: {seats: {keeper: 1}, does: [keep], bent_by_pay: 50 %}}}"};
    const auto models = tests::scenario_named("verification/staffing", two);
    const Lived lived(models, 1);
    const behaviour::WalletResponse response{0.5, 0.25, 1, 0};
    const double expected =
        9000 * behaviour::wallet_target(response, 0.4, 1.5) + 6000 * behaviour::wallet_target(response, 0.4, 0.5);
    CHECK(lived.at(replication::Series::revenue, 0, 11, lived.structure("bent")) == Approx(expected).epsilon(1e-6));
    CHECK(lived.at(replication::Series::revenue, 0, 11, lived.structure("today")) == Approx(0.4 * 15000).epsilon(1e-6));
}

TEST_CASE(
    "Where pay bends today's hours, today's figures hold, growth 0; without a commission nothing is bent, to the bit") {
    for (const char* policy : {"equal", "by_revenue", "loudest_first"}) {
        const auto models = tests::scenario_named(
            "verification/allocation",
            {"people.seller.commission={margin: 4 %}", "structures.today.teams.sales.bent_by_pay=40 %",
             std::string("structures.today.teams.sales.allocates=") + policy});
        const Lived lived(models, 10);
        INFO(policy);
        for (std::size_t r = 0; r < 10; ++r) {
            CHECK(lived.at(replication::Series::revenue, r, 35) ==
                  Approx(lived.at(replication::Series::revenue, r, 0)).epsilon(1e-9));
        }
    }
    const auto plain = tests::scenario_named("verification/allocation");
    const auto unpaid = tests::scenario_named(
        "verification/allocation",
        {"people.seller.commission={margin: 0 %}", "structures.today.teams.sales.bent_by_pay=40 %"});
    CHECK(tests::same_bits(Lived(plain, 10).values(), Lived(unpaid, 10).values()));
}
