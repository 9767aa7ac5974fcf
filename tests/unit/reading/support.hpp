#pragma once

#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/fault.hpp"
#include "engine/reading/encoding.hpp"
#include "engine/reading/read_scenario.hpp"
#include "engine/reading/yaml.hpp"
#include "tests/support/scratch_folder.hpp"

namespace clientele::tests {

/// A YAML text as a tree; the text is called "t.yaml".
inline std::optional<reading::Tree> tree_of(const std::string& text, reading::Report& report) {
    const auto source = reading::accept_text("t.yaml", text, report);
    return source ? reading::parse_yaml(report.sources().add(*source), report) : std::nullopt;
}

/// \pre the text is fault-free
inline reading::Tree tree_of(const std::string& text) {
    reading::Report report;
    auto tree = tree_of(text, report);
    report.stop_on_faults();
    return *tree;
}

inline std::string codes(const base::Faults& faults) {
    std::string text;
    for (const base::Fault& fault : faults.sorted()) text += (text.empty() ? "" : " ") + fault.code;
    return text;
}

/// A folder in which files are written and scenarios read.
class Desk {
public:
    void write(const std::string& name, const std::string& text) const {
        std::ofstream(folder_.path() / name, std::ios::binary) << text;
    }

    reading::Draft read(const std::string& name, const reading::Overrides& overrides = {}) const {
        return reading::read_scenario(folder_.path() / name, overrides);
    }

    /// Codes of the faults; empty where there are none.
    std::string faults(const std::string& name, const reading::Overrides& overrides = {}) const {
        try {
            read(name, overrides);
        } catch (const base::InvalidInput& invalid) {
            return codes(invalid.faults());
        }
        return "";
    }

    std::filesystem::path path(const std::string& name) const { return folder_.path() / name; }

private:
    ScratchFolder folder_;
};

/// The shortest scenario without defaults, and what is put behind it.
inline std::string scenario_with(const std::string& more) {
    return "clientele: 1\ndefaults: none\nhorizon: 24 months\n" + more;
}

inline const std::string smallest = scenario_with(
    "portfolio: {segments: {a: {clients: 3}}}\nstructures: {one: {teams: {s: {seats: {seller: 2}, does: [win]}}}}\n");

}  // namespace clientele::tests
