#include "engine/statistics/paired.hpp"

#include <cmath>
#include <vector>

#include "engine/base/contract.hpp"
#include "engine/random/address.hpp"
#include "engine/random/normal_quantile.hpp"
#include "tests/support/catch.hpp"

using namespace clientele::statistics;
namespace luck = clientele::random;

namespace {

double normal_at(std::uint64_t entity, std::uint32_t replication) {
    return luck::normal_of(luck::word(luck::stream(9, "paired test"), luck::Entity{entity}, replication, 0));
}

}  // namespace

TEST_CASE("Differences are alternative minus baseline, pair by pair") {
    const std::vector<double> baseline{1, 2, 3, 4};
    const std::vector<double> alternative{2, 4, 3, 9};
    const Paired paired = compare_pairs({baseline, 2}, {alternative, 2});
    CHECK(paired.differences == std::vector<double>{1, 2, 0, 5});
    CHECK(paired.difference.mean == 2);
    CHECK(paired.study().worlds() == 2);
    // Within worlds: baseline variance (0.5 + 0.5) / 2, alternative (2 + 18) / 2, difference (0.5 + 12.5) / 2.
    CHECK(*paired.variance_reduction.value == Approx(10.5 / 6.5));
    CHECK(*paired.correlation.value == Approx((1 + 3) / 2.0 / std::sqrt(0.5 * 10)));
}

TEST_CASE("Pairs of correlation 0.8 and equal spread are worth five times the replications") {
    // Expected factor (1 + 1) / (2 - 2 rho) = 5, correlation 0.8. Common worlds add to both sides alike and must not
    // show.
    constexpr std::uint32_t worlds = 2000;
    constexpr std::uint32_t lives = 4;
    std::vector<double> a, b;
    for (std::uint32_t i = 0; i < worlds * lives; ++i) {
        const double world = 50 * normal_at(1, i / lives);
        const double common = std::sqrt(0.8) * normal_at(2, i);
        a.push_back(world + common + std::sqrt(0.2) * normal_at(3, i));
        b.push_back(world + common + std::sqrt(0.2) * normal_at(4, i) + 1);
    }
    const Paired paired = compare_pairs({a, lives}, {b, lives});
    // Standard error of a correlation on n = 6,000 degrees of freedom: (1 - 0.64) / sqrt(n) = 0.0046.
    CHECK(std::fabs(*paired.correlation.value - 0.8) < 5 * 0.0046);
    CHECK(std::fabs(*paired.variance_reduction.value - 5) < 5 * 0.12);
    CHECK(std::fabs(paired.difference.mean - 1) < 5 * paired.difference.standard_error);
}

TEST_CASE("A structure against itself differs by exactly 0, and its factor is undefined") {
    const std::vector<double> record{3, 1, 4, 1, 5, 9};
    const Paired paired = compare_pairs({record, 2}, {record, 2});
    CHECK(paired.differences == std::vector<double>(6, 0.0));
    CHECK(paired.difference.standard_error == 0);
    CHECK(*paired.correlation.value == Approx(1));
    CHECK_FALSE(paired.variance_reduction.value);
    CHECK(paired.variance_reduction.reason == "the difference does not vary within worlds");
}

TEST_CASE("Opposite luck harms: the factor falls below 1") {
    const std::vector<double> a{1, 2, 1, 2};
    const std::vector<double> b{2, 1, 2, 1};
    const Paired paired = compare_pairs({a, 2}, {b, 2});
    CHECK(*paired.correlation.value == Approx(-1));
    CHECK(*paired.variance_reduction.value == Approx(0.5));
}

TEST_CASE("An undefined side leaves the contrast undefined and counted") {
    const double none = std::nan("");
    const Paired paired =
        compare_pairs({std::vector<double>{1, none, 3, 4}, 2}, {std::vector<double>{none, 2, 3, 4}, 2});
    CHECK(paired.difference.reason == "undefined in 2 of 4 replications");
    CHECK(paired.correlation.reason == paired.difference.reason);
    CHECK(paired.variance_reduction.reason == paired.difference.reason);
}

TEST_CASE("One life a world leaves nothing within worlds; a constant side has no correlation") {
    const std::vector<double> a{1, 2, 3, 4};
    const std::vector<double> flat{7, 7, 7, 7};
    CHECK(compare_pairs({a, 1}, {a, 1}).correlation.reason == "needs two lives a world");
    CHECK(compare_pairs({a, 2}, {flat, 2}).correlation.reason == "a side does not vary within worlds");
    CHECK_THROWS_AS(compare_pairs({a, 2}, {a, 4}), clientele::base::ContractViolation);
}
