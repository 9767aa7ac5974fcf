#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/model/model.hpp"
#include "engine/replication/lives.hpp"

namespace clientele::experiment {

/// How many lives are lived, and which of them a record covers.
struct Plan {
    std::uint64_t seed = 1;
    std::uint32_t worlds = 0;  ///< of the whole study
    std::uint32_t lives = 0;   ///< lives in each world, K >= 2
    std::uint32_t first = 0;   ///< first replication of the record; a multiple of lives
    std::uint32_t last = 0;    ///< one past the last; a multiple of lives

    /// Replications, worlds and first world that the record covers.
    std::uint32_t replications() const { return last - first; }
    std::uint32_t covered_worlds() const { return lives == 0 ? 0 : replications() / lives; }
    std::uint32_t first_world() const { return lives == 0 ? 0 : first / lives; }

    friend bool operator==(const Plan&, const Plan&) = default;
};

/// Replications whose digests are kept, for the proof that structures live identical lives until they differ.
inline constexpr std::uint32_t digest_replications = 100;

/// Replications whose monthly series are kept, for percentiles by month, and how many of the series: no kinds of cost.
inline constexpr std::uint32_t band_replications = 1000;
inline constexpr std::size_t banded_series = replication::first_kind_of_cost;

/// What a structure is, so that a record explains itself.
struct Subject {
    std::string id;
    model::Purpose purpose = model::Purpose::declared;
    model::KpiTable kpis;
    double people_cost = 0;  ///< over the horizon, fully staffed, central beliefs [currency]
    std::vector<std::pair<std::string, std::uint32_t>> seats;  ///< (TEAM.ROLE, seats) in force at the end
    std::uint32_t same_until = 0;                              ///< months it is by its text the same as the baseline

    std::optional<std::size_t> find_kpi(std::string_view name) const;
};

Subject subject_of(const model::Model& model);

/// What became of one structure in all replications of the record.
struct StructureRecord {
    Subject subject;
    std::vector<double> values;          ///< [kpi x replication], row-major by KPI; NaN: undefined
    std::vector<double> monthly_sums;    ///< [series x month], sum over all replications
    std::vector<double> monthly_values;  ///< [replication < band_replications x banded series x month]
    std::vector<std::uint64_t> digests;  ///< [replication < digest_replications x month]
    std::vector<double> payback;  ///< [replication], months against the baseline; NaN: never; empty for the baseline
    std::vector<double> payback_same_money;  ///< the same against its twin of the baseline; empty where there is none

    /// The values of one KPI, one a replication.
    std::span<const double> kpi(std::size_t index, std::size_t replications) const {
        return {values.data() + index * replications, replications};
    }
};

/// The outcome of replications [plan.first, plan.last) of a study.
struct Record {
    Plan plan;
    std::uint32_t months = 0;                 ///< horizon
    std::string currency;                     ///< unit of every amount
    std::vector<StructureRecord> structures;  ///< as in Models::structures
    std::size_t baseline = model::Models::no_baseline;
    std::vector<model::Twin> twins;
    bool worlds_differ = false;  ///< something is drawn once a world: beliefs, or values of a ledger's orders
    std::vector<std::string> belief_names;  ///< paths of the uncertain assumptions
    std::vector<double> beliefs;            ///< [belief x world]
    double simulation_seconds = 0;          ///< wall time of the lives, for the manifest only
    unsigned threads = 0;                   ///< that lived them, for the manifest only
    double client_months = 0;               ///< clients x months x replications x structures lived

    bool has_baseline() const { return baseline < structures.size(); }
    /// The twin of the baseline for an alternative; none in records without comparison.
    const model::Twin* twin_of(std::size_t alternative) const;
    std::optional<std::size_t> find_structure(std::string_view id) const;
    /// Mean of a monthly series over all replications. [currency] or [clients]
    double monthly_mean(std::size_t structure, replication::Series series, std::uint32_t month) const;
};

/// An empty record with room for the replications of the plan: values undefined, sums zero.
Record blank_record(const model::Models& models, const Plan& plan);

/// What such a record keeps for every world. [bytes]
std::uint64_t bytes_a_world(const model::Models& models, std::uint32_t lives);

/// Keeps the first replications only.
/// \pre last is a multiple of plan.lives and lies within the record; only replications before it were lived
void truncate(Record& record, std::uint32_t last);

/// Joins two records of one study that lie next to each other; the result is what one run over both would have given.
/// \pre left.plan.last == right.plan.first and both are of the same study
Record merge(const Record& left, const Record& right);

}  // namespace clientele::experiment
