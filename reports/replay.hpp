#pragma once

#include <optional>
#include <string>

#include "engine/experiment/replay.hpp"

namespace clientele::reports {

/// What a replay tells about. Holds references; nothing is owned.
struct ReplayStudy {
    std::uint64_t seed = 0;
    const experiment::Replay& life;
    const experiment::Replay* against = nullptr;   ///< another structure's life of the same replication
    const experiment::Parting* parting = nullptr;  ///< of the two
    experiment::Lens lens = {};
};

/// A life month by month at 80 columns, or two lives from the month in which they part, and the figures at the end.
std::string replay_report(const ReplayStudy& study);

/// The same as JSON, `clientele.replay/1`: all events the lens shows, small ones too.
std::string replay_json(const ReplayStudy& study);

}  // namespace clientele::reports
