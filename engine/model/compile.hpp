#pragma once

#include "engine/model/model.hpp"
#include "engine/scenario/validate.hpp"

/// The steps of `compile_structures`, one file each.
namespace clientele::model {

/// What ties clients to us beside hours, and contracts.
void compile_client_ties(const scenario::Scenario& scenario, Firm& firm);
ContractTerms contract_terms(const scenario::Segment& segment, const std::string& name, ParameterTable& p);

/// Clients, people, lifecycle and numbers; without `today`.
Firm compile_firm(const scenario::Scenario& scenario);

/// Properties of clients by segment. Needs `segments`.
void compile_segments(const scenario::Scenario& scenario, Firm& firm);
/// How potentials move and clients pay. Needs `segments` and `yearly_return`.
void compile_market(const scenario::Scenario& scenario, Firm& firm);
/// The clients of segments, then those of files. Needs `segments`, `stages` and `people`.
void compile_clients(const scenario::Scenario& scenario, Firm& firm);

/// Laws of clients by stage and segment, chance and effort moves. Needs `stages` and `segments`.
void compile_lifecycle(const scenario::Scenario& scenario, Firm& firm);

/// What ties clients to us, by stage. Needs `wallet`.
void compile_ties(const scenario::Scenario& scenario, Firm& firm);

/// Account plans and how the firm takes to change, where some structure needs them.
void compile_programmes(const scenario::Scenario& scenario, Firm& firm);

/// Lets an organisation come client by client: lays it before the one before. \param before the organisation in force
/// until then, as compiled
void come_by_and_by(const scenario::Scenario& scenario, const std::string& structure, const Organisation& before,
                    Firm& firm, Organisation& organisation);

/// One organisation out of one structure's own words (what it starts as is not followed).
Organisation compile_organisation(const scenario::Scenario& scenario, const std::string& structure, Firm& firm);

/// The changes of stage by rule of an organisation. \pre its owners are known
void compile_rules(const scenario::Scenario& scenario, const std::string& structure, Firm& firm,
                   Organisation& organisation);

/// From when on the rules are looked at: as before, where the organisation before has the same; else from its first
/// month, `first`. \param before null: there is none
void date_rules(std::uint32_t first, const Organisation* before, Organisation& organisation);

/// People needed by any structure beyond the staff list get posts of their own.
void compile_people(const scenario::Scenario& scenario, Firm& firm);

/// The roles whose staff list fills seats of this role: its own, or the one it is taken from.
std::string staffed_by(const scenario::Scenario& scenario, const std::string& role);

/// Fully staffed cost of the seats of one month, central beliefs. [currency/month]
double monthly_people_cost(const Firm& firm, const Organisation& organisation, const std::vector<double>& values);

/// The figures every life of this structure yields.
KpiTable kpis_of(const Firm& firm, const std::vector<Regime>& regimes);

/// Seats of the baseline whose people cost is nearest a target: one factor on all seats, largest remainder, at least
/// one seat a role, ties to the cheaper. \param seats by (team, role); \param costs of one seat [currency/month], the
/// same length; \param target [currency/month]
std::vector<std::uint32_t> scaled_seats(const std::vector<std::uint32_t>& seats, const std::vector<double>& costs,
                                        double target);

/// Adds to the scenario, for every alternative, the baseline at the alternative's people cost, named
/// "BASELINE@ALTERNATIVE", unless it has the seats of the baseline itself.
void add_twins(scenario::Scenario& scenario);

/// One structure's organisations in force, month by month: what it starts as, then itself.
/// \returns (first month, structure id), ascending
std::vector<std::pair<std::uint32_t, std::string>> regimes_of(const scenario::Scenario& scenario,
                                                              const std::string& id);

}  // namespace clientele::model
