#include "engine/experiment/payback.hpp"

#include <cmath>
#include <vector>

#include "tests/support/catch.hpp"

using clientele::experiment::payback;

namespace {

double against_nothing(const std::vector<double>& cash) { return payback(cash, std::vector<double>(cash.size(), 0.0)); }

}  // namespace

TEST_CASE("an outlay of 10 and gains of 4 a month pay back in month 4") {
    CHECK(against_nothing({-10, 4, 4, 4, 4}) == 4);
}

TEST_CASE("payback counts from the last time the cumulative difference was below zero") {
    CHECK(against_nothing({5, -6, 3, 1, -5, 2, 0}) == 6);
}

TEST_CASE("what is still below zero at the end never pays back") {
    CHECK(std::isnan(against_nothing({5, -6})));
    CHECK(std::isnan(against_nothing({-1, 0, 0})));
}

TEST_CASE("no difference at all pays back in month 1, since nothing was laid out") {
    CHECK(payback(std::vector<double>{3, -4, 2}, std::vector<double>{3, -4, 2}) == 1);
}

TEST_CASE("an alternative that is ahead throughout pays back in month 1") { CHECK(against_nothing({1, 2, 3}) == 1); }
