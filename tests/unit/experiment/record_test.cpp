#include "engine/experiment/record.hpp"

#include <cmath>
#include <cstring>

#include "engine/base/contract.hpp"
#include "engine/experiment/run.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/experiment/small_firm.hpp"

using namespace clientele;
using test::plan_between;

namespace {

/// Equal bits, NaN included.
bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

void check_same(const experiment::Record& a, const experiment::Record& b) {
    CHECK(a.plan == b.plan);
    CHECK(same_bits(a.beliefs, b.beliefs));
    CHECK(a.client_months == b.client_months);
    REQUIRE(a.structures.size() == b.structures.size());
    for (std::size_t s = 0; s < a.structures.size(); ++s) {
        CHECK(same_bits(a.structures[s].values, b.structures[s].values));
        CHECK(same_bits(a.structures[s].monthly_sums, b.structures[s].monthly_sums));
        CHECK(same_bits(a.structures[s].payback, b.structures[s].payback));
        CHECK(same_bits(a.structures[s].payback_same_money, b.structures[s].payback_same_money));
        CHECK(a.structures[s].digests == b.structures[s].digests);
    }
}

}  // namespace

TEST_CASE("two neighbouring records merge into what one run over both gives") {
    const model::Models models = test::small_models();
    const experiment::Record whole = experiment::run(models, plan_between(0, 40));
    for (const std::uint32_t cut : {1U, 17U, 33U, 39U}) {
        const experiment::Record left = experiment::run(models, plan_between(0, cut));
        const experiment::Record right = experiment::run(models, plan_between(cut, 40));
        check_same(experiment::merge(left, right), whole);
    }
}

TEST_CASE("merging is the same from the left and from the right") {
    const model::Models models = test::small_models();
    const auto part = [&](std::uint32_t first, std::uint32_t last) {
        return experiment::run(models, plan_between(first, last));
    };
    const experiment::Record a = part(3, 8);
    const experiment::Record b = part(8, 9);
    const experiment::Record c = part(9, 20);
    check_same(experiment::merge(experiment::merge(a, b), c), experiment::merge(a, experiment::merge(b, c)));
}

TEST_CASE("records with a gap between them, or in the wrong order, do not merge") {
    const model::Models models = test::small_models();
    const experiment::Record early = experiment::run(models, plan_between(0, 2));
    const experiment::Record late = experiment::run(models, plan_between(3, 5));
    CHECK_THROWS_AS(experiment::merge(early, late), base::ContractViolation);
    CHECK_THROWS_AS(experiment::merge(late, early), base::ContractViolation);
}

TEST_CASE("records of different seeds do not merge") {
    const model::Models models = test::small_models();
    const experiment::Record left = experiment::run(models, plan_between(0, 2));
    experiment::Record right = experiment::run(models, plan_between(2, 4));
    right.plan.seed = 8;
    CHECK_THROWS_AS(experiment::merge(left, right), base::ContractViolation);
}

TEST_CASE("a blank record has undefined values and a slot for each replication, KPI and belief") {
    const model::Models models = test::small_models();
    const experiment::Record record = experiment::blank_record(models, plan_between(5, 8));
    CHECK(record.plan.replications() == 9);
    CHECK(record.plan.covered_worlds() == 3);
    CHECK(record.plan.first_world() == 5);
    CHECK(record.beliefs.size() == 3);
    for (const experiment::StructureRecord& structure : record.structures) {
        CHECK(structure.values.size() == 9 * structure.subject.kpis.size());
        CHECK(std::isnan(structure.values.front()));
        CHECK(structure.digests.size() == std::size_t{9} * record.months);
    }
    CHECK(record.structures[record.baseline].payback.empty());
}

TEST_CASE("every alternative has months of payback, wherever the baseline stands among the structures") {
    model::Models models = test::small_models();
    for (models.baseline = 0; models.baseline < models.structures.size(); ++models.baseline) {
        const experiment::Record record = experiment::blank_record(models, plan_between(5, 8));
        for (std::size_t s = 0; s < record.structures.size(); ++s) {
            const bool alternative =
                s != models.baseline && record.structures[s].subject.purpose == model::Purpose::declared;
            CHECK(record.structures[s].payback.size() == (alternative ? 9 : 0));
        }
    }
}
