#include "tools/clientele/stages.hpp"

#include <filesystem>

#include <fmt/core.h>

#include "engine/base/file.hpp"
#include "engine/base/hash.hpp"
#include "engine/experiment/plan.hpp"
#include "tools/clientele/interrupt.hpp"
#include "tools/clientele/messages.hpp"
#include "tools/clientele/progress.hpp"

namespace clientele::tools {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_input = std::size_t{1} << 30U;  // [bytes]

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

/// Files a scenario names, from its folder on.
std::vector<std::string> named_files(const scenario::Scenario& scenario) {
    std::vector<std::string> files;
    if (scenario.portfolio && scenario.portfolio->named && scenario.portfolio->named->file) {
        files.push_back(scenario.portfolio->named->file->text);
    }
    for (const auto& [role, staff] : scenario.staff) {
        if (staff.file) files.push_back(staff.file->text);
    }
    return files;
}

reports::InputFile input(const std::string& name, const fs::path& path) {
    return {name, base::content_hash(base::read_file(path, largest_input, name))};
}

std::string_view name_of(Command command) {
    switch (command) {
        case Command::check:
            return "check";
        case Command::run:
            return "run";
        case Command::compare:
            break;
    }
    return "compare";
}

}  // namespace

reading::Overrides overrides_of(const Request& request) {
    return {.values = {request.values.begin(), request.values.end()}, .settings = request.settings};
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

experiment::Plan plan_for(const scenario::ValidScenario& scenario, const Request& request) {
    const experiment::Plan plan = experiment::plan_of(scenario, request.replications);
    if (request.replications && *request.replications != plan.replications()) {
        tell_note(fmt::format("{} replications were asked for; whole worlds make it {} worlds x {} lives = {}",
                              *request.replications, plan.worlds, plan.lives, plan.replications()),
                  request.talk);
    }
    return plan;
}

experiment::Record live(const model::Models& models, const experiment::Plan& plan, const Request& request) {
    ProgressLine line(request.talk);
    experiment::RunOptions options;
    options.threads = request.threads;
    options.stop = &watch_for_interrupts();
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
    provenance.resolved_hash = base::content_hash(reading::flow_text(draft.effective));
    provenance.threads = request.threads;
    provenance.inputs.push_back(input(provenance.scenario, provenance.scenario));
    for (const std::string& file : request.values) provenance.inputs.push_back(input(file, file));
    const fs::path folder = fs::path(provenance.scenario).parent_path();
    for (const std::string& file : named_files(draft.scenario)) provenance.inputs.push_back(input(file, folder / file));
    return provenance;
}

}  // namespace clientele::tools
