#include "engine/reading/yaml.hpp"

#include <algorithm>
#include <exception>
#include <map>
#include <sstream>
#include <string_view>
#include <utility>

#include <fmt/core.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include "engine/reading/yaml_syntax.hpp"

namespace clientele::reading {
namespace {

/// Ends the reading of a file at its first fault that leaves nothing to go on with.
struct Refused {
    base::Fault fault;
};

[[noreturn]] void refuse(const char* code, base::Location where, std::string message, std::string help) {
    throw Refused{{code, std::move(message), std::move(where), std::move(help), {}}};
}

[[noreturn]] void refuse_depth(base::Location where) {
    refuse("too-deep", std::move(where), fmt::format("values are nested more than {} levels deep", deepest_yaml),
           "no scenario needs that; look for brackets that are not closed");
}

[[noreturn]] void refuse_number(base::Location where) {
    refuse("too-many-values", std::move(where),
           fmt::format("the file holds more than {} values, aliases followed", most_values),
           "many clients belong into a CSV file: portfolio: {named: {file: ...}}");
}

/// What the parser said, with places. A flat list: an alias is a jump back to its anchor, so nothing is copied until the
/// tree is built, and a file's aliases cost nothing by being nested.
struct Event {
    enum class Kind { null, scalar, alias, list, map, end };

    Kind kind;
    std::string text;
    bool quoted = false;
    base::Location where;
    std::size_t target = 0;  ///< of an alias: index of the anchored event
};

/// Bytes of the token that begins at an offset, for underlining; 0 where it is a bracket or goes on in the next line.
std::size_t token_bytes(std::string_view rest, const std::string& value, bool quoted) {
    if (!quoted) return rest.starts_with(value) ? value.size() : 0;
    if (rest.empty() || (rest[0] != '"' && rest[0] != '\'')) return 0;
    const char quote = rest[0];
    for (std::size_t i = 1; i < rest.size() && rest[i] != '\n'; ++i) {
        if (quote == '"' && rest[i] == '\\') {
            ++i;
        } else if (rest[i] == quote) {
            if (quote == '"' || i + 1 >= rest.size() || rest[i + 1] != quote) return i + 1;
            ++i;
        }
    }
    return 0;
}

class Recorder final : public YAML::EventHandler {
public:
    Recorder(const Source& source, Report& report) : source_(source), locator_(source), report_(report) {}

    const std::vector<Event>& events() const { return events_; }

    void OnDocumentStart(const YAML::Mark& mark) override {
        if (++documents_ < 2) return;
        refuse("second-document", place(mark, 0), "a second YAML document begins here; a scenario is one document",
               "remove the line '---', or put what follows into a file of its own");
    }
    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        const std::string_view rest = source_.text().substr(std::min(offset(mark), source_.text().size()));
        std::string written;
        for (const std::string_view word : {"~", "null", "Null", "NULL"}) {
            if (rest.starts_with(word)) written = word;
        }
        add({Event::Kind::null, written, false, place(mark, written.size())}, anchor);
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        const base::Location where = place(mark, 1);
        if (std::ranges::find(open_anchors_, anchor) != open_anchors_.end()) {
            refuse("alias-cycle", where, "this alias refers to the value it is a part of", "write the value out");
        }
        add({Event::Kind::alias, "", false, where, anchors_.at(anchor)}, 0);
    }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override {
        const bool quoted = tag == "!";
        if (!quoted) check_tag(tag, mark);
        const std::string_view rest = source_.text().substr(std::min(offset(mark), source_.text().size()));
        add({Event::Kind::scalar, value, quoted, place(mark, token_bytes(rest, value, quoted))}, anchor);
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        open(Event::Kind::list, mark, tag, anchor);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        open(Event::Kind::map, mark, tag, anchor);
    }
    void OnMapEnd() override { close(); }

private:
    static std::size_t offset(const YAML::Mark& mark) { return static_cast<std::size_t>(std::max(0, mark.pos)); }
    base::Location place(const YAML::Mark& mark, std::size_t bytes) { return locator_.locate(offset(mark), bytes); }

    void check_tag(const std::string& tag, const YAML::Mark& mark) {
        if (tag.empty() || tag == "?" || tag == "!") return;
        report_.fault("yaml-tag", place(mark, 1), "YAML tags are not used in scenarios",
                      "remove the word that begins with '!', or put the text between quotes");
    }
    void add(Event event, YAML::anchor_t anchor) {
        if (anchor != 0) anchors_[anchor] = events_.size();
        if (events_.size() >= 2 * most_values) refuse_number(event.where);
        events_.push_back(std::move(event));
    }
    void open(Event::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
        check_tag(tag, mark);
        open_anchors_.push_back(anchor);
        if (open_anchors_.size() > deepest_yaml) refuse_depth(place(mark, 1));
        add({kind, "", false, place(mark, 1)}, anchor);
    }
    void close() {
        open_anchors_.pop_back();
        events_.push_back({Event::Kind::end, "", false, {}});
    }

    const Source& source_;
    Locator locator_;
    Report& report_;
    std::vector<Event> events_;
    std::map<YAML::anchor_t, std::size_t> anchors_;  // index of the anchored event
    std::vector<YAML::anchor_t> open_anchors_;       // of lists and maps not yet closed, 0 where they have none
    int documents_ = 0;
};

/// Turns events into a tree, following aliases within the limits.
class Builder {
public:
    Builder(const std::vector<Event>& events, Report& report) : events_(events), report_(report) {}

    Tree root() {
        std::size_t next = 0;
        return value(next, 1);
    }

private:
    /// The value that begins at event `next`, which moves behind it.
    Tree value(std::size_t& next, std::size_t depth) {
        const Event& event = events_[next++];
        if (++visited_ > most_values) refuse_number(event.where);
        if (depth > deepest_yaml) refuse_depth(event.where);
        Tree tree;
        switch (event.kind) {
            case Event::Kind::alias: {
                std::size_t anchored = event.target;
                tree = value(anchored, depth);
                break;
            }
            case Event::Kind::scalar: tree.kind = Tree::Kind::scalar; break;
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
            case Event::Kind::end: break;
        }
        if (event.kind != Event::Kind::alias) {
            tree.text = event.text;
            tree.quoted = event.quoted;
        }
        tree.where = event.where;
        return tree;
    }

    void read_entries(Tree& map, std::size_t& next, std::size_t depth) {
        std::map<std::string, base::Location> seen;
        while (events_[next].kind != Event::Kind::end) {
            const Event& key = events_[next];
            value(next, depth + 1);
            Tree content = value(next, depth + 1);
            if (!is_usable(key)) continue;
            if (content.is(Tree::Kind::null) && content.text.empty()) content.where = key.where;
            const auto [first, fresh] = seen.try_emplace(key.text, key.where);
            if (fresh) {
                map.entries.push_back({key.text, key.where, std::move(content)});
            } else {
                report_.fault("duplicate-key", key.where,
                              fmt::format("key '{}' stands twice; the first is in line {}", key.text, first->second.line),
                              "keep one of the two");
            }
        }
        ++next;
    }

    bool is_usable(const Event& key) {
        if (key.kind != Event::Kind::scalar) {
            report_.fault("strange-key", key.where, "a key must be a word",
                          key.kind == Event::Kind::null ? "put it between quotes" : "write 'key: value'");
            return false;
        }
        if (key.text == "<<" && !key.quoted) {
            report_.fault("merge-key", key.where, "YAML's merge key '<<' is not used in scenarios",
                          "structures take over others by 'extends: NAME', files by 'extends: [FILE]'");
            return false;
        }
        return true;
    }

    const std::vector<Event>& events_;
    Report& report_;
    std::size_t visited_ = 0;
};

Tree parse(const Source& source, Report& report) {
    std::istringstream stream{std::string(source.text())};
    Recorder recorder(source, report);
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(recorder)) {
    }
    if (recorder.events().empty()) {
        refuse("empty-file", {source.name(), 0, 0, 1}, "the file holds no value", "a scenario begins with 'clientele: 1'");
    }
    return Builder(recorder.events(), report).root();
}

}  // namespace

std::optional<Tree> parse_yaml(const Source& source, Report& report) {
    if (source.text().size() > largest_yaml) {
        report.fault("too-large", {source.name(), 0, 0, 1},
                     fmt::format("the text is larger than {} MiB", largest_yaml / (1024 * 1024)));
        return std::nullopt;
    }
    try {
        return parse(source, report);
    } catch (const Refused& refused) {
        report.fault(refused.fault.code, refused.fault.where, refused.fault.message, refused.fault.help);
    } catch (const YAML::Exception& error) {
        const auto offset = static_cast<std::size_t>(std::max(0, error.mark.pos));
        const SyntaxAdvice advice = advice_on(error.msg);
        report.fault("syntax", source.locate(offset), advice.message, advice.help);
    }
    return std::nullopt;
}

}  // namespace clientele::reading
