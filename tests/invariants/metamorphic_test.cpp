#include <string>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/dyadic_world.hpp"
#include "tests/support/worlds.hpp"

using namespace clientele;
using tests::dyadic_world;
using tests::Lived;

/// What a change of the scenario must do to the figures.
namespace {

constexpr std::uint32_t replications = 10;

bool is_amount(const model::Kpi& kpi, const std::string& currency) { return kpi.unit == currency; }

/// \param rounding most that an amount may differ by, and a share by a millionth of it; 0: not at all
void check_scaled(const model::Models& models, const Lived& one, const Lived& scaled, double times, double rounding) {
    for (const model::Kpi& kpi : models.structures[0].kpis) {
        INFO(kpi.name);
        const bool amount = is_amount(kpi, models.firm->currency);
        const auto before = one.kpi(kpi.name);
        const auto after = scaled.kpi(kpi.name);
        for (std::size_t r = 0; r < before.size(); ++r) {
            const double expected = amount ? times * before[r] : before[r];
            if (std::isnan(expected)) {
                CHECK(std::isnan(after[r]));
            } else {
                // A rounded monthly cost stands hundreds of times, for every client left, in the terminal value.
                const double most = !amount ? rounding * 1e-6 : kpi.name == "npv" ? 100 * rounding : rounding;
                CHECK(std::abs(after[r] - expected) <= most);
            }
        }
    }
}

}  // namespace

TEST_CASE("Money times 1,024 scales all amounts exactly and nothing else, where amounts are whole grains") {
    const auto models = tests::compiled_text(dyadic_world(1));
    const auto scaled = tests::compiled_text(dyadic_world(1024));
    const Lived lived(models, replications);
    REQUIRE(lived.of("profit").sd > 0);
    check_scaled(models, lived, Lived(scaled, replications), 1024, 0);
}

TEST_CASE("Money times 1,000 scales all amounts and nothing else, to the rounding of each") {
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
        INFO("random scenario " << seed);
        const auto models = tests::compiled_text(tests::RandomScenario(seed).text());
        const auto scaled = tests::compiled_text(tests::RandomScenario(seed, 1000).text());
        // Up to some ten thousand amounts, each off by at most half a grain times 1,000: an sd of about 40. A client
        // served in full costs the same every month and is rounded alike, so that some thousand errors may add up: 500
        // at most.
        check_scaled(models, Lived(models, replications), Lived(scaled, replications), 1000, 500);
    }
}

TEST_CASE("A longer horizon begins with the shorter life") {
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
        INFO("random scenario " << seed);
        const std::string text = tests::RandomScenario(seed).text();
        const auto shorter = tests::compiled_text(text, {"horizon=9 months"});
        const auto longer = tests::compiled_text(text, {"horizon=40 months"});
        const Lived lives(shorter, replications);
        const Lived long_lives(longer, replications);
        for (std::size_t s = 0; s < shorter.structures.size(); ++s) {
            for (std::size_t r = 0; r < replications; ++r) {
                for (std::size_t month = 0; month < 9; ++month) {
                    REQUIRE(lives.digests(s)[r * 9 + month] == long_lives.digests(s)[r * 40 + month]);
                }
            }
        }
    }
}

TEST_CASE("Another seed gives another life, more worlds give the same ones") {
    const std::string text = tests::RandomScenario(1).text();
    const auto models = tests::compiled_text(text);
    const Lived lived(models, replications);
    const auto other = tests::compiled_text(text, {"seed=77"});
    CHECK(Lived(other, replications).digests() != lived.digests());
    const auto more = tests::compiled_text(text, {"worlds=500"});
    CHECK(Lived(more, replications).digests() == lived.digests());
}

TEST_CASE("A higher chance of loss never keeps a client longer: luck is the same, so every life has fewer left") {
    const auto survival = [](const char* chance) {
        const auto models = tests::scenario_named("verification/geometric_survival",
                                                  {std::string("lifecycle.stages.client.loss.chance=") + chance});
        return Lived(models, 100).kpi("clients_end.client");
    };
    const auto at_two = survival("2 %/month");
    const auto at_three = survival("3 %/month");
    for (std::size_t r = 0; r < at_two.size(); ++r) REQUIRE(at_three[r] < at_two[r]);
}

TEST_CASE("A dearer attempt moves cost and profit by its price, and nothing else") {
    const std::string text = dyadic_world(1);
    const auto models = tests::compiled_text(text);
    const auto dearer = tests::compiled_text(text, {"work.win.cost=64"});
    const Lived before(models, replications);
    const Lived after(dearer, replications);
    for (const char* kpi :
         {"revenue", "orders", "wins", "losses", "cost_to_serve", "unused_capacity", "clients_end.client"}) {
        CHECK(before.kpi(kpi) == after.kpi(kpi));
    }
    for (std::size_t r = 0; r < replications; ++r) {
        const double extra = after.kpi("cost")[r] - before.kpi("cost")[r];
        CHECK(extra > 0);
        CHECK(std::fmod(extra, 32) == 0);
        CHECK(after.kpi("profit")[r] == before.kpi("profit")[r] - extra);
    }
}
