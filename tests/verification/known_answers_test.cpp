#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/study.hpp"

using namespace clientele;
using tests::Estimate;
using tests::Lived;

/// Worlds simple enough for pencil and paper. Each case says the law and the expected number first; unless it says
/// otherwise, means must lie within 5 standard errors (a false alarm once in 1.7 million), and spreads too: the sd of n
/// normal values has the standard error sd / sqrt(2 n).
namespace {

constexpr double most = 5;

void check_mean(const Lived& lived, const std::string& kpi, double expected) {
    const Estimate actual = lived.of(kpi);
    INFO(kpi << ": expected " << expected << ", actual " << actual.mean << " +- " << actual.se);
    CHECK(std::abs(tests::z_score(actual, expected)) <= most);
}

void check_sd(const Lived& lived, const std::string& kpi, double expected) {
    const Estimate actual = lived.of(kpi);
    INFO(kpi << ": expected sd " << expected << ", actual " << actual.sd);
    CHECK(std::abs(actual.sd / expected - 1) <= most / std::sqrt(2.0 * lived.count()));
}

}  // namespace

TEST_CASE("Geometric survival: 0.98^12 = 78.4717 % of clients are left after a year at 2 % a month") {
    const auto models = tests::scenario_named("verification/geometric_survival");
    const Lived lived(models, 400);
    const double survives = std::pow(0.98, 12);
    REQUIRE(survives == Approx(0.784717).epsilon(1e-6));
    check_mean(lived, "clients_end.client", 1000 * survives);
    check_sd(lived, "clients_end.client", std::sqrt(1000 * survives * (1 - survives)));
    check_mean(lived, "losses.stated", 1000 * (1 - survives));
}

TEST_CASE("Orders of the lost: clients order up to and including the month they leave in, 3229.2 orders") {
    const auto models = tests::scenario_named("verification/geometric_survival");
    check_mean(Lived(models, 400), "orders", 1000 * 0.30 * (1 - std::pow(0.98, 12)) / 0.02);
}

TEST_CASE("Steady portfolio: arrivals over loss, (10 / 0.1) (1 - 0.9^60) = 99.82 clients") {
    const auto models = tests::scenario_named("verification/steady_portfolio");
    const Lived lived(models, 2000);
    double mean = 0;
    double variance = 0;
    for (int age = 0; age < 60; ++age) {  // of those won so many months before the end
        const double here = 0.5 * std::pow(0.9, age);
        mean += 20 * here;
        variance += 20 * here * (1 - here);
    }
    REQUIRE(mean == Approx(99.82).margin(0.005));
    check_mean(lived, "clients_end.client", mean);
    check_sd(lived, "clients_end.client", std::sqrt(variance));
}

TEST_CASE("Thinning: of 1,200 attempts with one chance in two, a binomial number succeeds: 600, sd 17.32") {
    const auto models = tests::scenario_named("verification/steady_portfolio");
    const Lived lived(models, 2000);
    check_mean(lived, "wins", 600);
    check_sd(lived, "wins", std::sqrt(1200 * 0.25));
    for (const double cost : lived.kpi("acquisition_cost")) REQUIRE(cost == 1200 * 250);
}

TEST_CASE("Poisson orders: 240 a year, and the variance equals the mean") {
    const auto models = tests::scenario_named("verification/compound_orders");
    const Lived lived(models, 4000);
    check_mean(lived, "orders", 240);
    check_sd(lived, "orders", std::sqrt(240.0));
}

TEST_CASE(
    "Clients that differ in activity and frailty are the process of Pareto/NBD: 400 of them, 4,252.8 orders, 264.8 "
    "lost") {
    const auto models = tests::scenario_named("verification/purchase_process");
    const Lived lived(models, 600);
    // Share left after m months: (beta / (beta + m))^s, s = 2, beta = 50; orders a month 0.5 while they are there.
    const auto stays = [](int m) { return std::pow(50.0 / (50 + m), 2); };
    double months = 0;
    double squares = 0;  // E(months^2) = sum over m of (2 m + 1) P(months > m)
    for (int m = 0; m < 36; ++m) {
        months += stays(m);
        squares += (2 * m + 1) * stays(m);
    }
    const double mean = 400 * 0.5 * months;
    // Var = E(rate L) + E(rate^2) E(L^2) - (E(rate) E(L))^2, with E(rate^2) = mean^2 (1 + 1 / 1.2), L the months there.
    const double variance = 400 * (0.5 * months + 0.25 * (1 + 1 / 1.2) * squares - 0.25 * months * months);
    const double lost = 1 - stays(36);
    REQUIRE(mean == Approx(4252.8).margin(0.05));
    REQUIRE(400 * lost == Approx(264.8).margin(0.05));
    check_mean(lived, "orders", mean);
    check_sd(lived, "orders", std::sqrt(variance));
    check_mean(lived, "losses", 400 * lost);
    check_sd(lived, "losses", std::sqrt(400 * lost * (1 - lost)));
}

TEST_CASE("Compound sums: mean n E(x) = 271,956 and variance n E(x^2), margin 40 % of both") {
    const auto models = tests::scenario_named("verification/compound_orders");
    const Lived lived(models, 4000);
    const double first = 1000 * std::exp(0.5 * 0.25);
    const double second = 1e6 * std::exp(2 * 0.25);
    REQUIRE(240 * first == Approx(271'956).epsilon(1e-5));
    check_mean(lived, "revenue", 240 * first);
    check_sd(lived, "revenue", std::sqrt(240 * second));
    check_mean(lived, "gross_margin", 0.4 * 240 * first);
}

namespace {

/// The quarterly matrix of key_account_chain.yaml; rows and columns pre, early, mid, partner, synergistic, uncoupling.
constexpr std::size_t stages = 6;
using Row = std::array<double, stages>;
constexpr std::array<Row, stages> matrix{Row{.80, .12, 0, 0, 0, 0},     Row{0, .85, .10, 0, 0, .03},
                                         Row{0, .02, .86, .08, 0, .03}, Row{0, 0, .03, .90, .04, .025},
                                         Row{0, 0, 0, .04, .93, .025},  Row{0, .10, .05, 0, 0, .55}};
constexpr std::array<const char*, stages> names{"pre", "early", "mid", "partner", "synergistic", "uncoupling"};

Row after(Row now, int steps) {
    for (int step = 0; step < steps; ++step) {
        Row next{};
        for (std::size_t i = 0; i < stages; ++i) {
            for (std::size_t j = 0; j < stages; ++j) next[j] += now[i] * matrix[i][j];
        }
        now = next;
    }
    return now;
}

/// Clients start in one stage; the stage before all others goes where nobody could reach it.
tests::Settings starting_in(std::size_t stage) {
    tests::Settings settings{std::string("portfolio.segments.all.stage=") + names[stage]};
    if (stage != 0) {
        settings.push_back("lifecycle.stages.pre=null");
        settings.push_back("lifecycle.transitions.a_pre_early=null");
    }
    return settings;
}

}  // namespace

TEST_CASE("A chain of stages is distributed as the power of its matrix after 8 and 40 quarters") {
    for (const int quarters : {8, 40}) {
        const auto models = tests::scenario_named("verification/key_account_chain",
                                                  {"horizon=" + std::to_string(quarters) + " months"});
        const Lived lived(models, 200);
        const Row expected = after({1, 0, 0, 0, 0, 0}, quarters);
        for (std::size_t stage = 0; stage < stages; ++stage) {
            check_mean(lived, std::string("clients_end.") + names[stage], 200 * expected[stage]);
        }
    }
}

TEST_CASE("From each stage of the gold matrix, quarters to loss and discounted value are those of (I - Q)^-1") {
    // Rows of the fundamental matrix summed, and margins (-2, 1, 3, 6, 9, 0) discounted at 3 % a quarter from the first
    // quarter on.
    constexpr Row quarters{27.0063, 36.6772, 40.5523, 43.7177, 44.5810, 14.8785};
    constexpr Row value{19.51, 54.57, 81.95, 114.41, 143.44, 19.90};
    for (std::size_t stage = 0; stage < stages; ++stage) {
        const auto models = tests::scenario_named("verification/key_account_chain", starting_in(stage));
        const Lived lived(models, 100);
        std::vector<double> lasted;
        for (std::size_t r = 0; r < lived.count(); ++r) {
            double sum = 200;  // everybody is there in the first quarter, at its end those who stayed
            for (std::size_t t = 0; t < 600; ++t) sum += lived.at(replication::Series::clients, r, t);
            lasted.push_back(sum / 200);
        }
        const Estimate time = tests::estimate(lasted);
        INFO(names[stage] << ": expected " << quarters[stage] << " quarters, actual " << time.mean << " +- "
                          << time.se);
        CHECK(std::abs(tests::z_score(time, quarters[stage])) <= most);
        // The engine discounts from the end of a month: one quarter later than the reference.
        const Estimate npv = lived.of("npv_in_horizon");
        const double rounding = 0.005;
        INFO(names[stage] << ": expected value " << value[stage] << ", actual " << npv.mean * 1.03 / 200'000);
        CHECK(std::abs(npv.mean * 1.03 / 200'000 - value[stage]) <= most * npv.se * 1.03 / 200'000 + rounding);
    }
}
