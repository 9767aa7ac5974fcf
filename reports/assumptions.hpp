#pragma once

#include <string>
#include <vector>

#include "engine/scenario/scenario.hpp"

namespace clientele::reports {

/// A number of the scenario and what it rests on.
struct Assumption {
    std::string path;       ///< e.g. "work.win.hours"
    std::string written;    ///< as the author wrote it, without its source
    std::string source;     ///< what the author names as its source; may be empty
    bool believed = false;  ///< nobody knows it: drawn once a world
    double central = 0;     ///< its centre, in the unit of its dimension
    std::string file;       ///< where it is written
    int line = 0;

    /// Does it rest on a source? One that calls itself an assumption is none.
    bool is_evidence() const;
};

/// Every number of the scenario, by its path in the order of the language.
std::vector<Assumption> register_assumptions(const scenario::Scenario& scenario);

}  // namespace clientele::reports
