#pragma once

#include <stdexcept>
#include <string>

namespace clientele::base {

/// A place in our own sources. std::source_location is not to be had from clang 14 with libstdc++ 12.
struct SourcePlace {
    const char* file;
    int line;
    const char* function;

    static constexpr SourcePlace current(const char* file = __builtin_FILE(), int line = __builtin_LINE(),
                                         const char* function = __builtin_FUNCTION()) {
        return {file, line, function};
    }
};

/// A promise inside the program was broken: a mistake of ours, never of the scenario's author (that is InvalidInput).
class ContractViolation : public std::logic_error {
public:
    ContractViolation(const char* text, const SourcePlace& where)
        : std::logic_error(std::string(where.file) + ":" + std::to_string(where.line) + ": in " + where.function +
                           ": expected " + text) {}
};

/// Checks a precondition, in every build type.
///
/// \param text what is expected, as the end of a sentence: "at least one structure"
/// \throws ContractViolation when the condition does not hold
constexpr void expects(bool condition, const char* text, const SourcePlace& where = SourcePlace::current()) {
    if (!condition) [[unlikely]] {
        throw ContractViolation(text, where);
    }
}

}  // namespace clientele::base
