#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/ref_lifecycle_oracle.hpp"
#include "tests/support/study.hpp"

using namespace clientele;
using tests::Estimate;
using tests::Lived;

/// ref-lifecycle 1.0: a model that nobody here wrote, with figures of somebody else's program. Written as an ordinary
/// scenario; the expected numbers are those of the model's description (implementation a, 40,000 replications).
namespace {

const std::string file = "verification/ref_lifecycle";

struct Reference {
    const char* kpi;
    double mean;
    double sd;
    double se;  ///< of the reference mean
};

constexpr std::array check_table{
    Reference{"revenue", 53'906'019, 2'349'670, 11'748},   Reference{"cost", 16'191'940, 211'908, 1'060},
    Reference{"profit", 2'675'166, 628'590, 3'143},        Reference{"clients_end.key", 170.074, 9.219, 0.046},
    Reference{"clients_end.lost", 294.920, 15.876, 0.079}, Reference{"orders", 6'824.15, 241.45, 1.207}};

/// Distance in combined standard errors.
double z_of(const Estimate& actual, double mean, double se) { return (actual.mean - mean) / std::hypot(actual.se, se); }

/// Type 7 quantile.
double quantile(std::vector<double> values, double level) {
    std::sort(values.begin(), values.end());
    const double at = level * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(at);
    const std::size_t above = std::min(below + 1, values.size() - 1);
    return values[below] + (at - static_cast<double>(below)) * (values[above] - values[below]);
}

}  // namespace

TEST_CASE("ref-lifecycle: means, spreads and quantiles are those of the stranger's check table", "[long]") {
    const auto models = tests::scenario_named(file);
    const Lived lived(models, 20'000);
    for (const Reference& expected : check_table) {
        const Estimate actual = lived.of(expected.kpi);
        const double z = z_of(actual, expected.mean, expected.se);
        INFO(expected.kpi << ": expected " << expected.mean << ", actual " << actual.mean << ", z " << z
                          << "; sd expected " << expected.sd << ", actual " << actual.sd);
        CHECK(std::abs(z) <= 5);
        // Standard error of an sd is about sd / sqrt(2 R): 5 of them over both samples are 3.1 %.
        CHECK(std::abs(actual.sd / expected.sd - 1) <= 5 * std::sqrt(1 / 40'000.0 + 1 / 80'000.0));
    }
    // Standard errors of the reference quantiles (R = 40,000) as stated there; ours, with half as many, are sqrt(2)
    // times that.
    const std::vector<double> profit = lived.kpi("profit");
    for (const auto& [level, expected, se] :
         {std::array{0.05, 1'652'922.0, 6'600.0}, std::array{0.50, 2'669'969.0, 3'900.0},
          std::array{0.95, 3'724'160.0, 6'600.0}}) {
        const double actual = quantile(profit, level);
        INFO("P" << 100 * level << ": expected " << expected << ", actual " << actual);
        CHECK(std::abs(actual - expected) <= 5 * se * std::sqrt(3.0));
    }
}

TEST_CASE("ref-lifecycle: month by month, as many clients in each stage as in the stranger's program", "[long]") {
    // Month-end means and sds of the stranger's 4,000 replications. A life cut short is the start of the longer one.
    struct Row {
        int months;
        std::array<double, 4> mean, sd;
    };
    const std::array<const char*, 4> stages{"prospect", "active", "key", "lost"};
    const std::array rows{Row{1, {592.05, 398.94, 0.02, 8.99}, {2.47, 3.87, 0.13, 2.98}},
                          Row{6, {553.33, 385.38, 10.28, 51.01}, {6.28, 8.53, 3.17, 6.10}},
                          Row{12, {509.39, 371.90, 24.42, 94.29}, {9.03, 10.40, 4.82, 7.81}},
                          Row{24, {428.77, 354.15, 52.81, 164.27}, {12.99, 11.57, 7.05, 10.61}},
                          Row{36, {355.72, 339.02, 86.27, 218.99}, {15.34, 11.58, 8.71, 12.67}},
                          Row{48, {288.48, 323.43, 127.02, 261.07}, {17.45, 12.34, 10.25, 14.60}},
                          Row{60, {225.53, 309.54, 170.07, 294.86}, {19.22, 13.40, 9.11, 15.62}}};
    for (const Row& row : rows) {
        const auto models = tests::scenario_named(file, {"horizon=" + std::to_string(row.months) + " months"});
        const Lived lived(models, 3'000);
        for (std::size_t s = 0; s < stages.size(); ++s) {
            const Estimate actual = lived.of(std::string("clients_end.") + stages[s]);
            const double rounding = 0.005;
            const double z = z_of(actual, row.mean[s], row.sd[s] / std::sqrt(4'000.0) + rounding);
            INFO("after " << row.months << " months, " << stages[s] << ": expected " << row.mean[s] << ", actual "
                          << actual.mean << ", z " << z);
            CHECK(std::abs(z) <= 5);
        }
    }
}

namespace {

/// The same world by the program of tests/support, which shares nothing with the engine.
std::map<std::string, Estimate> oracle(const tests::RefParameters& parameters, std::size_t replications) {
    std::map<std::string, std::vector<double>> values;
    tests::RefLifecycle world(parameters, 12345);
    for (std::size_t r = 0; r < replications; ++r) {
        const tests::RefOutcome out = world.live();
        values["revenue"].push_back(out.revenue);
        values["cost"].push_back(out.cost);
        values["profit"].push_back(out.profit);
        values["orders"].push_back(out.orders);
        values["clients_end.active"].push_back(out.end[1]);
        values["clients_end.key"].push_back(out.end[2]);
        values["clients_end.lost"].push_back(out.end[3]);
    }
    std::map<std::string, Estimate> estimates;
    for (const auto& [name, column] : values) estimates[name] = tests::estimate(column);
    return estimates;
}

constexpr std::uint32_t few = 2'000;

/// Largest distance over all figures.
double largest_z(const std::vector<std::string>& settings, const std::map<std::string, Estimate>& expected) {
    const auto models = tests::scenario_named(file, settings);
    const Lived lived(models, few);
    double largest = 0;
    for (const auto& [kpi, theirs] : expected) {
        const Estimate ours = lived.of(kpi);
        const double z = z_of(ours, theirs.mean, theirs.se);
        UNSCOPED_INFO(kpi << ": oracle " << theirs.mean << ", engine " << ours.mean << ", z " << z);
        largest = std::max(largest, std::abs(z));
    }
    return largest;
}

}  // namespace

TEST_CASE("ref-lifecycle: where 12 key account managers make places scarce, engine and a second program agree",
          "[long]") {
    tests::RefParameters scarce;
    scarce.kams = 12;
    scarce.fixed = 216'000 - 6 * 8'000;
    const auto expected = oracle(scarce, few);
    // Seven figures, 5 standard errors each: a false alarm once in 250,000.
    CHECK(largest_z({"structures.reference.teams.key_accounts.seats.kam=12"}, expected) <= 5);
    // Places that never bind would miss by far.
    CHECK(largest_z({"structures.reference.teams.key_accounts.seats.kam=18"}, expected) > 20);
}

TEST_CASE("ref-lifecycle: each rule matters; a world that differs in one of them is told apart", "[long]") {
    const auto expected = oracle({}, few);
    CHECK(largest_z({}, expected) <= 5);
    const std::vector<std::string> wrong{
        "lifecycle.stages.active.loss.overload_slope=0",
        "structures.reference.admission.any=[{order_streak: 3 months}]",
        "structures.reference.admission.any=[{order_streak: 2 months}, {revenue: 80k}]",
        "relationship.owner_leaves.for=1 months",
        "relationship.owner_leaves=null",
        "lifecycle.transitions.returned.chance=0 %/month",
        "work.win.attempts=9/month",
        "lifecycle.stages.key.cost=500/month",
        "lifecycle.stages.active.loss.chance=1.6 %/month",
    };
    for (const std::string& setting : wrong) {
        INFO(setting);
        CHECK(largest_z({setting}, expected) > 5);
    }
}
