#include "engine/statistics/two_level.hpp"

#include <cmath>
#include <vector>

#include "engine/base/contract.hpp"
#include "engine/random/address.hpp"
#include "engine/random/normal_quantile.hpp"
#include "engine/statistics/paired.hpp"
#include "tests/support/catch.hpp"

using namespace clientele::statistics;
namespace luck = clientele::random;

namespace {

double normal_at(std::uint64_t entity, std::uint32_t replication) {
    return luck::normal_of(luck::word(luck::stream(8, "two-level test"), luck::Entity{entity}, replication, 0));
}

/// mu + A_w + e_wk with known spreads.
std::vector<double> record(std::uint32_t worlds, std::uint32_t lives, double mu, double assumption, double noise) {
    std::vector<double> values;
    for (std::uint32_t w = 0; w < worlds; ++w) {
        for (std::uint32_t k = 0; k < lives; ++k) {
            values.push_back(mu + assumption * normal_at(1, w) + noise * normal_at(2, w * lives + k));
        }
    }
    return values;
}

}  // namespace

TEST_CASE("Three worlds of two lives by hand: means 2 6 10, luck variance 2, assumption variance 15") {
    const std::vector<double> values{1, 3, 5, 7, 9, 11};
    const TwoLevel study = summarise({values, 2});
    CHECK(study.worlds == 3);
    CHECK(study.world_means == std::vector<double>{2, 6, 10});
    CHECK(study.mean == 6);
    CHECK(study.standard_error == Approx(4 / std::sqrt(3.0)));  // sd of 2 6 10 is 4
    CHECK(study.luck_variance == 2);                            // each pair: squares 1 + 1, over 3 worlds x 1
    CHECK(study.assumption_variance == 15);                     // (MS_between 32 - 2) / 2
    CHECK(study.sd == Approx(std::sqrt(70.0 / 5)));
    CHECK(study.assumption_sd() == Approx(std::sqrt(15.0)));
    CHECK(study.luck_sd() == Approx(std::sqrt(2.0)));
    CHECK(interval_of(study, 0.05).half_width() == Approx(4.30265273 * 4 / std::sqrt(3.0)));  // t_2
}

TEST_CASE("Shrunken means keep the share sqrt(15/16) of their distance from the grand mean") {
    const std::vector<double> values{1, 3, 5, 7, 9, 11};
    const auto shrunken = shrunken_world_means(summarise({values, 2}));
    const double keep = std::sqrt(15.0 / 16);
    CHECK(shrunken[0] == Approx(6 - 4 * keep));
    CHECK(shrunken[1] == 6);
    CHECK(shrunken[2] == Approx(6 + 4 * keep));
}

TEST_CASE("Known spreads are found again: assumption sd 3, luck sd 4, within 5 standard errors") {
    // Standard error of sd estimates over W = 4,000 worlds of K = 5: luck sd 4 / sqrt(2 W (K - 1)) = 0.0224; of the
    // variance of A (9 + 16/5) sqrt(2 / W) plus a little, so 0.0461 on the sd.
    const auto values = record(4000, 5, 10, 3, 4);
    const TwoLevel study = summarise({values, 5});
    CHECK(std::fabs(study.luck_sd() - 4) < 5 * 0.0224);
    CHECK(std::fabs(study.assumption_sd() - 3) < 5 * 0.0461);
    CHECK(std::fabs(study.mean - 10) < 5 * study.standard_error);
    CHECK(study.standard_error == Approx(std::sqrt((9 + 16.0 / 5) / 4000)).epsilon(0.06));
    CHECK(study.sd == Approx(5).epsilon(0.05));
}

TEST_CASE("The share of worlds better is that of the worlds, not of noisy means") {
    // Expected P(2 + 3 Z > 0) = Phi(2/3) = 0.7475. Standard error 0.023: over 4,000 worlds sigma2_A = 9 is estimated
    // with an error of 1.7, which moves the share by 0.021, and counting adds 0.007. Raw means, with luck of 10 /
    // sqrt(2) on top, would say Phi(2 / 7.68) = 0.603.
    const auto values = record(4000, 2, 2, 3, 10);
    const TwoLevel study = summarise({values, 2});
    const Figure share = share_of_worlds_better(study, interval_of(study, 0.05));
    REQUIRE(share.value);
    CHECK(std::fabs(*share.value - 0.7475) < 5 * 0.023);
    CHECK(std::fabs(share_above_zero(study.world_means) - 0.603) < 5 * 0.0078);
    // Futures: Phi(2 / sqrt(109)) = 0.576.
    CHECK(std::fabs(*share_of_futures_better({values, 2}).value - 0.576) < 5 * 0.0064);
}

TEST_CASE("Where worlds differ by no more than luck, the share is 0, 1 or undefined, by the interval") {
    const std::vector<double> alike{4, 6, 6, 4, 5, 5.5};
    const TwoLevel study = summarise({alike, 2});
    REQUIRE(study.assumption_variance < 0);
    CHECK(study.assumption_sd() == 0);
    CHECK(share_of_worlds_better(study, {4, 6}).value == 1.0);
    CHECK(share_of_worlds_better(study, {-6, -4}).value == 0.0);
    const Figure none = share_of_worlds_better(study, {-1, 6});
    CHECK_FALSE(none.value);
    CHECK(none.reason == "worlds differ by hardly more than luck, and the interval includes 0");
    for (const double mean : shrunken_world_means(study)) {
        CHECK(mean == study.mean);
    }
}

TEST_CASE("One odd life of many shows no spread between worlds, whatever the last bits say") {
    // One life of x, all others 0: the variance of world means is x^2 / (K^2 W), and so is that of luck over K. A share
    // of 100 % would come from the last bits alone.
    for (const double x : {0.1, 1234.567, 1e7 / 3}) {
        for (const std::size_t worlds : {7U, 40U, 113U}) {
            std::vector<double> values(worlds * 5, 0.0);
            values[3] = x;
            const TwoLevel study = summarise({values, 5});
            CHECK(study.assumption_variance == 0);
            CHECK_FALSE(share_of_worlds_better(study, interval_of(study, 0.05)).value);
        }
    }
}

TEST_CASE("Worlds of which nothing is unknown differ by luck alone, however far apart they come out") {
    const std::vector<double> values{10, 11, -3, -4, 20, 21, 9, 8};
    const TwoLevel seen = summarise({values, 2});
    const TwoLevel alike = summarise({values, 2, false});
    CHECK(seen.assumption_variance > 0);
    CHECK(alike.assumption_variance == 0);
    CHECK(alike.standard_error == seen.standard_error);
    CHECK(share_of_worlds_better(seen, interval_of(seen, 0.05)).value == 0.75);
    CHECK_FALSE(share_of_worlds_better(alike, interval_of(alike, 0.05)).value);
    CHECK(share_of_worlds_better(alike, {1, 17}).value == 1.0);
    const auto paired = compare_pairs({std::vector<double>(8, 0.0), 2, false}, {values, 2, false});
    CHECK(paired.difference.assumption_variance == 0);
}

TEST_CASE("A faint spread beside much luck makes no share surer than its mean") {
    // Means of worlds 5, 7, -1, 9, lives 4 apart from them: sigma2_A = 18.7 - 32 / 2 = 2.7, and all shrunken means are
    // above 0; but luck alone, sqrt(32 / 8) = 2 times t(3) = 3.18, takes a mean as far from 0 as 5.
    const std::vector<double> faint{1, 9, 3, 11, -5, 3, 5, 13};
    const TwoLevel study = summarise({faint, 2});
    CHECK(study.assumption_variance == Approx(56.0 / 3 - 16));
    for (const double world : shrunken_world_means(study)) CHECK(world > 0);
    CHECK_FALSE(worlds_stand_out(study, interval_of(study, 0.05)));
    // The same means without luck: they are what they are.
    const std::vector<double> sure{5, 5, 7, 7, 1, 1, 9, 9};
    CHECK(share_of_worlds_better(summarise({sure, 2}), {-5, 16}).value == 1.0);
}

TEST_CASE("Ties count half") {
    CHECK(share_above_zero(std::vector<double>{1, 0, -1, 2}) == 0.625);
    CHECK(share_of_futures_better({std::vector<double>{0, 0}, 2}).value == 0.5);
    CHECK(std::isnan(share_above_zero({})));
}

TEST_CASE("One undefined replication leaves the study undefined, with its reason") {
    const std::vector<double> values{1, 2, std::nan(""), 4};
    const TwoLevel study = summarise({values, 2});
    CHECK_FALSE(study.defined());
    CHECK(study.reason == "undefined in 1 of 4 replications");
    CHECK(std::isnan(study.mean));
    CHECK(std::isnan(interval_of(study, 0.05).low));
    CHECK(share_of_worlds_better(study, {1, 2}).reason == study.reason);
    CHECK(share_of_futures_better({values, 2}).reason == study.reason);
}

TEST_CASE("One world has a mean but no standard error, one life a world no luck") {
    const std::vector<double> values{1, 2, 4, 9};
    const TwoLevel world = summarise({values, 4});
    CHECK(world.mean == 4);
    CHECK(std::isnan(world.standard_error));
    CHECK(std::isnan(interval_of(world, 0.05).low));
    const TwoLevel lives = summarise({values, 1});
    CHECK(lives.standard_error > 0);
    CHECK(std::isnan(lives.luck_variance));
    CHECK(share_of_worlds_better(lives, {1, 2}).reason == "needs at least two worlds of two lives");
    CHECK_THROWS_AS(summarise({values, 3}), clientele::base::ContractViolation);
}
