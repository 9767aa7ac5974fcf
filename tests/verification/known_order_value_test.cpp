#include <cmath>
#include <fstream>
#include <string>

#include "tests/support/catch.hpp"
#include "tests/support/scratch_folder.hpp"
#include "tests/support/study.hpp"

using namespace clientele;
using tests::Lived;

/// What is not known of a named client's mean order value is drawn once a world.
namespace {

constexpr double tolerance = 5;  // standard errors

/// A client whose order a month is worth 1,000, or in 95 % of cases up to `high`.
model::Models one_client(const std::string& high, const std::string& worlds) {
    const tests::ScratchFolder folder;
    std::ofstream(folder.path() / "clients.csv") << "key,value,high\na,1000," << high << "\n";
    std::ofstream(folder.path() / "scenario.yaml")
        << "clientele: 1\nhorizon: 1 month\nlives: 2\ndefaults: none\nworlds: " << worlds << R"(
portfolio:
  segments: {all: {clients: 0, stage: client, gross_margin: 100 %, share_of_wallet: 50 %, orders: {poisson: 1/month}}}
  named: {file: clients.csv, segment: all, columns: {client: key, order_value: value, order_value_high: high}}
lifecycle: {stages: {client: {kind: client}}}
people: {seller: {fixed: 1/month}}
structures: {only: {teams: {t: {seats: {seller: 1}, does: [keep]}}}}
)";
    return tests::compiled(folder.path() / "scenario.yaml");
}

}  // namespace

TEST_CASE("A mean order value known within 20 % has the stated mean over worlds, and a log-sd of log(1.2) / 1.96") {
    const auto models = one_client("1200", "4000");
    const Lived lived(models, 8000);
    // An order's value in a world is its mean: no other spread is stated.
    std::vector<double> values, logs;
    const auto revenue = lived.kpi("revenue");
    const auto orders = lived.kpi("orders");
    for (std::size_t r = 0; r < revenue.size(); ++r) {
        if (orders[r] > 0 && (r == 0 || r % 2 == 0)) {
            values.push_back(revenue[r] / orders[r]);
            logs.push_back(std::log(values.back()));
        }
    }
    const double sd = std::log(1.2) / 1.96;
    CHECK(std::abs(tests::z_score(tests::estimate(values), 1000)) <= tolerance);
    CHECK(std::abs(tests::estimate(logs).sd / sd - 1) <= tolerance / std::sqrt(2.0 * static_cast<double>(logs.size())));
}

TEST_CASE("Lives of one world share what their world believes of an order's value") {
    const auto models = one_client("1500", "200");
    const Lived lived(models, 400);
    const auto revenue = lived.kpi("revenue");
    const auto orders = lived.kpi("orders");
    std::size_t compared = 0;
    for (std::size_t r = 0; r < revenue.size(); r += 2) {
        if (orders[r] > 0 && orders[r + 1] > 0) {
            CHECK(revenue[r] / orders[r] == Approx(revenue[r + 1] / orders[r + 1]).epsilon(1e-5));
            ++compared;
        }
    }
    CHECK(compared > 40);
}

TEST_CASE("A mean that is known is the mean in every world, with the column or with an empty cell") {
    for (const char* high : {"1000", ""}) {
        const auto models = one_client(high, "50");
        const Lived lived(models, 100);
        const auto revenue = lived.kpi("revenue");
        const auto orders = lived.kpi("orders");
        for (std::size_t r = 0; r < revenue.size(); ++r) CHECK(revenue[r] == Approx(1000 * orders[r]).epsilon(1e-6));
    }
}

TEST_CASE("What is not known of all order values together moves all clients of a world alike") {
    const tests::ScratchFolder folder;
    std::ofstream(folder.path() / "clients.csv") << "key,value\na,1000\nb,1000\n";
    std::ofstream(folder.path() / "scenario.yaml") << R"(
clientele: 1
horizon: 1 month
worlds: 4000
lives: 2
defaults: none
portfolio:
  segments:
    all: {clients: 0, stage: client, gross_margin: 100 %, share_of_wallet: 50 %,
          orders: {poisson: 3/month, value_level: {believed: 0.7 to 1.3, likely: 1}}}
  named: {file: clients.csv, segment: all, columns: {client: key, order_value: value}}
lifecycle: {stages: {client: {kind: client}}}
people: {seller: {fixed: 1/month}}
structures: {only: {teams: {t: {seats: {seller: 1}, does: [keep]}}}}
)";
    const auto models = tests::compiled(folder.path() / "scenario.yaml");
    const Lived lived(models, 8000);
    const auto revenue = lived.kpi("revenue");
    const auto orders = lived.kpi("orders");
    std::vector<double> values;
    for (std::size_t r = 0; r < revenue.size(); r += 2) {
        if (orders[r] > 0) values.push_back(revenue[r] / orders[r]);
    }
    // Triangular: mean 1,000 and sd 300 / sqrt(6) = 122.5, whoever of the two ordered; drawn apart it would be near 90.
    CHECK(std::abs(tests::z_score(tests::estimate(values), 1000)) <= tolerance);
    CHECK(std::abs(tests::estimate(values).sd / 122.5 - 1) <=
          tolerance / std::sqrt(2.0 * static_cast<double>(values.size())));
}
