#include "engine/ledger/calibration.hpp"

#include <algorithm>
#include <cmath>
#include <random>

#include "tests/support/catch.hpp"

using namespace clientele::ledger;

namespace {

struct Order {
    std::string client;
    int day = 0;
    double amount = 0;
};

/// Clients whose own order values spread by 0.4 around means that differ by 0.7, both in logarithms.
std::vector<Order> lognormal_orders(double typical) {
    std::mt19937_64 generator(17);
    std::vector<Order> orders;
    for (int client = 0; client < 150; ++client) {
        const double mean = std::lognormal_distribution<double>(std::log(typical), 0.7)(generator);
        int day = 18000 + client % 40;
        for (int k = 0; k < 3 + client % 12; ++k) {
            orders.push_back(
                {"c" + std::to_string(client), day, mean * std::lognormal_distribution<double>(0, 0.4)(generator)});
            day += 2 + static_cast<int>(generator() % 60);
        }
    }
    return orders;
}

Calibration calibrated(const std::vector<Order>& orders) {
    Book book;
    for (const Order& order : orders) {
        Line line;
        line.client = order.client;
        line.day = order.day;
        line.amount = order.amount;
        book.add(line);
    }
    book.put_in_order();
    CalibrationOptions options;
    options.draws = 10;
    return calibrate(book, options);
}

}  // namespace

TEST_CASE("the spread of a client's order values is found back, whatever the currency") {
    for (const double typical : {12.0, 1.2e6}) {
        const Calibration found = calibrated(lognormal_orders(typical));
        INFO(typical << ": " << found.value_spread.value << ", " << found.value_spread_low << " to "
                     << found.value_spread_high);
        // some 1,100 degrees of freedom: a standard error of 0.4 / sqrt(2 x 1100) = 0.0085, three of them
        CHECK(found.value_spread.value == Approx(0.4).margin(0.026));
        CHECK(found.value_spread_low < 0.4);
        CHECK(found.value_spread_high > 0.4);
        CHECK(found.value_spread_high - found.value_spread_low < 0.06);
    }
}

TEST_CASE("order values of clients lie near the truth, and their intervals hold it as often as they say") {
    // Of every client the truth is the mean that its orders were drawn around.
    std::mt19937_64 generator(5);
    std::vector<Order> orders;
    std::vector<double> truth;
    for (int client = 0; client < 300; ++client) {
        truth.push_back(std::lognormal_distribution<double>(10, 1)(generator));
        for (int k = 0; k < 3 + client % 8; ++k) {
            orders.push_back({"c" + std::to_string(1000 + client), 18000 + 20 * k + client % 17,
                              truth.back() * std::lognormal_distribution<double>(-0.08, 0.4)(generator)});
        }
    }
    const Calibration found = calibrated(orders);
    CHECK(found.order_value_how.starts_with("gamma-gamma with p from"));
    CHECK(found.spending[0] == Approx(1 / std::expm1(0.16)).epsilon(0.15));
    double covered = 0;
    for (std::size_t i = 0; i < truth.size(); ++i) {
        const ClientEstimate& client = found.estimates[i];
        covered += std::abs(std::log(truth[i] / client.order_value)) < 1.96 * client.value_variation ? 1 : 0;
    }
    // 95 % of 300 clients: a standard error of 1.3 %; three of them, and one more for a gamma that is no lognormal
    CHECK(covered / 300 == Approx(0.95).margin(0.05));
    const MeanRevenue& revenue = found.revenue;
    CHECK(revenue.has_interval);
    CHECK(revenue.low < revenue.month);
    CHECK(revenue.high > revenue.month);
}

TEST_CASE("the order of the lines changes nothing, not a bit, even where lines of a day lie apart") {
    std::vector<Order> lines;
    // An order of three lines, whose sum depends on their order unless it is exact.
    for (const Order& order : lognormal_orders(1000)) {
        for (const double share : {0.1, 0.2, 0.7}) lines.push_back({order.client, order.day, order.amount * share});
    }
    const Calibration first = calibrated(lines);
    CHECK(first.value_spread.value == Approx(0.4).margin(0.026));
    std::ranges::shuffle(lines, std::mt19937_64(3));
    const Calibration second = calibrated(lines);
    CHECK(first.value_spread.value == second.value_spread.value);
    CHECK(first.value_spread_low == second.value_spread_low);
    CHECK(first.spending_draws == second.spending_draws);
    CHECK(first.model(Model::nbd).draws == second.model(Model::nbd).draws);
    CHECK(first.revenue.month == second.revenue.month);
    CHECK(first.revenue.high == second.revenue.high);
    REQUIRE(first.estimates.size() == second.estimates.size());
    for (std::size_t i = 0; i < first.estimates.size(); ++i) {
        CHECK(first.estimates[i].order_value == second.estimates[i].order_value);
    }
}

TEST_CASE("clients that never paid are not valued like clients that pay") {
    std::mt19937_64 generator(11);
    std::vector<Order> orders;
    double paid = 0;
    constexpr int payers = 40, samplers = 20, half = 20;
    for (int client = 0; client < payers + samplers + half; ++client) {
        for (int day = client % 20; day < 730; day += 5 + static_cast<int>(generator() % 60)) {
            const bool free = client >= payers && (client < payers + samplers || generator() % 2 == 0);
            const double amount = free ? 0 : std::lognormal_distribution<double>(7, 0.4)(generator);
            orders.push_back({"c" + std::to_string(1000 + client), 18000 + day, amount});
            if (day >= 365) paid += amount;
        }
    }
    const Calibration found = calibrated(orders);
    const double payer = std::exp(7 + 0.08);
    double half_payers = 0;
    for (int i = 0; i < payers + samplers + half; ++i) {
        const double value = found.estimates[static_cast<std::size_t>(i)].order_value;
        if (i < payers) CHECK(value == Approx(payer).epsilon(0.35));
        if (i >= payers && i < payers + samplers) CHECK(value < 0.03 * payer);
        if (i >= payers + samplers) half_payers += value / half;
    }
    // half of some 20 x 21 orders, known within 0.5 / sqrt(420) = 2.4 %; values within 0.4 / sqrt(210) = 3 %
    CHECK(half_payers == Approx(payer / 2).epsilon(0.12));
    // a year of some 80 x 10 orders, of which 60 % bring exp(7.08): 8 % of the sum, and 8 % of last year's own luck
    CHECK(found.revenue.month == Approx(paid / 12).epsilon(0.12));
    CHECK(found.order_value_how.find("purchase days brought none") != std::string::npos);
    CHECK(std::ranges::any_of(
        found.warnings, [](const std::string& warning) { return warning.starts_with("20 of 80 clients never paid"); }));
}

TEST_CASE("where clients stop alike, the loss is that of the limit of Pareto/NBD, not of another model") {
    // rates Gamma(1.2, 1/30 days), a quarter of the clients lost a year, come over 800 of 1,000 days
    std::mt19937_64 generator(2);
    std::vector<Order> orders;
    for (int client = 0; client < 250; ++client) {
        const double rate = std::gamma_distribution<double>(1.2, 1.0 / 30)(generator);
        double at = 800 * std::uniform_real_distribution<double>(0, 1)(generator);
        const double end = at + std::exponential_distribution<double>(-std::log(0.75) / 365.25)(generator);
        std::exponential_distribution<double> wait(rate);
        for (; at < std::min(end, 1000.0); at += wait(generator)) {
            orders.push_back({"c" + std::to_string(client), 18000 + static_cast<int>(at), 100});
        }
    }
    const Calibration found = calibrated(orders);
    INFO(found.dropout_text);
    REQUIRE(found.model(Model::pareto_nbd).fit.maximum.at_limit);
    CHECK(found.chosen == Model::exponential_nbd);
    CHECK(found.stopping() == Model::exponential_nbd);
    // mu within 12 % (its standard error), so the loss within 0.03; three of them
    CHECK(found.loss.yearly.value == Approx(0.25).margin(0.09));
    CHECK(std::ranges::any_of(found.warnings, [](const std::string& warning) {
        return warning.find("exponential-nbd takes its place") != std::string::npos;
    }));
}

TEST_CASE("a fit that runs to the limit of the search gives no loss, and a warning") {
    // Everybody buys on the same seven weeks and then half of them stop for good: no spread in rate or stopping.
    std::vector<Order> orders;
    std::mt19937_64 generator(3);
    for (int client = 0; client < 400; ++client) {
        int day = 18000;
        for (int k = 0; k < 40; ++k) {
            orders.push_back({"c" + std::to_string(client), day, 10});
            if (generator() % 12 == 0) break;
            day += 1 + static_cast<int>(std::exponential_distribution<double>(0.1)(generator));
        }
    }
    const Calibration found = calibrated(orders);
    const FittedModel& bg = found.model(Model::bg_nbd);
    REQUIRE(bg.fit.maximum.at_limit);
    REQUIRE(found.bg_nbd_test.identified);
    CHECK(found.stopping() != Model::bg_nbd);
    CHECK(found.chosen != Model::bg_nbd);
    bool told = false;
    for (const std::string& warning : found.warnings)
        told |= warning.starts_with("bg-nbd: a parameter ran to the limit");
    CHECK(told);
}
