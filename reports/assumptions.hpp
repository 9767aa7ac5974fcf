#pragma once

#include <string>
#include <vector>

#include "engine/scenario/scenario.hpp"

namespace clientele::reports {

/// A number of the scenario and what it rests on.
struct Assumption {
    std::string path;     ///< e.g. "work.win.hours"
    std::string written;  ///< as the author wrote it
    std::string source;   ///< evidence named by the author; empty: an assumption
    bool believed = false;  ///< nobody knows it: drawn once a world
    double central = 0;     ///< its centre, in the unit of its dimension
    std::string file;       ///< where it is written
    int line = 0;
};

/// Every number of the scenario, by its path in the order of the language.
std::vector<Assumption> register_assumptions(const scenario::Scenario& scenario);

}  // namespace clientele::reports
