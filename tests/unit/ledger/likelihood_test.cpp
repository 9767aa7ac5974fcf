#include "engine/ledger/likelihood.hpp"

#include <cmath>
#include <functional>
#include <random>
#include <vector>

#include "engine/ledger/death_integral.hpp"
#include "tests/support/catch.hpp"

using namespace clientele::ledger;

namespace {

using Parameters = std::vector<double>;

/// Simpson's rule on [0, 1] after x = t / (1 - t) has brought the half-line there.
double over_the_half_line(const std::function<double(double)>& f, int panels = 4000) {
    const auto at = [&](double t) {
        if (t <= 0 || t >= 1) return 0.0;
        const double x = t / (1 - t);
        return f(x) / ((1 - t) * (1 - t));
    };
    double sum = at(0) + at(1);
    for (int i = 1; i < panels; ++i) sum += (i % 2 == 1 ? 4 : 2) * at(static_cast<double>(i) / panels);
    return sum / (3.0 * panels);
}

double gamma_density(double x, double shape, double rate) {
    return std::exp(shape * std::log(rate) + (shape - 1) * std::log(x) - rate * x - std::lgamma(shape));
}

/// Likelihood of Pareto/NBD by its definition: over the rate of buying and the rate of stopping.
double pareto_by_quadrature(const Parameters& p, const Purchases& c) {
    return over_the_half_line(
        [&](double mu) {
            const double weight = gamma_density(mu, p[2], p[3]);
            return weight * over_the_half_line(
                                [&](double lambda) {
                                    const double rate = lambda + mu;
                                    const double stopped =
                                        mu / rate * (std::exp(-rate * c.recency) - std::exp(-rate * c.age));
                                    return gamma_density(lambda, p[0], p[1]) * std::pow(lambda, c.repeats) *
                                           (std::exp(-rate * c.age) + stopped);
                                },
                                800);
        },
        800);
}

std::vector<Purchases> random_clients(std::mt19937_64& generator, int count) {
    std::uniform_real_distribution<double> word(0, 1);
    std::vector<Purchases> clients;
    for (int i = 0; i < count; ++i) {
        const double age = 1 + 100 * word(generator);
        const double repeats = std::floor(std::pow(300, word(generator))) - 1;
        clients.push_back({repeats, repeats > 0 ? age * (0.01 + 0.99 * word(generator)) : 0, age, 1});
    }
    return clients;
}

Parameters random_parameters(std::mt19937_64& generator, std::size_t count) {
    std::uniform_real_distribution<double> log(-3, 4);
    Parameters parameters;
    for (std::size_t i = 0; i < count; ++i) parameters.push_back(std::exp(log(generator)));
    return parameters;
}

}  // namespace

TEST_CASE("the likelihood of Pareto/NBD is the double integral that defines it") {
    const Parameters p{3.2, 9.0, 3.5, 14.0};  // smooth at 0, so that Simpson is exact enough
    for (const Purchases& client : {Purchases{0, 0, 20, 1}, Purchases{2, 11, 30, 1}, Purchases{7, 29, 30, 1}}) {
        const double expected = std::log(pareto_by_quadrature(p, client));
        INFO("x = " << client.repeats);
        CHECK(log_likelihood(Model::pareto_nbd, p, std::vector{client}) == Approx(expected).epsilon(1e-5));
    }
}

TEST_CASE("the integral over the time of stopping has a closed form when both scales are equal") {
    // alpha = beta: integral of (alpha + t)^-(r+x+s+1) from t_x to T
    for (const double x : {0.0, 1.0, 5.0, 200.0, 3000.0}) {
        for (const double scale : {1e-3, 0.5, 40.0}) {
            const Purchases client{x, x > 0 ? 3.0 : 0.0, 52, 1};
            const double k = 0.7 + x + 1.3;
            const double from = std::log(scale + client.recency);
            const double expected = -k * from - std::log(k) + std::log1p(-std::exp(-k * (std::log(scale + 52) - from)));
            const DeathIntegral integral = death_integral(Parameters{0.7, scale, 1.3, scale}, client);
            INFO("x = " << x << ", scale = " << scale);
            CHECK(integral.log_value == Approx(expected).epsilon(1e-10));
        }
    }
}

TEST_CASE("gradients of all models are the slopes of their likelihoods at random places") {
    std::mt19937_64 generator(17);
    for (const Model model : {Model::bg_nbd, Model::pareto_nbd, Model::exponential_nbd, Model::nbd}) {
        const std::size_t n = text_of(model).parameters;
        for (int trial = 0; trial < 60; ++trial) {
            const std::vector<Purchases> clients = random_clients(generator, 5);
            Parameters p = random_parameters(generator, n);
            Parameters gradient(n);
            const double value = log_likelihood(model, p, clients, gradient);
            REQUIRE(std::isfinite(value));
            for (std::size_t i = 0; i < n; ++i) {
                const double step = 1e-5 * p[i];
                Parameters up = p, down = p;
                up[i] += step;
                down[i] -= step;
                const double slope =
                    (log_likelihood(model, up, clients) - log_likelihood(model, down, clients)) / (2 * step);
                INFO(text_of(model).name << ", parameter " << i << ", trial " << trial);
                // rounding of the difference: 1e-16 x |ln L| / step
                CHECK(gradient[i] * p[i] == Approx(slope * p[i]).epsilon(1e-5).margin(1e-8 + 1e-10 * std::abs(value)));
            }
        }
    }
}

TEST_CASE("the gradient of Gamma-Gamma is the slope of its likelihood") {
    const std::vector<Spending> clients{{1, 20, 1}, {4, 35.5, 2}, {200, 31, 1}, {3, 0, 0}};
    const Parameters p{6.25, 3.74, 15.44};
    Parameters gradient(3);
    spending_log_likelihood(p, clients, gradient);
    for (std::size_t i = 0; i < 3; ++i) {
        Parameters up = p, down = p;
        up[i] *= 1 + 1e-6;
        down[i] *= 1 - 1e-6;
        const double slope =
            (spending_log_likelihood(up, clients) - spending_log_likelihood(down, clients)) / (2e-6 * p[i]);
        CHECK(gradient[i] == Approx(slope).epsilon(1e-5));
    }
}

TEST_CASE("many purchases neither overflow nor underflow") {
    const std::vector<Purchases> clients{{200, 38, 39, 1}, {5000, 38.9, 39, 1}, {200, 0.5, 39, 1}, {0, 0, 39, 1}};
    for (const Model model : {Model::bg_nbd, Model::pareto_nbd, Model::nbd}) {
        for (const double extreme : {1e-4, 1.0, 2e4}) {
            const Parameters p{0.5, 10 * extreme, 0.6, 12 / extreme};
            Parameters gradient(text_of(model).parameters);
            const std::span<const double> taken(p.data(), text_of(model).parameters);
            CHECK(std::isfinite(log_likelihood(model, taken, clients, gradient)));
            for (const double slope : gradient) CHECK(std::isfinite(slope));
            for (const Purchases& client : clients) {
                const double alive = chance_alive(model, p, client);
                CHECK((alive >= 0 && alive <= 1));
            }
        }
    }
}

TEST_CASE("without dropout BG/NBD and Pareto/NBD become NBD") {
    const std::vector<Purchases> clients{{3, 20, 39, 1}, {0, 0, 30, 1}, {11, 38, 39, 1}};
    const double nbd = log_likelihood(Model::nbd, Parameters{0.8, 9}, clients);
    CHECK(log_likelihood(Model::bg_nbd, Parameters{0.8, 9, 1e-9, 50}, clients) == Approx(nbd).epsilon(1e-8));
    CHECK(log_likelihood(Model::pareto_nbd, Parameters{0.8, 9, 1e-9, 50}, clients) == Approx(nbd).epsilon(1e-8));
}

TEST_CASE("where all clients stop at one rate, Pareto/NBD is its limit") {
    const std::vector<Purchases> clients{{3, 20, 39, 1}, {0, 0, 30, 1}, {11, 38, 39, 1}, {40, 9, 39, 1}};
    const Parameters at_limit{0.8, 9, 2e8, 1e10}, limit{0.8, 9, 0.02};
    CHECK(log_likelihood(Model::exponential_nbd, limit, clients) ==
          Approx(log_likelihood(Model::pareto_nbd, at_limit, clients)).epsilon(1e-7));
    for (const Purchases& client : clients) {
        CHECK(chance_alive(Model::exponential_nbd, limit, client) ==
              Approx(chance_alive(Model::pareto_nbd, at_limit, client)).epsilon(1e-6));
    }
    // no purchase: at the rate l, by time T not stopped or stopped at t before: quadrature over l gives ln L
    const double quadrature = over_the_half_line([](double l) {
        return gamma_density(l, 3.2, 9) * (std::exp(-(l + 0.1) * 20) + 0.1 / (l + 0.1) * -std::expm1(-(l + 0.1) * 20));
    });
    CHECK(log_likelihood(Model::exponential_nbd, Parameters{3.2, 9, 0.1}, std::vector{Purchases{0, 0, 20, 1}}) ==
          Approx(std::log(quadrature)).epsilon(1e-6));
}

TEST_CASE("the chances of having not stopped agree with published and independent figures") {
    const Parameters bg{0.243, 4.414, 0.793, 2.426};
    const Parameters pareto{0.553, 10.578, 0.606, 11.669};
    // expected: 0.72658 (closed form), 0.86917 (quadrature in two dimensions), 0.99792
    CHECK(chance_alive(Model::bg_nbd, bg, {2, 30.43, 38.86, 1}) == Approx(0.72658).margin(5e-6));
    CHECK(chance_alive(Model::pareto_nbd, pareto, {2, 30.43, 38.86, 1}) == Approx(0.86917).margin(5e-6));
    CHECK(chance_alive(Model::pareto_nbd, pareto, {26, 30.86, 31, 1}) == Approx(0.99792).margin(5e-6));
    // buying more often and then falling silent is worse news: 0.7056, 0.5716, 0.1968
    CHECK(chance_alive(Model::bg_nbd, bg, {5, 30, 39, 1}) == Approx(0.7056).margin(5e-5));
    CHECK(chance_alive(Model::bg_nbd, bg, {10, 30, 39, 1}) == Approx(0.5716).margin(5e-5));
    CHECK(chance_alive(Model::bg_nbd, bg, {20, 30, 39, 1}) == Approx(0.1968).margin(5e-5));
}
