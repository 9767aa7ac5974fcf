#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tools/clientele/request.hpp"

namespace clientele::tools {

/// An option or a positional argument, as `--help` tells it.
struct OptionForm {
    std::string name;   ///< "--json", or "SCENARIO"
    std::string takes;  ///< "FILE"; empty for a flag
    std::string meaning;
};

/// A command as `--help` tells it; the program itself has no name.
struct CommandForm {
    std::string name;
    std::string meaning;
    std::string examples;
    std::vector<OptionForm> arguments;
    std::vector<OptionForm> options;
};

/// The program and its commands: what the manual page and the shells' completions are made of.
std::vector<CommandForm> command_forms();

/// What the arguments ask for; nothing where they asked for help or the version, which was then printed.
/// \throws base::InvalidInput where they cannot be understood, with the nearest command or option as a suggestion
std::optional<Request> read_command_line(int argc, const char* const* argv);

}  // namespace clientele::tools
