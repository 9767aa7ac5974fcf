#include "engine/scenario/moves.hpp"

#include <utility>

namespace clientele::scenario {

Transition overlaid(Transition below, const Transition& above) {
    if (!above.from.empty()) below.from = above.from;
    if (above.to) below.to = above.to;
    if (!above.any.empty() || !above.all.empty()) {
        below.any = above.any;
        below.all = above.all;
    }
    if (above.review) below.review = above.review;
    if (above.at_most) below.at_most = above.at_most;
    if (above.order) below.order = above.order;
    return below;
}

std::vector<Move> moves_of(const Scenario& scenario, const Structure& structure) {
    std::vector<Move> moves;
    for (const auto& [name, move] : scenario.lifecycle->transitions) {
        const bool replaced =
            (name == "handover" && structure.handover) || (name == "admission" && structure.admission);
        if (!replaced) {
            moves.push_back({name, false, move});
        }
    }
    const auto add_own = [&](const std::string& name, const std::optional<Transition>& own) {
        if (own) {
            const auto shared = scenario.lifecycle->transitions.find(name);
            const bool alone = shared == scenario.lifecycle->transitions.end();
            moves.push_back({name, true, overlaid(alone ? Transition{} : shared->second, *own)});
        }
    };
    add_own("handover", structure.handover);
    add_own("admission", structure.admission);
    return moves;
}

}  // namespace clientele::scenario
