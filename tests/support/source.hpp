#pragma once

#include <cstdlib>
#include <filesystem>

namespace clientele::tests {

/// A file of the source tree, e.g. source("scenarios/gallery/kam_rollout.yaml"). Under ctest, from CLIENTELE_SOURCE; by
/// hand, from the current folder.
inline std::filesystem::path source(const std::filesystem::path& relative) {
    const char* root = std::getenv("CLIENTELE_SOURCE");
    return root == nullptr ? relative : root / relative;
}

/// The program, for tests from outside.
inline std::filesystem::path program() {
    const char* path = std::getenv("CLIENTELE");
    return path == nullptr ? "build/clientele" : path;
}

}  // namespace clientele::tests
