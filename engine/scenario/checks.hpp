#pragma once

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

    void fault(std::string code, std::string message, const base::Location& where, std::string help = "") {
        faults.add({std::move(code), std::move(message), where, std::move(help), ""});
    }

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
    /// Kind of a declared stage; client where it says none (that is a fault of its own).
    StageKind kind_of(const std::string& stage) const {
        return scenario.lifecycle->stages.at(stage).kind.value_or(StageKind::client);
    }
};

void check_study(Checks& checks);
void check_lifecycle(Checks& checks);
void check_portfolio(Checks& checks);
void check_people(Checks& checks);
void check_relationship(Checks& checks);
void check_structures(Checks& checks);

/// Faults of how a client orders or is lost, wherever that is written.
void check_orders(Checks& checks, const Orders& orders, bool has_potential);
void check_loss(Checks& checks, const Loss& loss);

/// Whether the team does an activity that is not winning.
inline bool serves(const Team& team) {
    for (const Activity activity : team.does) {
        if (activity != Activity::win) {
            return true;
        }
    }
    return false;
}
inline bool wins(const Team& team) {
    for (const Activity activity : team.does) {
        if (activity == Activity::win) {
            return true;
        }
    }
    return false;
}

}  // namespace clientele::scenario
