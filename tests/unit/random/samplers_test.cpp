#include "engine/random/samplers.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/exponential.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <boost/math/distributions/triangular.hpp>

#include "engine/random/special.hpp"
#include "tests/support/catch.hpp"

namespace luck = clientele::random;

namespace {

constexpr std::uint32_t many = 20000;

/// Uniforms of one address line, fixed for ever.
double u_at(std::uint32_t i) {
    return luck::uniform(luck::word_of(luck::stream(5, "sampler test"), luck::Entity{77}, 0, 0, i));
}

template <class Sampler>
std::vector<double> sample(Sampler sampler) {
    std::vector<double> values(many);
    for (std::uint32_t i = 0; i < many; ++i) {
        values[i] = static_cast<double>(sampler(u_at(i)));
    }
    return values;
}

/// z score of the sample mean against the law's mean and variance.
double z_of_mean(const std::vector<double>& values, double mean, double variance) {
    double sum = 0;
    for (const double value : values) {
        sum += value;
    }
    return (sum / many - mean) / std::sqrt(variance / many);
}

/// sqrt(n) times Kolmogorov's distance between the sample and a continuous law. Above 2.5 with probability 7.5e-6.
template <class Law>
double kolmogorov(std::vector<double> values, const Law& law) {
    std::sort(values.begin(), values.end());
    double most = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double below = boost::math::cdf(law, values[i]);
        most = std::max({most, below - static_cast<double>(i) / many, static_cast<double>(i + 1) / many - below});
    }
    return most * std::sqrt(double{many});
}

/// Largest relative error of a quantile against the law's in long double, over the middle and both ends.
template <class Sampler, class Law>
double worst_quantile(Sampler sampler, const Law& law) {
    double most = 0;
    for (const double u :
         {0x1p-33, 1e-8, 1e-5, 0.001, 0.01, 0.1, 0.3, 0.49999, 0.5, 0.7, 0.9, 0.99, 0.99999, 1 - 0x1p-33}) {
        const long double expected = u < 0.5 ? boost::math::quantile(law, static_cast<long double>(u))
                                             : boost::math::quantile(complement(law, 1 - static_cast<long double>(u)));
        if (expected > 1e-290L) {
            most = std::max(most, static_cast<double>(std::fabs(sampler(u) / expected - 1)));
        }
    }
    return most;
}

}  // namespace

TEST_CASE("Continuous samplers follow their laws") {
    // Kolmogorov's distance: one uniform line serves all laws, false alarm below 1e-5.
    CHECK(kolmogorov(sample([](double u) { return luck::exponential(u, 3); }), boost::math::exponential(1.0 / 3)) <
          2.5);
    CHECK(kolmogorov(sample([](double u) { return luck::normal(u, 2, 5); }), boost::math::normal(2, 5)) < 2.5);
    CHECK(kolmogorov(sample([](double u) { return luck::lognormal(u, 1, 0.7); }), boost::math::lognormal(1, 0.7)) <
          2.5);
    CHECK(kolmogorov(sample([](double u) { return luck::triangular(u, 1, 2, 6); }), boost::math::triangular(1, 2, 6)) <
          2.5);
    CHECK(kolmogorov(sample([](double u) { return luck::gamma(u, 0.4, 2); }),
                     boost::math::gamma_distribution(0.4, 2.0)) < 2.5);
    CHECK(kolmogorov(sample([](double u) { return luck::beta(u, 2, 5); }), boost::math::beta_distribution(2.0, 5.0)) <
          2.5);
    // A mean that is a tenth of the standard deviation off is found out.
    CHECK(kolmogorov(sample([](double u) { return luck::normal(u, 2, 5); }), boost::math::normal(2.5, 5)) > 2.5);
}

TEST_CASE("Sample means meet the laws' means") {
    // |z| < 5 for 7 laws: false alarm below once in 200,000.
    CHECK(std::fabs(z_of_mean(sample([](double u) { return luck::uniform_between(u, 2, 6); }), 4, 16.0 / 12)) < 5);
    CHECK(std::fabs(z_of_mean(sample([](double u) { return luck::triangular(u, 1, 2, 6); }), 3, 3.5 / 3)) < 5);
    CHECK(std::fabs(z_of_mean(sample([](double u) { return luck::lognormal(u, 0, 0.5); }), std::exp(0.125),
                              (std::exp(0.25) - 1) * std::exp(0.25))) < 5);
    CHECK(std::fabs(z_of_mean(sample([](double u) { return luck::poisson(u, 2.5); }), 2.5, 2.5)) < 5);
    CHECK(std::fabs(z_of_mean(sample([](double u) { return luck::geometric(u, 0.2); }), 5, 20)) < 5);
    CHECK(std::fabs(z_of_mean(sample([](double u) { return luck::gamma(u, 3, 2); }), 6, 12)) < 5);
    CHECK(std::fabs(z_of_mean(sample([](double u) { return luck::beta(u, 2, 3); }), 0.4, 0.04)) < 5);
}

TEST_CASE("Every sampler rises with its uniform") {
    const std::vector<double> cumulative{0.2, 0.2, 0.9, 1.7};
    std::vector<double> last(10, -1e300);
    for (std::uint32_t w = 0; w < 4000; ++w) {
        const double u = luck::uniform(w * 1073741U);
        const std::vector<double> now{luck::uniform_between(u, -1, 4),
                                      luck::triangular(u, 0, 1, 3),
                                      luck::exponential(u, 2),
                                      luck::normal(u, 0, 1),
                                      luck::lognormal(u, 0, 1),
                                      static_cast<double>(luck::poisson(u, 8)),
                                      luck::geometric(u, 0.1),
                                      luck::gamma(u, 1.5, 1),
                                      luck::beta(u, 2, 3),
                                      static_cast<double>(luck::discrete(u, cumulative))};
        for (std::size_t i = 0; i < now.size(); ++i) {
            REQUIRE(now[i] >= last[i]);
        }
        last = now;
    }
}

TEST_CASE("Poisson counts are the smallest k whose distribution function reaches u") {
    for (const double rate : {0.0, 0.01, 0.5, 3.0, 40.0, 700.0}) {
        for (std::uint32_t i = 0; i < 300; ++i) {
            const double u = u_at(i);
            const std::uint32_t k = luck::poisson(u, rate);
            if (rate == 0) {
                REQUIRE(k == 0);
                continue;
            }
            const boost::math::poisson_distribution<double> law(rate);
            REQUIRE(boost::math::cdf(law, k) > u - 1e-12);
            REQUIRE((k == 0 || boost::math::cdf(law, k - 1) < u + 1e-12));
        }
    }
    CHECK(luck::poisson(0x1p-33, 700) > 500);
    CHECK(luck::poisson(1 - 0x1p-33, 700) < 900);
    CHECK(luck::poisson(0.3, 2.0, luck::exp(-2.0)) == luck::poisson(0.3, 2.0));
}

TEST_CASE("Geometric counts trials, so that the first is reached with the chance itself") {
    CHECK(luck::geometric(0.19, 0.2) == 1);
    CHECK(luck::geometric(0.21, 0.2) == 2);  // 1 - 0.8^1 = 0.2
    CHECK(luck::geometric(0.35, 0.2) == 2);  // 1 - 0.8^2 = 0.36
    CHECK(luck::geometric(0.37, 0.2) == 3);
    CHECK(luck::geometric(0.999, 1) == 1);
}

TEST_CASE("Discrete choices have the weights' shares and skip weight 0") {
    const std::vector<double> cumulative{0.0, 1.0, 1.0, 4.0, 4.0};
    CHECK(luck::discrete(0x1p-33, cumulative) == 1);
    CHECK(luck::discrete(0.2499, cumulative) == 1);
    CHECK(luck::discrete(0.2501, cumulative) == 3);
    CHECK(luck::discrete(1 - 0x1p-33, cumulative) == 3);
}

TEST_CASE("Triangular ends and corners are exact") {
    CHECK(luck::triangular(0.3, 2, 2, 2) == 2);
    CHECK(luck::triangular(0.75, 0, 0, 1) == Approx(0.5));
    CHECK(luck::triangular(0.25, 0, 1, 1) == Approx(0.5));
    CHECK(luck::triangular(0.5, 0, 1, 2) == Approx(1.0));
}

TEST_CASE("Gamma quantiles agree with Boost.Math to 1e-12") {
    for (const double shape : {0.01, 0.1, 0.5, 1.0, 1.7, 10.0, 250.0, 10000.0}) {
        const boost::math::gamma_distribution<long double> law(shape, 1);
        INFO("shape " << shape);
        CHECK(worst_quantile([shape](double u) { return luck::gamma(u, shape, 1); }, law) < 1e-12);
    }
    CHECK(luck::gamma(0.5, 2, 0) == 0);
}

TEST_CASE("Beta quantiles lie within 1e-10 of where Boost.Math's distribution function reaches u") {
    // Boost's own beta quantile in long double is good to 1e-9 only, so its distribution function is the judge: the
    // distance to the exact quantile is (F(x) - u) / f(x).
    for (const double a : {0.05, 0.5, 1.0, 2.0, 30.0, 1000.0}) {
        for (const double b : {0.05, 0.5, 1.0, 5.0, 80.0, 1000.0}) {
            const boost::math::beta_distribution<long double> law(a, b);
            double most = 0;
            for (const double u : {0x1p-33, 1e-5, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 1 - 0x1p-33}) {
                const long double x = luck::beta(u, a, b);
                if (x > 1e-290L && x < 1) {
                    const long double excess =
                        u < 0.5 ? cdf(law, x) - u : (1 - static_cast<long double>(u)) - cdf(complement(law, x));
                    most = std::max(most, static_cast<double>(std::fabs(excess / pdf(law, x) / x)));
                }
            }
            INFO("a " << a << " b " << b << " worst " << most);
            CHECK(most < 1e-10);
        }
    }
}

TEST_CASE("The bits of the samplers are the same for every compiler, optimisation and CPU") {
    // Seen with g++ 12 and clang 14 at -O0 and -O3. A new digest means that published results would change.
    std::uint64_t digest = 0;
    const auto add = [&digest](double x) { digest = luck::mix(digest ^ luck::detail::bits(x)) + 1; };
    for (std::uint32_t i = 0; i < 3000; ++i) {
        const double u = u_at(i);
        const double shape = 20 * u_at(i + 1);
        add(luck::gamma(u, shape, 3));
        add(luck::beta(u, shape, 2));
        add(luck::triangular(u, 0, shape, 20));
        add(luck::exponential(u, shape));
        add(luck::geometric(u, u_at(i + 2)));
        add(luck::poisson(u, shape));
    }
    CHECK(digest == 0xA47B48B232187EAAULL);
}
