#include "engine/reading/yaml_syntax.hpp"

#include <array>

#include <fmt/core.h>

namespace clientele::reading {
namespace {

struct Advice {
    std::string_view begins;  // of what the parser says
    std::string_view message;
    std::string_view help;
};

constexpr std::array advices{
    Advice{"illegal tab", "a tab cannot indent", "indent with spaces"},
    Advice{"illegal map value", "a second ': ' in one line, or a key that stands further right than its neighbours",
           "put a text that holds ': ' between quotes; line up keys that belong together"},
    Advice{"illegal map key", "a key cannot begin here", "line up keys that belong together"},
    Advice{"illegal block entry", "a list item '- ' cannot begin here",
           "begin it on a line of its own, lined up with the other items"},
    Advice{"end of map flow", "a '{' before this place is not closed, or a comma is missing after one of its values",
           "write {key: value, key: value}"},
    Advice{"end of sequence flow",
           "a '[' before this place is not closed, or a comma is missing after one of its values",
           "write [value, value]"},
    Advice{"end of map", "this line does not line up with the keys it belongs to",
           "keys that belong together begin in the same column, each as 'key: value'"},
    Advice{"end of sequence", "this line does not line up with the list it belongs to",
           "items of a list begin in the same column, each as '- value'"},
    Advice{"illegal flow end", "a bracket is closed here that was not opened", "remove it"},
    Advice{"illegal EOF in scalar", "a text between quotes is not closed", "add the closing quote"},
    Advice{"illegal document indicator in scalar", "a text between quotes is not closed", "add the closing quote"},
    Advice{"unknown escape", "this sign after '\\' means nothing",
           "put the text between single quotes, in which '\\' is an ordinary sign"},
    Advice{"bad character found while scanning hex", "'\\x' and '\\u' need hexadecimal digits",
           "put the text between single quotes, in which '\\' is an ordinary sign"},
    Advice{"invalid unicode", "this is the number of no character", "write the character itself"},
    Advice{"the referenced anchor",
           "a value that begins with '*' refers to an anchor, and this one is not defined before it",
           "put the text between quotes if it is meant as a text"},
    Advice{"alias not found", "a '*' needs the name of an anchor",
           "put the text between quotes if it is meant as a text"},
    Advice{"anchor not found", "a '&' needs a name", "put the text between quotes if it is meant as a text"},
    Advice{"illegal character found while scanning a",
           "the name of an anchor or alias holds a sign that it cannot hold",
           "put the text between quotes if it is meant as a text"},
    Advice{"cannot assign multiple", "a value can have one anchor and no tag", "keep one of them"},
    Advice{"unknown token", "a value cannot begin with this sign", "put it between quotes"},
};

}  // namespace

SyntaxAdvice advice_on(std::string_view parser_message) {
    for (const Advice& advice : advices) {
        if (parser_message.starts_with(advice.begins)) return {std::string(advice.message), std::string(advice.help)};
    }
    return {fmt::format("this is no YAML: {}", parser_message), "compare with the examples in scenarios/gallery"};
}

}  // namespace clientele::reading
