#pragma once

#include <array>
#include <limits>
#include <string_view>
#include <tuple>

#include "engine/scenario/quantity.hpp"

/// One description of every field of every struct of a scenario. From it come the strict reader, the writer of the
/// resolved scenario, the JSON Schema, the format reference and the answers of `clientele explain KEY`.
namespace clientele::scenario {

/// Which kinds of chance a quantity may carry beside being constant.
enum class Allows { constant_only, belief, heterogeneity, luck };

enum class Presence { optional, required };

/// What a quantity may be: dimension, range in the unit of the dimension, kinds of chance.
struct Shape {
    Dimension dimension = Dimension::number;
    double low = 0;
    double high = std::numeric_limits<double>::infinity();
    Allows allows = Allows::belief;
    bool low_excluded = false;   ///< the range is (low, high], not [low, high]
    bool high_excluded = false;  ///< the range excludes its upper end
};

template <class Struct, class Member>
struct Field {
    std::string_view key;
    Member Struct::*member;
    std::string_view meaning;  ///< one line, for people
    Presence presence = Presence::optional;
    Shape shape{};                   ///< used by quantities only
    std::string_view when_absent{};  ///< what holds without the key, for people
};

template <class Struct, class Member>
constexpr auto field(std::string_view key, Member Struct::*member, std::string_view meaning,
                     std::string_view when_absent = "") {
    return Field<Struct, Member>{key, member, meaning, Presence::optional, Shape{}, when_absent};
}

template <class Struct, class Member>
constexpr auto field(std::string_view key, Member Struct::*member, Shape shape, std::string_view meaning,
                     std::string_view when_absent = "") {
    return Field<Struct, Member>{key, member, meaning, Presence::optional, shape, when_absent};
}

template <class F>
constexpr F required(F f) {
    f.presence = Presence::required;
    return f;
}

/// One of several ways to state one thing. Of two layers, a way that the later one states replaces the others, with
/// what goes with them, that the earlier one states; stated in one place they contradict each other.
struct Alternative {
    std::string_view key;
    std::string_view companion{};  ///< a key that has no meaning without it
};

/// Specialise for each struct: `static constexpr std::string_view name, meaning;` and
/// `static constexpr auto fields = std::make_tuple(field(...), ...)`; where some keys state one thing in several ways,
/// `static constexpr std::array alternatives{Alternative{...}, ...}`.
template <class Struct>
struct Description;

template <class T>
concept Described = requires {
    Description<T>::fields;
};

/// One word of an enumeration of the language.
template <class Enum>
struct Word {
    std::string_view text;
    Enum value;
    std::string_view meaning;
};

/// Specialise for each enumeration: `static constexpr std::array<Word<Enum>, n> words`.
template <class Enum>
struct Vocabulary;

/// Shapes that recur.
inline constexpr Shape a_share{Dimension::share, 0, 1};
inline constexpr Shape a_chance{Dimension::chance, 0, 1};
inline constexpr Shape a_rate{Dimension::rate, 0};
inline constexpr Shape an_amount{Dimension::money, 0};
inline constexpr Shape money_per_month{Dimension::money_rate, 0};
inline constexpr Shape hours_per_month{Dimension::hours_rate, 0};
inline constexpr Shape some_hours{Dimension::hours, 0};
inline constexpr Shape some_months{Dimension::duration, 0};
inline constexpr Shape a_number{Dimension::number, 0};
inline constexpr Shape a_date{Dimension::date, 1, 600, Allows::constant_only};
inline constexpr Shape a_yearly_share{Dimension::yearly_share, 0};
inline constexpr Shape a_count{Dimension::count, 0, 4'294'967'295.0, Allows::constant_only};

constexpr Shape varying(Shape s) {
    s.allows = Allows::heterogeneity;
    return s;
}
constexpr Shape constant_only(Shape s) {
    s.allows = Allows::constant_only;
    return s;
}
constexpr Shape by_luck(Shape s) {
    s.allows = Allows::luck;
    return s;
}
constexpr Shape between(Shape s, double low, double high) {
    s.low = low;
    s.high = high;
    return s;
}
constexpr Shape above(Shape s, double low) {
    s.low = low;
    s.low_excluded = true;
    return s;
}
constexpr Shape below_one(Shape s) {
    s.high = 1;
    s.high_excluded = true;
    return s;
}

}  // namespace clientele::scenario
