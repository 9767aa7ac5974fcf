#pragma once

#include <string>
#include <string_view>

namespace clientele::reading {

/// What to tell an author about a text that is no YAML.
struct SyntaxAdvice {
    std::string message;
    std::string help;
};

/// \param parser_message what yaml-cpp says
SyntaxAdvice advice_on(std::string_view parser_message);

}  // namespace clientele::reading
