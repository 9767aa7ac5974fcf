#include "engine/experiment/run.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "engine/base/nearest.hpp"
#include "engine/base/text.hpp"
#include "engine/comparison/summary.hpp"
#include "tools/clientele/commands.hpp"
#include "tools/clientele/messages.hpp"
#include "tools/clientele/output.hpp"
#include "tools/clientele/stages.hpp"

namespace clientele::tools {
namespace {

[[noreturn]] void refuse_structure(const model::Models& models, const std::string& id) {
    std::vector<std::string> known;
    for (const model::Model& model : models.structures) known.push_back(model.id);
    const auto near = base::nearest(id, known);
    std::string all;
    for (const std::string& name : known) all += (all.empty() ? "" : ", ") + name;
    throw base::InvalidInput(fault_of(
        "unknown-structure", fmt::format("--structure: the scenario has no structure '{}'", base::printable(id)),
        near ? fmt::format("did you mean '{}'?", *near) : "structures: " + all));
}

/// The models without comparison; one structure alone where it was asked for.
model::Models chosen(model::Models models, const std::optional<std::string>& id) {
    if (id) {
        const auto found = std::find_if(models.structures.begin(), models.structures.end(),
                                        [&](const model::Model& model) { return model.id == *id; });
        if (found == models.structures.end()) refuse_structure(models, *id);
        std::vector<model::Model> one;
        one.push_back(std::move(*found));
        models.structures = std::move(one);
    }
    models.baseline = model::Models::no_baseline;
    models.twins.clear();
    return models;
}

}  // namespace

int run(const Request& request) {
    const Output output(request);
    const auto draft = reading::read_scenario(request.scenarios.front(), overrides_of(request));
    for (const std::string& note : draft.notes) tell_note(note, request.talk);
    return with_excerpts(draft, [&] {
        const auto scenario = validated(draft, request);
        const auto models = chosen(model::compile_structures(scenario, model::Scope::single), request.structure);
        const auto plan = plan_for(scenario, request);
        const auto provenance = provenance_of(request, draft);
        const auto record = live(models, plan, request);
        if (is_too_short(record)) return static_cast<int>(Exit::interrupted);
        const auto summaries = comparison::summarise(record);
        output.write({*scenario, record, summaries}, provenance);
        return exit_code_of(record);
    });
}

}  // namespace clientele::tools
