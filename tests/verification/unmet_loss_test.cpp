#include <string>
#include <vector>

#include "engine/replication/unmet.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/known_answer.hpp"
#include "tests/support/study.hpp"

using namespace clientele;
using replication::Stated;
using replication::Taken;
using replication::Unmet;
using tests::check_mean;
using tests::Lived;
using tests::Settings;

/// Figures of loss that cannot all be true at once: what is told to come out comes out. Tolerance 5 standard errors.
namespace {

constexpr double clients = 1000;

Unmet told(const model::Models& models, Stated what) {
    for (const Unmet& unmet : replication::unmet(*models.firm)) {
        if (unmet.what == what && models.firm->stages[unmet.stage] == "client") return unmet;
    }
    return {what, Taken::by_owners, 0, 0, 0, 0};
}

model::Models pivot(Settings settings) {
    settings.emplace_back("horizon=12 months");
    return tests::scenario_named("verification/pivot", settings);
}

/// Sales beside those of a structure without the change of owner.
void check_price(const model::Models& models, const char* structure, double sales_lost) {
    const Lived lived(models, 400);
    const auto staying = lived.kpi("revenue", lived.structure("staying"));
    std::vector<double> gap = lived.kpi("revenue", lived.structure(structure));
    for (std::size_t r = 0; r < gap.size(); ++r) gap[r] -= (1 - sales_lost) * staying[r];
    INFO(structure);
    check_mean(tests::estimate(gap), 0);
    CHECK(tests::estimate(gap).se < 0.002 * tests::estimate(staying).mean);
}

}  // namespace

TEST_CASE("Owners who take along more than was observed: 1 - (1 - 0.03 x 0.2)^12 of clients are lost in a year") {
    const auto models = pivot({"relationship.owner_leaves=null",
                               "portfolio.segments.all.loss={observed: 5 %/year, of_it_external: 0 %/year}",
                               "relationship.bond={loss_times: 2, rebuilt: 10 %/month, carried_off: 20 %}"});
    const Unmet loss = told(models, Stated::observed_loss);
    double stays = 1;
    for (int month = 0; month < 12; ++month) stays *= 1 - 0.03 * 0.2;
    CHECK(loss.stated == Approx(0.05).epsilon(1e-9));
    CHECK(loss.lived == Approx(1 - stays).epsilon(1e-9));
    CHECK(loss.taken == Taken::by_owners);
    check_mean(Lived(models, 200).of("losses"), clients * loss.lived);
}

TEST_CASE(
    "Shocks in runs: who is lost in one is missing later, so that fewer are lost than observed, as many as told") {
    const auto models = pivot({"portfolio.segments.all.loss={observed: 50 %/year, of_it_external: 0 %/year}",
                               "relationship.owner_leaves={loss_times: 1000, for: 12 months}"});
    const Unmet loss = told(models, Stated::observed_loss);
    CHECK(loss.stated == Approx(0.50).epsilon(1e-9));
    CHECK(loss.lived < 0.45);
    CHECK(loss.taken == Taken::by_owners);
    check_mean(Lived(models, 400).of("losses"), clients * loss.lived);
}

TEST_CASE(
    "Departures that cost more than their part of the observed loss allows: told 60 %, lived what is told instead") {
    const auto models = tests::scenario_named(
        "verification/owner_change", {"portfolio.segments.all.loss={observed: 10.05 %/year, of_it_external: 10 %/year}",
                                      "relationship.owner_leaves={sales_lost: 60 %}"});
    const Unmet departure = told(models, Stated::departure);
    CHECK(departure.stated == Approx(0.60).epsilon(1e-9));
    CHECK(departure.lived < 0.30);
    check_price(models, "leaving", departure.lived);
}

TEST_CASE(
    "A bond that costs more than the whole change is stated to: departure and transfer cost what is told instead") {
    const auto models = tests::scenario_named(
        "verification/owner_change", {"relationship.bond={loss_times: 8, rebuilt: 10 %/month, carried_off: 5 %}",
                                      "relationship.owner_leaves={sales_lost: 5 %, over: 3 months}",
                                      "relationship.planned_transfer={sales_lost: 2 %, over: 3 months}"});
    const Unmet departure = told(models, Stated::departure);
    const Unmet transfer = told(models, Stated::transfer);
    CHECK(departure.lived > 0.10);
    CHECK(transfer.lived > 0.05);
    check_price(models, "leaving", departure.lived);
    check_price(models, "handing_over", transfer.lived);
}

TEST_CASE("Last contacts who cost more than was observed: more are lost than observed, as many as told") {
    const auto models = pivot({"people.owner.leaves=0 %/month",
                               "portfolio.segments.all.loss={observed: 5 %/year, of_it_external: 0 %/year}",
                               "portfolio.segments.all.contacts=1",
                               "relationship.contacts={leave: 40 %/year, found: 20 %/month, last_lost: 60 %}"});
    const Unmet loss = told(models, Stated::observed_loss);
    CHECK(loss.lived > 0.10);
    CHECK(loss.taken == Taken::by_contacts);
    check_mean(Lived(models, 200).of("losses"), clients * loss.lived);
}

TEST_CASE(
    "A last contact whose departure is stated to cost less than the observed loss changes nothing: 20 %, not 10 %") {
    const auto models = pivot({"people.owner.leaves=0 %/month",
                               "relationship.contacts={leave: 20 %/year, found: 10 %/month, last_lost: 10 %}"});
    const Unmet contact = told(models, Stated::last_contact);
    CHECK(contact.lived == Approx(0.20).epsilon(1e-9));
    CHECK(told(models, Stated::observed_loss).lived == 0);
    check_mean(Lived(models, 200).of("losses"), 200);
}

TEST_CASE("Contracts of four years lose a quarter of clients a year at most, not the 40 % observed") {
    const auto models = pivot({"people.owner.leaves=0 %/month",
                               "portfolio.segments.all.loss={observed: 40 %/year, of_it_external: 0 %/year}",
                               "portfolio.segments.all.contract={term: 48 months}"});
    const Unmet loss = told(models, Stated::observed_loss);
    CHECK(loss.lived == Approx(0.99 / 4).epsilon(1e-6));
    CHECK(loss.taken == Taken::by_contract);
    check_mean(Lived(models, 200).of("losses"), clients * loss.lived);
}

TEST_CASE("Where the figures agree nothing is told, whatever acts") {
    CHECK(replication::unmet(*pivot({}).firm).empty());
    CHECK(replication::unmet(*pivot({"people.owner.leaves=25 %/year", "relationship.owner_leaves={sales_lost: 15 %}",
                                     "relationship.bond={loss_times: 1.5, rebuilt: 10 %/month, handed_over: 50 %, "
                                     "carried_off: 2 %}",
                                     "portfolio.segments.all.contacts=2",
                                     "relationship.contacts={leave: 20 %/year, found: 10 %/month, last_lost: 25 %}"})
                                  .firm)
              .empty());
}
