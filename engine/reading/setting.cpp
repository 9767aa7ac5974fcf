#include <utility>

#include <fmt/core.h>

#include "engine/base/text.hpp"
#include "engine/reading/context.hpp"
#include "engine/reading/format.hpp"
#include "engine/reading/layers.hpp"
#include "engine/reading/yaml.hpp"

namespace clientele::reading {
namespace {

constexpr std::string_view setting_help =
    "write --set path=value, e.g. --set structures.split.teams.hunters.seats.seller=6";

struct Step {
    std::string key;
    std::size_t begin;  // in the line [bytes]
    std::size_t bytes;
};

struct Path {
    std::vector<Step> steps;
    std::size_t value = 0;  // where the value begins in the line [bytes]
};

/// One key of the path, plain or between double quotes, from `at` on; nothing where it is empty or not closed.
std::optional<Step> step_from(std::string_view line, std::size_t at) {
    if (at < line.size() && line[at] == '"') {
        const std::size_t end = line.find('"', at + 1);
        if (end == std::string_view::npos || end == at + 1) return std::nullopt;
        return Step{std::string(line.substr(at + 1, end - at - 1)), at, end + 1 - at};
    }
    const std::size_t end = std::min(line.find_first_of(".=", at), line.size());
    const std::string_view key = base::trim(line.substr(at, end - at));
    if (key.empty()) return std::nullopt;
    return Step{std::string(key), at, end - at};
}

std::optional<Path> split(std::string_view line) {
    Path path;
    for (std::size_t at = 0; at < line.size();) {
        std::optional<Step> step = step_from(line, at);
        if (!step) return std::nullopt;
        at += step->bytes;
        path.steps.push_back(std::move(*step));
        if (at >= line.size() || (line[at] != '.' && line[at] != '=')) return std::nullopt;
        if (line[at++] == '=') {
            path.value = at;
            return path;
        }
    }
    return std::nullopt;
}

void move_to_line(Tree& tree, int line) {
    tree.where.line = line;
    for (Tree& item : tree.items) move_to_line(item, line);
    for (Entry& entry : tree.entries) {
        entry.where.line = line;
        move_to_line(entry.value, line);
    }
}

/// The value, located in the settings: it is parsed behind blanks that stand for the path.
std::optional<Tree> parse_value(const Source& source, int line, std::size_t begin, Report& report) {
    const std::string_view text = source.line(line);
    std::string padded;
    for (std::size_t i = 0; i < begin; ++i) {
        // One blank a character: continuation bytes of UTF-8 count for nothing.
        if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U) padded += ' ';
    }
    const Source alone(source.name(), padded + std::string(text.substr(begin)));
    Report own;
    std::optional<Tree> value = parse_yaml(alone, own);
    for (base::Fault fault : own.faults().sorted()) {
        fault.where.line = line;
        report.fault(fault.code, fault.where, fault.message, fault.help);
    }
    if (value) move_to_line(*value, line);
    return value;
}

}  // namespace

std::optional<Setting> parse_setting(const Source& source, int line, Report& report) {
    const std::string_view text = source.line(line);
    const std::size_t start = source.start_of(line);
    const std::optional<Path> path = split(text);
    if (!path) {
        report.fault("bad-setting", source.locate(start, text.size()),
                     "a setting needs a path of keys, '=' and a value", std::string(setting_help));
        return std::nullopt;
    }
    if (base::trim(text.substr(path->value)).empty()) {
        report.fault("empty-value", source.locate(start, text.size()), "nothing stands behind '='",
                     "write a value; 'null' removes what is there");
        return std::nullopt;
    }
    std::optional<Tree> tree = parse_value(source, line, path->value, report);
    for (auto step = path->steps.rbegin(); tree && step != path->steps.rend(); ++step) {
        const base::Location where = source.locate(start + step->begin, step->bytes);
        Tree above;
        above.kind = Tree::Kind::map;
        above.where = where;
        above.entries.push_back({step->key, where, std::move(*tree)});
        tree = std::move(above);
    }
    if (!tree) return std::nullopt;
    return Setting{std::move(*tree), path->steps.size()};
}

bool leads_somewhere(const Setting& setting, const Tree& known, Report& report) {
    const Tree* way = &setting.tree;
    const Tree* at = &known;
    Level level = top_level();
    for (std::size_t step = 0; step + 1 < setting.keys && at != nullptr && level.section != nullptr; ++step) {
        const Entry& entry = way->entries.front();
        const Entry* found = at->find(entry.key);
        if (level.by_name && found == nullptr) {
            std::vector<std::string> names;
            for (const Entry& each : at->entries) names.push_back(each.key);
            report.fault("unknown-name", entry.where,
                         fmt::format("there is no {} '{}'", level.section->name, entry.key),
                         suggest(entry.key, names, "known"));
            return false;
        }
        level = level.below(entry.key);
        way = &entry.value;
        at = found == nullptr ? nullptr : &found->value;
    }
    return true;
}

}  // namespace clientele::reading
