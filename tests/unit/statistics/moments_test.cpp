#include "engine/statistics/moments.hpp"

#include <cmath>
#include <vector>

#include "engine/base/contract.hpp"
#include "tests/support/catch.hpp"

using namespace clientele::statistics;

TEST_CASE("Mean 5 and standard deviation sqrt(32/7) of 2 4 4 4 5 5 7 9") {
    const std::vector<double> values{2, 4, 4, 4, 5, 5, 7, 9};
    CHECK(mean(values) == 5);
    CHECK(variance(values) == Approx(32.0 / 7).epsilon(1e-15));
    CHECK(standard_deviation(values) == Approx(std::sqrt(32.0 / 7)).epsilon(1e-15));
}

TEST_CASE("A large offset does not eat the spread: variance 30 of 4 7 13 16 beside 10^9") {
    const std::vector<double> values{1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16};
    CHECK(mean(values) == 1e9 + 10);
    CHECK(variance(values) == 30);
}

TEST_CASE("Equal values have their own mean exactly and no variance") {
    const std::vector<double> values(1000, 0.1);
    CHECK(mean(values) == 0.1);
    CHECK(variance(values) == 0);
}

TEST_CASE("Moments of too few values are undefined") {
    CHECK(std::isnan(mean({})));
    const std::vector<double> one{3};
    CHECK(mean(one) == 3);
    CHECK(std::isnan(variance(one)));
    CHECK(std::isnan(correlation(one, one)));
}

TEST_CASE("Correlation is 1, -1, 0 for equal, opposite and orthogonal samples, undefined for a constant") {
    const std::vector<double> a{1, 2, 3, 4};
    const std::vector<double> opposite{8, 6, 4, 2};
    const std::vector<double> orthogonal{1, -1, -1, 1};
    const std::vector<double> constant{5, 5, 5, 5};
    CHECK(correlation(a, a) == Approx(1).epsilon(1e-15));
    CHECK(correlation(a, opposite) == Approx(-1).epsilon(1e-15));
    CHECK(correlation(a, orthogonal) == 0);
    CHECK(std::isnan(correlation(a, constant)));
    CHECK_THROWS_AS(correlation(a, std::vector<double>{1}), clientele::base::ContractViolation);
}
