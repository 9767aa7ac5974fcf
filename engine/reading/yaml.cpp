#include "engine/reading/yaml.hpp"

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/core.h>

#include "engine/reading/yaml_events.hpp"

namespace clientele::reading {
namespace {

/// Turns events into a tree, following aliases within the limits.
class Builder {
public:
    Builder(Events events, Report& report) : events_(std::move(events)), report_(report) {}

    Tree root() {
        std::size_t next = 0;
        return value(next, 1);
    }

private:
    /// The value that begins at event `next`, which moves behind it.
    Tree value(std::size_t& next, std::size_t depth) {
        const Event& event = events_[next++];
        if (++visited_ > most_values) refuse_number(event.where);
        const bool nests = event.kind == Event::Kind::list || event.kind == Event::Kind::map;
        if (nests && depth > deepest_yaml) refuse_depth(event.where);
        Tree tree;
        switch (event.kind) {
            case Event::Kind::alias: {
                std::size_t anchored = event.target;
                tree = value(anchored, depth);
                break;
            }
            case Event::Kind::scalar:
                tree.kind = Tree::Kind::scalar;
                break;
            case Event::Kind::list:
                tree.kind = Tree::Kind::list;
                while (events_[next].kind != Event::Kind::end) tree.items.push_back(value(next, depth + 1));
                ++next;
                break;
            case Event::Kind::map:
                tree.kind = Tree::Kind::map;
                read_entries(tree, next, depth);
                break;
            case Event::Kind::null:
            case Event::Kind::end:
                break;
        }
        if (event.kind != Event::Kind::alias) {
            tree.text = event.text;
            tree.quoted = event.quoted;
        }
        tree.where = event.where;
        return tree;
    }

    void read_entries(Tree& map, std::size_t& next, std::size_t depth) {
        std::map<std::string_view, int> first_lines;
        while (events_[next].kind != Event::Kind::end) {
            const Event& key = events_[next];
            value(next, depth + 1);
            Tree content = value(next, depth + 1);
            if (!is_usable(key, map)) continue;
            if (content.is(Tree::Kind::null) && content.text.empty()) content.where = key.where;
            const auto [first, fresh] = first_lines.try_emplace(key.text, key.where.line);
            if (fresh) {
                map.entries.push_back({key.text, key.where, std::move(content)});
            } else {
                report_.fault("duplicate-key", key.where,
                              fmt::format("key '{}' stands twice; the first is in line {}", key.text, first->second),
                              "keep one of the two");
            }
        }
        ++next;
    }

    bool is_usable(const Event& key, Tree& map) {
        if (key.kind != Event::Kind::scalar) {
            report_.fault("strange-key", key.where, "a key must be a word",
                          key.kind == Event::Kind::null ? "put it between quotes" : "write 'key: value'");
            return false;
        }
        if (key.text == "<<" && !key.quoted) {
            map.incomplete = true;
            report_.fault("merge-key", key.where, "YAML's merge key '<<' is not used in scenarios",
                          "structures take over others by 'extends: NAME', files by 'extends: [FILE]'");
            return false;
        }
        return true;
    }

    const Events events_;
    Report& report_;
    std::size_t visited_ = 0;
};

}  // namespace

std::optional<Tree> parse_yaml(const Source& source, Report& report) {
    if (source.text().size() > largest_yaml) {
        report.fault("too-large", {source.name(), 0, 0, 1},
                     fmt::format("the text is larger than {} MiB", largest_yaml / (1024 * 1024)));
        return std::nullopt;
    }
    try {
        return Builder(read_events(source, report), report).root();
    } catch (const Refused& refused) {
        report.fault(refused.fault.code, refused.fault.where, refused.fault.message, refused.fault.help);
    }
    return std::nullopt;
}

}  // namespace clientele::reading
