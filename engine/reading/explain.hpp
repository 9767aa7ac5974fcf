#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace clientele::reading {

/// One line of an explanation: "range: between 0 % and 100 %".
struct Fact {
    std::string label;
    std::vector<std::string> texts;
};

/// One of a list: a key of a group, a word a key takes, a stage of the default lifecycle.
struct Item {
    std::string name;
    std::string meaning;
};

/// What there is to say about one thing.
struct Explanation {
    std::string kind;  ///< "key", "group of keys", "word", "KPI", "fault" ...
    std::string name;
    std::string meaning;
    std::vector<Fact> facts{};
    std::string items_are{};  ///< heading of the items: "keys"
    std::vector<Item> items{};
};

/// Everything of the language that goes by a name: a path, a key or the end of a path (all places where it may stand),
/// a group of keys, a word, a word for a quantity or a distribution, a stage or transition of the default lifecycle.
/// Empty where the language has nothing of that name.
std::vector<Explanation> explain_language(std::string_view name);

/// The names that explain_language knows, each once: what a misspelt one is compared with.
std::vector<std::string> language_names();

/// The groups of keys with their keys: where somebody begins who does not know what to ask.
std::vector<Item> language_groups();

}  // namespace clientele::reading
