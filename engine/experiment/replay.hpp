#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/experiment/divergence.hpp"
#include "engine/experiment/record.hpp"

namespace clientele::experiment {

/// One life told event by event, with the figures a run has for it: the same bits.
struct Replay {
    Subject subject;
    std::uint32_t replication = 0;
    std::uint32_t lives_a_world = 1;
    std::uint32_t months = 0;
    std::string currency;
    std::vector<replication::Event> events;
    std::vector<double> kpis;            ///< in the order of subject.kpis
    std::vector<double> series;          ///< [series x month]
    std::vector<std::uint64_t> digests;  ///< [month]
    std::vector<std::string> belief_names;
    std::vector<double> beliefs;

    double at(replication::Series which, std::uint32_t month) const {
        return series[static_cast<std::size_t>(which) * months + month];
    }
};

/// Lives one replication of a structure again. \param watched client told about every month
Replay replay(const model::Models& models, std::size_t structure, std::uint32_t replication,
              std::optional<std::uint32_t> watched = std::nullopt);

/// Which events are wanted; empty: all.
struct Lens {
    std::string client;
    std::string person;
    std::string phase;

    bool is_open() const { return client.empty() && person.empty() && phase.empty(); }
    bool shows(const replication::Event& event) const;
};

/// Where a phase stands in a month.
std::size_t place_of(const std::string& phase);

/// In which of two lives something happened.
enum class Side { both, here, there };

struct Told {
    Side side = Side::both;
    const replication::Event* event = nullptr;
};

/// Two lives of one replication, from the month in which they part.
struct Parting {
    std::optional<std::uint32_t> month;  ///< first month whose digests differ; none: the lives are one
    std::optional<Divergence> first;     ///< the first of `told` that differs, if any does
    /// Events from that month on, by month and phase; what both lives have in common once, neighbours where who and
    /// phase agree.
    std::vector<Told> told;
};

/// \pre both are of one replication; they outlive what is returned
Parting part(const Replay& here, const Replay& there);

}  // namespace clientele::experiment
