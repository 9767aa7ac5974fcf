#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "engine/base/text.hpp"
#include "engine/comparison/words.hpp"
#include "engine/experiment/plan.hpp"
#include "reports/table.hpp"
#include "tools/clientele/commands.hpp"
#include "tools/clientele/messages.hpp"
#include "tools/clientele/result_files.hpp"
#include "tools/clientele/stages.hpp"

namespace clientele::tools {
namespace {

/// "60 regular, 200 cold"
std::string counts_text(const std::map<std::string, std::size_t>& counts) {
    std::string text;
    for (const auto& [name, count] : counts) {
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, base::printable(name));
    }
    return text.empty() ? "none" : text;
}

std::string clients_text(const model::Firm& firm) {
    std::map<std::string, std::size_t> by_stage;
    for (const std::uint8_t stage : firm.clients.stage) ++by_stage[firm.stages[stage]];
    return fmt::format("{} ({})", firm.clients.size(), counts_text(by_stage));
}

std::string people_text(const model::Firm& firm) {
    std::map<std::string, std::size_t> by_role;
    std::size_t there = 0;
    for (const model::Person& person : firm.people) {
        if (person.hired) continue;  // only once a structure seats them
        ++by_role[firm.roles[person.role].name];
        ++there;
    }
    return fmt::format("{} ({})", there, counts_text(by_role));
}

std::string structure_table(const model::Models& models) {
    const std::string& currency = models.firm->currency;
    const model::Kpi money{"people cost", currency, model::Better::lower, "", ""};
    reports::Table table(4);
    table.add({"", "seats", "people cost"});
    for (std::size_t i = 0; i < models.structures.size(); ++i) {
        const model::Model& model = models.structures[i];
        if (model.purpose == model::Purpose::twin) continue;
        std::uint32_t seats = 0;
        for (const auto& [seat, count] : model.seats) seats += count;
        table.add({base::printable(model.id) + (i == models.baseline ? " (today)" : ""), fmt::format("{}", seats),
                   comparison::figure(model.people_cost, money, currency)});
    }
    return table.render();
}

/// What was understood, for a look whether it was meant.
std::string understood(const scenario::ValidScenario& scenario, const model::Models& models) {
    const experiment::Plan plan = experiment::plan_of(scenario);
    const model::Firm& firm = *models.firm;
    const auto lines = [](const std::string& text) { return reports::wrapped(text, 68, 12); };
    return fmt::format(
        "  clients   {}\n  people    {}\n  horizon   {} months, {} worlds x {} lives\n  unknown   {}\n  structures\n{}",
        lines(clients_text(firm)), lines(people_text(firm)), firm.months, plan.worlds, plan.lives,
        models.beliefs.empty() ? "nothing: every number is taken as known"
                               : fmt::format("{} ranges, drawn once a world", models.beliefs.size()),
        structure_table(models));
}

/// What `compare` wants of the judge. A scenario without alternatives is none to compare, but may well be run.
void expect_judge(const model::Models& models, const comparison::Judge& judge) {
    try {
        comparison::expect_decidable(models, judge);
    } catch (const base::InvalidInput& problem) {
        base::Faults kept;
        for (const base::Fault& fault : problem.faults().sorted()) {
            if (fault.code != "no-baseline" && fault.code != "nothing-to-compare") kept.add(fault);
        }
        if (!kept.empty()) throw base::InvalidInput(kept);
    }
}

/// What was understood of a scenario without faults, for people.
/// \param read gets the names of all files that were opened
std::string check_one(const std::string& file, const Request& request, std::set<std::string>& read) {
    auto draft = reading::read_scenario(file, overrides_of(request), &read);
    draft.effective = {};  // asked for no more; of a long scenario, its memory serves the models
    return with_excerpts(draft, [&] {
        const auto scenario = validated(std::move(draft.scenario), request);
        const auto models = compiled(scenario, model::Scope::check, request);
        expect_judge(models, judge_of(scenario));
        std::string text = fmt::format("{}: no faults\n", base::printable(file));
        if (request.talk == Talk::normal) {
            text += understood(scenario, models);
            for (const std::string& note : draft.notes)
                text += fmt::format("  note: {}\n", reports::wrapped(note, 78, 4));
        }
        return text;
    });
}

nlohmann::json json_of(const std::string& file, const base::Faults& faults) {
    nlohmann::json list = nlohmann::json::array();
    for (const base::Fault& fault : faults.sorted()) {
        list.push_back({{"code", fault.code},
                        {"message", base::printable(fault.message)},
                        {"help", base::printable(fault.help)},
                        {"file", base::printable(fault.where.file.text())},
                        {"line", fault.where.line},
                        {"column", fault.where.column}});
    }
    return {{"scenario", base::printable(file)}, {"faults", list}, {"more", faults.more()}};
}

}  // namespace

int check(const Request& request) {
    int code = Exit::fine;
    std::set<std::string> read;
    nlohmann::json result{{"schema", "clientele.check/1"}, {"scenarios", nlohmann::json::array()}};
    for (const std::string& file : request.scenarios) {
        base::Faults faults;
        try {
            const std::string text = check_one(file, request, read);
            if (!request.json) {
                expect_results(request, read);
                put(text);
            }
        } catch (const base::InvalidInput& problem) {
            faults = problem.faults();
            if (!request.json) tell_faults(faults, file);
            code = Exit::invalid;
        }
        result["scenarios"].push_back(json_of(file, faults));
    }
    if (request.json) give("", result.dump(1) + "\n", request, read);
    return code;
}

}  // namespace clientele::tools
