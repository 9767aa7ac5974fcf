#include "engine/behaviour/judgement.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "tests/support/catch.hpp"

using namespace clientele::behaviour;

TEST_CASE("Sixteen rounds of judgement have mean 0 and variance 1, for every client in another order") {
    for (const std::uint32_t seed : {0U, 1U, 77U, 0xFFFFFFFFU}) {
        std::vector<double> z;
        double squares = 0;
        for (std::size_t round = 0; round < judgements; ++round) {
            z.push_back(judgement(seed, round));
            squares += z.back() * z.back();
        }
        CHECK(squares / judgements == Approx(1).epsilon(1e-12));
        std::sort(z.begin(), z.end());
        for (std::size_t k = 0; k < judgements; ++k) CHECK(z[k] == Approx(-z[judgements - 1 - k]).margin(1e-12));
        CHECK(std::adjacent_find(z.begin(), z.end()) == z.end());
    }
    CHECK(judgement(1, 0) != judgement(2, 0));
}

TEST_CASE("Hours that come and go are answered like the steady hours that stand for them") {
    std::vector<double> hours(judgements);
    for (std::size_t r = 0; r < judgements; ++r) hours[r] = 3 * std::exp(0.5 * judgement(5, r));
    for (const double c : {1.0, 1.6, 0.8}) {
        const WalletResponse response{0.6, 0.25, c, 0};
        const double steady = steady_hours(response, 0.35, hours.data());
        double mean = 0;
        for (const double h : hours) mean += wallet_target(response, 0.35, h / steady) / judgements;
        CHECK(mean == Approx(0.35).epsilon(1e-12));
    }
    double kept = 0;
    const double service = steady_service(0.9, 4, hours.data());
    for (const double h : hours) kept += std::exp(-0.9 * std::min(1.0, h / 4)) / judgements;
    CHECK(std::exp(-0.9 * service) == Approx(kept).epsilon(1e-12));
}

TEST_CASE("Hours that do not change stand for themselves; where nothing answers the mean does") {
    const std::vector<double> same(judgements, 2.5);
    CHECK(steady_hours({0.6, 0.25, 1, 0}, 0.35, same.data()) == Approx(2.5).epsilon(1e-12));
    CHECK(steady_service(0.9, 5, same.data()) == Approx(0.5).epsilon(1e-12));
    std::vector<double> hours(judgements, 1.0);
    hours[0] = 17;
    CHECK(steady_hours({0.6, 0.25, 1, 0}, 1, hours.data()) == Approx(2).epsilon(1e-12));
    CHECK(steady_service(0, 20, hours.data()) == Approx(0.1).epsilon(1e-12));
}
