#include "engine/base/money.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include "tests/support/catch.hpp"

using clientele::base::money_grain;
using clientele::base::money_to_string;
using clientele::base::round_money;

namespace {

/// Amounts of both signs over all magnitudes up to 2^40.
std::vector<double> amounts(std::size_t count) {
    std::mt19937_64 words(20240501);
    std::vector<double> values(count);
    for (double& value : values) {
        const double fraction = static_cast<double>(words() >> 11U) * 0x1p-53;
        const int exponent = static_cast<int>(words() % 55) - 14;
        value = std::ldexp(words() % 2 == 0 ? fraction : -fraction, exponent);
    }
    return values;
}

}  // namespace

TEST_CASE("money is rounded to the nearest 1/1024, half to even") {
    // std::nearbyint rounds half to even in the default mode; scaling by 2^10 is exact.
    for (const double amount : amounts(200'000)) {
        REQUIRE(round_money(amount) == std::nearbyint(amount * 1024) / 1024);
    }
    CHECK(round_money(0.5 * money_grain) == 0.0);
    CHECK(round_money(1.5 * money_grain) == 2 * money_grain);
    CHECK(round_money(2.5 * money_grain) == 2 * money_grain);
    CHECK(round_money(-1.5 * money_grain) == -2 * money_grain);
    CHECK(round_money(-2.5 * money_grain) == -2 * money_grain);
}

TEST_CASE("rounding is done at compile time the same way") {
    static_assert(round_money(0.1) == 102 * money_grain);
    static_assert(round_money(-0.1) == -102 * money_grain);
    static_assert(round_money(1e9 + 0.0004) == 1e9);
}

TEST_CASE("rounding twice changes nothing, up to the end of the range") {
    constexpr double largest = 0x1p41 - money_grain;
    CHECK(round_money(largest) == largest);
    CHECK(round_money(-largest) == -largest);
    for (const double amount : amounts(10'000)) REQUIRE(round_money(round_money(amount)) == round_money(amount));
}

TEST_CASE("nothing is +0, and what is no number stays none") {
    CHECK_FALSE(std::signbit(round_money(-0.0)));
    CHECK_FALSE(std::signbit(round_money(-1e-9)));
    CHECK(std::isnan(round_money(std::numeric_limits<double>::quiet_NaN())));
    CHECK(round_money(std::numeric_limits<double>::infinity()) == std::numeric_limits<double>::infinity());
}

TEST_CASE("sums of rounded money are the same in any order, sums of raw money are not") {
    std::vector<double> raw(20'000);
    std::mt19937_64 words(7);
    for (double& value : raw) value = static_cast<double>(words() >> 11U) * 0x1p-53 * 1e6 - 4e5;
    const auto total = [](const std::vector<double>& values) {
        double sum = 0;
        for (const double value : values) sum += value;
        return sum;
    };
    const auto rounded = [](std::vector<double> values) {
        for (double& value : values) value = round_money(value);
        return values;
    };
    std::vector<double> sorted = raw;
    std::sort(sorted.begin(), sorted.end());
    CHECK(total(raw) != total(sorted));
    CHECK(total(rounded(raw)) == total(rounded(sorted)));
}

TEST_CASE("an amount is told to the cent with thousands separators") {
    CHECK(money_to_string(0) == "0.00");
    CHECK(money_to_string(-0.001) == "0.00");
    CHECK(money_to_string(999.999) == "1,000.00");
    CHECK(money_to_string(123456) == "123,456.00");
    CHECK(money_to_string(1234567.891) == "1,234,567.89");
    CHECK(money_to_string(-1234567.891) == "-1,234,567.89");
    CHECK(money_to_string(-std::numeric_limits<double>::infinity()) == "-inf");
    CHECK(money_to_string(std::numeric_limits<double>::quiet_NaN()) == "nan");
}
