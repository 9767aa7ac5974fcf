#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/experiment/record.hpp"

namespace clientele::reports {

/// A file that was read, and the hash of its content.
struct InputFile {
    std::string name;
    std::uint64_t hash = 0;
};

/// What the result came from, beside the scenario's own words.
struct Provenance {
    std::string command;              ///< e.g. "compare"
    std::string scenario;             ///< as the author named it
    std::uint64_t resolved_hash = 0;  ///< of the resolved scenario
    std::vector<InputFile> inputs;
};

/// Where the result came from, and what it cost to get: all that must not be part of the result.
std::string manifest_json(const experiment::Record& record, const Provenance& provenance);

}  // namespace clientele::reports
