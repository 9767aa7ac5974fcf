#include "engine/reading/effective.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/core.h>

namespace clientele::reading {
namespace {

using Holds = FormatType::Holds;
using Times = FormatType::Times;

constexpr std::size_t widest_line = 80;  // [columns]
constexpr std::size_t remark_column = 44;

bool is_group(const FormatField& field, const Tree& value) {
    const bool nested = field.type.holds == Holds::section && field.type.times != Times::list;
    return value.is(Tree::Kind::map) && (nested || field.type.times == Times::by_name);
}

class ValueCollector {
public:
    void section(const Tree& tree, const FormatSection& section) {
        for (const FormatField& field : section.fields) {
            const Entry* entry = tree.find(field.key);
            steps_.emplace_back(field.key);
            if (entry != nullptr) {
                value(entry->value, field);
            } else if (!field.when_absent.empty()) {
                found_.push_back({steps_, &field, nullptr});
            }
            steps_.pop_back();
        }
    }

    std::vector<EffectiveValue> take() { return std::move(found_); }

private:
    void value(const Tree& tree, const FormatField& field) {
        if (!is_group(field, tree)) {
            found_.push_back({steps_, &field, &tree});
        } else if (field.type.times == Times::by_name) {
            for (const Entry& entry : tree.entries) named(entry, field);
        } else {
            section(tree, section_named(field.type.section));
        }
    }

    void named(const Entry& entry, const FormatField& field) {
        steps_.push_back(entry.key);
        if (field.type.holds == Holds::section) {
            section(entry.value, section_named(field.type.section));
        } else {
            found_.push_back({steps_, &field, &entry.value});
        }
        steps_.pop_back();
    }

    std::vector<std::string> steps_;
    std::vector<EffectiveValue> found_;
};

class YamlWriter {
public:
    explicit YamlWriter(const Writing& writing) : writing_(writing) {}

    void section(const Tree& tree, const FormatSection& section, std::size_t depth) {
        for (const FormatField& field : section.fields) {
            const Entry* entry = tree.find(field.key);
            if (depth == 0 && field.key == "defaults") {
                line(depth, "defaults", "none", writing_.remark ? "everything is written out" : "");
            } else if (entry != nullptr) {
                value(depth, field, *entry);
            } else if (writing_.absent_too && !field.when_absent.empty()) {
                text_ += fmt::format("{}# {}: nobody wrote it; {}\n", std::string(2 * depth, ' '), field.key,
                                     field.when_absent);
            }
        }
    }

    std::string take() { return std::move(text_); }

private:
    std::string remark_on(const Tree& tree) const { return writing_.remark ? writing_.remark(tree) : std::string(); }

    void value(std::size_t depth, const FormatField& field, const Entry& entry) {
        if (!is_group(field, entry.value)) return leaf(depth, entry.key, entry.value);
        if (entry.value.entries.empty()) return line(depth, entry.key, "{}", remark_on(entry.value));
        line(depth, entry.key, "", "");
        if (field.type.times != Times::by_name)
            return section(entry.value, section_named(field.type.section), depth + 1);
        for (const Entry& named : entry.value.entries) {
            if (field.type.holds != Holds::section) {
                leaf(depth + 1, named.key, named.value);
            } else if (named.value.entries.empty()) {
                line(depth + 1, named.key, "{}", remark_on(named.value));
            } else {
                line(depth + 1, named.key, "", "");
                section(named.value, section_named(field.type.section), depth + 2);
            }
        }
    }

    /// One line where it fits; a group of words for a quantity in lines of its own; a long text folded.
    void leaf(std::size_t depth, const std::string& key, const Tree& tree) {
        const std::string remark = remark_on(tree);
        const std::string flow = yaml_flow(tree);
        const std::size_t length = 2 * depth + key.size() + 2 + flow.size() + (remark.empty() ? 0 : remark.size() + 4);
        if (length <= widest_line) return line(depth, key, flow, remark);
        if (tree.is(Tree::Kind::map)) {
            line(depth, key, "", remark);
            for (const Entry& entry : tree.entries) folded(depth + 1, entry.key, entry.value, "");
        } else if (tree.is(Tree::Kind::list)) {
            line(depth, key, "", remark);
            for (const Tree& item : tree.items)
                text_ += fmt::format("{}- {}\n", std::string(2 * depth + 2, ' '), yaml_flow(item));
        } else {
            folded(depth, key, tree, remark);
        }
    }

    /// Between double quotes a line end counts as a blank.
    void folded(std::size_t depth, const std::string& key, const Tree& tree, const std::string& remark) {
        const std::string flow = yaml_flow(tree);
        const bool fits = 2 * depth + key.size() + 2 + flow.size() <= widest_line;
        if (!tree.is(Tree::Kind::scalar) || flow.front() != '"' || (fits && remark.empty()))
            return line(depth, key, flow, remark);
        line(depth, key, "", remark);
        const std::string indent(2 * depth + 2, ' ');
        std::string_view rest = flow;
        while (indent.size() + rest.size() > widest_line) {
            const std::size_t cut = last_single_blank(rest, widest_line - indent.size());
            if (cut == 0) break;
            text_ += indent + std::string(rest.substr(0, cut)) + "\n";
            rest.remove_prefix(cut + 1);
        }
        text_ += indent + std::string(rest) + "\n";
    }

    /// The last blank before `limit` that has no other beside it; 0 where there is none.
    static std::size_t last_single_blank(std::string_view text, std::size_t limit) {
        for (std::size_t at = limit; at > 0; --at) {
            if (text[at] == ' ' && text[at - 1] != ' ' && text[at - 1] != '\\' && text[at + 1] != ' ') return at;
        }
        return 0;
    }

    void line(std::size_t depth, const std::string& key, const std::string& value, const std::string& remark) {
        std::string text =
            fmt::format("{}{}:{}{}", std::string(2 * depth, ' '), yaml_scalar(key), value.empty() ? "" : " ", value);
        if (!remark.empty()) {
            const std::size_t room = text.size() + 2 < remark_column ? remark_column : text.size() + 2;
            const std::size_t start =
                std::min(room, std::max(text.size() + 2, widest_line - std::min(widest_line, remark.size() + 2)));
            text += std::string(start - text.size(), ' ') + "# " + remark;
        }
        text_ += text + "\n";
    }

    const Writing& writing_;
    std::string text_;
};

bool is_plain(const std::string& text) {
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.empty() || text.back() == ' ' || !(letter(text.front()) || digit(text.front()))) return false;
    constexpr std::array<std::string_view, 3> nothing{"null", "Null", "NULL"};
    if (std::ranges::find(nothing, text) != nothing.end()) return false;
    return std::ranges::all_of(text, [&](char c) {
        return letter(c) || digit(c) || std::string_view(" _-./%+").find(c) != std::string_view::npos;
    });
}

}  // namespace

std::string yaml_scalar(const std::string& text) {
    if (is_plain(text)) return text;
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') quoted += '\\';
        quoted += c == '\n' ? "\\n" : c == '\t' ? "\\t" : std::string(1, c);
    }
    return quoted + '"';
}

std::string yaml_flow(const Tree& tree) {
    std::string text;
    switch (tree.kind) {
        case Tree::Kind::null:
            return "null";
        case Tree::Kind::scalar:
            return yaml_scalar(tree.text);
        case Tree::Kind::list:
            for (const Tree& item : tree.items) text += (text.empty() ? "" : ", ") + yaml_flow(item);
            return "[" + text + "]";
        case Tree::Kind::map:
            break;
    }
    for (const Entry& entry : tree.entries)
        text += (text.empty() ? "" : ", ") + yaml_scalar(entry.key) + ": " + yaml_flow(entry.value);
    return "{" + text + "}";
}

std::vector<EffectiveValue> effective_values(const Tree& effective) {
    ValueCollector collector;
    collector.section(effective, format().front());
    return collector.take();
}

std::string effective_yaml(const Tree& effective, const Writing& writing) {
    YamlWriter writer(writing);
    writer.section(effective, format().front(), 0);
    return writer.take();
}

}  // namespace clientele::reading
