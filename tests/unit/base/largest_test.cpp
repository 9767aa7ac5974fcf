#include "engine/base/largest.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <random>
#include <vector>

#include "tests/support/catch.hpp"

TEST_CASE("The sum of the largest equals that of a sorted list, ties and all, for every number of them") {
    std::mt19937_64 luck(7);
    for (std::size_t n = 1; n < 130; n += 3) {
        for (const unsigned kinds : {1U, 2U, 5U, 100000U}) {
            std::vector<double> values(n);
            for (double& value : values) value = static_cast<double>(luck() % kinds) / 1024 - 3;
            std::vector<double> sorted = values;
            std::sort(sorted.begin(), sorted.end(), std::greater<>());
            for (std::size_t most = 0; most <= n; ++most) {
                std::vector<double> work = values;
                std::vector<double> scratch(n);
                const double expected =
                    std::accumulate(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(most), 0.0);
                REQUIRE(clientele::base::sum_of_largest(work.data(), n, most, scratch.data()) == expected);
            }
        }
    }
}
