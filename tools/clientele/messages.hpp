#pragma once

#include <exception>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/fault.hpp"
#include "tools/clientele/request.hpp"

namespace clientele::tools {

/// A fault of the command line: it has no place in a file.
base::Fault fault_of(std::string code, std::string message, std::string help);

/// Where a name stands among those known. \throws base::InvalidInput "MESSAGE 'NAME'", with the nearest one or, where
/// they are few, all of them
std::size_t name_among(const std::vector<std::string>& known, const std::string& name, const std::string& code,
                       const std::string& message);

/// All faults on stderr, then how many there are in `file` and that nothing was run; no such line for faults of the
/// command line.
void tell_faults(const base::Faults& faults, std::string_view file);

/// "note: ..." on stderr, unless told to be quiet.
void tell_note(std::string_view text, Talk talk);

/// "remark: ..." on stderr, unless told to be quiet: something that may be meant, and often is not.
void tell_remark(std::string_view text, Talk talk);

/// Whether what is written there is shown by a terminal that understands escapes: not by one that is dumb, or of which
/// nothing is known.
bool obeys_escapes(int descriptor);

/// Text on stdout. \throws std::runtime_error where it cannot be written
void put(std::string_view text);

}  // namespace clientele::tools
