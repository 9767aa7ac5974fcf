#include "engine/ledger/fit.hpp"

#include <cmath>
#include <random>

#include "engine/ledger/forecast.hpp"
#include "tests/support/catch.hpp"

using namespace clientele::ledger;

namespace {

/// Clients that buy and stop as Pareto/NBD says, watched for `age` units.
std::vector<Purchases> simulated_pareto(const std::vector<double>& p, int count, double age, std::uint64_t seed) {
    std::mt19937_64 generator(seed);
    std::vector<Purchases> clients;
    for (int i = 0; i < count; ++i) {
        const double rate = std::gamma_distribution<double>(p[0], 1 / p[1])(generator);
        const double stop = std::gamma_distribution<double>(p[2], 1 / p[3])(generator);
        const double lived = std::min(age, std::exponential_distribution<double>(stop)(generator));
        Purchases client{0, 0, age, 1};
        std::exponential_distribution<double> wait(rate);
        for (double at = wait(generator); at < lived; at += wait(generator)) {
            ++client.repeats;
            client.recency = at;
        }
        clients.push_back(client);
    }
    return clients;
}

}  // namespace

TEST_CASE("Pareto/NBD finds back the parameters that made its clients") {
    const std::vector<double> truth{0.9, 8, 0.7, 15};
    const Fit found = fit(Model::pareto_nbd, simulated_pareto(truth, 4000, 60, 5));
    REQUIRE(found.maximum.standard_errors.size() == 4);
    for (std::size_t i = 0; i < 4; ++i) {
        INFO("parameter " << i << ": " << found.maximum.point[i] << ", error " << found.maximum.standard_errors[i]);
        // three standard errors: one false alarm in 370 a parameter, and the seed is fixed
        CHECK(std::abs(found.maximum.point[i] - truth[i]) < 3 * found.maximum.standard_errors[i]);
    }
    std::vector<double> gradient(4);
    log_likelihood(Model::pareto_nbd, found.parameters(), simulated_pareto(truth, 4000, 60, 5), gradient);
    for (std::size_t i = 0; i < 4; ++i) CHECK(gradient[i] * found.maximum.point[i] == Approx(0).margin(0.01));
}

TEST_CASE("clients who never stop do not identify dropout, those who do stop identify it") {
    const std::vector<Purchases> faithful = simulated_pareto({1.5, 6, 1e-7, 1}, 800, 50, 3);
    CHECK_FALSE(test_dropout(fit(Model::pareto_nbd, faithful), fit(Model::nbd, faithful)).identified);
    CHECK_FALSE(test_dropout(fit(Model::bg_nbd, faithful), fit(Model::nbd, faithful)).identified);
    const std::vector<Purchases> leaving = simulated_pareto({1.5, 6, 1.2, 20}, 800, 50, 3);
    CHECK(test_dropout(fit(Model::pareto_nbd, leaving), fit(Model::nbd, leaving)).identified);
}

TEST_CASE("bootstrap draws spread as standard errors say") {
    const std::vector<Purchases> clients = simulated_pareto({0.9, 8, 1e-7, 1}, 600, 60, 9);
    const Fit found = fit(Model::nbd, clients);
    const auto draws = bootstrap(found, clients, 200, 1);
    double sum = 0, squares = 0;
    for (const auto& draw : draws) {
        sum += draw[0];
        squares += draw[0] * draw[0];
    }
    const double sd = std::sqrt(squares / 200 - sum / 200 * (sum / 200));
    // a standard deviation of 200 draws is itself uncertain by 5 %; four times that
    CHECK(sd == Approx(found.maximum.standard_errors[0]).epsilon(0.2));
    CHECK(bootstrap(found, clients, 3, 1) == std::vector<std::vector<double>>(draws.begin(), draws.begin() + 3));
}

TEST_CASE("Gamma-Gamma finds back the spending that made it") {
    std::mt19937_64 generator(21);
    const double p = 5, q = 4, v = 30;
    std::vector<Spending> clients;
    for (int i = 0; i < 3000; ++i) {
        const double rate = std::gamma_distribution<double>(q, 1 / v)(generator);
        const double x = 1 + i % 9;
        clients.push_back({x, std::gamma_distribution<double>(p * x, 1 / rate)(generator) / x, 1});
    }
    const Fit found = fit_spending(clients);
    REQUIRE(found.maximum.standard_errors.size() == 3);
    const double truth[] = {p, q, v};
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(std::abs(found.maximum.point[i] - truth[i]) < 3 * found.maximum.standard_errors[i]);
    }
}

TEST_CASE("neither the currency nor the unit of time changes what a fit says") {
    std::mt19937_64 generator(4);
    std::vector<Spending> clients;
    for (int i = 0; i < 400; ++i) {
        const double mean = std::lognormal_distribution<double>(2.5, 0.6)(generator);
        const double x = 1 + i % 9;
        clients.push_back({x, mean * std::gamma_distribution<double>(6 * x, 1 / (6 * x))(generator), 1});
    }
    const Fit small = fit_spending(clients);
    const auto small_draws = bootstrap(small, clients, 3, 1);
    for (const double factor : {1e-5, 1e5, 1e9}) {
        std::vector<Spending> dear = clients;
        for (Spending& client : dear) client.mean *= factor;
        const Fit large = fit_spending(dear);
        CHECK_FALSE(large.maximum.at_limit);
        CHECK(large.parameters()[0] == Approx(small.parameters()[0]).epsilon(1e-4));
        CHECK(large.parameters()[2] == Approx(factor * small.parameters()[2]).epsilon(1e-4));
        CHECK(large.maximum.standard_errors[2] == Approx(factor * small.maximum.standard_errors[2]).epsilon(1e-3));
        CHECK(large.log_likelihood() == Approx(small.log_likelihood() - 400 * std::log(factor)).epsilon(1e-8));
        CHECK(spending_log_likelihood(large.parameters(), dear) == Approx(large.log_likelihood()).epsilon(1e-10));
        CHECK(bootstrap(large, dear, 3, 1)[2][2] == Approx(factor * small_draws[2][2]).epsilon(1e-3));
    }
    const std::vector<Purchases> weeks = simulated_pareto({0.9, 8, 0.7, 15}, 500, 60, 8);
    for (const Model model : {Model::bg_nbd, Model::pareto_nbd, Model::exponential_nbd, Model::nbd}) {
        const Fit in_weeks = fit(model, weeks);
        std::vector<Purchases> finer = weeks;
        for (Purchases& client : finer) {
            client.recency *= 1e4;
            client.age *= 1e4;
        }
        const Fit fine = fit(model, finer);
        CHECK(fine.maximum.at_limit == in_weeks.maximum.at_limit);
        CHECK(fine.parameters()[0] == Approx(in_weeks.parameters()[0]).epsilon(1e-3));
        CHECK(fine.parameters()[1] == Approx(1e4 * in_weeks.parameters()[1]).epsilon(1e-3));
        CHECK(log_likelihood(model, fine.parameters(), finer) == Approx(fine.log_likelihood()).epsilon(1e-9));
    }
}

TEST_CASE("equal clients merged give the same likelihood") {
    const std::vector<Purchases> clients{{1, 2, 9, 1}, {0, 0, 9, 1}, {1, 2, 9, 1}, {0, 0, 9, 1}, {4, 8, 9, 1}};
    std::vector<std::size_t> index;
    const std::vector<Purchases> alike = merged(clients, index);
    CHECK(alike.size() == 3);
    CHECK(index == std::vector<std::size_t>{0, 1, 0, 1, 2});
    const std::vector<double> p{0.5, 4, 0.8, 9};
    CHECK(log_likelihood(Model::pareto_nbd, p, alike) == Approx(log_likelihood(Model::pareto_nbd, p, clients)));
}

TEST_CASE("many clients are fitted from a start found on a part of them, to the same top") {
    const std::vector<Purchases> clients = simulated_pareto({0.9, 8, 0.7, 15}, 4500, 60, 8);
    const Fit found = fit(Model::bg_nbd, clients);
    std::vector<double> gradient(4);
    log_likelihood(Model::bg_nbd, found.parameters(), clients, gradient);
    for (std::size_t i = 0; i < 4; ++i) CHECK(gradient[i] * found.maximum.point[i] == Approx(0).margin(0.02));
}

TEST_CASE("normal draws have the covariance they are drawn from") {
    const std::vector<Purchases> clients = simulated_pareto({0.9, 8, 1e-7, 1}, 600, 60, 9);
    const Fit found = fit(Model::nbd, clients);
    constexpr int draws = 4000;
    double product = 0;
    for (const auto& draw : normal_draws(found.maximum, draws, 2)) {
        product += std::log(draw[0] / found.maximum.point[0]) * std::log(draw[1] / found.maximum.point[1]) / draws;
    }
    const auto& c = found.maximum.covariance;
    // variance of a product of normals: c00 c11 + c01^2
    const double error = std::sqrt((c[0][0] * c[1][1] + c[0][1] * c[0][1]) / draws);
    CHECK(std::abs(product - c[0][1]) < 4 * error);
}
