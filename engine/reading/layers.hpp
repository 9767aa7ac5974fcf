#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/reading/sources.hpp"
#include "engine/reading/tree.hpp"

namespace clientele::reading {

/// What the command line lays over a scenario.
struct Overrides {
    std::vector<std::filesystem::path> values;  ///< files, later ones win
    std::vector<std::string> settings;          ///< "path.to.key=value", later ones win, and over files
};

/// The name that locations in the built-in defaults carry.
inline constexpr std::string_view defaults_name = "scenarios/defaults.yaml";
inline constexpr std::string_view stages_name = "scenarios/key_account_stages.yaml";

/// Whether a source of this name comes with the program and is no file of the scenario.
inline bool is_built_in(std::string_view name) { return name == defaults_name || name == stages_name; }

/// The scenario as it holds: built-in defaults < files it extends, left to right < the file < `values` < `settings`,
/// and structures laid over those they extend. Every value keeps the place where it was written. `defaults: none`
/// leaves the built-in defaults out. The keys `extends` are gone at the top, nulls are gone everywhere.
///
/// Relative names in `extends` start from the folder of the file that holds them; `key_account_stages` is a layer that
/// comes with the program.
std::optional<Tree> load_layers(const std::filesystem::path& scenario, const Overrides& overrides, Report& report);

/// One setting "a.b.c=value" as a tree {a: {b: {c: value}}}.
struct Setting {
    Tree tree;
    std::size_t keys = 0;  ///< of its path
};

/// Keys that hold dots stand between double quotes; the value is YAML flow text.
///
/// \param source holds one setting a line
/// \param line from 1
std::optional<Setting> parse_setting(const Source& source, int line, Report& report);

/// Whether the named things on the setting's way (structures, teams, segments) are known; a fault otherwise. What
/// stands at the end of the way may be new: `structures.lean={extends: split}`.
///
/// \param known what the setting is laid over, structures resolved
bool leads_somewhere(const Setting& setting, const Tree& known, Report& report);

/// The name that locations in settings carry.
inline constexpr std::string_view settings_name = "--set";

}  // namespace clientele::reading
