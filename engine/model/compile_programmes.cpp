#include <algorithm>

#include "engine/model/compile.hpp"
#include "engine/model/inherited.hpp"

namespace clientele::model {

namespace {

using scenario::MaybeQuantity;
using scenario::Scenario;

bool some_team_plans(const Scenario& scenario) {
    for (const auto& [id, structure] : scenario.structures) {
        for (const auto& [name, team] : structure.teams) {
            if (std::find(team.does.begin(), team.does.end(), scenario::Activity::plan) != team.does.end()) {
                return true;
            }
        }
    }
    return false;
}

/// Where a number of a structure's rollout is written.
template <class Same>
std::string path_of(const Scenario& scenario, const std::string& id, Same same) {
    const auto both = [same](const scenario::Structure& here, const scenario::Structure& above) {
        return above.rollout && same(*here.rollout, *above.rollout);
    };
    return "structures." + writer_of(scenario, id, both) + ".rollout.";
}

/// The links of the chain that somebody states, the rollout's own before the firm's.
std::vector<ParameterId> links(const Scenario& scenario, const std::string& id, const scenario::Rollout& rollout,
                               ParameterTable& p) {
    using scenario::Readiness;
    const std::pair<const char*, MaybeQuantity Readiness::*> all[] = {
        {"sponsorship", &Readiness::sponsorship}, {"openness", &Readiness::openness},
        {"skills", &Readiness::skills},           {"aims", &Readiness::aims},
        {"technology", &Readiness::technology},   {"data", &Readiness::data},
        {"integration", &Readiness::integration}, {"control", &Readiness::control}};
    const Readiness own = rollout.readiness.value_or(Readiness{});
    const Readiness shared = scenario.change ? scenario.change->readiness.value_or(Readiness{}) : Readiness{};
    std::vector<ParameterId> ids;
    for (const auto& [name, link] : all) {
        if (own.*link) {
            const auto same = [link = link](const scenario::Rollout& here, const scenario::Rollout& above) {
                return above.readiness && same_words((*here.readiness).*link, (*above.readiness).*link);
            };
            ids.push_back(p.add(*(own.*link), path_of(scenario, id, same) + "readiness." + name));
        } else if (shared.*link) {
            ids.push_back(p.add(*(shared.*link), std::string("change.readiness.") + name));
        }
    }
    return ids;
}

std::vector<WaveTerms> waves_of(const scenario::Structure& structure) {
    std::vector<WaveTerms> waves;
    for (const scenario::Wave& wave : structure.rollout->waves) {
        waves.push_back({wave.clients->central(), static_cast<std::uint32_t>(wave.from->central()) - 1});
    }
    if (waves.empty()) {
        waves.push_back({1, structure.from ? static_cast<std::uint32_t>(structure.from->central()) - 1 : 0});
    }
    return waves;
}

/// Seats and teams of the organisation before, behind those of this one. Who sits in both is paid as here.
void append(const Organisation& before, Organisation& organisation) {
    const auto teams = static_cast<std::uint16_t>(organisation.teams.size());
    const auto seats = static_cast<std::uint32_t>(organisation.seats.size());
    for (std::size_t t = 0; t < before.own_teams; ++t) {
        TeamTerms team = before.teams[t];
        team.first_seat += seats;
        team.last_seat += seats;
        organisation.teams.push_back(std::move(team));
    }
    organisation.seat_before.assign(organisation.seat_of.size(), -1);
    for (std::size_t s = 0; s < before.own_seats; ++s) {
        Seat seat = before.seats[s];
        const std::int16_t own = organisation.seat_of[seat.person];
        seat.team = static_cast<std::uint16_t>(seat.team + teams);
        seat.role = own >= 0 ? organisation.seats[static_cast<std::size_t>(own)].role : seat.role;
        organisation.seat_before[seat.person] = static_cast<std::int16_t>(organisation.seats.size());
        organisation.seats.push_back(seat);
    }
    organisation.owner_team_before = before.owner_team;
    for (std::int16_t& team : organisation.owner_team_before) {
        team = static_cast<std::int16_t>(team >= 0 ? team + teams : -1);
    }
    for (RuleMove rule : before.rules) {
        if (rule.way == Way::fresh) {
            rule.way = Way::as_before;
            organisation.rules.push_back(std::move(rule));
        }
    }
}

}  // namespace

void compile_programmes(const Scenario& scenario, Firm& firm) {
    ParameterTable& p = firm.parameters;
    if (scenario.work && scenario.work->account_plan && some_team_plans(scenario)) {
        const scenario::AccountPlan& plan = *scenario.work->account_plan;
        const std::string path = "work.account_plan.";
        const ParameterId right = p.add(plan.right, 1, path + "right");
        firm.plans = {true,
                      p.add(*plan.in_depth, path + "in_depth"),
                      p.add(plan.beyond, 1, path + "beyond"),
                      p.add(plan.worth, 0, path + "worth"),
                      right,
                      plan.right_if_checked ? p.add(*plan.right_if_checked, path + "right_if_checked") : right,
                      p.add(plan.checking, 0, path + "checking"),
                      p.add(plan.takes, 0, path + "takes")};
    }
    firm.change.comes = std::any_of(scenario.structures.begin(), scenario.structures.end(),
                                    [](const auto& entry) { return entry.second.rollout.has_value(); });
    if (firm.change.comes) {
        const scenario::Change change = scenario.change.value_or(scenario::Change{});
        firm.change.benefit_lag = p.add(change.benefit_lag, 0, "change.benefit_lag");
        firm.change.time_lost = p.add(change.time_lost, 0, "change.time_lost");
    }
}

void come_by_and_by(const Scenario& scenario, const std::string& id, const Organisation& before, Firm& firm,
                    Organisation& organisation) {
    const scenario::Structure& structure = scenario.structures.at(id);
    const scenario::Rollout& rollout = *structure.rollout;
    ParameterTable& p = firm.parameters;
    const auto add = [&](MaybeQuantity scenario::Rollout::*number, const char* name) {
        const auto same = [number](const scenario::Rollout& here, const scenario::Rollout& above) {
            return same_words(here.*number, above.*number);
        };
        return p.add(rollout.*number, 0, path_of(scenario, id, same) + name);
    };
    RolloutTerms terms;
    terms.waves = waves_of(structure);
    terms.takes = add(&scenario::Rollout::takes, "takes");
    terms.readiness = links(scenario, id, rollout, p);
    terms.order = rollout.order.value_or(scenario::Order::by_potential);
    terms.cost = add(&scenario::Rollout::cost, "cost");
    terms.running_cost = add(&scenario::Rollout::running_cost, "running_cost");
    organisation.rollout = std::move(terms);
    append(before, organisation);
}

}  // namespace clientele::model
