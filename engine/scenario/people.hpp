#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/scenario/lifecycle.hpp"

namespace clientele::scenario {

struct Hire {
    MaybeQuantity cost;
    MaybeQuantity takes;
    base::Location where;
};

/// A kind of job: what it costs, how many hours it gives, how often people leave it.
struct Role {
    MaybeQuantity fixed;
    MaybeQuantity employer_charges;
    MaybeQuantity hours;
    MaybeQuantity internal;
    MaybeQuantity travel;
    MaybeQuantity leaves;
    MaybeQuantity ramp;
    std::optional<Hire> hire;
    std::optional<Name> from;
    base::Location where;
};

/// The people of one role: so many, or by name, or the distinct values of a column of a file.
struct StaffOf {
    std::size_t count = 0;           ///< equals names.size() where names are given
    std::vector<std::string> names;  ///< empty: "1", "2", ...
    std::optional<Name> file;
    std::optional<Name> column;
    base::Location where;
};

/// Work that is done by attempts.
struct Win {
    MaybeQuantity hours;
    MaybeQuantity attempts;
    MaybeQuantity succeeds;
    MaybeQuantity cost;
    base::Location where;
};

struct Work {
    std::optional<Win> win;
    base::Location where;
};

template <>
struct Description<Hire> {
    static constexpr std::string_view name = "hire", meaning = "replacing a person who left";
    static constexpr auto fields = std::make_tuple(
        field("cost", &Hire::cost, an_amount, "cost of filling one vacancy", "0"),
        field("takes", &Hire::takes, between(some_months, 0, 60), "months a seat stays empty", "0: replaced at once"));
};

template <>
struct Description<Role> {
    static constexpr std::string_view name = "role", meaning = "a kind of job";
    static constexpr auto fields = std::make_tuple(
        required(field("fixed", &Role::fixed, money_per_month, "fixed pay")),
        field("employer_charges", &Role::employer_charges, between(a_share, 0, 3), "charges on top of pay", "0"),
        field("hours", &Role::hours, between(hours_per_month, 0, 744), "paid hours",
              "none: the job is not limited by hours"),
        field("internal", &Role::internal, a_share, "part of paid hours for internal work", "0"),
        field("travel", &Role::travel, a_share, "part of paid hours on the road", "0"),
        field("leaves", &Role::leaves, a_chance, "chance that a person leaves the firm", "0"),
        field("ramp", &Role::ramp, between(some_months, 0, 60),
              "months until a new person works at full strength, linear", "0"),
        field("hire", &Role::hire, "replacing a person who left", "at once and at no cost"),
        field("from", &Role::from, "the role whose people fill seats of this one", "its own staff"));
};

template <>
struct Description<Win> {
    static constexpr std::string_view name = "win", meaning = "turning a prospect into a client, attempt by attempt";
    static constexpr std::array alternatives{Alternative{"hours"}, Alternative{"attempts"}};
    static constexpr auto fields = std::make_tuple(
        field("hours", &Win::hours, above(some_hours, 0), "hours per client won, failed attempts included"),
        field("attempts", &Win::attempts, a_rate, "attempts a seat makes in a month, in place of `hours`"),
        field("succeeds", &Win::succeeds, a_share, "chance that an attempt succeeds"),
        field("cost", &Win::cost, an_amount, "money spent on one attempt, beside people's hours", "0"));
};

template <>
struct Description<Work> {
    static constexpr std::string_view name = "work", meaning = "what activities ask of people";
    static constexpr auto fields = std::make_tuple(field("win", &Work::win, "winning prospects"));
};

}  // namespace clientele::scenario
