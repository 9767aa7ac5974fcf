#include <string>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/dyadic_world.hpp"
#include "tests/support/worlds.hpp"

using namespace clientele;
using tests::Lived;

/// The same firm said in other words lives the same lives.
namespace {

constexpr std::uint32_t replications = 10;
constexpr std::uint64_t random_worlds = 8;

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
        text.replace(at, from.size(), to);
    }
    return text;
}

/// Every figure of every structure, names put back by `back`. \returns how many were compared
template <class Back>
std::size_t check_same(const model::Models& models, const Lived& expected, const model::Models& renamed,
                       const Lived& actual, Back back) {
    std::size_t compared = 0;
    for (std::size_t s = 0; s < renamed.structures.size(); ++s) {
        const std::size_t place = expected.structure(back(renamed.structures[s].id));
        REQUIRE(renamed.structures[s].kpis.size() == models.structures[place].kpis.size());
        for (const model::Kpi& kpi : renamed.structures[s].kpis) {
            INFO(renamed.structures[s].id << ", " << kpi.name);
            CHECK(tests::same_bits(actual.kpi(kpi.name, s), expected.kpi(back(kpi.name), place)));
            ++compared;
        }
    }
    return compared;
}

bool lives_alike(const model::Models& a, const model::Models& b) {
    return tests::same_bits(Lived(a, replications).values(), Lived(b, replications).values());
}

}  // namespace

TEST_CASE("Renaming a structure, a stage, a team or the currency renames figures and changes none") {
    for (std::uint64_t seed = 1; seed <= random_worlds; ++seed) {
        const std::string text = tests::RandomScenario(seed).text();
        const auto models = tests::compiled_text(text);
        const Lived expected(models, replications);
        for (const auto& [old, fresh] : std::vector<std::pair<std::string, std::string>>{
                 {"generalists", "zz_today"}, {"split", "aa_split"}, {"regular", "zz_regular"}, {"key", "aa_key"}}) {
            INFO("random scenario " << seed << ", " << old << " called " << fresh);
            const auto renamed = tests::compiled_text(replaced(text, old, fresh));
            const auto back = [was = old, is = fresh](const std::string& name) { return replaced(name, is, was); };
            CHECK(check_same(models, expected, renamed, Lived(renamed, replications), back) > 40);
        }
    }
    const auto models = tests::compiled_text(tests::dyadic_world());
    const auto other = tests::compiled_text(replaced(tests::dyadic_world(), "sales:", "zz_team:"), {"currency=USD"});
    CHECK(lives_alike(models, other));
    // The name of a segment is the address of its clients' luck: here figures must change.
    CHECK_FALSE(lives_alike(models, tests::compiled_text(replaced(tests::dyadic_world(), "buyers", "people_who_buy"))));
}

TEST_CASE("Months, years and their amounts are one language: a year's orders, hours and pay are twelve months'") {
    const std::string monthly = tests::dyadic_world();
    std::string yearly = monthly;
    for (const auto& [month, year] :
         std::vector<std::pair<std::string, std::string>>{{"24 months", "2 years"},
                                                          {"4096/month", "49152/year"},
                                                          {"2/month", "24/year"},
                                                          {"16/month", "192/year"},
                                                          {"1.5 hours/month", "18 hours/year"},
                                                          {"128 hours/month", "1536 hours/year"}}) {
        REQUIRE(yearly.find(month) != std::string::npos);
        yearly = replaced(yearly, month, year);
    }
    const auto models = tests::compiled_text(monthly);
    CHECK(lives_alike(models, tests::compiled_text(yearly)));
    CHECK_FALSE(lives_alike(models, tests::compiled_text(yearly, {"horizon=25 months"})));
}

TEST_CASE("Pay with charges or without, hours before internal work or after: what it comes to decides") {
    const auto models = tests::compiled_text(tests::dyadic_world());
    CHECK(lives_alike(models, tests::compiled_text(tests::dyadic_world(), {"people.seller.fixed=6144/month",
                                                                           "people.seller.employer_charges=0 %"})));
    CHECK(lives_alike(models, tests::compiled_text(tests::dyadic_world(), {"people.seller.hours=96 hours/month",
                                                                           "people.seller.internal=0 %"})));
    CHECK_FALSE(lives_alike(models, tests::compiled_text(tests::dyadic_world(), {"people.seller.internal=0 %"})));
}

TEST_CASE("A policy without effect is no policy: each changes no bit, and with an effect it does") {
    const std::string world = tests::dyadic_world();
    const auto models = tests::compiled_text(world, {"relationship.owner_leaves=null"});
    struct Policy {
        std::string idle, acting;
    };
    for (const Policy& policy :
         std::vector<Policy>{{"relationship.owner_leaves={loss_times: 1, for: 4 months}",
                              "relationship.owner_leaves={loss_times: 9, for: 12 months}"},
                             {"relationship.neglect={loss_times: 1}", "relationship.neglect={loss_times: 9}"},
                             {"portfolio.segments.others.loss={chance: 1 %/month, overload_slope: 0}",
                              "portfolio.segments.others.loss={chance: 3 %/month, overload_slope: 0}"},
                             {"portfolio.segments.buyers.complexity=1", "portfolio.segments.buyers.complexity=4"},
                             {"people.seller.ramp=0 months", "people.seller.ramp=9 months"}}) {
        INFO(policy.idle);
        const auto without = tests::compiled_text(world, {"relationship.owner_leaves=null", policy.idle});
        CHECK(lives_alike(models, without));
        INFO(policy.acting);
        CHECK_FALSE(
            lives_alike(models, tests::compiled_text(world, {"relationship.owner_leaves=null", policy.acting})));
    }
}

TEST_CASE("How many lives share a world is nothing to a world that is known") {
    const auto models = tests::compiled_text(tests::dyadic_world());
    const auto other = tests::compiled_text(tests::dyadic_world(), {"lives=5"});
    CHECK(Lived(models, replications).digests() == Lived(other, replications).digests());
    // Where something is believed, worlds matter.
    const std::string believed = "people.seller.leaves={believed: 1 %/month to 20 %/month}";
    const auto unknown = tests::compiled_text(tests::dyadic_world(), {believed});
    const auto unknown_other = tests::compiled_text(tests::dyadic_world(), {believed, "lives=5"});
    CHECK(Lived(unknown, replications).digests() != Lived(unknown_other, replications).digests());
}

TEST_CASE("A belief written as the number that a world drew gives that world's lives") {
    const std::string text = tests::dyadic_world();
    const auto models = tests::compiled_text(text, {"work.win.hours={believed: 20 to 90, likely: 40}"});
    REQUIRE(models.beliefs == std::vector<std::string>{"work.win.hours"});
    replication::Lives lives(models);
    for (const std::uint32_t world : {0U, 1U, 4U}) {
        lives.bind(world);
        const auto known = tests::compiled_text(text, {fmt::format("work.win.hours={:.17g}", lives.beliefs()[0])});
        CHECK(Lived(known, 2, world * 2).digests() == Lived(models, 2, world * 2).digests());
        CHECK(Lived(known, 2, 10).digests() != Lived(models, 2, 10).digests());
    }
}
