#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tools/clientele/ledger_request.hpp"

namespace clientele::tools {

enum class Command { check, run, compare, replay, audit, calibrate, init, explain, config, schema, completion, man };

/// How much is said beside results and faults.
enum class Talk { normal, quiet };

/// Whether `config` tells where values come from.
enum class Origin { untold, told };

/// Whether `config` tells what holds for keys that nobody wrote.
enum class Absent { untold, told };

/// Exit codes, the same for every command.
enum Exit : int { fine = 0, failed = 1, invalid = 2, interrupted = 130 };

struct ExitText {
    Exit code;
    const char* meaning;
};

/// What the exit codes say, for people.
inline constexpr std::array exit_texts{
    ExitText{Exit::fine, "fine, whatever the verdict"},
    ExitText{Exit::failed, "failure while running"},
    ExitText{Exit::invalid, "wrong usage or scenario; all faults are listed and nothing was run"},
    ExitText{Exit::interrupted, "interrupted; what was known by then is written"},
};

/// What the command line asks for.
struct Request {
    Command command = Command::check;
    std::vector<std::string> scenarios;  ///< scenario files, or the one ledger of audit and calibrate
    std::optional<std::string> structure;
    std::optional<std::uint64_t> replication;  ///< the life to be told again, or whose orders are exported
    std::optional<std::string> against;        ///< structure to lay beside it
    std::optional<std::string> client, person, phase;
    std::optional<std::uint64_t> replications;
    std::optional<std::string> sales;   ///< file for the orders of one life, "-" for stdout
    std::optional<std::string> begins;  ///< date of the first month there
    unsigned threads = 0;               ///< 0: as many as the machine offers
    std::vector<std::string> settings;  ///< "path=value"; the seed is one of them
    std::vector<std::string> values;    ///< files laid over the scenario
    std::optional<std::string> out;     ///< folder for the result files
    std::optional<std::string> json;    ///< file for the result, "-" for stdout
    std::optional<std::string> name;    ///< what init writes, explain explains, completion completes
    Origin origin = Origin::untold;
    Absent absent = Absent::untold;
    Talk talk = Talk::normal;
    LedgerRequest ledger;
};

}  // namespace clientele::tools
