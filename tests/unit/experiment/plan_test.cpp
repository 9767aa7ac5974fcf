#include "engine/experiment/plan.hpp"

#include "engine/base/fault.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/experiment/small_firm.hpp"

using namespace clientele;

TEST_CASE("the plan is worlds x lives of the scenario") {
    const experiment::Plan plan = experiment::plan_of(scenario::validate(test::small_scenario()));
    CHECK(plan.seed == 7);
    CHECK(plan.worlds == 40);
    CHECK(plan.lives == 3);
    CHECK(plan.first == 0);
    CHECK(plan.last == 120);
}

TEST_CASE("replications asked for keep the lives and round worlds up, to two at least") {
    const auto scenario = scenario::validate(test::small_scenario());
    CHECK(experiment::plan_of(scenario, 300).worlds == 100);
    CHECK(experiment::plan_of(scenario, 301).worlds == 101);
    CHECK(experiment::plan_of(scenario, 301).last == 303);
    CHECK(experiment::plan_of(scenario, 1).worlds == 2);
}

TEST_CASE("more replications than there are addresses are a fault") {
    const auto scenario = scenario::validate(test::small_scenario());
    CHECK(experiment::plan_of(scenario, 4'294'967'295).last == 4'294'967'295);
    CHECK_THROWS_AS(experiment::plan_of(scenario, 4'294'967'296), base::InvalidInput);
}
