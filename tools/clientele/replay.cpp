#include "reports/replay.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "engine/experiment/plan.hpp"
#include "tools/clientele/commands.hpp"
#include "tools/clientele/messages.hpp"
#include "tools/clientele/result_files.hpp"
#include "tools/clientele/stages.hpp"

namespace clientele::tools {
namespace {

using experiment::Replay;

/// The structure asked for; without one the only one there is.
std::size_t chosen_structure(const model::Models& models, const Request& request) {
    if (request.structure) return structure_named(models, *request.structure, "--structure");
    if (models.structures.size() == 1) return 0;
    std::string all;
    for (const model::Model& model : models.structures) all += (all.empty() ? "" : ", ") + model.id;
    throw base::InvalidInput(fault_of("usage", "--structure: whose life should be told?", "structures: " + all));
}

std::uint32_t chosen_replication(const Request& request, const experiment::Plan& plan) {
    if (!request.replication) {
        throw base::InvalidInput(
            fault_of("usage", "--replication: which life should be told?",
                     fmt::format("a number from 0 to {}, as in replications.csv", plan.replications() - 1)));
    }
    return replication_of(*request.replication, plan);
}

/// A client by its stable name, "segment/12" or "named/KEY", or by its key alone.
std::uint32_t client_named(const model::Firm& firm, const std::string& name) {
    const std::vector<std::string>& known = firm.clients.names;
    const auto by_key = std::find(known.begin(), known.end(), "named/" + name);
    if (by_key != known.end()) return static_cast<std::uint32_t>(by_key - known.begin());
    return static_cast<std::uint32_t>(
        name_among(known, name, "unknown-client", "--client: the scenario has no client"));
}

std::string person_named(const model::Firm& firm, const std::string& name) {
    std::vector<std::string> known;
    for (const model::Person& person : firm.people) known.push_back(person.name);
    return known[name_among(known, name, "unknown-person", "--person: the scenario has nobody called")];
}

std::string phase_named(const std::string& name) {
    std::vector<std::string> known;
    for (const replication::ToldPhase& phase : replication::told_phases) known.emplace_back(phase.name);
    return known[name_among(known, name, "unknown-phase", "--phase: there is no phase")];
}

}  // namespace

int replay(const Request& request) {
    const auto draft = draft_of(request);
    return with_excerpts(draft, [&] {
        const auto scenario = validated(draft.scenario, request);
        const auto models = compiled(scenario, model::Scope::comparison, request);
        const auto plan = experiment::plan_of(scenario);
        const std::size_t structure = chosen_structure(models, request);
        const std::uint32_t replication = chosen_replication(request, plan);
        experiment::Lens lens;
        std::optional<std::uint32_t> watched;
        if (request.client) {
            watched = client_named(*models.firm, *request.client);
            lens.client = models.firm->clients.names[*watched];
        }
        if (request.person) lens.person = person_named(*models.firm, *request.person);
        if (request.phase) lens.phase = phase_named(*request.phase);
        const Replay life = experiment::replay(models, structure, replication, watched);
        reports::ReplayStudy study{plan.seed, life, nullptr, nullptr, lens};
        if (!request.against) {
            deliver(request, {}, reports::replay_report(study), reports::replay_json(study));
            return static_cast<int>(Exit::fine);
        }
        const std::size_t other = structure_named(models, *request.against, "--against");
        const Replay against = experiment::replay(models, other, replication, watched);
        const experiment::Parting parting = experiment::part(life, against);
        study.against = &against;
        study.parting = &parting;
        deliver(request, {}, reports::replay_report(study), reports::replay_json(study));
        return static_cast<int>(Exit::fine);
    });
}

}  // namespace clientele::tools
