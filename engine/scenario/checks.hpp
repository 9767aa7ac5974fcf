#pragma once

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "engine/base/nearest.hpp"
#include "engine/scenario/scenario.hpp"

/// The parts of `validate`, one file a subject. Each adds what is wrong; none stops at the first fault.
namespace clientele::scenario {

struct Checks {
    explicit Checks(const Scenario& the_scenario) : scenario(the_scenario) {}

    const Scenario& scenario;
    base::Faults faults;
    std::vector<std::string> remarks;

    /// What is found meanwhile is found in this structure.
    class InStructure {
    public:
        InStructure(Checks& checks, const std::string& id) : checks_(checks) { checks_.structure_ = id; }
        ~InStructure() { checks_.structure_.clear(); }
        InStructure(const InStructure&) = delete;
        InStructure& operator=(const InStructure&) = delete;

    private:
        Checks& checks_;
    };

    /// Within a structure the message names it, and what it passes on to structures that extend it is told once.
    void fault(std::string code, std::string message, const base::Location& where, std::string help = "");

    /// Something that may be meant, and often is not.
    void remark(const std::string& text, const base::Location& where);

    /// Standard defaults hold: what is left out was not left out on purpose.
    bool has_defaults() const { return scenario.defaults != Defaults::none; }

    void whole_months(const MaybeQuantity& quantity, const std::string& what);

    /// Whether the map has the name; if not, a fault that offers the nearest one.
    template <class Map>
    bool known(const Map& map, const Name& name, const std::string& what) {
        if (map.contains(name.text)) {
            return true;
        }
        std::vector<std::string> names;
        for (const auto& entry : map) {
            names.push_back(entry.first);
        }
        fault("unknown-name", "there is no " + what + " '" + name.text + "'", name.where, offer(names, name.text));
        return false;
    }

    static std::string offer(const std::vector<std::string>& names, const std::string& name) {
        if (const auto near = base::nearest(name, names)) {
            return "did you mean '" + *near + "'?";
        }
        std::string list;
        for (const std::string& known_name : names) {
            list += (list.empty() ? "" : ", ") + known_name;
        }
        return list.empty() ? "none is declared" : "declared: " + list;
    }

    bool is_stage(const Name& name) {
        static const std::map<std::string, Stage> none;
        return known(scenario.lifecycle ? scenario.lifecycle->stages : none, name, "stage");
    }
    /// Kind of a stage; client where it says none or is none (that is a fault of its own).
    StageKind kind_of(const std::string& stage) const {
        const auto found = scenario.lifecycle->stages.find(stage);
        return found == scenario.lifecycle->stages.end() ? StageKind::client
                                                         : found->second.kind.value_or(StageKind::client);
    }

private:
    std::string structure_;
    std::set<std::string> told_;
};

void check_study(Checks& checks);
void check_lifecycle(Checks& checks);
void check_portfolio(Checks& checks);
void check_named(Checks& checks, const Named& named);
void check_people(Checks& checks);
void check_relationship(Checks& checks);
void check_structures(Checks& checks);
void check_shared_work(Checks& checks);
void check_staff(Checks& checks);

/// What a transition of the lifecycle is caused by, and whether it leads anywhere.
void check_cause(Checks& checks, const std::string& name, const Transition& move);
/// A structure's own handover and admission.
void check_rules(Checks& checks, const Structure& structure);
/// A structure that comes client by client.
void check_rollout(Checks& checks, const std::string& id, const Structure& structure);
/// Account plans of a team.
void check_plans(Checks& checks, const std::string& name, const Team& team);
/// Clients for whom no team of the structure is responsible.
void check_orphans(Checks& checks, const Structure& structure);
/// Teams that never get a client, and stages that nobody enters: no faults, and seldom meant.
void look_at_arrivals(Checks& checks);
/// Keys that are well written and change nothing, since what they act through is not there.
void look_at_idle_keys(Checks& checks);
/// Numbers outside the ranges that practitioners accept, and things that are left out.
void look_around(Checks& checks);

/// The lifecycle's transition of a name, over which a structure lays its own; null where there is none.
const Transition* shared_rule(const Scenario& scenario, const std::string& name);

/// The role whose people fill the seats of a role.
std::string staff_role(const Scenario& scenario, const std::string& role);

/// Whether some order of the segment's clients is worth what potential and share of wallet make it.
bool orders_by_wallet(const Scenario& scenario, const Segment& segment);

/// Faults of how a client orders or is lost, wherever that is written.
void check_orders(Checks& checks, const Orders& orders);
void check_loss(Checks& checks, const Loss& loss);

inline bool does(const Team& team, Activity activity) {
    return std::find(team.does.begin(), team.does.end(), activity) != team.does.end();
}
inline bool wins(const Team& team) { return does(team, Activity::win); }
inline bool plans(const Team& team) { return does(team, Activity::plan); }
inline bool supports(const Team& team) { return does(team, Activity::support); }
/// Whether the team does recurring work for clients of its own.
inline bool serves(const Team& team) { return does(team, Activity::keep) || does(team, Activity::grow) || plans(team); }

}  // namespace clientele::scenario
