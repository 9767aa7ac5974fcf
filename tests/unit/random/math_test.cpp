#include "engine/random/math.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include <boost/math/special_functions/erf.hpp>

#include "engine/random/address.hpp"
#include "engine/random/normal_quantile.hpp"
#include "tests/support/catch.hpp"

namespace luck = clientele::random;

namespace {

constexpr int many = 300000;
constexpr double inf = luck::detail::infinity;
constexpr double no_number = luck::detail::not_a_number;

/// A fixed sequence of uniforms with 53 bits.
class Sequence {
public:
    double operator()(double low, double high) {
        return low + (high - low) * (static_cast<double>(luck::mix(++count_ * 0x9E3779B97F4A7C15ULL) >> 11U) * 0x1p-53);
    }

private:
    std::uint64_t count_ = 0;
};

/// Distance from a long double reference in units of the last place of the double nearest to it.
double ulps(double got, long double expected) {
    int exponent = 0;
    (void)std::frexp(static_cast<double>(expected), &exponent);
    const long double unit = std::max(std::ldexp(1.0L, exponent - 53), 0x1p-1074L);
    return static_cast<double>(std::fabs(static_cast<long double>(got) - expected) / unit);
}

/// The largest error over `many` arguments of a law.
template <class Argument, class Ours, class Reference>
double worst(Argument argument, Ours ours, Reference reference) {
    double most = 0;
    for (int i = 0; i < many; ++i) {
        const double x = argument();
        most = std::max(most, ulps(ours(x), reference(static_cast<long double>(x))));
    }
    return most;
}

/// Order-sensitive digest of the bits of what was computed.
class Digest {
public:
    void add(double x) { value_ = luck::mix(value_ ^ luck::detail::bits(x)) + 0x9E3779B97F4A7C15ULL; }
    [[nodiscard]] std::uint64_t value() const { return value_; }

private:
    std::uint64_t value_ = 0;
};

}  // namespace

TEST_CASE("exp is within 1 ulp of long double, subnormal results too") {
    Sequence u;
    const auto ours = [](double x) { return luck::exp(x); };
    const auto reference = [](long double x) { return std::exp(x); };
    CHECK(worst([&] { return u(-1, 1); }, ours, reference) < 0.9);
    CHECK(worst([&] { return u(-708, 709.78); }, ours, reference) < 0.9);
    CHECK(worst([&] { return u(-745, -708); }, ours, reference) < 1.0);
}

TEST_CASE("log is within 1 ulp of long double, near 1 and for subnormal arguments too") {
    Sequence u;
    const auto ours = [](double x) { return luck::log(x); };
    const auto reference = [](long double x) { return std::log(x); };
    CHECK(worst([&] { return u(0.5, 2); }, ours, reference) < 0.9);
    CHECK(worst([&] { return 1 + u(-1e-3, 1e-3); }, ours, reference) < 0.9);
    int i = 0;
    CHECK(worst([&] { return std::ldexp(u(1, 2), i++ % 2083 - 1060); }, ours, reference) < 0.9);
}

TEST_CASE("pow is within 1 ulp of long double while |y log x| <= 100, within 2 to the ends of the range") {
    Sequence u;
    for (const double reach : {1.0, 10.0, 100.0, 700.0}) {
        double most = 0;
        for (int i = 0; i < many; ++i) {
            const double log_x = u(-1, 1) * std::min(reach, 40.0);
            const double x = std::exp(log_x);
            const double y = u(-1, 1) * reach / std::max(std::fabs(log_x), 1e-3);
            most = std::max(most,
                            ulps(luck::pow(x, y), std::pow(static_cast<long double>(x), static_cast<long double>(y))));
        }
        INFO("reach " << reach);
        CHECK(most < (reach > 100 ? 2.0 : 1.0));
    }
}

TEST_CASE("The normal quantile is within 2e-15 of Boost's in long double, from 1e-300 to 1 - 2^-33") {
    Sequence u;
    double most = 0;
    const auto check = [&most](double p) {
        const long double expected = -std::sqrt(2.0L) * boost::math::erfc_inv(2 * static_cast<long double>(p));
        const auto error = std::fabs(static_cast<long double>(luck::normal_quantile(p)) / expected - 1);
        most = std::max(most, static_cast<double>(error));
    };
    for (int i = 0; i < 20000; ++i) {
        check(u(1e-9, 0.499));
        check(u(0.501, 1 - 1e-9));
        check(std::exp(u(-690, -1)));
    }
    check(luck::uniform(0));
    check(luck::uniform(0xFFFFFFFFU));
    CHECK(most < 2e-15);
}

TEST_CASE("The normal quantile is odd on words and rises with the word") {
    double last = -inf;
    for (std::uint64_t w = 0; w < (1ULL << 32U); w += 65537) {
        const auto word = static_cast<std::uint32_t>(w);
        const double z = luck::normal_of(word);
        REQUIRE(z > last);
        REQUIRE(z == -luck::normal_of(~word));
        REQUIRE(z == luck::normal_quantile(luck::uniform(word)));
        last = z;
    }
}

TEST_CASE("Functions keep their word at the edges of their domains") {
    CHECK(luck::exp(0) == 1);
    CHECK(luck::exp(710) == inf);
    CHECK(luck::exp(inf) == inf);
    CHECK(luck::exp(-746) == 0);
    CHECK(luck::exp(-inf) == 0);
    CHECK(std::isnan(luck::exp(no_number)));
    CHECK(luck::exp(709.782712893384) < inf);
    CHECK(luck::exp(-745.13) == 0x1p-1074);

    CHECK(luck::log(1) == 0);
    CHECK(luck::log(0) == -inf);
    CHECK(luck::log(inf) == inf);
    CHECK(std::isnan(luck::log(-1)));
    CHECK(std::isnan(luck::log(no_number)));

    CHECK(luck::normal_quantile(0.5) == 0);
    CHECK(luck::normal_quantile(0) == -inf);
    CHECK(luck::normal_quantile(1) == inf);
    CHECK(std::isnan(luck::normal_quantile(-0.1)));
    CHECK(std::isnan(luck::normal_quantile(1.1)));
    CHECK(std::isnan(luck::normal_quantile(no_number)));
}

TEST_CASE("pow keeps IEEE 754's word at the edges for bases that are not negative") {
    for (const double x : {0.0, 0.5, 1.0, 2.0, inf}) {
        for (const double y : {-inf, -1e300, -2.0, -1e-300, 0.0, 1e-300, 0.5, 2.0, 1e300, inf}) {
            INFO(x << " ^ " << y);
            const double expected = std::pow(x, y);
            CHECK((luck::pow(x, y) == expected || ulps(luck::pow(x, y), expected) <= 1));
        }
    }
    CHECK(luck::pow(no_number, 0) == 1);
    CHECK(luck::pow(1, no_number) == 1);
    CHECK(std::isnan(luck::pow(2, no_number)));
    CHECK(std::isnan(luck::pow(no_number, 2)));
    CHECK(std::isnan(luck::pow(-2, 2)));
    CHECK(luck::pow(0x1p-1074, 0.5) == 0x1p-537);
}

TEST_CASE("exp and log are constant expressions") {
    STATIC_REQUIRE(luck::exp(0.0) == 1.0);
    STATIC_REQUIRE(luck::log(1.0) == 0.0);
}

TEST_CASE("The bits of the functions are the same for every compiler, optimisation and CPU") {
    // Seen with g++ 12 and clang 14 at -O0 and -O3. A new digest means that published results would change.
    Sequence u;
    Digest exps, logs, pows, quantiles;
    for (int i = 0; i < 50000; ++i) {
        exps.add(luck::exp(u(-750, 711)));
        const double x = u(0, 50);
        const double y = u(-20, 20);
        logs.add(luck::log(std::ldexp(x, static_cast<int>(54 * y))));
        pows.add(luck::pow(x, y));
        quantiles.add(luck::normal_quantile(u(0, 1)));
        quantiles.add(luck::normal_of(static_cast<std::uint32_t>(luck::mix(static_cast<std::uint64_t>(i)))));
    }
    CHECK(exps.value() == 0xA646A4EA509014BFULL);
    CHECK(logs.value() == 0x4EC6ED30BB400490ULL);
    CHECK(pows.value() == 0xFED321ADD5FAADA3ULL);
    CHECK(quantiles.value() == 0x63633BAD0E641B77ULL);
}
