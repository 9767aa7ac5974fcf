#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/dyadic_world.hpp"
#include "tests/support/worlds.hpp"

using namespace clientele;
using tests::Lived;

/// What a firm made of parts must come to, and what may move when one number moves.
namespace {

constexpr std::uint32_t replications = 20;

/// Two segments that share nothing scarce.
std::string two_segments() {
    return R"(
clientele: 1
horizon: 24 months
worlds: 200
lives: 2
defaults: none
portfolio:
  segments:
    a: {clients: 60, stage: client, gross_margin: 25 %, orders: {poisson: 2/month, value: 512}, loss: {chance: 3 %/month}}
    b: {clients: 40, stage: client, gross_margin: 50 %, orders: {chance: 40 %/month, value: 256}, loss: {chance: 1 %/month}}
lifecycle: {stages: {client: {kind: client, cost: 16/month}, lost: {kind: lost}}}
people: {clerk: {fixed: 1024/month}}
structures: {office: {teams: {desk: {seats: {clerk: 1}, does: [keep]}}}}
)";
}

/// KPIs other than those named have the same bits; those named all move. \pre one structure
void check_only(const Lived& before, const Lived& after, const model::Models& models,
                const std::vector<std::string>& moving) {
    for (const model::Kpi& kpi : models.structures[0].kpis) {
        INFO(kpi.name);
        const bool moves = std::find(moving.begin(), moving.end(), kpi.name) != moving.end();
        CHECK(tests::same_bits(before.kpi(kpi.name), after.kpi(kpi.name)) != moves);
    }
}

double distance_in_se(const tests::Estimate& a, const tests::Estimate& b) {
    return std::abs(a.mean - b.mean) / std::sqrt(a.se * a.se + b.se * b.se);
}

}  // namespace

TEST_CASE("A firm of two segments that share nothing scarce is the sum of both alone, in every replication") {
    const auto both = tests::compiled_text(two_segments());
    const auto a = tests::compiled_text(two_segments(), {"portfolio.segments.b.clients=0"});
    const auto b = tests::compiled_text(two_segments(), {"portfolio.segments.a.clients=0"});
    const Lived together(both, replications);
    const Lived only_a(a, replications);
    const Lived only_b(b, replications);
    REQUIRE(together.of("revenue").sd > 0);
    for (const char* kpi :
         {"revenue", "gross_margin", "orders", "losses", "cost_to_serve", "clients_end.client", "clients_end.lost"}) {
        INFO(kpi);
        for (std::size_t r = 0; r < replications; ++r) {
            CHECK(together.kpi(kpi)[r] == only_a.kpi(kpi)[r] + only_b.kpi(kpi)[r]);
        }
    }
    // Pay is no sum of both: the same clerk sits there in each.
    CHECK(together.kpi("cost")[0] < only_a.kpi("cost")[0] + only_b.kpi("cost")[0]);
}

TEST_CASE("A segment cut in two, or there twice, brings what it must on average, by other luck") {
    constexpr std::uint32_t many = 400;
    const auto whole = tests::compiled_text(two_segments(), {"portfolio.segments.b.clients=0"});
    const auto cut = tests::compiled_text(
        two_segments(), {"portfolio.segments.b=null", "portfolio.segments.a.clients=25",
                         "portfolio.segments.c={clients: 35, stage: client, gross_margin: 25 %, orders: "
                         "{poisson: 2/month, value: 512}, loss: {chance: 3 %/month}}"});
    const auto twice =
        tests::compiled_text(two_segments(), {"portfolio.segments.b=null",
                                              "portfolio.segments.c={clients: 60, stage: client, gross_margin: 25 %, "
                                              "orders: {poisson: 2/month, value: 512}, loss: {chance: 3 %/month}}"});
    const Lived of_whole(whole, many);
    const Lived of_cut(cut, many);
    const Lived of_twice(twice, many);
    CHECK(of_whole.kpi("revenue") != of_cut.kpi("revenue"));
    for (const char* kpi : {"revenue", "orders", "losses", "clients_end.client"}) {
        INFO(kpi << ": expected equal means within 5 standard errors");
        CHECK(distance_in_se(of_whole.of(kpi), of_cut.of(kpi)) < 5);
        tests::Estimate doubled = of_whole.of(kpi);
        doubled.mean *= 2;
        doubled.se *= 2;
        CHECK(distance_in_se(doubled, of_twice.of(kpi)) < 5);
        CHECK(distance_in_se(of_whole.of(kpi), of_twice.of(kpi)) > 20);
    }
}

TEST_CASE("A team without clients, and without hours for one attempt, costs its pay and nothing else") {
    const std::string text = tests::dyadic_world();
    const auto models = tests::compiled_text(text);
    const auto more = tests::compiled_text(text, {"people.usher={fixed: 4096/month, hours: 0.125 hours/month}",
                                                  "structures.office.teams.zz_lobby={seats: {usher: 3}, does: [win]}"});
    const Lived before(models, replications);
    const Lived after(more, replications);
    const double pay = 3 * 4096.0 * 24;
    for (std::size_t r = 0; r < replications; ++r) {
        CHECK(after.kpi("cost")[r] == before.kpi("cost")[r] + pay);
        CHECK(after.kpi("profit")[r] == before.kpi("profit")[r] - pay);
        CHECK(after.kpi("unused_capacity")[r] == before.kpi("unused_capacity")[r] + pay);
    }
    check_only(before, after, models, {"cost", "profit", "unused_capacity", "npv", "npv_in_horizon", "cash_trough"});
}

TEST_CASE("The required return moves present values alone, and a dearer return makes sure money worth less") {
    const auto models = tests::compiled_text(tests::dyadic_world());
    const auto dearer = tests::compiled_text(tests::dyadic_world(), {"judge.required_return=30 %/year"});
    const Lived before(models, replications);
    const Lived after(dearer, replications);
    check_only(before, after, models, {"npv", "npv_in_horizon"});
    const auto certain = tests::compiled_text(two_segments(), {"judge.required_return=12 %/year"});
    const auto certain_dearer = tests::compiled_text(two_segments(), {"judge.required_return=30 %/year"});
    const Lived sure(certain, replications);
    const Lived sure_dearer(certain_dearer, replications);
    for (std::size_t r = 0; r < replications; ++r) {
        REQUIRE(sure.kpi("cash_trough")[r] == 0);
        CHECK(sure_dearer.kpi("npv_in_horizon")[r] < sure.kpi("npv_in_horizon")[r]);
    }
}

TEST_CASE("Twice the margin is twice the gross margin, and no client notices") {
    const auto models = tests::compiled_text(two_segments());
    const auto richer = tests::compiled_text(
        two_segments(), {"portfolio.segments.a.gross_margin=50 %", "portfolio.segments.b.gross_margin=100 %"});
    const Lived before(models, replications);
    const Lived after(richer, replications);
    for (std::size_t r = 0; r < replications; ++r) {
        CHECK(after.kpi("gross_margin")[r] == 2 * before.kpi("gross_margin")[r]);
    }
    for (const char* kpi : {"revenue", "orders", "losses", "cost", "cost_to_serve", "clients_end.client"}) {
        INFO(kpi);
        CHECK(tests::same_bits(before.kpi(kpi), after.kpi(kpi)));
    }
}

TEST_CASE(
    "By the same luck a higher chance of an order never sells less, and a higher chance to leave never keeps more") {
    const auto figure = [](const std::string& text, const std::string& setting, const char* kpi) {
        const auto models = tests::compiled_text(text, {setting, "people.clerk.hire.takes=0 months"});
        return Lived(models, 100).kpi(kpi);
    };
    const std::string text = two_segments();
    const std::string orders = "portfolio.segments.b.orders.chance=";
    const auto few = figure(text, orders + "40 %/month", "orders");
    const auto more = figure(text, orders + "41 %/month", "orders");
    const auto leave = [&](const char* chance) {
        return figure(text, std::string("people.clerk.leaves=") + chance, "departures");
    };
    const auto seldom = leave("5 %/month");
    const auto often = leave("9 %/month");
    double gained = 0;
    double left = 0;
    for (std::size_t r = 0; r < few.size(); ++r) {
        REQUIRE(more[r] >= few[r]);
        REQUIRE(often[r] >= seldom[r]);
        gained += more[r] - few[r];
        left += often[r] - seldom[r];
    }
    CHECK(gained > 0);
    CHECK(left > 0);
}
