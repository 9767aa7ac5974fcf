#include "engine/experiment/divergence.hpp"

#include "engine/experiment/run.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/experiment/small_firm.hpp"

using namespace clientele;
using test::plan_between;

TEST_CASE("a structure that starts as today lives identical lives until it differs, and is seen to differ after") {
    const model::Models models = test::small_models();
    experiment::Record record = experiment::run(models, plan_between(0, 40));
    const std::size_t later = record.find_structure("later").value();
    REQUIRE(record.structures[later].subject.same_until == 3);

    auto checks = experiment::check_prefixes(record);
    REQUIRE(checks.size() == 1);
    CHECK(checks[0].structure == later);
    CHECK(checks[0].months == 3);
    CHECK(checks[0].replications == experiment::digest_replications);
    CHECK_FALSE(checks[0].broken.has_value());

    // Asked for more months than are the same, the check must find where lives part.
    record.structures[later].subject.same_until = record.months;
    checks = experiment::check_prefixes(record);
    REQUIRE(checks[0].broken.has_value());
    CHECK(checks[0].broken->month >= 3);
}

TEST_CASE("one wrong digest is found by replication and month") {
    const model::Models models = test::small_models();
    experiment::Record record = experiment::run(models, plan_between(0, 40));
    const std::size_t later = record.find_structure("later").value();
    record.structures[later].digests[std::size_t{42} * record.months + 1] ^= 1U;
    const auto checks = experiment::check_prefixes(record);
    REQUIRE(checks[0].broken.has_value());
    CHECK(checks[0].broken->replication == 42);
    CHECK(checks[0].broken->month == 1);
}

TEST_CASE("the first decision that differs is named with its month, and not before the structures differ") {
    const model::Models models = test::small_models();
    const experiment::Record record = experiment::run(models, plan_between(0, 2));
    const std::size_t later = record.find_structure("later").value();
    const auto divergence = experiment::first_divergence(models, 3, later, record.baseline, 4);
    REQUIRE(divergence.has_value());
    CHECK(divergence->replication == 4);
    CHECK(divergence->month >= 3);
    CHECK_FALSE(divergence->phase.empty());
    CHECK(experiment::to_string(*divergence).find("replication 4, month") == 0);
}

TEST_CASE("two copies never diverge") {
    const model::Models models = test::small_models();
    const experiment::Record record = experiment::run(models, plan_between(0, 2));
    CHECK_FALSE(experiment::first_divergence(models, 3, record.find_structure("copy").value(), record.baseline, 5));
}
