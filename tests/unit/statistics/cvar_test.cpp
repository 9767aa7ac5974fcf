#include "engine/statistics/cvar.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/base/contract.hpp"
#include "engine/random/batch.hpp"
#include "engine/random/samplers.hpp"
#include "tests/support/catch.hpp"

using namespace clientele::statistics;
namespace luck = clientele::random;

namespace {

/// The midpoints of n equal slices of a law: no luck in them, so the discretisation is the only error.
template <class Quantile>
std::vector<double> slices(std::size_t n, Quantile quantile) {
    std::vector<double> values(n);
    for (std::size_t i = 0; i < n; ++i) {
        values[i] = quantile((static_cast<double>(i) + 0.5) / static_cast<double>(n));
    }
    return values;
}

std::vector<double> negated(std::vector<double> losses) {
    std::transform(losses.begin(), losses.end(), losses.begin(), [](double x) { return -x; });
    return losses;
}

}  // namespace

TEST_CASE("CVaR at 95 % of losses 1 ... 100 is 98, the mean of the worst five") {
    std::vector<double> outcomes(100);
    for (std::size_t i = 0; i < 100; ++i) {
        outcomes[i] = -static_cast<double>((i * 37) % 100 + 1);
    }
    CHECK(cvar(outcomes, 0.95) == -98);
}

TEST_CASE("An atom at the edge is shared out: worst 30 % of -10 0 0 0 is (-10 + 0.2 * 0) / 1.2") {
    CHECK(cvar(std::vector<double>{0, -10, 0, 0}, 0.7) == Approx(-10 / 1.2).epsilon(1e-14));
    // Expected of 1 ... 10 at 0.75: (1 + 2 + 3 / 2) / 2.5.
    CHECK(cvar(std::vector<double>{10, 9, 8, 7, 6, 5, 4, 3, 2, 1}, 0.75) == Approx(4.5 / 2.5).epsilon(1e-14));
}

TEST_CASE("CVaR of a standard normal at 95 % is 2.062713, of an exponential 3.995732") {
    const auto normal = slices(1000000, [](double p) { return luck::normal_quantile(p); });
    CHECK(-cvar(normal, 0.95) == Approx(2.062713).epsilon(2e-6));
    const auto exponential = negated(slices(1000000, [](double p) { return luck::exponential(p, 1); }));
    CHECK(-cvar(exponential, 0.95) == Approx(3.995732).epsilon(1e-5));
}

TEST_CASE("CVaR of a normal sample lies within 5 standard errors of 2.062713") {
    // Standard error of the mean of the worst 5 % of n: sqrt((var of the tail + (1 - 0.05)(cvar - var)^2) / (0.05 n)),
    // here 0.0024 at n = 200,000; false alarm once in 1.7 million.
    constexpr std::size_t n = 200000;
    std::vector<std::uint32_t> words(n);
    for (std::uint32_t i = 0; i < n; ++i) {
        words[i] = luck::word_of(luck::stream(3, "cvar test"), luck::Entity{1}, i, 0, 0);
    }
    std::vector<double> sample(n);
    luck::standard_normal(words.data(), n, sample.data());
    const double tail_variance = 1 + 1.644854 * 2.062713 - 2.062713 * 2.062713;
    const double excess = 2.062713 - 1.644854;
    const double error = std::sqrt((tail_variance + 0.95 * excess * excess) / (0.05 * n));
    CHECK(std::fabs(-cvar(sample, 0.95) - 2.062713) / error < 5);
}

TEST_CASE("CVaR does not depend on the order of outcomes, is the mean at level 0 and the minimum near level 1") {
    const std::vector<double> outcomes{0.1, -0.7, 3.3, 2.2, -1.9, 0.4, 0.4};
    std::vector<double> shuffled{3.3, 0.4, -1.9, 0.1, 0.4, 2.2, -0.7};
    CHECK(cvar(outcomes, 0.4) == cvar(shuffled, 0.4));
    CHECK(cvar(outcomes, 0) == Approx(3.8 / 7).epsilon(1e-14));
    CHECK(cvar(outcomes, 0.999) == Approx(-1.9).epsilon(1e-14));
    CHECK(std::isnan(cvar({}, 0.95)));
    CHECK_THROWS_AS(cvar(outcomes, 1.0), clientele::base::ContractViolation);
}

TEST_CASE("Probability of loss counts outcomes below 0; breaking even is no loss") {
    CHECK(probability_of_loss(std::vector<double>{-1, 0, 1, -2}) == 0.5);
    CHECK(std::isnan(probability_of_loss({})));
}
