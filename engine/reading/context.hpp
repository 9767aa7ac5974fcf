#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "engine/reading/sources.hpp"

namespace clientele::reading {

/// Where in the scenario the reader is.
struct Place {
    std::string path;   ///< keys joined by dots: "structures.split.teams"; empty at the top
    base::Location at;  ///< of the key; what is missing inside is reported here

    Place inner(std::string_view key, const base::Location& where) const {
        return {path.empty() ? std::string(key) : path + "." + std::string(key), where};
    }
    /// Last key of the path.
    std::string_view key() const { return std::string_view(path).substr(path.rfind('.') + 1); }
    /// For messages: "structures.split", "the scenario".
    std::string name() const { return path.empty() ? "the scenario" : path; }
};

/// What every part of the reader needs.
struct Context {
    Report& report;
    std::string currency;
    std::filesystem::path folder;    ///< of the scenario: where names of files in settings and defaults start
    std::vector<std::string> notes;  ///< for people: what was done that a reader of the result should know
};

/// "did you mean 'x'?", or the known words, or nothing when there are none.
std::string suggest(std::string_view word, const std::vector<std::string>& known, std::string_view introduction);

/// 'a', 'b' and 'c'
std::string quoted_list(const std::vector<std::string>& words, std::string_view last_link);

}  // namespace clientele::reading
