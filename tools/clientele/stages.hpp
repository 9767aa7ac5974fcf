#pragma once

#include <string>
#include <string_view>

#include "engine/comparison/judge.hpp"
#include "engine/experiment/run.hpp"
#include "engine/model/model.hpp"
#include "engine/reading/read_scenario.hpp"
#include "engine/scenario/validate.hpp"
#include "reports/manifest.hpp"
#include "tools/clientele/request.hpp"

/// What commands share between the stages of a study.
namespace clientele::tools {

reading::Overrides overrides_of(const Request& request);

/// The scenario of the request as it is read, with notes on stderr; results that were asked for can be written and
/// replace nothing that is read. \throws base::InvalidInput with all faults
reading::Draft draft_of(const Request& request);

/// The scenario of a draft, checked; remarks on it go to stderr. \throws base::InvalidInput with all faults
scenario::ValidScenario validated(scenario::Scenario draft, const Request& request);

/// The structures of a scenario, compiled; remarks on what its figures come to go to stderr.
model::Models compiled(const scenario::ValidScenario& scenario, model::Scope scope, const Request& request);

/// The scenario's judge, with what holds where it says nothing.
comparison::Judge judge_of(const scenario::ValidScenario& scenario);

/// The structure of that id. \throws base::InvalidInput with the nearest one where there is none
std::size_t structure_named(const model::Models& models, const std::string& id, std::string_view option);

/// One replication of the study. \throws base::InvalidInput where the study has none of that number
std::uint32_t replication_of(std::uint64_t asked, const experiment::Plan& plan);

/// The plan for the replications asked for; says so where whole worlds round them up.
experiment::Plan plan_for(const scenario::ValidScenario& scenario, const Request& request);

/// Lives the plan with progress on stderr; an interrupt ends it early and leaves a shorter record.
experiment::Record live(const model::Models& models, const experiment::Plan& plan, const Request& request);

/// Is there too little of the record to say anything? Says so.
bool is_too_short(const experiment::Record& record);

/// Exit code of a study: interrupted where the record is shorter than the plan.
int exit_code_of(const experiment::Record& record);

/// What the result comes from: hashes of the resolved scenario and of every file that was read, as it was read.
reports::Provenance provenance_of(const Request& request, const reading::Draft& draft);

/// Runs stages over what was read; faults they find get the excerpt of their line.
template <class Stages>
auto with_excerpts(const reading::Draft& draft, Stages stages) {
    try {
        return stages();
    } catch (const base::InvalidInput& problem) {
        throw base::InvalidInput(draft.sources.illustrated(problem.faults()));
    }
}

}  // namespace clientele::tools
