#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/model/firm.hpp"
#include "engine/model/kpi.hpp"
#include "engine/model/organisation.hpp"
#include "engine/scenario/validate.hpp"

namespace clientele::model {

/// Why a structure is in the study.
enum class Purpose {
    declared,  ///< the scenario names it
    twin       ///< the baseline with seats scaled to the people cost of an alternative
};

/// One organisational structure, compiled: what a life needs to know. Immutable.
struct Model {
    std::string id;  ///< the scenario's name; twins are "BASELINE@ALTERNATIVE"
    Purpose purpose = Purpose::declared;
    std::vector<Regime> regimes;  ///< organisations in force, by first month, ascending; at least one
    KpiTable kpis;
    double people_cost =
        0;  ///< seats x fixed x (1 + charges), fully staffed, central beliefs, over the horizon [currency]
    std::vector<std::pair<std::string, std::uint32_t>> seats;  ///< (TEAM.ROLE, seats) in force at the end, for people
    std::uint32_t same_until = 0;  ///< months this structure is, by its text, the same as the baseline
};

/// A contrast at the same money: which twin stands against which alternative.
struct Twin {
    std::size_t alternative = 0;  ///< index into Models::structures
    std::size_t structure = 0;    ///< index of the twin; the baseline itself where no seat changes
    double gap = 0;               ///< people cost of the alternative minus the twin's [currency]
};

/// All structures of a scenario over one firm.
struct Models {
    std::shared_ptr<const Firm> firm;
    std::vector<Model> structures;  ///< declared ones by name, then twins
    std::size_t baseline = no_baseline;
    std::vector<Twin> twins;
    std::vector<std::string> beliefs;  ///< paths of the uncertain assumptions, e.g. "work.win.hours"
    /// Whether anything is drawn once a world; else one world is like another.
    bool worlds_differ() const { return !beliefs.empty() || firm->clients.differ_by_world(); }

    static constexpr std::size_t no_baseline = static_cast<std::size_t>(-1);
};

/// Which structures a study needs.
enum class Scope {
    comparison,  ///< every structure, and the twins at the same money
    single,      ///< the structures alone
    check        ///< as a comparison, without what only lives need
};

/// Compiles every structure of the scenario (and, for comparisons, the twins at the same money).
/// \throws base::InvalidInput where what is written cannot become a machine: two entities with one address, a stage
/// that nobody owns.
Models compile_structures(const scenario::ValidScenario& scenario, Scope scope);

}  // namespace clientele::model
