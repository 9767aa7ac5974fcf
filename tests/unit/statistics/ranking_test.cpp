#include "engine/statistics/ranking.hpp"

#include <cmath>
#include <vector>

#include "engine/base/contract.hpp"
#include "tests/support/catch.hpp"

using namespace clientele::statistics;

TEST_CASE("Shares of being best add up to 1, ties shared: 1/2 + 1/3, 1/3 and 1/3 + 1 of three rows") {
    const std::vector<double> a{5, 2, 1};
    const std::vector<double> b{4, 2, 0};
    const std::vector<double> c{5, 2, 3};
    const std::vector<std::span<const double>> columns{a, b, c};
    const auto shares = shares_best(columns);
    CHECK(shares[0] == Approx((0.5 + 1.0 / 3) / 3));
    CHECK(shares[1] == Approx((1.0 / 3) / 3));
    CHECK(shares[2] == Approx((0.5 + 1.0 / 3 + 1) / 3));
}

TEST_CASE("A lone candidate is always best; no rows give no share; ragged columns are refused") {
    const std::vector<double> a{-1, -2};
    const std::vector<double> b{1};
    CHECK(shares_best(std::vector<std::span<const double>>{a}) == std::vector<double>{1});
    CHECK(std::isnan(shares_best(std::vector<std::span<const double>>{std::span<const double>{}})[0]));
    CHECK_THROWS_AS(shares_best(std::vector<std::span<const double>>{a, b}), clientele::base::ContractViolation);
    CHECK_THROWS_AS(shares_best({}), clientele::base::ContractViolation);
}

TEST_CASE("Equal values share the mean of their ranks") {
    CHECK(mid_ranks(std::vector<double>{30, 10, 20, 20}) == std::vector<double>{4, 1, 2.5, 2.5});
    CHECK(mid_ranks({}).empty());
}

TEST_CASE("Rank correlation is 1 for any rising relation, -1 for a falling one, 0.8 for one exchange of 1 2 3 4") {
    const std::vector<double> a{1, 2, 3, 4};
    CHECK(rank_correlation(a, std::vector<double>{1, 10, 100, 1000}) == Approx(1));
    CHECK(rank_correlation(a, std::vector<double>{0, -1, -5, -6}) == Approx(-1));
    CHECK(rank_correlation(a, std::vector<double>{2, 1, 3, 4}) == Approx(0.8));
    CHECK(std::isnan(rank_correlation(a, std::vector<double>{1, 1, 1, 1})));
}
