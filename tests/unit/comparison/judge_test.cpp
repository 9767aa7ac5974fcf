#include "engine/comparison/judge.hpp"

#include "engine/base/fault.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/comparison/hand_record.hpp"

using namespace clientele;
using comparison::Judge;
using comparison::Money;
using test::money_kpi;

namespace {

model::Models two_structures() {
    model::Models models;
    for (const char* id : {"other", "today"}) {
        model::Model model;
        model.id = id;
        model.kpis = {money_kpi("npv"), money_kpi("cost_to_serve", model::Better::neither)};
        models.structures.push_back(std::move(model));
    }
    models.baseline = 1;
    return models;
}

std::string complaint(const model::Models& models, const std::string& kpi) {
    try {
        comparison::expect_decidable(models, Judge{kpi, 0.8, Money::as_stated, {"firm.yaml", 3, 14, 3}});
    } catch (const base::InvalidInput& invalid) {
        return invalid.what();
    }
    return "";
}

}  // namespace

TEST_CASE("two structures, a baseline and a KPI with a better direction can be decided") {
    CHECK(complaint(two_structures(), "npv").empty());
}

TEST_CASE("a misspelt headline KPI is a fault at its place, said once, with what was meant") {
    const std::string text = complaint(two_structures(), "nvp");
    CHECK(text.find("firm.yaml:3:14: error[unknown-kpi]") == 0);
    CHECK(text.find("did you mean 'npv'?") != std::string::npos);
    CHECK(text.rfind("error[") == text.find("error["));
}

TEST_CASE("a KPI of which neither more nor less is better cannot decide") {
    CHECK(complaint(two_structures(), "cost_to_serve").find("undecidable-kpi") != std::string::npos);
}

TEST_CASE("without a baseline, or without an alternative, there is nothing to compare") {
    model::Models models = two_structures();
    models.baseline = model::Models::no_baseline;
    CHECK(complaint(models, "npv").find("no-baseline") != std::string::npos);
    models = two_structures();
    models.structures.front().purpose = model::Purpose::twin;
    CHECK(complaint(models, "npv").find("nothing-to-compare") != std::string::npos);
}
