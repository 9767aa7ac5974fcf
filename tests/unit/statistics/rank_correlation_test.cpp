#include "engine/statistics/rank_correlation.hpp"

#include <cmath>
#include <random>

#include "tests/support/catch.hpp"

using namespace clientele;
using statistics::rank_correlation;
using statistics::ranks;

TEST_CASE("equal values share the mean of their ranks") {
    const std::vector<double> values{30, 10, 20, 10};
    CHECK(ranks(values) == std::vector<double>{4, 1.5, 3, 1.5});
}

TEST_CASE("Spearman's correlation of a textbook sample: 1 - 6 x 194 / (10 x 99) = -29/165") {
    // IQ and hours of television of ten people (Wikipedia, Spearman's rank correlation coefficient).
    const std::vector<double> iq{106, 86, 100, 101, 99, 103, 97, 113, 112, 110};
    const std::vector<double> hours{7, 0, 27, 50, 28, 29, 20, 12, 6, 17};
    CHECK(rank_correlation(iq, hours, 0.95).value == Approx(-29.0 / 165).epsilon(1e-12));
}

TEST_CASE("any rising function of the values leaves the correlation as it is, a falling one turns its sign") {
    const std::vector<double> x{1, 5, 2, 9, 7, 3};
    const std::vector<double> y{2, 1, 4, 9, 8, 3};
    std::vector<double> cubed(x);
    std::vector<double> negative(x);
    for (double& value : cubed) value = value * value * value;
    for (double& value : negative) value = -value;
    const double r = rank_correlation(x, y, 0.95).value;
    CHECK(rank_correlation(cubed, y, 0.95).value == r);
    CHECK(rank_correlation(negative, y, 0.95).value == Approx(-r));
    CHECK(rank_correlation(x, x, 0.95).value == 1);
}

TEST_CASE("what does not vary, is missing, or is too little has no correlation") {
    const std::vector<double> x{1, 2, 3, 4, 5};
    CHECK(std::isnan(rank_correlation(x, std::vector<double>(5, 7.0), 0.95).value));
    CHECK(std::isnan(rank_correlation(x, std::vector<double>{1, 2, std::nan(""), 4, 5}, 0.95).value));
    CHECK(std::isnan(rank_correlation(std::vector<double>{1, 2}, std::vector<double>{1, 2}, 0.95).value));
}

TEST_CASE("the interval covers the truth of independent pairs, 0, in 95 % of 4,000 samples within 4 standard errors") {
    std::mt19937_64 luck(8);
    std::normal_distribution<double> normal;
    constexpr int samples = 4000;
    int covered = 0;
    int covered_by_half = 0;
    for (int k = 0; k < samples; ++k) {
        std::vector<double> x(40);
        std::vector<double> y(40);
        for (double& value : x) value = normal(luck);
        for (double& value : y) value = normal(luck);
        const auto r = rank_correlation(x, y, 0.95);
        covered += r.low < 0 && r.high > 0 ? 1 : 0;
        const double half = (r.high - r.low) / 4;
        covered_by_half += std::abs(r.value) < half ? 1 : 0;
    }
    const double se = std::sqrt(0.95 * 0.05 / samples);
    CHECK(std::abs(covered / double{samples} - 0.95) < 4 * se + 0.005);  // Fisher's interval is a little off at 40
    CHECK(covered_by_half / double{samples} < 0.8);                      // half as wide would be caught
}
