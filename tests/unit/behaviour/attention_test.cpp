#include "engine/behaviour/attention.hpp"

#include <algorithm>
#include <numeric>
#include <random>
#include <vector>

#include "engine/behaviour/seat_lanes.hpp"
#include "tests/support/catch.hpp"

using namespace clientele::behaviour;

namespace {

struct Division {
    std::vector<double> hours;
    double used = 0;
};

Division divide(double available, double cap, const std::vector<double>& need, const std::vector<double>& weight) {
    Division division{std::vector<double>(need.size()), 0};
    division.used = divide_hours(available, cap, need.size(), need.data(), weight.data(), division.hours.data());
    return division;
}

std::vector<double> classes(const std::vector<double>& revenue) {
    std::vector<unsigned> order(revenue.size());
    std::vector<double> weight(revenue.size());
    class_weights(revenue.size(), revenue.data(), order.data(), weight.data());
    return weight;
}

}  // namespace

TEST_CASE("Hours go by weight: 12 hours at weights 1 2 3 are 2 4 6") {
    CHECK(divide(12, 1.2, {100, 100, 100}, {1, 2, 3}).hours == std::vector<double>{2, 4, 6});
}

TEST_CASE(
    "What one client cannot take is divided again by weight among the others: 4 of 20 hours, then 16 as 4 to 12") {
    const Division d = divide(20, 1, {4, 50, 50}, {6, 1, 3});
    CHECK(d.hours == std::vector<double>{4, 4, 12});
    CHECK(d.used == 20);
}

TEST_CASE("What nobody can take is unused: 1.2 times the need is the most") {
    const Division d = divide(1000, 1.2, {10, 5, 0}, {1, 1, 1});
    CHECK(d.hours == std::vector<double>{12, 6, 0});
    CHECK(d.used == 18);
}

TEST_CASE("Weights of 0 for all count as equal; a weight of 0 among others gets nothing while others can take hours") {
    CHECK(divide(6, 1, {10, 10}, {0, 0}).hours == std::vector<double>{3, 3});
    CHECK(divide(6, 1, {10, 10}, {0, 5}).hours == std::vector<double>{0, 6});
}

TEST_CASE("No hours, no clients") {
    CHECK(divide(0, 1.2, {10, 10}, {1, 2}).hours == std::vector<double>{0, 0});
    CHECK(divide(5, 1.2, {}, {}).used == 0);
}

TEST_CASE(
    "Every division follows the law hours = min(cap need, level weight), uses what there is, and keeps to every cap") {
    std::mt19937_64 luck(7);
    const auto draw = [&](double most) { return most * static_cast<double>(luck() >> 11U) * 0x1p-53; };
    for (int round = 0; round < 2000; ++round) {
        const std::size_t n = 1 + luck() % 40;
        std::vector<double> need(n), weight(n);
        for (std::size_t i = 0; i < n; ++i) {
            need[i] = luck() % 8 == 0 ? 0 : draw(20);
            weight[i] = 0.01 + draw(luck() % 4 == 0 ? 1000 : 10);
        }
        const double cap = 1 + draw(1);
        const double most = cap * std::accumulate(need.begin(), need.end(), 0.0);
        const double available = draw(1.5) * most;
        const Division d = divide(available, cap, need, weight);
        const double expected = std::min(available, most);
        CAPTURE(round, n, available, most, d.used);
        REQUIRE(d.used == Approx(expected).epsilon(1e-10).margin(1e-12));
        REQUIRE(std::accumulate(d.hours.begin(), d.hours.end(), 0.0) == Approx(d.used).epsilon(1e-10).margin(1e-12));
        double level = 0;  // of those below their cap; nobody at the cap may lie above it
        for (std::size_t i = 0; i < n; ++i) {
            REQUIRE(d.hours[i] <= cap * need[i]);
            if (d.hours[i] < cap * need[i]) level = std::max(level, d.hours[i] / weight[i]);
        }
        for (std::size_t i = 0; i < n && level > 0; ++i) {
            if (d.hours[i] < cap * need[i]) {
                REQUIRE(d.hours[i] / weight[i] == Approx(level).epsilon(1e-9));
            } else {
                REQUIRE(d.hours[i] / weight[i] <= level * (1 + 1e-9));
            }
        }
    }
}

TEST_CASE("More hours for a person give no client fewer") {
    const std::vector<double> need{3, 8, 1, 20, 5}, weight{1, 5, 2, 2, 9};
    std::vector<double> before(5);
    for (int available = 0; available <= 60; ++available) {
        const Division d = divide(available, 1.3, need, weight);
        for (std::size_t i = 0; i < 5; ++i) CHECK(d.hours[i] >= before[i] - 1e-12);
        before = d.hours;
    }
}

TEST_CASE(
    "Classes A, B, C make up 80 %, 95 % and all of the revenue; who crosses a limit belongs to the better class") {
    // Cumulative before each: 0, 50, 75, 85, 93, 97 of 100.
    CHECK(classes({8, 50, 4, 25, 10, 3}) == std::vector<double>{2, 4, 2, 4, 4, 1});
    CHECK(classes({100}) == std::vector<double>{4});
    CHECK(classes({}).empty());
}

TEST_CASE("Equal revenue is classed by position") {
    CHECK(classes({10, 10, 10, 10, 10}) == std::vector<double>{4, 4, 4, 4, 2});
    CHECK(classes({0, 0}).size() == 2);
}

TEST_CASE("The loudest are served first, to the cap, ties by position; the others get what is left: 8, 12, 0") {
    const std::vector<double> need{10, 10, 10}, loudness{2, 5, 2};
    std::vector<unsigned> order(3);
    std::vector<double> hours(3);
    CHECK(serve_loudest(20, 1.2, 3, need.data(), loudness.data(), order.data(), hours.data()) == 20);
    CHECK(hours == std::vector<double>{8, 12, 0});
    CHECK(serve_loudest(100, 1.2, 3, need.data(), loudness.data(), order.data(), hours.data()) == 36);
    CHECK(hours == std::vector<double>{12, 12, 12});
}

TEST_CASE("Few clients or many, each gets what it gets when all stand in line by loudness") {
    std::mt19937_64 luck(8);
    for (const std::size_t n : {1UL, 7UL, 8UL, 63UL, 64UL, 65UL, 300UL}) {
        for (int round = 0; round < 50; ++round) {
            std::vector<double> need(n), loudness(n), expected(n), hours(n);
            for (std::size_t i = 0; i < n; ++i) {
                need[i] = static_cast<double>(luck() % 16);  // whole: sums are exact in any order
                loudness[i] = static_cast<double>(luck() % (round % 2 == 0 ? 1000 : 5));  // with ties, and with many
            }
            std::vector<unsigned> line(n), order(n);
            std::iota(line.begin(), line.end(), 0U);
            std::stable_sort(line.begin(), line.end(),
                             [&](unsigned a, unsigned b) { return loudness[a] > loudness[b]; });
            const double available = static_cast<double>(luck() % (16 * n + 1));
            double left = available;
            for (const unsigned i : line) {
                expected[i] = std::min(left, 1.25 * need[i]);
                left -= expected[i];
            }
            CAPTURE(n, round, available);
            REQUIRE(serve_loudest(available, 1.25, n, need.data(), loudness.data(), order.data(), hours.data()) ==
                    available - left);
            REQUIRE(hours == expected);
        }
    }
}

TEST_CASE("Every way to divide a seat's hours gives the same bits, of 0 clients to 70 and of 0 to 64 in line") {
    std::mt19937_64 luck(9);
    const auto draw = [&](double most) { return most * static_cast<double>(luck() >> 11U) * 0x1p-53; };
    const std::vector<SeatKernels> ways = all_seat_kernels();
    for (std::size_t n = 0; n <= 70; ++n) {
        for (int round = 0; round < 20; ++round) {
            std::vector<double> need(n), weight(n);
            for (std::size_t i = 0; i < n; ++i) {
                need[i] = luck() % 8 == 0 ? 0 : draw(20);
                weight[i] = round == 0 ? 0 : round % 2 == 0 ? draw(10) : static_cast<double>(luck() % 4);
                weight[i] *= round == 1 ? 0x1p-1070 : 1;  // the level is beyond all numbers
            }
            const double available = draw(12.0 * static_cast<double>(n + 1));
            const auto hours_by = [&](auto way) {
                std::vector<double> hours(n + 1, -1.0);  // nothing is written behind the last
                hours.push_back(way(available, 1.2, n, need.data(), weight.data(), hours.data()));
                return hours;
            };
            for (const SeatKernels& way : ways) {
                CAPTURE(n, round);
                REQUIRE(hours_by(way.divide) == hours_by(ways.back().divide));
                REQUIRE((n > few || hours_by(way.serve) == hours_by(ways.back().serve)));
            }
        }
    }
}

TEST_CASE(
    "What hours are to clients: 8 of 10 needed are served 0.8, 12 go a fifth beyond, and cost by the hour that "
    "counts") {
    const std::vector<double> need{10, 10, 0, 10}, hours{8, 12, 0, 10};
    std::vector<double> served(4), excess(4), cost(4);
    count_service(4, need.data(), hours.data(), 0.5, 40, served.data(), excess.data(), cost.data());
    CHECK(served == std::vector<double>{0.8, 1, 1, 1});
    CHECK(excess == std::vector<double>{0, 12.0 / 10 - 1, 0, 0});
    CHECK(cost == std::vector<double>{640, 960, 0, 800});
}
