#pragma once

#include <bit>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/random_scenario.hpp"
#include "tests/support/study.hpp"

/// The worlds that invariants are shown on: two that people wrote, and many that chance wrote.
namespace clientele::tests {

struct World {
    std::string name;
    std::string yaml;
};

inline std::string text_of(const std::filesystem::path& file) {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

inline std::vector<World> worlds(std::uint64_t random_ones) {
    std::vector<World> all{{"ref_lifecycle", text_of(source("scenarios/verification/ref_lifecycle.yaml"))},
                           {"kam_rollout", text_of(source("scenarios/gallery/kam_rollout.yaml"))}};
    for (std::uint64_t seed = 1; seed <= random_ones; ++seed) {
        all.push_back({"random scenario " + std::to_string(seed), RandomScenario(seed).text()});
    }
    return all;
}

/// Equal to the bit; two undefined values are equal.
inline bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (std::bit_cast<std::uint64_t>(a[i]) != std::bit_cast<std::uint64_t>(b[i]) &&
            !(std::isnan(a[i]) && std::isnan(b[i]))) {
            return false;
        }
    }
    return true;
}

}  // namespace clientele::tests
