#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/reading/format.hpp"
#include "engine/reading/tree.hpp"

namespace clientele::reading {

/// A value that holds, or a key that nobody wrote.
struct EffectiveValue {
    std::vector<std::string> steps;  ///< of its path
    const FormatField* field = nullptr;
    const Tree* value = nullptr;  ///< nothing where the key is absent; field->when_absent then says what holds
};

/// All values of a scenario's effective tree in the order of the format, and the keys that are absent where something
/// is said to hold without them. \pre the tree was read without faults
std::vector<EffectiveValue> effective_values(const Tree& effective);

/// How the scenario is written out.
struct Writing {
    /// What to say behind a value as a comment, e.g. "firm.yaml:12"; empty: nothing.
    std::function<std::string(const Tree&)> remark{};
    bool absent_too = false;  ///< comments for keys that nobody wrote
};

/// The effective tree as a scenario that stands on its own: it says `defaults: none` and everything else. Reading it
/// gives the same scenario, names of files aside, which start from wherever it stands (`name_files_from_here`). Lines
/// have at most 80 columns where words allow.
std::string effective_yaml(const Tree& effective, const Writing& writing = {});

/// A scalar as YAML, between quotes where it could be taken for something else.
std::string yaml_scalar(const std::string& text);

/// A value in one line of YAML.
std::string yaml_flow(const Tree& tree);

}  // namespace clientele::reading
