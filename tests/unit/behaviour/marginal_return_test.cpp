#include "engine/behaviour/marginal_return.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <vector>

#include "tests/support/catch.hpp"

using namespace clientele::behaviour;

namespace {

struct Clients {
    double c = 1;
    std::vector<double> height, half, today, most;

    std::size_t size() const { return height.size(); }
    double gain(std::size_t i, double hours) const { return gain_of(c, height[i], half[i], hours / today[i]); }
    /// Slope of the gain by a difference that is exact to about 1e-9.
    double slope(std::size_t i, double hours) const {
        const double step = 1e-5 * today[i];
        return (gain(i, hours + step) - gain(i, hours - step)) / (2 * step);
    }
    double tangency(std::size_t i) const {
        return c > 1 ? std::min(most[i], today[i] * std::pow((c - 1) * half[i], 1 / c)) : 0;
    }
    double total(const std::vector<double>& hours) const {
        double sum = 0;
        for (std::size_t i = 0; i < size(); ++i) sum += gain(i, hours[i]);
        return sum;
    }
};

struct Division {
    std::vector<double> hours;
    double used = 0;
};

Division divide(double available, Clients clients) {
    const std::size_t n = clients.size();
    std::vector<double> at_least(n), entry(n);
    std::vector<unsigned char> in(n);
    Division division{std::vector<double>(n), 0};
    division.used = divide_by_return(available, clients.c, n,
                                     {clients.height.data(), clients.half.data(), clients.today.data(),
                                      clients.most.data(), at_least.data(), entry.data(), in.data()},
                                     division.hours.data());
    return division;
}

/// The best of all divisions in steps of `step` hours in which nobody S-shaped gets less than its tangency point.
void search(const Clients& clients, double left, double step, std::size_t i, std::vector<double>& hours,
            std::vector<double>& best) {
    if (i == clients.size()) {
        if (clients.total(hours) > clients.total(best)) best = hours;
        return;
    }
    for (double h = 0; h <= std::min(left, clients.most[i]) + 1e-9; h += step) {
        if (h > 0 && h < clients.tangency(i)) continue;
        hours[i] = h;
        search(clients, left - h, step, i + 1, hours, best);
    }
    hours[i] = 0;
}

Clients some(std::mt19937_64& luck, std::size_t n, double c) {
    const auto draw = [&](double low, double high) {
        return low + (high - low) * static_cast<double>(luck() >> 11U) * 0x1p-53;
    };
    Clients clients{c, {}, {}, {}, {}};
    for (std::size_t i = 0; i < n; ++i) {
        clients.height.push_back(draw(100, 5000));
        clients.half.push_back(draw(0.2, 4));
        clients.today.push_back(draw(1, 8));
        clients.most.push_back(draw(4, 16));
    }
    return clients;
}

}  // namespace

TEST_CASE("Equal marginal return by hand: gains 9 x / (1 + x) and 36 x / (1 + x) of 7 hours are 2 and 5 hours") {
    // gain' = A / (1 + h)^2: 9 / 9 = 36 / 36 = 1.
    const Division d = divide(7, {1, {9, 36}, {1, 1}, {1, 1}, {100, 100}});
    CHECK(d.hours[0] == Approx(2).epsilon(1e-12));
    CHECK(d.hours[1] == Approx(5).epsilon(1e-12));
    CHECK(d.used == Approx(7).epsilon(1e-12));
}

TEST_CASE(
    "Of few hours the client whose first hour earns less gets none: gain'(0) = 9 against 36 / 4 = 9 after one hour") {
    const Division d = divide(1, {1, {9, 36}, {1, 1}, {1, 1}, {100, 100}});
    CHECK(d.hours[0] == Approx(0).margin(1e-9));
    CHECK(d.hours[1] == Approx(1).epsilon(1e-12));
}

TEST_CASE("Where returns are concave the division is the best one there is, whatever the exponent") {
    std::mt19937_64 luck(11);
    for (const double c : {1.0, 0.6}) {
        for (int round = 0; round < 200; ++round) {
            const Clients clients = some(luck, 1 + luck() % 12, c);
            const double most = std::accumulate(clients.most.begin(), clients.most.end(), 0.0);
            const double available = 0.1 * static_cast<double>(1 + luck() % 12) * most;
            const Division d = divide(available, clients);
            CAPTURE(c, round, available, most);
            REQUIRE(d.used == Approx(std::min(available, most)).epsilon(1e-10));
            // Nobody can win by giving hours to somebody else.
            double taken = 1e300;
            double given = 0;
            for (std::size_t i = 0; i < clients.size(); ++i) {
                REQUIRE(d.hours[i] <= clients.most[i] * (1 + 1e-12));
                const bool steep = d.hours[i] > 0 && d.hours[i] < 0.1;  // too steep to be differenced
                if (d.hours[i] > 0.1) taken = std::min(taken, clients.slope(i, d.hours[i]));
                if (!steep && d.hours[i] < clients.most[i] - 0.1)
                    given = std::max(given, clients.slope(i, d.hours[i] + 1e-9));
            }
            REQUIRE(given <= taken * (1 + 1e-4));
        }
    }
}

TEST_CASE(
    "S-shaped: of 10 hours among four alike who need 4 to be worth it, two are served, the first ones, with 5 each") {
    // Tangency: x^2 = half = 16.
    const Division d = divide(10, {2, {1, 1, 1, 1}, {16, 16, 16, 16}, {1, 1, 1, 1}, {20, 20, 20, 20}});
    CHECK(d.hours[0] == Approx(5).epsilon(1e-9));
    CHECK(d.hours[1] == Approx(5).epsilon(1e-9));
    CHECK(d.hours[2] == 0);
    CHECK(d.hours[3] == 0);
}

TEST_CASE(
    "S-shaped: nothing or at least the tangency point, and never worse than a search of all divisions by a whole "
    "client") {
    std::mt19937_64 luck(12);
    int best_found = 0;
    for (int round = 0; round < 60; ++round) {
        const Clients clients = some(luck, 3, luck() % 2 == 0 ? 1.7 : 3);
        const double available = 4 + static_cast<double>(luck() % 20);
        const Division d = divide(available, clients);
        CAPTURE(round, available, d.hours[0], d.hours[1], d.hours[2]);
        REQUIRE(d.used <= available * (1 + 1e-12));
        double served = 0;
        double dearest = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            const double tangency = clients.tangency(i);
            served += d.hours[i] >= tangency * (1 - 1e-12) && tangency <= available ? d.hours[i] : 0;
            dearest = std::max(dearest, clients.gain(i, tangency));
        }
        std::vector<double> hours(3), best(3);
        search(clients, available, 0.125, 0, hours, best);
        const double gap = clients.total(best) - clients.total(d.hours);
        // The best of whole clients may leave out one that comes in here: the bound of any greedy knapsack.
        REQUIRE(gap <= dearest);
        best_found += gap <= 0.002 * clients.total(best) ? 1 : 0;
    }
    CHECK(best_found > 45);
}

TEST_CASE(
    "Hours that nobody who answers can take go to the rest, by need; without an answer they are divided by need") {
    const Division d = divide(20, {1, {9, 0, 0}, {1, 1, 1}, {1, 1, 0}, {8, 10, 20}});
    CHECK(d.hours == std::vector<double>{8, 4, 8});
    CHECK(divide(0, {1, {9, 0}, {1, 1}, {1, 1}, {8, 10}}).used == 0);
}

TEST_CASE("At today, hours in proportion to contribution times elasticity are the hours of equal marginal return") {
    std::mt19937_64 luck(13);
    for (const double c : {0.7, 1.0, 1.15}) {
        Clients clients = some(luck, 8, c);
        double sum = 0;
        for (std::size_t i = 0; i < 8; ++i) {
            clients.half[i] = 1 + clients.half[i];
            clients.today[i] = weight_by_return(c, clients.height[i], clients.half[i]);
            clients.most[i] = 10 * clients.today[i];
            sum += clients.today[i];
        }
        const Division d = divide(sum, clients);
        for (std::size_t i = 0; i < 8; ++i) CHECK(d.hours[i] == Approx(clients.today[i]).epsilon(1e-9));
    }
    // Below the tangency point there is no such hours.
    CHECK(weight_by_return(2, 1000, 1.5) == 0);
    CHECK(weight_by_return(2, 1000, 0.5) > 0);
}
