#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/known_answer.hpp"
#include "tests/support/study.hpp"

using namespace clientele;
using replication::Event;
using tests::check_mean;
using tests::Estimate;
using tests::Lived;
using tests::most;
using tests::Settings;

/// Known answers about what ties clients to us: trust, bond, contacts, waiting, contracts, power. Tolerance 5 standard
/// errors.
namespace {

const std::string bond = "relationship.bond={loss_times: 2, rebuilt: 10 %/month, handed_over: 50 %, carried_off: 3 %}";

/// Clients who told this, by name, and when first.
std::map<std::string, std::uint32_t> told(const std::vector<Event>& events, const std::string& what) {
    std::map<std::string, std::uint32_t> months;
    for (const Event& event : events) {
        if (event.what.starts_with(what)) months.try_emplace(event.who, event.month);
    }
    return months;
}

}  // namespace

TEST_CASE("Bond, carry-off and shock together cost the stated 15 % of a year's sales, a transfer 6 %") {
    const auto models = tests::scenario_named("verification/owner_change", {bond});
    const Lived lived(models, 1000);
    const auto staying = lived.kpi("revenue", lived.structure("staying"));
    const auto check_loss = [&](const char* structure, double sales_lost) {
        std::vector<double> gap = lived.kpi("revenue", lived.structure(structure));
        for (std::size_t r = 0; r < gap.size(); ++r) gap[r] -= (1 - sales_lost) * staying[r];
        const Estimate actual = tests::estimate(gap);
        INFO(structure << ": sales beside " << 1 - sales_lost << " of those without: " << actual.mean << " +- "
                       << actual.se);
        CHECK(std::abs(actual.mean) <= most * actual.se);
        CHECK(actual.se < 0.001 * tests::estimate(staying).mean);
    };
    check_loss("leaving", 0.15);
    check_loss("handing_over", 0.06);
    // Without a stated total, bond and carry-off cost what they cost alone: more than nothing, less than 15 %.
    const auto alone = tests::scenario_named("verification/owner_change", {bond, "relationship.owner_leaves=null"});
    const Lived bonded(alone, 200);
    const double kept =
        bonded.of("revenue", bonded.structure("leaving")).mean / bonded.of("revenue", bonded.structure("staying")).mean;
    CHECK(kept < 0.97);
    CHECK(kept > 0.87);
}

TEST_CASE("A departing owner takes a client along with the stated chance, 3 %") {
    const auto models = tests::scenario_named("verification/owner_change", {bond});
    replication::Lives lives(models);
    std::size_t leaving = 0;
    while (models.structures[leaving].id != "leaving") ++leaving;
    std::vector<double> taken;
    for (std::uint32_t r = 0; r < 40; ++r) {
        taken.push_back(static_cast<double>(told(lives.trace(leaving, r), "lost, taken along").size()));
    }
    check_mean(tests::estimate(taken), 30);
}

TEST_CASE("The pivot with bond and departures: in the first month the observed loss comes out") {
    const double month = 1000 * (1 - std::pow(0.80, 1.0 / 12));
    const std::vector<Settings> cases{{bond}, {bond, "relationship.owner_leaves={sales_lost: 15 %}"}};
    for (Settings settings : cases) {
        settings.emplace_back("horizon=1 months");
        const auto models = tests::scenario_named("verification/pivot", settings);
        INFO(settings[0]);
        check_mean(Lived(models, 1000).of("losses"), month);
    }
    // A wrong pivot is caught: the same bond on top of what was observed.
    const auto on_top = tests::scenario_named(
        "verification/pivot", {"horizon=1 months", "people.owner.leaves=0 %/month",
                               "people.quitter={from: owner, fixed: 1000/month, leaves: 3 %/month}", bond,
                               "structures.other={teams: {owners: {seats: {quitter: 500}, does: [keep]}}}"});
    const Lived other(on_top, 1000);
    CHECK(tests::z_score(other.of("losses", other.structure("other")), month) > most);
}

TEST_CASE("The pivot with contacts who come and go: 20 % are lost in a year, one contact or three") {
    for (const char* contacts : {"portfolio.segments.all.contacts=1", "portfolio.segments.all.contacts=3"}) {
        const auto models = tests::scenario_named(
            "verification/pivot", {"horizon=12 months", "people.owner.leaves=0 %/month", contacts,
                                   "relationship.contacts={leave: 20 %/year, found: 10 %/month, last_lost: 35 %}"});
        INFO(contacts);
        check_mean(Lived(models, 100).of("losses"), 200);
    }
}

TEST_CASE("The pivot over a year with owners, bond, contacts and trust: within one of twenty lost clients") {
    const auto models = tests::scenario_named(
        "verification/pivot",
        {"horizon=12 months", "people.owner.leaves=25 %/year", "relationship.owner_leaves={sales_lost: 15 %}",
         "relationship.bond={loss_times: 1.5, rebuilt: 10 %/month, handed_over: 50 %, carried_off: 2 %}",
         "portfolio.segments.all.contacts=2",
         "relationship.contacts={leave: 20 %/year, found: 10 %/month, last_lost: 25 %}",
         "relationship.trust={loss_times: 3, gain: 10 %/month, decay: 10 %/month}"});
    // Months after a change of owner come in runs, so that a little less is lost in a year than observed.
    CHECK(Lived(models, 100).of("losses").mean == Approx(200).margin(10));
}

TEST_CASE("At today's hours trust, waiting and power change nothing, neglected clients or not") {
    const Settings loss{"lifecycle.stages.lost={kind: lost}", "portfolio.segments.large.loss={observed: 20 %/year}",
                        "portfolio.segments.small.loss={observed: 10 %/year}"};
    Settings tied = loss;
    tied.insert(tied.end(), {"relationship.trust={loss_times: 3, gain: 10 %/month, decay: 5 %/month}",
                             "relationship.response_delay={elasticity: 0.5}"});
    const auto plain = tests::scenario_named("verification/wallet_at_today", loss);
    const auto with = tests::scenario_named("verification/wallet_at_today", tied);
    // Clients who are lost leave hours to the others; only the first month is today's.
    const Lived without(plain, 20);
    const Lived lived(with, 20);
    for (std::size_t r = 0; r < 20; ++r) {
        for (const std::size_t month : {0U, 1U})
            REQUIRE(lived.at(replication::Series::clients, r, month) ==
                    without.at(replication::Series::clients, r, month));
    }
    const auto powerful =
        tests::scenario_named("verification/wallet_at_today",
                              {"relationship.power={half_at: 5 %, asks: 100 %/month, discount: 1 %, excess: 1}"});
    for (const double grants : Lived(powerful, 5).kpi("grants")) CHECK(grants == 0);
}

TEST_CASE("Trust remembers: with all hours gone, loss grows month by month to what no trust costs") {
    const Settings world{"horizon=60 months", "people.full.hours=100 hours/month", "relationship.response_delay=null",
                         "relationship.trust={loss_times: 4, gain: 20 %/month, decay: 20 %/month}",
                         "people.part.hours=0.001 hours/month"};
    const auto models = tests::scenario_named("verification/waiting", world);
    replication::Lives lives(models);
    std::size_t half = models.structures[0].id == "half" ? 0 : 1;
    std::map<std::uint32_t, double> chance;
    for (std::uint32_t r = 0; r < 40; ++r) {
        for (const Event& event : lives.trace(half, r)) {
            if (event.what.starts_with("lost")) chance[event.month] = event.chance;
        }
    }
    REQUIRE(chance.size() > 10);
    const double h = -std::log(0.98);
    for (const auto& [month, actual] : chance) {
        // trust(t) = 0.8^(t + 1) of the full trust of today, beta = log 4.
        const double expected = 1 - std::exp(-h * std::pow(4, 1 - std::pow(0.8, month + 1)));
        CHECK(actual == Approx(expected).epsilon(1e-3));
    }
}

TEST_CASE("Contacts: with none found again, all of k are gone after a year with chance p^k: 200, 40, 8 of 1,000") {
    const std::vector<double> expected{200, 40, 8};
    for (std::size_t k = 1; k <= 3; ++k) {
        const auto models =
            tests::scenario_named("verification/contacts", {"portfolio.segments.all.contacts=" + std::to_string(k)});
        replication::Lives lives(models);
        std::vector<double> gone;
        for (std::uint32_t r = 0; r < 40; ++r)
            gone.push_back(static_cast<double>(told(lives.trace(0, r), "last contact left").size()));
        check_mean(tests::estimate(gone), expected[k - 1]);
    }
}

TEST_CASE("Of clients whose last contact left, the stated 30 % are lost within a year; of the others none") {
    const auto models = tests::scenario_named(
        "verification/contacts", {"portfolio.segments.all.contacts=1", "portfolio.segments.all.loss.observed=1 %/year",
                                  "relationship.contacts.leave=40 %/month", "relationship.contacts.last_lost=30 %"});
    replication::Lives lives(models);
    double left = 0;
    double lost = 0;
    for (std::uint32_t r = 0; r < 20; ++r) {
        const auto events = lives.trace(0, r);
        const auto gone = told(events, "lost");
        for (const auto& [who, month] : told(events, "last contact left")) {
            if (month != 0) continue;
            ++left;
            lost += gone.contains(who) ? 1 : 0;
        }
    }
    CHECK(std::abs(lost / left - 0.30) <= most * std::sqrt(0.3 * 0.7 / left));
    CHECK(left > 7000);
    const auto known = tests::scenario_named("verification/contacts");
    CHECK(Lived(known, 2).of("single_contact_share").mean == Approx(0.36).margin(0.03));  // 1 - 0.8^2
}

TEST_CASE("Waiting: a load of 0.8 in place of 0.4 triples the time of a request; loss goes with its square root") {
    const auto models = tests::scenario_named("verification/waiting");
    const Lived lived(models, 10'000);
    check_mean(lived.of("losses", lived.structure("today")), 10 * 0.02);
    check_mean(lived.of("losses", lived.structure("half")), 10 * (1 - std::pow(0.98, std::sqrt(3))));
    const auto off = tests::scenario_named("verification/waiting", {"relationship.response_delay=null"});
    const Lived careless(off, 10'000);
    check_mean(careless.of("losses", careless.structure("half")), 10 * 0.02);
}

TEST_CASE("A team answers together: one queue of two waits less than two queues of one") {
    const Settings two{"structures.today.teams.sales.seats.full=2", "structures.half.teams.sales.seats.part=2",
                       "portfolio.segments.all.clients=20"};
    Settings pooled = two;
    pooled.emplace_back("relationship.response_delay.answered_by=team");
    const auto models = tests::scenario_named("verification/waiting", pooled);
    const Lived lived(models, 10'000);
    const auto time = [](double rho) { return 1 + std::pow(rho, std::sqrt(6.0) - 1) / (2 * (1 - rho)); };
    check_mean(lived.of("losses", lived.structure("half")),
               20 * (1 - std::pow(0.98, std::sqrt(time(0.8) / time(0.4)))));
    const auto apart = tests::scenario_named("verification/waiting", two);
    const Lived alone(apart, 10'000);
    CHECK(alone.of("losses", alone.structure("half")).mean > lived.of("losses", lived.structure("half")).mean);
}

TEST_CASE("Under contract clients go when it ends, and the observed 20 % of a year come out") {
    for (const auto& [settings, term] : std::vector<std::pair<Settings, std::uint32_t>>{
             {{}, 12},
             {{"portfolio.segments.all.contract.term=6 months"}, 6},
             {{"portfolio.segments.all.contract.term=24 months"}, 24},
             {{"portfolio.segments.all.contract.tender=30 %", "portfolio.segments.all.contract.tender_loss_times=3"},
              12}}) {
        INFO("term " << term);
        const auto models = tests::scenario_named("verification/contract", settings);
        check_mean(Lived(models, 200).of("losses"), 200);
        replication::Lives lives(models);
        const auto events = lives.trace(0, 1);
        std::map<std::string, std::uint32_t> ends;
        for (const Event& event : events) {
            if (event.what.starts_with("contract ends")) ends[event.who] = event.month;
            if (event.what.starts_with("lost")) REQUIRE((ends.contains(event.who) && ends[event.who] == event.month));
        }
        CHECK(ends.size() >= 1000 * std::min(12U, term) / term * 9 / 10);
    }
}

TEST_CASE("What nobody can change waits for no contract") {
    const auto models =
        tests::scenario_named("verification/contract", {"portfolio.segments.all.loss.of_it_external=20 %/year"});
    const Lived lived(models, 100);
    check_mean(lived.of("losses"), 200);
    CHECK(lived.of("losses.relational").mean == 0);
}

TEST_CASE(
    "Power: a client that is all our sales asks with 8 % a month, 1.84 times in 23 months, and keeps what it got") {
    const auto models = tests::scenario_named("verification/giant");
    const Lived lived(models, 4000);
    check_mean(lived.of("grants"), 23 * 0.08);
    // The n-th month after the win has the mean discount 1 % x 0.08 n, the month of the asking included.
    check_mean(lived.of("concessions"), 10 * 0.08 * 23 * 24 / 2);
    CHECK(lived.of("profit").mean == Approx(lived.of("gross_margin").mean - lived.of("cost").mean).epsilon(1e-12));
    const auto served = tests::scenario_named("verification/giant", {"relationship.power.service=0.5"});
    CHECK(Lived(served, 200).of("cost_to_serve").mean > 1.2 * Lived(models, 200).of("cost_to_serve").mean);
    const auto meek = tests::scenario_named("verification/giant", {"relationship.power=null"});
    CHECK(Lived(meek, 2).of("profit").mean > lived.of("profit").mean);
}

TEST_CASE("Ties that cannot act leave every figure of a whole firm as it was, to the bit") {
    const auto plain = tests::scenario_named("gallery/how_many_kams");
    const auto idle = tests::scenario_named(
        "gallery/how_many_kams",
        {"relationship.trust={loss_times: 1, gain: 10 %/month, decay: 10 %/month}",
         "relationship.response_delay={elasticity: 0}", "portfolio.segments.bakeries.contacts=3"});
    const Lived without(plain, 3);
    const Lived with(idle, 3);
    for (std::size_t s = 0; s < plain.structures.size(); ++s) {
        for (const char* name : {"npv", "profit", "revenue", "losses", "departures", "orders"})
            CHECK(with.kpi(name, s) == without.kpi(name, s));
        CHECK(with.digests(s) == without.digests(s));
    }
}
