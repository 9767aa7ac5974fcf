#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/experiment/record.hpp"

namespace clientele::experiment {

/// The first thing that two structures lived differently, with what each of them did; one of them may have done nothing
/// more.
struct Divergence {
    std::uint32_t replication = 0;
    std::uint32_t month = 0;  ///< 0 is the first month
    std::string phase;
    std::string who;
    std::optional<replication::Event> here;   ///< in the structure
    std::optional<replication::Event> there;  ///< in the baseline
};

/// Lives one replication of both structures again, event by event, and tells where they part.
/// \return nothing where all events agree
std::optional<Divergence> first_divergence(const model::Models& models, std::uint32_t lives_a_world,
                                           std::size_t structure, std::size_t baseline, std::uint32_t replication);

/// A place where the digests of two structures differ though their texts are the same.
struct BrokenPrefix {
    std::size_t structure = 0;
    std::uint32_t replication = 0;
    std::uint32_t month = 0;  ///< first month whose digest differs; 0 is the first month
};

/// What the proof of identical prefixes looked at and found, for one structure.
struct PrefixCheck {
    std::size_t structure = 0;
    std::uint32_t months = 0;        ///< months that must be the same
    std::uint32_t replications = 0;  ///< replications looked at
    std::optional<BrokenPrefix> broken;
};

/// Checks that structures which are by their text the same as the baseline until a month live identical lives before
/// it. \return one check for each declared structure with same_until > 0 but the baseline
std::vector<PrefixCheck> check_prefixes(const Record& record);

/// What happened, in one sentence, with both chances.
std::string to_string(const Divergence& divergence);

}  // namespace clientele::experiment
