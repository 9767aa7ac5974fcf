#pragma once

#include <algorithm>
#include <concepts>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

#include <fmt/core.h>

#include "engine/reading/context.hpp"
#include "engine/reading/quantity.hpp"
#include "engine/reading/tree.hpp"
#include "engine/scenario/describe.hpp"

/// The strict reader of any described struct (scenario::Description). Heavy to instantiate: include it only where a
/// top-level struct is read.
namespace clientele::reading {

/// Text of a scalar that names something; a fault otherwise.
std::optional<scenario::Name> read_name(const Tree& value, const Place& place, Context& context);

/// Ids are made of letters, digits, '_' and '-'.
bool check_id(const Entry& entry, const Place& place, Context& context);

/// Reports what is not a map. \returns true for a map
bool check_map(const Tree& value, const Place& place, std::string_view meaning, Context& context);

/// Reports a list of nothing: it would do what leaving the key out does, and look as if it did something else.
void check_not_empty(const Tree& value, const Place& place, Context& context);

/// The items of a list; a single value is a list of one. Empty items are left out: the loader has reported them.
std::vector<const Tree*> items_of(const Tree& value);

void report_unknown_key(const Entry& entry, const Place& place, const std::vector<std::string>& known,
                        Context& context);
void report_unknown_word(const Tree& value, const Place& place, const std::vector<std::string>& known,
                         Context& context);
void report_missing_key(std::string_view key, std::string_view meaning, const Place& place, Context& context);

template <class T>
concept Enumerated = std::is_enum_v<T>;

/// A struct with parts that no table describes (a file to be read) gets them here, after its fields.
/// Overload for such a struct beside its type's reader.
template <class T>
void complete(T&, const Tree&, const Place&, Context&) {}

template <scenario::Described T>
T read_struct(const Tree& tree, const Place& place, Context& context);

inline void read_member(std::optional<scenario::Quantity>& member, const Tree& value, const scenario::Shape& shape,
                        const Place& place, Context& context) {
    member = read_quantity(value, shape, place, context);
}

inline void read_member(std::optional<scenario::Name>& member, const Tree& value, const scenario::Shape&,
                        const Place& place, Context& context) {
    member = read_name(value, place, context);
}

inline void read_member(std::vector<scenario::Name>& member, const Tree& value, const scenario::Shape&,
                        const Place& place, Context& context) {
    check_not_empty(value, place, context);
    for (const Tree* item : items_of(value)) {
        if (auto name = read_name(*item, place, context)) member.push_back(std::move(*name));
    }
}

template <Enumerated E>
std::optional<E> read_word(const Tree& value, const Place& place, Context& context) {
    std::vector<std::string> known;
    for (const auto& word : scenario::Vocabulary<E>::words) {
        if (value.is(Tree::Kind::scalar) && value.text == word.text) return word.value;
        known.emplace_back(word.text);
    }
    report_unknown_word(value, place, known, context);
    return std::nullopt;
}

template <Enumerated E>
void read_member(std::optional<E>& member, const Tree& value, const scenario::Shape&, const Place& place,
                 Context& context) {
    member = read_word<E>(value, place, context);
}

template <Enumerated E>
void read_member(std::vector<E>& member, const Tree& value, const scenario::Shape&, const Place& place,
                 Context& context) {
    check_not_empty(value, place, context);
    for (const Tree* item : items_of(value)) {
        if (const auto word = read_word<E>(*item, place, context)) member.push_back(*word);
    }
}

template <scenario::Described T>
void read_member(std::optional<T>& member, const Tree& value, const scenario::Shape&, const Place& place,
                 Context& context) {
    member = read_struct<T>(value, place, context);
}

template <scenario::Described T>
void read_member(std::vector<T>& member, const Tree& value, const scenario::Shape&, const Place& place,
                 Context& context) {
    check_not_empty(value, place, context);
    for (const Tree* item : items_of(value))
        member.push_back(read_struct<T>(*item, {place.path, item->where}, context));
}

/// Calls `read` for the value of each well-formed id.
template <class Read>
void read_by_id(const Tree& value, const Place& place, Context& context, const Read& read) {
    if (!check_map(value, place, "names and what they stand for", context)) return;
    for (const Entry& entry : value.entries) {
        if (check_id(entry, place, context)) read(entry, place.inner(entry.key, entry.where));
    }
}

inline void read_member(std::map<std::string, scenario::Quantity>& member, const Tree& value,
                        const scenario::Shape& shape, const Place& place, Context& context) {
    read_by_id(value, place, context, [&](const Entry& entry, const Place& inner) {
        if (auto quantity = read_quantity(entry.value, shape, inner, context)) {
            quantity->where = entry.where;  // what the value cannot be is told by now; the name may still be unknown
            member.emplace(entry.key, std::move(*quantity));
        }
    });
}

template <scenario::Described T>
void read_member(std::map<std::string, T>& member, const Tree& value, const scenario::Shape&, const Place& place,
                 Context& context) {
    read_by_id(value, place, context, [&](const Entry& entry, const Place& inner) {
        member.emplace(entry.key, read_struct<T>(entry.value, inner, context));
    });
}

template <scenario::Described T>
bool is_key_of(std::string_view key) {
    return std::apply([&](const auto&... field) { return ((field.key == key) || ...); },
                      scenario::Description<T>::fields);
}

template <scenario::Described T>
std::vector<std::string> keys_of() {
    return std::apply([](const auto&... field) { return std::vector<std::string>{std::string(field.key)...}; },
                      scenario::Description<T>::fields);
}

template <class T, class Field>
void read_field(T& result, const Field& field, const Tree& tree, const Place& place, Context& context) {
    if (const Entry* entry = tree.find(field.key)) {
        read_member(result.*field.member, entry->value, field.shape, place.inner(field.key, entry->where), context);
    } else if (field.presence == scenario::Presence::required && !tree.incomplete) {
        report_missing_key(field.key, field.meaning, place, context);
    }
}

/// Reads all fields and reports everything that is wrong with any of them. What is at fault stays empty.
template <scenario::Described T>
T read_struct(const Tree& tree, const Place& place, Context& context) {
    using Table = scenario::Description<T>;
    T result;
    result.where = place.at;
    if (!check_map(tree, place, Table::meaning, context)) return result;
    for (const Entry& entry : tree.entries) {
        if (!is_key_of<T>(entry.key)) report_unknown_key(entry, place, keys_of<T>(), context);
    }
    std::apply([&](const auto&... field) { (read_field(result, field, tree, place, context), ...); }, Table::fields);
    complete(result, tree, place, context);
    return result;
}

}  // namespace clientele::reading
