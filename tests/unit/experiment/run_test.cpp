#include "engine/experiment/run.hpp"

#include <cstring>

#include "tests/support/catch.hpp"
#include "tests/unit/experiment/small_firm.hpp"

using namespace clientele;
using test::plan_between;

namespace {

bool same_bits(std::span<const double> a, std::span<const double> b) {
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size_bytes()) == 0;
}

experiment::Record run_on(const model::Models& models, unsigned threads) {
    return experiment::run(models, plan_between(0, 40), {.threads = threads, .progress = {}, .stop = nullptr});
}

}  // namespace

TEST_CASE("the record has the same bits for 1, 2, 3 and 7 threads", "[threads]") {
    const model::Models models = test::small_models();
    const experiment::Record one = run_on(models, 1);
    for (const unsigned threads : {2U, 3U, 7U}) {
        const experiment::Record many = run_on(models, threads);
        CHECK(same_bits(one.beliefs, many.beliefs));
        for (std::size_t s = 0; s < one.structures.size(); ++s) {
            CHECK(same_bits(one.structures[s].values, many.structures[s].values));
            CHECK(same_bits(one.structures[s].monthly_sums, many.structures[s].monthly_sums));
            CHECK(same_bits(one.structures[s].payback, many.structures[s].payback));
            CHECK(one.structures[s].digests == many.structures[s].digests);
        }
    }
}

TEST_CASE("a structure against its own copy differs by exactly 0 in every replication and KPI") {
    const model::Models models = test::small_models();
    const experiment::Record record = run_on(models, 2);
    const auto& today = record.structures[record.find_structure("today").value()];
    const auto& copy = record.structures[record.find_structure("copy").value()];
    CHECK(same_bits(today.values, copy.values));
    CHECK(today.digests == copy.digests);
    for (const double months : copy.payback) CHECK(months == 1);
}

TEST_CASE("structures that differ do not live the same lives") {
    const model::Models models = test::small_models();
    const experiment::Record record = run_on(models, 2);
    const auto& today = record.structures[record.find_structure("today").value()];
    const auto& later = record.structures[record.find_structure("later").value()];
    CHECK_FALSE(same_bits(today.values, later.values));
    CHECK(today.digests != later.digests);
}

TEST_CASE("beliefs differ from world to world and stay within their range") {
    const model::Models models = test::small_models();
    const experiment::Record record = run_on(models, 2);
    REQUIRE(record.belief_names == std::vector<std::string>{"work.win.succeeds"});
    REQUIRE(record.beliefs.size() == 40);
    for (const double value : record.beliefs) {
        CHECK(value >= 0.05);
        CHECK(value <= 0.25);
    }
    CHECK(record.beliefs[0] != record.beliefs[1]);
}

TEST_CASE("monthly means are sums over all replications divided by their number") {
    const model::Models models = test::small_models();
    const experiment::Record record = run_on(models, 3);
    const auto& today = record.structures[record.baseline];
    const auto revenues = today.kpi(today.subject.find_kpi("revenue").value(), record.plan.replications());
    double by_replication = 0;
    for (const double revenue : revenues) by_replication += revenue;
    double by_month = 0;
    for (std::uint32_t month = 0; month < record.months; ++month) {
        by_month += record.monthly_mean(record.baseline, replication::Series::revenue, month);
    }
    CHECK(by_month == Approx(by_replication / record.plan.replications()).epsilon(1e-12));
}

TEST_CASE("a stopped run keeps the first replications, with the values they have in the whole run", "[threads]") {
    const model::Models models = test::small_models();
    const experiment::Record whole = run_on(models, 2);
    std::atomic<bool> stop{false};
    experiment::RunOptions options;
    options.threads = 2;
    options.stop = &stop;
    options.progress = [&](const experiment::Progress&) { stop = true; };
    const experiment::Record part = experiment::run(models, plan_between(0, 40), options);
    const std::uint32_t lived = part.plan.replications();
    REQUIRE(lived > 0);
    REQUIRE(lived < whole.plan.replications());
    CHECK(part.plan.covered_worlds() * 3 == lived);
    const std::size_t kpis = whole.structures[0].subject.kpis.size();
    for (std::size_t k = 0; k < kpis; ++k) {
        const auto all = whole.structures[0].kpi(k, whole.plan.replications());
        CHECK(same_bits(part.structures[0].kpi(k, lived), all.first(lived)));
    }
    CHECK(part.beliefs.size() == part.plan.covered_worlds());
}

TEST_CASE("a run that is stopped before it begins gives a record of nothing") {
    const model::Models models = test::small_models();
    const std::atomic<bool> stop{true};
    const experiment::Record record =
        experiment::run(models, plan_between(0, 40), {.threads = 1, .progress = {}, .stop = &stop});
    CHECK(record.plan.replications() == 0);
    CHECK(record.structures[0].values.empty());
}

TEST_CASE("progress counts up to the number of replications") {
    const model::Models models = test::small_models();
    std::uint32_t last = 0;
    experiment::RunOptions options;
    options.progress = [&](const experiment::Progress& progress) {
        CHECK(progress.done > last);
        CHECK(progress.total == 120);
        last = progress.done;
    };
    experiment::run(models, plan_between(0, 40), options);
    CHECK(last == 120);
}
