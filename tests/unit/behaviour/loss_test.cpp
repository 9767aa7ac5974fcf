#include "engine/behaviour/loss.hpp"

#include <cmath>
#include <vector>

#include "tests/support/catch.hpp"

using namespace clientele::behaviour;

TEST_CASE("Without shocks the pivot splits the observed hazard: 2 % a month, 0.5 % of it external") {
    const LossPivot pivot = pivot_loss(0.02, 0.005, 1, 12, 0.03);
    CHECK(pivot.external == Approx(-std::log(0.995)).epsilon(1e-13));
    CHECK(pivot.external + pivot.relational == Approx(-std::log(0.98)).epsilon(1e-13));
}

TEST_CASE("Shocks of today are in the observed hazard: h_rel = (h_obs - h_ext) / (1 + (m - 1)(1 - (1 - q)^D))") {
    const LossPivot pivot = pivot_loss(0.02, 0.005, 4, 6, 0.03);
    const double expected = (-std::log(0.98) + std::log(0.995)) / (1 + 3 * (1 - std::pow(0.97, 6)));
    CHECK(pivot.relational == Approx(expected).epsilon(1e-12));
}

TEST_CASE("An external part above what is observed counts as all of it; nothing observed leaves nothing") {
    CHECK(pivot_loss(0.01, 0.02, 3, 3, 0.1).relational == 0);
    CHECK(pivot_loss(0.01, 0.02, 3, 3, 0.1).external == Approx(-std::log(0.99)).epsilon(1e-13));
    CHECK(pivot_loss(0, 0, 3, 3, 0.1).relational == 0);
}

TEST_CASE("What a shock costs of a year's sales is one minus the sums of twelve survivals") {
    const LossPivot pivot{0.004, 0.012};
    double calm = 0;
    double shocked = 0;
    for (int month = 0; month < 12; ++month) {
        calm += std::exp(-0.016 * month);
        const int inside = std::min(month, 3);
        shocked += std::exp(-(0.004 + 0.012 * 5) * inside - 0.016 * (month - inside));
    }
    CHECK(sales_lost_to(pivot, 5, 3) == Approx(1 - shocked / calm).epsilon(1e-12));
    CHECK(sales_lost_to(pivot, 1, 12) == Approx(0).margin(1e-15));
}

TEST_CASE("The factor of a shock is the inverse of what it costs, with the pivot it changes") {
    for (const double sales_lost : {0.01, 0.05, 0.15, 0.25}) {
        for (const double q : {0.0, 0.02, 0.1}) {
            for (const std::uint32_t months : {3U, 12U}) {
                const double times = shock_times(0.03, 0.005, sales_lost, months, q);
                CAPTURE(sales_lost, q, months, times);
                if (times > 999) continue;  // beyond reach: what departures cost today is in the observed loss already
                CHECK(times >= 1);
                CHECK(sales_lost_to(pivot_loss(0.03, 0.005, times, months, q), times, months) ==
                      Approx(sales_lost).epsilon(1e-9));
            }
        }
    }
    CHECK(shock_times(0.03, 0.005, 0.15, 12, 0) > 2);
    const LossPivot pivot{0.001, 0.01};
    CHECK(sales_lost_to(pivot, times_for_sales(pivot, 0.06, 6), 6) == Approx(0.06).epsilon(1e-9));
    CHECK(times_for_sales(pivot, 0, 6) == Approx(1).epsilon(1e-12));
}

TEST_CASE("Where nothing is relational no factor costs enough, and the largest is given") {
    CHECK(shock_times(0.02, 0.02, 0.15, 12, 0.02) == Approx(1000).epsilon(1e-9));
}

TEST_CASE(
    "At today's service the hazard is the observed one; without attention the relational part is `times` as large") {
    const LossPivot pivot{0.004, 0.012};
    CHECK(hazard(pivot, std::log(3.0), 1, 0.6, 0.6, 0) == Approx(0.016).epsilon(1e-14));
    CHECK(hazard(pivot, std::log(3.0), 1, 1, 0, 0) == Approx(0.004 + 0.036).epsilon(1e-13));
    CHECK(hazard(pivot, std::log(3.0), 5, 1, 1, 0) == Approx(0.004 + 0.060).epsilon(1e-14));
}

TEST_CASE("Thresholds are 2^32 (1 - exp(-h)) to a cell, for hazards from 1e-9 to 30, and leave others alone") {
    std::vector<double> external;
    for (double h = 1e-9; h < 30; h *= 1.07) external.push_back(h);
    external.push_back(0);
    const std::size_t n = external.size();
    const std::vector<double> zero(n, 0.0), one(n, 1.0);
    std::vector<std::uint8_t> pivoted(n, 1);
    pivoted[n / 2] = 0;
    std::vector<std::uint32_t> threshold(n, 4711);
    pivoted_thresholds(0, n, pivoted.data(), external.data(), zero.data(), one.data(), one.data(), one.data(),
                       zero.data(), threshold.data());
    for (std::size_t i = 0; i < n; ++i) {
        if (i == n / 2) continue;
        const auto exact = static_cast<double>(-std::expm1(-static_cast<long double>(external[i])));
        CAPTURE(external[i]);
        CHECK(std::abs(threshold[i] - std::min(exact, 1 - 0x1p-31) * 0x1p32) <= 1 + 1e-13 * exact * 0x1p32);
    }
    CHECK(threshold[n / 2] == 4711);
    CHECK(threshold[n - 1] == 0);
}

TEST_CASE("The kernel follows the hazard of one client for all of its arguments, any number of clients") {
    for (std::size_t n = 0; n <= 70; ++n) {
        std::vector<double> external(n), relational(n), shock(n), today(n), served(n);
        std::vector<std::uint8_t> pivoted(n, 1);
        std::vector<std::uint32_t> threshold(n);
        for (std::size_t i = 0; i < n; ++i) {
            const auto x = static_cast<double>(i);
            external[i] = 0.001 * x;
            relational[i] = 0.01 + 0.002 * x;
            shock[i] = i % 3 == 0 ? 4 : 1;
            today[i] = 0.5;
            served[i] = x / 70;
        }
        for (const double pull : {0.0, 0.3}) {
            std::vector<double> strain(n);
            for (std::size_t i = 0; i < n; ++i) strain[i] = pull * (static_cast<double>(i % 7) - 3);
            pivoted_thresholds(0.9, n, pivoted.data(), external.data(), relational.data(), shock.data(), today.data(),
                               served.data(), strain.data(), threshold.data());
            for (std::size_t i = 0; i < n; ++i) {
                const double h = hazard({external[i], relational[i]}, 0.9, shock[i], today[i], served[i], strain[i]);
                CHECK(std::abs(threshold[i] + std::expm1(-h) * 0x1p32) <= 1);
            }
        }
    }
}
