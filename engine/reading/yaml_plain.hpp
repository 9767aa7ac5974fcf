#pragma once

#include <optional>

#include "engine/reading/yaml_events.hpp"

namespace clientele::reading {

/// The events of a source that is written in the plain part of YAML, the same that read_events() gives and many times
/// sooner; nothing where anything else stands in it, or anything at fault: that is for read_events() to read and tell.
///
/// Plain are lines `key: value`, deeper ones under a line `key:`, and comments outside of brackets. A key is a word. A
/// value is a scalar in one line, a text between quotes in one line and without escapes, or {...} and [...] of these.
std::optional<Events> plain_events(const Source& source);

}  // namespace clientele::reading
