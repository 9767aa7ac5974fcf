#pragma once

#include <vector>

#include "engine/comparison/compare.hpp"
#include "engine/experiment/record.hpp"
#include "engine/experiment/transfers.hpp"
#include "engine/scenario/scenario.hpp"

namespace clientele::reports {

/// Everything a report tells about: what was asked, what was lived, what follows. Holds references; nothing is owned.
struct Study {
    const scenario::Scenario& scenario;
    const experiment::Record& record;
    /// Those to be told, in order; without comparison perhaps one only.
    const std::vector<comparison::StructureSummary>& structures;
    const comparison::Comparison* comparison = nullptr;    ///< none for `run`
    std::vector<experiment::TransferList> transfers = {};  ///< who changes owner when alternatives begin
    std::vector<std::string> divergences = {};  ///< for broken prefixes: the first decision that differs, in words
};

/// Is the structure one that the scenario names, not a twin of the baseline?
inline bool is_declared(const experiment::StructureRecord& structure) {
    return structure.subject.purpose == model::Purpose::declared;
}

}  // namespace clientele::reports
