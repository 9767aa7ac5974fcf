#include "engine/reading/merge.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <fmt/core.h>

#include "engine/base/nearest.hpp"
#include "engine/reading/distribution.hpp"

namespace clientele::reading {
namespace {

/// {value: ..., source: ...}, or a part of it.
bool is_sourced_value(const Tree& tree) {
    return std::ranges::all_of(tree.entries,
                               [](const Entry& each) { return each.key == "value" || each.key == "source"; });
}

/// True where the patch states a whole quantity, so that nothing of the old one may stay: no second distribution, and
/// no source that spoke of another value.
bool replaces_whole(const Tree& target, const Tree& patch) {
    if (names_distribution(patch)) return true;
    return patch.find("value") != nullptr && (names_distribution(target) || is_sourced_value(target));
}

bool states(const Tree& tree, std::string_view key) {
    const Entry* entry = tree.find(key);
    return entry != nullptr && !entry->value.is(Tree::Kind::null);
}

/// Takes away what the target states in another way than the patch does.
void drop_alternatives(Tree& target, const Tree& patch, const FormatSection& section) {
    for (const scenario::Alternative& stated : section.alternatives) {
        if (!states(patch, stated.key)) continue;
        for (const scenario::Alternative& other : section.alternatives) {
            if (other.key == stated.key) continue;
            std::erase_if(target.entries, [&](const Entry& entry) {
                return (entry.key == other.key || entry.key == other.companion) && patch.find(entry.key) == nullptr;
            });
        }
    }
}

void merge_maps(Tree& target, Tree&& patch, Level level) {
    if (level.section != nullptr && !level.by_name) drop_alternatives(target, patch, *level.section);
    target.incomplete |= patch.incomplete;
    target.entries.reserve(target.entries.size() + patch.entries.size());  // keeps the keys in `index` where they are
    std::unordered_map<std::string_view, std::size_t> index;
    for (std::size_t i = 0; i < target.entries.size(); ++i) index.emplace(target.entries[i].key, i);
    for (Entry& entry : patch.entries) {
        const auto found = index.find(entry.key);
        if (found == index.end()) {
            target.entries.push_back(std::move(entry));
            continue;
        }
        Entry& old = target.entries[found->second];
        old.where = entry.where;
        merge_into(old.value, std::move(entry.value), level.below(entry.key));
    }
}

class Structures {
public:
    Structures(Tree& structures, Report& report) : structures_(structures), report_(report) {}

    void resolve_all() {
        for (std::size_t i = 0; i < structures_.entries.size(); ++i) resolve(structures_.entries[i]);
    }

private:
    void resolve(Entry& entry) {
        if (done_.contains(entry.key) || !entry.value.is(Tree::Kind::map)) return;
        const Entry* extends = entry.value.find("extends");
        if (extends == nullptr || !extends->value.is(Tree::Kind::scalar)) return;
        done_.insert(entry.key);
        Entry* origin = structures_.find(extends->value.text);
        if (origin == nullptr) {
            report_unknown(extends->value);
            mark_incomplete(entry.value);
            return;
        }
        open_.insert(entry.key);
        if (open_.contains(origin->key)) {
            report_.fault("extends-cycle", extends->value.where,
                          fmt::format("structure '{}' extends itself, directly or through others", entry.key),
                          "one of them must stand on its own");
            mark_incomplete(entry.value);
        } else {
            resolve(*origin);
            Tree merged = origin->value;
            merged.where = entry.value.where;
            merge_into(merged, std::move(entry.value), {&section_named("structure"), false});
            entry.value = std::move(merged);
        }
        open_.erase(entry.key);
    }

    void report_unknown(const Tree& name) {
        std::vector<std::string> known;
        for (const Entry& entry : structures_.entries) known.push_back(entry.key);
        const auto meant = base::nearest(name.text, known);
        report_.fault(
            "unknown-structure", name.where, fmt::format("there is no structure '{}' to extend", name.text),
            meant ? fmt::format("did you mean '{}'?", *meant) : "extends takes a name that stands in 'structures'");
    }

    Tree& structures_;
    Report& report_;
    std::set<std::string> done_;
    std::set<std::string> open_;
};

/// Removes what null marks, where the key is known. A key without a value (no null was written) was told already.
template <class Knows>
void erase_nulls(Tree& tree, const Knows& knows) {
    std::erase_if(tree.entries, [&](const Entry& entry) {
        return entry.value.is(Tree::Kind::null) && (entry.value.text.empty() || knows(entry.key));
    });
}

bool is_family(const std::string& key) { return std::ranges::find(family_names(), key) != family_names().end(); }

void remove_in_families(Tree& tree) {
    for (Entry& entry : tree.entries) {
        if (!is_family(entry.key)) continue;
        const auto forms = family_forms(entry.key);
        erase_nulls(entry.value, [&](const std::string& key) {
            return std::ranges::any_of(forms,
                                       [&](const auto& form) { return std::ranges::find(form, key) != form.end(); });
        });
    }
}

/// A quantity, or quantities by name.
void remove_in_field(Tree& tree, bool by_name) {
    if (by_name) {
        erase_nulls(tree, [](const std::string&) { return true; });
        for (Entry& entry : tree.entries) remove_in_field(entry.value, false);
        return;
    }
    erase_nulls(tree, [](const std::string& key) {
        return key == "value" || key == "believed" || key == "likely" || key == "source" || is_family(key);
    });
    remove_in_families(tree);
    if (Entry* believed = tree.find("believed")) {
        erase_nulls(believed->value, is_family);
        remove_in_families(believed->value);
    }
}

}  // namespace

void merge_into(Tree& target, Tree patch, Level level) {
    const bool both_maps = target.is(Tree::Kind::map) && patch.is(Tree::Kind::map);
    if (both_maps && !replaces_whole(target, patch)) {
        merge_maps(target, std::move(patch), level);
    } else {
        target = std::move(patch);
    }
}

void remove_nulls(Tree& tree, Level level) {
    const bool knows_keys = level.section != nullptr && !level.by_name;
    erase_nulls(tree, [&](const std::string& key) { return !knows_keys || level.section->find(key) != nullptr; });
    for (Entry& entry : tree.entries) {
        const FormatField* field = knows_keys ? level.section->find(entry.key) : nullptr;
        if (field != nullptr && field->type.holds == FormatType::Holds::quantity) {
            remove_in_field(entry.value, field->type.times == FormatType::Times::by_name);
        } else {
            remove_nulls(entry.value, level.below(entry.key));
        }
    }
    for (Tree& item : tree.items) remove_nulls(item);
}

void resolve_structures(Tree& scenario, Report& report) {
    Entry* structures = scenario.find("structures");
    if (structures == nullptr || !structures->value.is(Tree::Kind::map)) return;
    Structures(structures->value, report).resolve_all();
}

}  // namespace clientele::reading
