#include <cmath>
#include <string>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/study.hpp"
#include "tests/support/worlds.hpp"

using namespace clientele;
using tests::Lived;

/// Known answers about quotas, quarter ends and owners who hold on to clients.
namespace {

/// One seller owns a hundred clients who buy for 1,000 a month: 300,000 a quarter.
const std::string quarters = R"(
clientele: 1
horizon: 12 months
worlds: 2
lives: 2
defaults: none
portfolio:
  segments:
    all: {clients: 100, stage: client, gross_margin: 50 %, potential: 1000/month, share_of_wallet: 100 %,
          orders: {chance: 100 %/month}}
lifecycle: {stages: {client: {kind: client}}}
people: {seller: {fixed: 1000/month}}
structures: {today: {teams: {sales: {seats: {seller: 1}, does: [keep]}}}}
)";

std::vector<double> months(const Lived& lived, replication::Series which) {
    std::vector<double> values;
    for (std::size_t month = 0; month < 12; ++month) values.push_back(lived.at(which, 0, month));
    return values;
}

Lived with(const std::vector<std::string>& changes) {
    static std::vector<model::Models> kept;
    kept.reserve(100);
    kept.push_back(tests::compiled_text(quarters, changes));
    return Lived(kept.back(), 2);
}

}  // namespace

TEST_CASE("A quota of 290,000 a quarter is met in each of four quarters: bonus 24,000, and nothing else changes") {
    const Lived plain = with({});
    const Lived paid =
        with({"people.seller.quota={sales: 290k/quarter, bonus: 6000, discount: 5 %, pulled_forward: 20 %}"});
    CHECK(paid.kpi("quotas_met")[0] == 1);
    CHECK(paid.kpi("commission")[0] == 24'000);
    CHECK(paid.kpi("cost")[0] == plain.kpi("cost")[0] + 24'000);
    CHECK(paid.kpi("concessions")[0] == 0);
    CHECK(months(paid, replication::Series::revenue) == months(plain, replication::Series::revenue));
    CHECK_THROWS(plain.kpi("quotas_met"));
}

TEST_CASE("Behind quota each quarter ends with 120 of 100 sold at 5 % off, and the next begins with 80") {
    const Lived lived =
        with({"people.seller.quota={sales: 330k/quarter, bonus: 6000, discount: 5 %, pulled_forward: 20 %}"});
    const std::vector<double> expected{100e3, 100e3, 120e3, 80e3, 100e3, 120e3, 80e3, 100e3, 120e3, 80e3, 100e3, 120e3};
    CHECK(months(lived, replication::Series::revenue) == expected);
    CHECK(lived.kpi("quotas_met")[0] == 0);
    CHECK(lived.kpi("commission")[0] == 0);
    CHECK(lived.kpi("concessions")[0] == 4 * 6000);
    CHECK(lived.kpi("profit")[0] == 0.5 * 1'220'000 - 24'000 - 12'000);
}

TEST_CASE("Orders pulled into a quarter may save its quota: 320 of 315, then 300 of 315") {
    const Lived lived = with({"people.seller.quota={sales: 315k/quarter, bonus: 6000, pulled_forward: 20 %}"});
    CHECK(lived.kpi("quotas_met")[0] == 0.25);
    CHECK(lived.kpi("commission")[0] == 6000);
}

TEST_CASE("Half of each discount becomes habit: 5 %, then 2.5, 3.75 and 4.375 % between quarter ends") {
    const Lived lived =
        with({"people.seller.quota={sales: 330k/quarter, discount: 5 %, kept: 50 %, pulled_forward: 20 %}"});
    const std::vector<double> expected{0, 0, 6000, 2000, 2500, 6000, 3000, 3750, 6000, 3500, 4375, 6000};
    CHECK(months(lived, replication::Series::conceded) == expected);
}

TEST_CASE("The quota of a seat at an eighth of its strength is an eighth, and so is its bonus") {
    const Lived lived = with({"people.seller.leaves=100 %/month", "people.seller.ramp=4 months",
                              "people.seller.quota={sales: 330k/quarter, bonus: 6000, discount: 5 %}"});
    CHECK(lived.kpi("quotas_met")[0] == 1);
    CHECK(lived.kpi("commission")[0] == Approx(4 * 6000 / 8.0).margin(100 * 0x1p-10));
    CHECK(lived.kpi("concessions")[0] == 0);
}

TEST_CASE("Owners who would lose commission hand over with a chance of 1/4 a month: a mean delay of 3 months") {
    const std::string text = R"(
clientele: 1
horizon: 6 months
worlds: 2
lives: 2
defaults: none
portfolio:
  segments:
    all: {clients: 4000, stage: new, gross_margin: 50 %, potential: 1000/month, share_of_wallet: 100 %,
          orders: {chance: 100 %/month}}
lifecycle:
  stages: {new: {kind: client}, regular: {kind: client}}
  transitions: {handover: {from: [new], to: regular, any: [{orders: 1}]}}
people:
  hunter: {fixed: 1000/month, commission: {margin: 4 %, holds_on: 3 months}}
  farmer: {fixed: 1000/month}
structures:
  today:
    teams:
      hunters: {seats: {hunter: 2}, does: [keep], owns: [new]}
      farmers: {seats: {farmer: 2}, does: [keep], owns: [regular]}
)";
    const auto regular = [](const Lived& lived) { return lived.kpi("clients_end.regular")[0]; };
    const auto holding = tests::compiled_text(text);
    const double expected = 1 - std::pow(0.75, 6);
    const double se = std::sqrt(4000 * expected * (1 - expected));
    CHECK(std::abs(regular(Lived(holding, 1)) - 4000 * expected) <= 5 * se);
    // Who loses no commission, or stays the owner, hands over at once.
    for (const char* change : {"people.hunter.commission.margin=0 %", "people.hunter.commission.holds_on=0 months",
                               "people.hunter.commission=null"}) {
        const auto at_once = tests::compiled_text(text, {change});
        CHECK(regular(Lived(at_once, 1)) == 4000);
    }
    const auto one_team = tests::compiled_text(
        text, {"structures.today.teams.hunters.owns=[new, regular]", "structures.today.teams.farmers=null"});
    CHECK(regular(Lived(one_team, 1)) == 4000);
}

TEST_CASE("Rolled out into the teams they are in, people meet the same quotas and answer the same requests") {
    // Two sellers of 150,000 a quarter each; an eighth of the clients a month is worked the new way, which is the old.
    const Lived lived = with(
        {"people.seller.hours=100 hours/month", "people.seller.quota={sales: 145k/quarter, bonus: 6000, discount: 5 %}",
         "lifecycle.stages.client.needs={keep: 1 hours/month}",
         "portfolio.segments.all.urgent={chance: 100 %/month, hours: 0.5 hours}", "today=today",
         "structures.today.teams.sales.seats={seller: 2}",
         "structures.again={starts_as: today, from: month 2, teams: {sales: {seats: {seller: 2}, does: [keep]}}, "
         "rollout: {takes: 8 months}}"});
    const std::size_t again = lived.structure("again");
    const std::size_t today = lived.structure("today");
    CHECK(lived.kpi("adoption", again)[0] >= 0.95);
    for (const std::size_t structure : {again, today}) {
        CHECK(lived.kpi("quotas_met", structure)[0] == 1);
        CHECK(lived.kpi("commission", structure)[0] == Approx(8 * 6000).margin(1));
        CHECK(lived.kpi("concessions", structure)[0] == 0);
    }
    CHECK(lived.kpi("cost_to_serve", again)[0] == Approx(lived.kpi("cost_to_serve", today)[0]).epsilon(1e-4));
    CHECK(lived.kpi("revenue", again)[0] == lived.kpi("revenue", today)[0]);
}
