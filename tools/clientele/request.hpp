#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tools/clientele/ledger_request.hpp"

namespace clientele::tools {

enum class Command { check, run, compare, audit, calibrate, init };

/// How much is said beside results and faults.
enum class Talk { normal, quiet };

/// Exit codes, the same for every command.
enum Exit : int { fine = 0, failed = 1, invalid = 2, interrupted = 130 };

/// What the command line asks for.
struct Request {
    Command command = Command::check;
    std::vector<std::string> scenarios;  ///< scenario files, or the one ledger of audit and calibrate
    std::optional<std::string> structure;
    std::optional<std::uint64_t> replications;
    unsigned threads = 0;               ///< 0: as many as the machine offers
    std::vector<std::string> settings;  ///< "path=value"; the seed is one of them
    std::vector<std::string> values;    ///< files laid over the scenario
    std::optional<std::string> out;     ///< folder for the result files
    std::optional<std::string> json;    ///< file for the result, "-" for stdout
    Talk talk = Talk::normal;
    LedgerRequest ledger;
};

}  // namespace clientele::tools
