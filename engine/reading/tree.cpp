#include "engine/reading/tree.hpp"

#include <algorithm>

#include "engine/base/text.hpp"

namespace clientele::reading {
namespace {

constexpr std::size_t longest_scalar = 60;

std::string scalar_text(const Tree& tree) {
    if (!tree.quoted) return tree.text;
    std::string text = "\"";
    for (const char c : tree.text) {
        if (c == '"' || c == '\\') text += '\\';
        text += c == '\n' ? ' ' : c;
    }
    return text + '"';
}

}  // namespace

const Entry* Tree::find(std::string_view key) const {
    const auto found = std::ranges::find(entries, key, &Entry::key);
    return found == entries.end() ? nullptr : &*found;
}

Entry* Tree::find(std::string_view key) {
    const auto found = std::ranges::find(entries, key, &Entry::key);
    return found == entries.end() ? nullptr : &*found;
}

void mark_incomplete(Tree& tree) {
    tree.incomplete = true;
    for (Entry& entry : tree.entries) mark_incomplete(entry.value);
}

std::string flow_text(const Tree& tree) {
    switch (tree.kind) {
        case Tree::Kind::null:
            return "null";
        case Tree::Kind::scalar:
            return scalar_text(tree);
        case Tree::Kind::list:
            break;
        case Tree::Kind::map: {
            std::string text = "{";
            for (const Entry& entry : tree.entries) {
                text += (text.size() > 1 ? ", " : "") + entry.key + ": " + flow_text(entry.value);
            }
            return text + "}";
        }
    }
    std::string text = "[";
    for (const Tree& item : tree.items) text += (text.size() > 1 ? ", " : "") + flow_text(item);
    return text + "]";
}

std::string description_of(const Tree& tree) {
    switch (tree.kind) {
        case Tree::Kind::null:
            return "nothing";
        case Tree::Kind::list:
            return "a list";
        case Tree::Kind::map:
            return "a group of keys";
        case Tree::Kind::scalar:
            break;
    }
    const std::string shown = base::printable(tree.text);
    return shown.size() > longest_scalar ? "a long text" : "'" + shown + "'";
}

}  // namespace clientele::reading
