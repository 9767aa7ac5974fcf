#pragma once

#include <string>

namespace clientele::reading {

/// The reference of the scenario format in Markdown, one table a section; written into scenarios/README.md.
std::string format_reference();

/// JSON Schema (draft-07) of the scenario format, for editors.
std::string format_schema();

}  // namespace clientele::reading
