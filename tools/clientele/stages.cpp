#include "tools/clientele/stages.hpp"

#include <array>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/core.h>

#include "engine/base/hash.hpp"
#include "engine/experiment/plan.hpp"
#include "engine/experiment/remarks.hpp"
#include "engine/reading/resolved.hpp"
#include "tools/clientele/interrupt.hpp"
#include "tools/clientele/memory.hpp"
#include "tools/clientele/messages.hpp"
#include "tools/clientele/progress.hpp"
#include "tools/clientele/result_files.hpp"

namespace clientele::tools {
namespace {

comparison::Money money_of(scenario::Money money) {
    switch (money) {
        case scenario::Money::as_stated:
            return comparison::Money::as_stated;
        case scenario::Money::both:
            return comparison::Money::both;
        case scenario::Money::same_as_today:
            break;
    }
    return comparison::Money::same_as_today;
}

/// "3.1 GB"
std::string bytes_text(double bytes) {
    constexpr double step = 1000;
    std::size_t unit = 0;
    constexpr std::array<std::string_view, 5> units{"bytes", "kB", "MB", "GB", "TB"};
    for (; bytes >= step && unit + 1 < units.size(); ++unit) bytes /= step;
    return fmt::format("{:.3g} {}", bytes, units.at(unit));
}

/// The figures of every life are kept; what does not fit is refused before it is begun.
void expect_room(const model::Models& models, const experiment::Plan& plan) {
    // Besides the record: copies while its figures are sorted and compared, and the lives themselves.
    constexpr double usable = 0.6;
    const auto a_world = static_cast<double>(experiment::bytes_a_world(models, plan.lives));
    const double needed = a_world * plan.covered_worlds();
    const double left = static_cast<double>(memory_left());
    if (needed <= usable * left) return;
    const auto worlds = static_cast<std::uint64_t>(usable * left / a_world);
    throw base::InvalidInput(
        fault_of("too-many-replications",
                 fmt::format("to keep the figures of {} replications takes {}, and there are {}", plan.replications(),
                             bytes_text(needed), bytes_text(left)),
                 fmt::format("{} replications fit; fewer are nearly always enough", worlds * plan.lives)));
}

/// Of the commands whose results have a manifest.
std::string_view name_of(Command command) { return command == Command::run ? "run" : "compare"; }

}  // namespace

reading::Overrides overrides_of(const Request& request) {
    return {.values = {request.values.begin(), request.values.end()}, .settings = request.settings};
}

reading::Draft draft_of(const Request& request) {
    std::set<std::string> read;
    reading::Draft draft = reading::read_scenario(request.scenarios.front(), overrides_of(request), &read);
    for (const std::string& note : draft.notes) tell_note(note, request.talk);
    expect_results(request, read);
    return draft;
}

scenario::ValidScenario validated(scenario::Scenario draft, const Request& request) {
    auto scenario = scenario::validate(std::move(draft));
    for (const std::string& remark : scenario.remarks()) tell_remark(remark, request.talk);
    return scenario;
}

model::Models compiled(const scenario::ValidScenario& scenario, model::Scope scope, const Request& request) {
    auto models = model::compile_structures(scenario, scope);
    for (const std::string& remark : experiment::remarks(scenario, models)) tell_remark(remark, request.talk);
    return models;
}

comparison::Judge judge_of(const scenario::ValidScenario& scenario) {
    comparison::Judge judge;
    judge.where = scenario->where;
    judge.money = money_of(scenario->money.value_or(scenario::Money::same_as_today));
    if (!scenario->judge) return judge;
    judge.where = scenario->judge->where;
    if (scenario->judge->by) {
        judge.kpi = scenario->judge->by->text;
        judge.where = scenario->judge->by->where;
    }
    if (scenario->judge->better_in) judge.better_in = scenario->judge->better_in->central();
    return judge;
}

std::size_t structure_named(const model::Models& models, const std::string& id, std::string_view option) {
    std::vector<std::string> known;
    for (const model::Model& model : models.structures) known.push_back(model.id);
    return name_among(known, id, "unknown-structure", fmt::format("{}: the scenario has no structure", option));
}

std::uint32_t replication_of(std::uint64_t asked, const experiment::Plan& plan) {
    if (asked < plan.replications()) return static_cast<std::uint32_t>(asked);
    throw base::InvalidInput(
        fault_of("usage", fmt::format("--replication: the study has no replication {}", asked),
                 fmt::format("a number from 0 to {}, as in replications.csv; more with --set worlds=N",
                             plan.replications() - 1)));
}

experiment::Plan plan_for(const scenario::ValidScenario& scenario, const Request& request) {
    const experiment::Plan plan = experiment::plan_of(scenario, request.replications);
    if (request.replications && *request.replications != plan.replications()) {
        tell_note(fmt::format("{} replication{} asked for; whole worlds make it {} worlds x {} lives = {}",
                              *request.replications, *request.replications == 1 ? " was" : "s were", plan.worlds,
                              plan.lives, plan.replications()),
                  request.talk);
    }
    return plan;
}

experiment::Record live(const model::Models& models, const experiment::Plan& plan, const Request& request) {
    expect_room(models, plan);
    ProgressLine line(request.talk);
    experiment::RunOptions options;
    options.threads = request.threads;
    options.stop = &watch_for_interrupts(request.talk);
    options.progress = [&](const experiment::Progress& progress) { line.show(progress); };
    return experiment::run(models, plan, options);
}

bool is_too_short(const experiment::Record& record) {
    if (record.plan.covered_worlds() >= 2) return false;
    std::fputs("interrupted before two worlds were lived; nothing is written\n", stderr);
    return true;
}

int exit_code_of(const experiment::Record& record) {
    return record.plan.covered_worlds() == record.plan.worlds ? Exit::fine : Exit::interrupted;
}

reports::Provenance provenance_of(const Request& request, const reading::Draft& draft) {
    reports::Provenance provenance;
    provenance.command = name_of(request.command);
    provenance.scenario = request.scenarios.front();
    provenance.resolved_hash = base::content_hash(reading::resolved_text(draft.scenario));
    for (const auto& [file, hash] : draft.sources.files()) provenance.inputs.push_back({file, hash});
    return provenance;
}

}  // namespace clientele::tools
