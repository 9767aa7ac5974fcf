#pragma once

#include <string>
#include <vector>

#include "engine/scenario/scenario.hpp"

/// How clients change their stage under a structure.
namespace clientele::scenario {

/// A structure's handover or admission says only what differs from the lifecycle's transition of that name.
Transition overlaid(Transition below, const Transition& above);

struct Move {
    std::string name;  ///< "handover"
    bool own = false;  ///< the structure says so itself
    Transition how;
};

/// The lifecycle's moves, the structure's own handover and admission laid over them.
std::vector<Move> moves_of(const Scenario& scenario, const Structure& structure);

/// Whether counters decide who moves, not effort or luck.
inline bool is_rule(const Transition& move) { return !move.effort && !move.chance; }

}  // namespace clientele::scenario
