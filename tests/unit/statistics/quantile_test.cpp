#include "engine/statistics/quantile.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "engine/base/contract.hpp"
#include "tests/support/catch.hpp"

using namespace clientele::statistics;

TEST_CASE("Type 7 quantiles of 1 2 3 4 are those of R: quartiles 1.75, 2.5, 3.25") {
    const std::vector<double> sorted{1, 2, 3, 4};
    CHECK(quantile_sorted(sorted, 0.25) == 1.75);
    CHECK(quantile_sorted(sorted, 0.5) == 2.5);
    CHECK(quantile_sorted(sorted, 0.75) == 3.25);
    CHECK(quantile_sorted(sorted, 0) == 1);
    CHECK(quantile_sorted(sorted, 1) == 4);
}

TEST_CASE("The order of the sample does not matter") {
    const std::vector<double> sorted{-3, -1, 0, 0, 2, 5, 8, 13, 21, 34};
    for (const double p : {0.0, 0.05, 0.3, 1.0 / 3, 0.5, 0.77, 0.95, 1.0}) {
        std::vector<double> shuffled{13, 0, 34, -3, 2, 21, -1, 8, 0, 5};
        CHECK(quantile(shuffled, p) == quantile_sorted(sorted, p));
    }
}

TEST_CASE("Several quantiles come in the order asked") {
    const std::vector<double> values{30, 10, 20};
    CHECK(quantiles(values, std::vector<double>{1, 0, 0.5}) == std::vector<double>{30, 10, 20});
    CHECK(quantiles(values, {}).empty());
}

TEST_CASE("Edges: one value, none, infinities, levels outside [0, 1]") {
    std::vector<double> one{7};
    CHECK(quantile(one, 0.3) == 7);
    CHECK(std::isnan(quantile_sorted({}, 0.5)));
    CHECK(std::isnan(quantile({}, 0.5)));
    const double inf = std::numeric_limits<double>::infinity();
    CHECK(quantile_sorted(std::vector<double>{1, inf, inf}, 0.75) == inf);
    CHECK_THROWS_AS(quantile_sorted(one, 1.1), clientele::base::ContractViolation);
    CHECK_THROWS_AS(quantile_sorted(one, std::nan("")), clientele::base::ContractViolation);
}
