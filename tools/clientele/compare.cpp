#include "engine/comparison/compare.hpp"

#include "engine/experiment/divergence.hpp"
#include "tools/clientele/commands.hpp"
#include "tools/clientele/stages.hpp"
#include "tools/clientele/study_files.hpp"

namespace clientele::tools {
namespace {

/// Lives the first world alone, so that a headline KPI that no life defines is found before the long run.
void expect_defined_headline(const model::Models& models, experiment::Plan plan, const comparison::Judge& judge) {
    plan.last = plan.first + plan.lives;
    comparison::expect_defined(experiment::run(models, plan, {.threads = 1, .progress = {}, .stop = nullptr}), judge);
}

/// For each structure that should have lived as today and did not: the first decision that differs.
std::vector<std::string> divergences(const model::Models& models, const experiment::Record& record,
                                     const comparison::Comparison& comparison) {
    std::vector<std::string> told;
    for (const experiment::PrefixCheck& check : comparison.prefixes) {
        if (!check.broken) continue;
        const auto found = experiment::first_divergence(models, record.plan.lives, check.structure, record.baseline,
                                                        check.broken->replication);
        told.push_back(found ? experiment::to_string(*found) : "no event tells the two lives apart");
    }
    return told;
}

}  // namespace

int compare(const Request& request) {
    const auto draft = draft_of(request);
    return with_excerpts(draft, [&] {
        const auto scenario = validated(draft.scenario, request);
        const auto models = compiled(scenario, model::Scope::comparison, request);
        const auto judge = judge_of(scenario);
        comparison::expect_decidable(models, judge);
        const auto plan = plan_for(scenario, request);
        const auto provenance = provenance_of(request, draft);
        expect_defined_headline(models, plan, judge);
        const auto record = live(models, plan, request);
        if (is_too_short(record)) return static_cast<int>(Exit::interrupted);
        const auto comparison = comparison::compare(record, judge);
        const reports::Study study{*scenario,
                                   record,
                                   comparison.structures,
                                   &comparison,
                                   experiment::transfers_at_start(models, record.plan),
                                   divergences(models, record, comparison)};
        write_study(study, provenance, request);
        return exit_code_of(record);
    });
}

}  // namespace clientele::tools
