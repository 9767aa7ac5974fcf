#include "engine/ledger/forecast.hpp"

#include <cmath>
#include <vector>

#include "tests/support/catch.hpp"

using namespace clientele::ledger;

namespace {

const std::vector<double> bg{0.243, 4.414, 0.793, 2.426};
const std::vector<double> pareto{0.553, 10.578, 0.606, 11.669};
const std::vector<double> exponential{0.553, 10.578, 0.02};

const std::vector<double>& parameters_of(Model model) {
    return model == Model::bg_nbd ? bg : model == Model::pareto_nbd ? pareto : exponential;
}

}  // namespace

TEST_CASE("expected purchases agree with published figures") {
    CHECK(expected_purchases(Model::bg_nbd, bg, {2, 30.43, 38.86, 1}, 39) == Approx(1.22603).margin(5e-5));
    CHECK(expected_purchases(Model::pareto_nbd, pareto, {26, 30.86, 31, 1}, 52) == Approx(25.458).margin(5e-3));
    CHECK(expected_repeats(Model::pareto_nbd, pareto, 39) == Approx(1.2130).margin(1e-4));
    CHECK(expected_repeats(Model::pareto_nbd, pareto, 52) == Approx(1.4730).margin(1e-4));
    CHECK(expected_repeats(Model::pareto_nbd, pareto, 78) == Approx(1.9094).margin(1e-4));
    const double times[] = {0.1429, 1, 3, 31.8571, 32, 78};
    const double repeats[] = {0.00783, 0.05327, 0.15087, 1.0420, 1.0452, 1.8605};
    for (std::size_t i = 0; i < 6; ++i) {
        CHECK(expected_repeats(Model::bg_nbd, bg, times[i]) == Approx(repeats[i]).epsilon(1e-3));
    }
}

TEST_CASE("expected spending agrees with published figures") {
    const std::vector<double> p{6.25, 3.74, 15.44};
    CHECK(expected_spending(p, {0, 0, 0}) == Approx(35.219).margin(1e-3));
    CHECK(expected_spending(p, {2, 22.35, 1}) == Approx(24.664).margin(1e-3));
    CHECK(expected_spending(p, {7, 73.74, 1}) == Approx(71.470).margin(1e-3));
}

TEST_CASE("drawn purchases have the expected mean") {
    constexpr int draws = 40000;
    for (const Model model : {Model::bg_nbd, Model::pareto_nbd, Model::exponential_nbd}) {
        const auto& parameters = parameters_of(model);
        const Purchases client{4, 28, 39, 1};
        const double expected = expected_purchases(model, parameters, client, 52);
        std::mt19937_64 generator(4);
        double sum = 0, squares = 0;
        for (int i = 0; i < draws; ++i) {
            const double count = draw_purchases(model, parameters, client, 52, generator);
            sum += count;
            squares += count * count;
        }
        const double mean = sum / draws;
        const double error = std::sqrt((squares / draws - mean * mean) / draws);
        INFO(text_of(model).name << ": expected " << expected << ", drawn " << mean << " +- " << error);
        CHECK(std::abs(mean - expected) < 4 * error);
    }
}

TEST_CASE("the expectation of BG/NBD is continuous where its formula is 0/0") {
    const Purchases client{2, 20, 39, 1};
    const double below = expected_purchases(Model::bg_nbd, std::vector<double>{0.3, 5, 0.999, 2}, client, 20);
    const double at = expected_purchases(Model::bg_nbd, std::vector<double>{0.3, 5, 1, 2}, client, 20);
    const double above = expected_purchases(Model::bg_nbd, std::vector<double>{0.3, 5, 1.001, 2}, client, 20);
    CHECK(at == Approx((below + above) / 2).epsilon(1e-5));
}

TEST_CASE("staying gets less likely with time, and certain over none") {
    for (const Model model : {Model::bg_nbd, Model::pareto_nbd, Model::exponential_nbd}) {
        const auto& parameters = parameters_of(model);
        const Purchases client{3, 20, 39, 1};
        CHECK(chance_to_stay(model, parameters, client, 0) == Approx(1));
        double last = 1;
        for (const double ahead : {1.0, 10.0, 52.0, 520.0}) {
            const double stay = chance_to_stay(model, parameters, client, ahead);
            CHECK(stay < last);
            CHECK(stay > 0);
            last = stay;
        }
    }
}
