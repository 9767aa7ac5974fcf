#include "engine/ledger/likelihood.hpp"

#include <cmath>
#include <random>
#include <vector>

#include "tests/support/catch.hpp"

using namespace clientele::ledger;

/// Properties that hold for any client and any parameters; clients and parameters are drawn wildly.
namespace {

constexpr int trials = 3000;

class Wild {
public:
    double between(double low, double high) { return low * std::pow(high / low, uniform_(generator_)); }

    std::vector<double> parameters(Model model) {
        std::vector<double> values;
        for (std::size_t i = 0; i < text_of(model).parameters; ++i) values.push_back(between(1e-3, 1e3));
        return values;
    }

    Purchases client() {
        Purchases client;
        client.age = between(1e-2, 1e4);
        client.repeats = std::floor(between(0.2, 5000));
        client.recency = client.repeats > 0 ? client.age * between(1e-3, 1) : 0;
        return client;
    }

private:
    std::mt19937_64 generator_{11};
    std::uniform_real_distribution<double> uniform_{0, 1};
};

double of_one(Model model, std::span<const double> parameters, const Purchases& client) {
    return log_likelihood(model, parameters, std::vector{client});
}

constexpr Model models_of_purchases[] = {Model::bg_nbd, Model::pareto_nbd, Model::nbd};

/// Which parameters are times.
bool is_time(Model model, std::size_t i) { return i == 1 || (model == Model::pareto_nbd && i == 3); }

}  // namespace

TEST_CASE("Likelihoods and their gradients are finite, whatever the client and the parameters") {
    Wild wild;
    for (const Model model : models_of_purchases) {
        for (int trial = 0; trial < trials; ++trial) {
            const auto parameters = wild.parameters(model);
            const Purchases client = wild.client();
            std::vector<double> gradient(parameters.size());
            INFO(text_of(model).name << " x " << client.repeats << " t " << client.recency << " T " << client.age);
            CHECK(std::isfinite(log_likelihood(model, parameters, std::vector{client}, gradient)));
            for (const double slope : gradient) CHECK(std::isfinite(slope));
            const double alive = chance_alive(model, parameters, client);
            CHECK(alive >= 0);
            CHECK(alive <= 1);
        }
    }
}

TEST_CASE("Time in another unit moves a likelihood by ln(unit) a purchase, and no chance") {
    Wild wild;
    for (const Model model : models_of_purchases) {
        for (int trial = 0; trial < trials; ++trial) {
            const auto parameters = wild.parameters(model);
            const Purchases client = wild.client();
            const double unit = wild.between(0.1, 10);
            auto scaled = parameters;
            for (std::size_t i = 0; i < scaled.size(); ++i) scaled[i] /= is_time(model, i) ? unit : 1;
            const Purchases same{client.repeats, client.recency / unit, client.age / unit, 1};
            const double expected = of_one(model, parameters, client) + client.repeats * std::log(unit);
            INFO(text_of(model).name << " x " << client.repeats << " t " << client.recency << " T " << client.age);
            CHECK(of_one(model, scaled, same) == Approx(expected).epsilon(1e-7).margin(1e-6));
            CHECK(chance_alive(model, scaled, same) ==
                  Approx(chance_alive(model, parameters, client)).epsilon(1e-5).margin(1e-9));
        }
    }
}

TEST_CASE("Without a purchase for longer, a client is less likely to be there") {
    Wild wild;
    for (const Model model : {Model::bg_nbd, Model::pareto_nbd}) {
        for (int trial = 0; trial < trials; ++trial) {
            const auto parameters = wild.parameters(model);
            Purchases client = wild.client();
            if (client.repeats == 0) continue;
            const double before = chance_alive(model, parameters, client);
            client.age *= wild.between(1, 3);
            CHECK(chance_alive(model, parameters, client) <= before + 1e-9);
        }
    }
}

TEST_CASE("A client of weight two counts as two, and Gamma-Gamma knows no currency") {
    Wild wild;
    for (int trial = 0; trial < trials; ++trial) {
        Purchases client = wild.client();
        const auto parameters = wild.parameters(Model::pareto_nbd);
        const double once = of_one(Model::pareto_nbd, parameters, client);
        client.weight = 2;
        CHECK(of_one(Model::pareto_nbd, parameters, client) == Approx(2 * once).epsilon(1e-12));
        // A density of amounts: in a currency c times smaller it is c times lower.
        const auto spending = wild.parameters(Model::gamma_gamma);
        const Spending spent{std::floor(wild.between(1, 500)), wild.between(0.01, 1e6), 1};
        const double rate = wild.between(0.01, 100);
        auto exchanged = spending;
        exchanged[2] *= rate;
        const double here = spending_log_likelihood(spending, std::vector{spent});
        const double there =
            spending_log_likelihood(exchanged, std::vector{Spending{spent.purchases, spent.mean * rate, 1}});
        CHECK(std::isfinite(here));
        CHECK(there == Approx(here - std::log(rate)).epsilon(1e-9).margin(1e-6));
    }
}
