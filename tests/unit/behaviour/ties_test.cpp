#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include "engine/behaviour/bond.hpp"
#include "engine/behaviour/contacts.hpp"
#include "engine/behaviour/contract.hpp"
#include "engine/behaviour/potential.hpp"
#include "engine/behaviour/power.hpp"
#include "engine/behaviour/response.hpp"
#include "engine/behaviour/trust.hpp"
#include "engine/random/address.hpp"
#include "engine/random/math.hpp"
#include "tests/support/catch.hpp"

using namespace clientele;

TEST_CASE("Trust stays where service stays, and forgets at the rate of gain and decay") {
    const behaviour::TrustResponse response{std::log(3), 0.10, 0.05};
    for (const double served : {0.0, 0.3, 1.0}) {
        std::vector<double> trust{behaviour::lasting_trust(response, served)}, strain{0};
        const std::uint8_t buys = 1;
        for (int month = 0; month < 24; ++month)
            behaviour::move_trust(response, 1, &buys, &served, &served, trust.data(), strain.data());
        CHECK(std::abs(strain[0]) < 1e-13);
        CHECK(trust[0] == Approx(behaviour::lasting_trust(response, served)).margin(1e-15));
    }
    // From full trust at half service: departures from the fixed point shrink by 1 - gain / 2 - decay / 2 a month.
    const double today = 1;
    const double served = 0.5;
    const std::uint8_t buys = 1;
    double trust = 1;
    double strain = 0;
    for (int month = 0; month < 10; ++month)
        behaviour::move_trust(response, 1, &buys, &today, &served, &trust, &strain);
    CHECK(trust == Approx(2.0 / 3 + 1.0 / 3 * std::pow(1 - 0.075, 10)).epsilon(1e-14));
}

TEST_CASE("Without a bond, the pivot with bonds is the pivot") {
    const behaviour::Bond none{0, 0.5, 0, 0};
    const auto plain = behaviour::pivot_loss(0.02, 0.005, 4, 6, 0.03);
    const auto bonded = behaviour::pivot_bonded(0.02, 0.005, {4, 6}, 0.03, none);
    CHECK(bonded.external == plain.external);
    CHECK(bonded.relational == Approx(plain.relational).epsilon(1e-14));
    const double times = behaviour::shock_times(0.02, 0.005, 0.15, 12, 0.02);
    CHECK(behaviour::departure_times(0.02, 0.005, 0.15, 12, 0.02, none) == Approx(times).epsilon(1e-10));
}

TEST_CASE("What bond and carry-off cost is taken off the shock, below 1 where they cost more than stated") {
    const behaviour::Bond bond{std::log(2.0), 0.9, 0.5, 0.03};
    for (const double stated : {0.02, 0.05, 0.15, 0.25}) {
        const double times = behaviour::departure_times(0.03, 0.008, stated, 12, 0.02, bond);
        const auto pivot = behaviour::pivot_bonded(0.03, 0.008, {times, 12}, 0.02, bond);
        CHECK(behaviour::sales_lost_to(pivot, {times, 12}, bond, 1, bond.carried_off) == Approx(stated).epsilon(1e-9));
        CHECK((times < 1) == (stated < 0.06));
        const double handed = behaviour::transfer_times(pivot, stated / 3, 6, bond);
        CHECK(behaviour::sales_lost_to(pivot, {handed, 6}, bond, 0.5, 0) == Approx(stated / 3).epsilon(1e-9));
    }
}

TEST_CASE("Months after a last contact left: one contact by hand, and many contacts are hardly ever all gone") {
    // One place: filled in the share found / (leave + found) of months, and left with `leave` there.
    const behaviour::ContactChain one{1, 0.02, 0.10};
    double here = one.filled();
    double empty = 1 - here;
    for (int month = 0; month < 12; ++month) {
        const double next = here * 0.98 + empty * 0.10;
        empty *= 0.90;
        here = next;
    }
    const behaviour::ContactYear year(one);
    CHECK(year.share_alone() == Approx(1 - here - empty).epsilon(1e-13));
    CHECK(behaviour::ContactYear({3, 0.02, 0.10}).share_alone() < 0.1 * year.share_alone());
}

TEST_CASE("The share lost in a year is the observed one, and that after a last contact left the stated one") {
    const behaviour::LossPivot mean{0.002, 0.008};
    for (const std::uint32_t people : {1U, 2U, 5U}) {
        const behaviour::ContactYear year({people, 0.02, 0.10});
        CHECK(year.survival(0.002, 0.008, 0.008) == Approx(std::exp(-0.12)).epsilon(1e-13));
        const auto alone = behaviour::pivot_alone(mean, year, 0.30);
        CHECK(year.survival(0.002, alone.relational, alone.relational * alone.times) ==
              Approx(std::exp(-0.12)).epsilon(1e-12));
        CHECK(1 - std::exp(-12 * (0.002 + alone.relational * alone.times)) == Approx(0.30).epsilon(1e-12));
    }
    CHECK(behaviour::pivot_alone(mean, behaviour::ContactYear({1, 0.02, 0.10}), 0.05).times == 1);
    CHECK(behaviour::pivot_alone({0.002, 1e-5}, behaviour::ContactYear({1, 0.02, 0.10}), 0.5).times == 1000);
}

TEST_CASE("Numbers of contacts are binomial by inversion: some where the uniform is below their chance") {
    using behaviour::ContactChain;
    CHECK(ContactChain::count(0.99, 3, 0.2) == 0);
    CHECK(ContactChain::count(1 - 0.512 + 1e-9, 3, 0.2) == 0);
    CHECK(ContactChain::count(1 - 0.512 - 1e-9, 3, 0.2) == 1);
    CHECK(ContactChain::count(0.0079, 3, 0.2) == 3);
    CHECK(ContactChain::count(0.0081, 3, 0.2) == 2);
    CHECK(ContactChain::count(0.5, 0, 0.2) == 0);
    CHECK(ContactChain::count(0.5, 4, 0.0) == 0);
}

TEST_CASE("A request takes 1 / (1 - load) of its work at one server, and what Erlang C says at several, to 8 %") {
    CHECK(behaviour::request_time(1, 0.5) == Approx(2));
    CHECK(behaviour::request_time(1, 0) == 1);
    CHECK(behaviour::request_time(1, 7) == Approx(behaviour::longest_request));
    CHECK(behaviour::request_time(2, 0.75) - 1 == Approx(0.642857 / 0.5).epsilon(0.05));
    CHECK(behaviour::request_time(10, 0.8) - 1 == Approx(0.204590).epsilon(0.08));
}

TEST_CASE("A contract's hazard gives the observed share of a year back") {
    const double h = -std::log(0.8) / 12;
    CHECK(behaviour::contract_factor(h, 12, 0, 1) == Approx(1).epsilon(1e-12));
    CHECK(behaviour::contract_factor(h, 6, 0, 1) == Approx(1).epsilon(1e-12));
    const double two_years = behaviour::contract_factor(h, 24, 0, 1);
    CHECK(0.5 * (1 - std::exp(-two_years * h * 24)) == Approx(0.2).epsilon(1e-12));
    const double tendered = behaviour::contract_factor(h, 12, 0.3, 3);
    CHECK(0.7 * std::exp(-tendered * h * 12) + 0.3 * std::exp(-tendered * h * 36) == Approx(0.8).epsilon(1e-12));
    CHECK(behaviour::contract_factor(0, 12, 0.3, 3) == 1);
}

TEST_CASE("Power is one half at the share stated, and more with attention beyond need") {
    CHECK(behaviour::power_of(0.2, 0.2, 0, 1) == 0.5);
    CHECK(behaviour::power_of(0.2, 0.2, 0.5, 2) == Approx(2.0 / 3));
    CHECK(behaviour::power_of(0, 0.2, 0, 1) == 0);
}

TEST_CASE("A year of monthly drift is the year stated") {
    const auto drift = behaviour::drift(0.2, 0.8);
    double variance = 0;
    for (int month = 0; month < 12; ++month) variance = behaviour::later_variance(drift, variance);
    CHECK(std::sqrt(variance) == Approx(0.2).epsilon(1e-12));
    CHECK(std::pow(drift.keep, 12) == Approx(0.8).epsilon(1e-13));
    CHECK(behaviour::drift(0.2, 1).step == Approx(0.2 / std::sqrt(12.0)).epsilon(1e-15));
    CHECK(behaviour::drift(0, 0.5).step == 0);
}

TEST_CASE("Power and the hours that follow sales, for any number of clients at once, are those of one client") {
    const behaviour::PowerResponse response{0.08, 0.2, 0.5, 0.1, 0.3};
    std::mt19937_64 luck(5);
    const auto draw = [&](double most) { return most * static_cast<double>(luck() >> 11U) * 0x1p-53; };
    for (std::size_t n = 0; n <= 70; ++n) {
        std::vector<std::uint8_t> buys(n), mark(n);
        std::vector<double> sales(n), today(n), excess(n), power_today(n), demand(n, 1.5);
        std::vector<std::uint32_t> words(n);
        std::vector<std::uint16_t> granted(n);
        for (std::size_t i = 0; i < n; ++i) {
            buys[i] = luck() % 4 != 0 ? 1 : 0;
            sales[i] = luck() % 8 == 0 ? 0 : draw(1000);
            today[i] = luck() % 8 == 0 ? 0 : draw(1000);
            excess[i] = draw(1);
            power_today[i] = draw(0.5);
            words[i] = static_cast<std::uint32_t>(luck() >> 34U);  // a quarter of all words, so that some ask
            granted[i] = static_cast<std::uint16_t>(luck() % 5);
        }
        behaviour::mark_asking(response, 4000, n, buys.data(), sales.data(), excess.data(), power_today.data(),
                               words.data(), mark.data());
        behaviour::follow_sales(response, n, sales.data(), today.data(), granted.data(), demand.data());
        for (std::size_t i = 0; i < n; ++i) {
            const double beyond = behaviour::power_of(sales[i] / 4000, 0.08, excess[i], 0.2) - power_today[i];
            CAPTURE(n, i);
            REQUIRE(mark[i] == (buys[i] != 0 && random::happens(words[i], 0.5 * beyond) ? 1 : 0));
            const double grown = sales[i] > 0 && today[i] > 0 ? sales[i] / today[i] : 1;
            REQUIRE(demand[i] == 1.5 * ((1 + 0.1 * granted[i]) * random::exp(0.3 * random::log(grown))));
        }
    }
}
