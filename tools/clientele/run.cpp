#include "engine/experiment/run.hpp"

#include <fmt/core.h>

#include "engine/comparison/summary.hpp"
#include "engine/experiment/plan.hpp"
#include "tools/clientele/commands.hpp"
#include "tools/clientele/export_ledger.hpp"
#include "tools/clientele/messages.hpp"
#include "tools/clientele/stages.hpp"
#include "tools/clientele/study_files.hpp"

namespace clientele::tools {
namespace {

/// The structure whose orders are wanted: the one named, else today's, else the only one.
std::string sold_by(const scenario::ValidScenario& scenario, const Request& request) {
    if (request.structure) return *request.structure;
    if (scenario->today) return scenario->today->text;
    if (scenario->structures.size() == 1) return scenario->structures.begin()->first;
    throw base::InvalidInput(fault_of("usage", "--ledger: whose orders? no structure is today's",
                                      "write --structure " + scenario->structures.begin()->first));
}

/// The one life whose orders are wanted has no figures to write, and no others beside it.
void expect_no_study(const Request& request) {
    base::Faults faults;
    const auto refuse = [&](bool given, const char* option) {
        if (given) {
            faults.add(fault_of("usage",
                                fmt::format("{} has no effect with --ledger, which writes orders alone", option),
                                fmt::format("leave {} out, or run once more without --ledger", option)));
        }
    };
    refuse(request.out.has_value(), "--out");
    refuse(request.json.has_value(), "--json");
    refuse(request.replications.has_value(), "--replications");
    refuse(request.threads > 0, "--threads");
    if (!faults.empty()) throw base::InvalidInput(std::move(faults));
}

/// The models without comparison; one structure alone where it was asked for.
model::Models chosen(model::Models models, const std::optional<std::string>& id) {
    if (id) {
        std::vector<model::Model> one;
        one.push_back(std::move(models.structures[structure_named(models, *id, "--structure")]));
        models.structures = std::move(one);
    }
    models.baseline = model::Models::no_baseline;
    models.twins.clear();
    return models;
}

}  // namespace

int run(const Request& request) {
    if (request.sales) expect_no_study(request);
    const auto draft = draft_of(request);
    return with_excerpts(draft, [&] {
        const auto scenario = validated(draft.scenario, request);
        if (request.sales) {
            return export_ledger(chosen(compiled(scenario, model::Scope::single, request), sold_by(scenario, request)),
                                 experiment::plan_of(scenario), request);
        }
        const auto models = chosen(compiled(scenario, model::Scope::single, request), request.structure);
        const auto plan = plan_for(scenario, request);
        const auto provenance = provenance_of(request, draft);
        const auto record = live(models, plan, request);
        if (is_too_short(record)) return static_cast<int>(Exit::interrupted);
        const auto summaries = comparison::summarise(record);
        write_study({*scenario, record, summaries}, provenance, request);
        return exit_code_of(record);
    });
}

}  // namespace clientele::tools
