# Writes a .cpp that defines SYMBOL (a::b::name) as a string_view of the text of INPUT.

set(delimiter "clientele_text")
string(REGEX REPLACE "::[^:]+$" "" namespace "${SYMBOL}")
string(REGEX REPLACE "^.*::" "" name "${SYMBOL}")

file(READ "${INPUT}" text)
string(FIND "${text}" ")${delimiter}\"" clash)
if(NOT clash EQUAL -1)
    message(FATAL_ERROR "${INPUT}: contains the delimiter )${delimiter}\"")
endif()
# The standard promises literals of 65,536 characters only; g++ and clang take any length, clang with a warning.
file(WRITE "${OUTPUT}" "#include <string_view>

#if defined(__clang__)
#pragma clang diagnostic ignored \"-Woverlength-strings\"
#endif

namespace ${namespace} {
extern const std::string_view ${name};
constinit const std::string_view ${name} = R\"${delimiter}(${text})${delimiter}\";
}  // namespace ${namespace}
")
