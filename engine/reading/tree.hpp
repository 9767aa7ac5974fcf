#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/fault.hpp"

namespace clientele::reading {

struct Entry;

/// A YAML value as plain data, with the place where it is written. Nothing of the parser survives in it.
struct Tree {
    enum class Kind { null, scalar, list, map };

    Kind kind = Kind::null;
    std::string text;            ///< of a scalar; of a null what was written ("null", "~"), empty when nothing was
    bool quoted = false;         ///< a scalar between quotes, or a block of text
    bool incomplete = false;     ///< a fault took something away from a map: keys may be missing for no other reason
    base::Location where;        ///< of a key's value that was left out: the key
    std::vector<Tree> items;     ///< of a list
    std::vector<Entry> entries;  ///< of a map, in the author's order, keys distinct

    bool is(Kind k) const { return kind == k; }
    const Entry* find(std::string_view key) const;
    Entry* find(std::string_view key);
};

struct Entry {
    std::string key;
    base::Location where;  ///< of the key
    Tree value;
};

/// Marks all maps from here on as incomplete: what they were to be laid over is missing.
void mark_incomplete(Tree& tree);

/// The value in one line of YAML flow text, e.g. "{lognormal: {median: 14k/month, sigma: 1.1}}".
std::string flow_text(const Tree& tree);

/// What a value is, for messages: "a list", "a group of keys", "'12 months'", "nothing".
std::string description_of(const Tree& tree);

}  // namespace clientele::reading
