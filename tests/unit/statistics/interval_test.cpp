#include "engine/statistics/interval.hpp"

#include <cmath>

#include "engine/base/contract.hpp"
#include "tests/support/catch.hpp"

using namespace clientele::statistics;

TEST_CASE("Student's 97.5 % quantile is that of the tables: 12.7062, 2.26216, 1.98422, 1.95996 for 1, 9, 99, 10^9") {
    CHECK(student_quantile(1, 0.975) == Approx(12.7062047362).epsilon(1e-11));
    CHECK(student_quantile(9, 0.975) == Approx(2.26215716280).epsilon(1e-11));
    CHECK(student_quantile(99, 0.975) == Approx(1.98421695159).epsilon(1e-11));
    CHECK(student_quantile(1e9, 0.975) == Approx(1.95996398691).epsilon(1e-11));
    CHECK(student_quantile(9, 0.5) == 0);
    CHECK_THROWS_AS(student_quantile(0, 0.9), clientele::base::ContractViolation);
}

TEST_CASE("Ten groups of mean 5 and standard error 2 give 5 +- 4.524; one of three simultaneous ones 5 +- 5.867") {
    const Interval single = t_interval(5, 2, 10, 0.05);
    CHECK(single.low == Approx(5 - 2 * 2.26215716280));
    CHECK(single.high == Approx(5 + 2 * 2.26215716280));
    CHECK(single.half_width() == Approx(2 * 2.26215716280));
    // t_9 at 1 - 0.05 / 6.
    CHECK(simultaneous_interval(5, 2, 10, 0.05, 3).half_width() == Approx(2 * 2.93332).epsilon(1e-5));
    CHECK(simultaneous_interval(5, 2, 10, 0.05, 1).low == single.low);
}

TEST_CASE("No luck gives a point, too few groups no interval") {
    const Interval point = t_interval(3, 0, 10, 0.05);
    CHECK((point.low == 3 && point.high == 3));
    CHECK(std::isnan(t_interval(3, 1, 1, 0.05).low));
    CHECK(std::isnan(t_interval(std::nan(""), 1, 5, 0.05).high));
    CHECK_FALSE(t_interval(3, 1, 1, 0.05).excludes_zero());
    CHECK(Interval{1, 2}.excludes_zero());
    CHECK(Interval{-2, -1}.excludes_zero());
    CHECK_FALSE(Interval{0, 0}.excludes_zero());
}
