#include "engine/reading/read.hpp"

#include <algorithm>

#include "engine/base/text.hpp"

namespace clientele::reading {
namespace {

constexpr std::size_t longest_id = 100;  // [bytes]

bool is_id_byte(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           byte >= 0x80;
}

}  // namespace

std::optional<scenario::Name> read_name(const Tree& value, const Place& place, Context& context) {
    if (value.is(Tree::Kind::scalar) && !base::trim(value.text).empty()) return scenario::Name{value.text, value.where};
    context.report.fault("wrong-shape", value.where,
                         fmt::format("{} needs a word or a text; here stands {}", place.name(), description_of(value)));
    return std::nullopt;
}

// Letters beyond ASCII are welcome; signs that cannot be seen are not, since they would make two names look like one.
bool check_id(const Entry& entry, const Place& place, Context& context) {
    const std::string& id = entry.key;
    const bool fine =
        !id.empty() && id.size() <= longest_id && std::ranges::all_of(id, is_id_byte) && base::printable(id) == id;
    if (fine) return true;
    const std::string_view why = id.size() > longest_id ? "is too long for a name" : "cannot be a name";
    context.report.fault("bad-name", entry.where, fmt::format("'{}' in {} {}", id, place.name(), why),
                         fmt::format("names are made of letters, digits, '_' and '-', at most {} of them", longest_id));
    return false;
}

bool check_map(const Tree& value, const Place& place, std::string_view meaning, Context& context) {
    if (value.is(Tree::Kind::map)) return true;
    const std::string text = value.is(Tree::Kind::scalar) ? value.text : "";
    const std::size_t colon = text.find(':');
    const bool glued = colon != std::string::npos && colon > 0 && colon + 1 < text.size();
    context.report.fault(
        "wrong-shape", value.where,
        fmt::format("{} needs keys and values ({}); here stands {}", place.name(), meaning, description_of(value)),
        glued ? fmt::format("write '{}: {}', with a blank behind the colon", text.substr(0, colon),
                            text.substr(colon + 1))
              : "");
    return false;
}

void check_not_empty(const Tree& value, const Place& place, Context& context) {
    if (!value.is(Tree::Kind::list) || !value.items.empty()) return;
    context.report.fault("empty-list", value.where, fmt::format("{} is a list of nothing", place.name()),
                         "name at least one; to do without, leave the key out, or take it away with null");
}

std::vector<const Tree*> items_of(const Tree& value) {
    if (!value.is(Tree::Kind::list)) return {&value};
    std::vector<const Tree*> items;
    for (const Tree& item : value.items) {
        if (!item.is(Tree::Kind::null)) items.push_back(&item);
    }
    return items;
}

void report_unknown_key(const Entry& entry, const Place& place, const std::vector<std::string>& known,
                        Context& context) {
    context.report.fault("unknown-key", entry.where, fmt::format("unknown key '{}' in {}", entry.key, place.name()),
                         suggest(entry.key, known, "keys here"));
}

void report_unknown_word(const Tree& value, const Place& place, const std::vector<std::string>& known,
                         Context& context) {
    context.report.fault(
        "unknown-word", value.where,
        fmt::format("{} takes one of a few words; here stands {}", place.name(), description_of(value)),
        suggest(value.is(Tree::Kind::scalar) ? value.text : "", known, "words"));
}

void report_missing_key(std::string_view key, std::string_view meaning, const Place& place, Context& context) {
    context.report.fault("missing-key", place.at, fmt::format("{} needs the key '{}': {}", place.name(), key, meaning),
                         fmt::format("add '{}: ...'", key));
}

}  // namespace clientele::reading
