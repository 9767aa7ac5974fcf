#pragma once

#include "engine/scenario/relationship.hpp"

namespace clientele::scenario {

enum class Allocates { equal, by_revenue, by_class };
enum class Assigns { least_loaded, lowest_numbered };

/// How a team that wins and serves divides its time.
struct TimeSplit {
    MaybeQuantity win;
    base::Location where;
};

/// Seats that do the same work: what they may do, whom they own, how they divide their hours.
struct Team {
    std::map<std::string, Quantity> seats;  ///< by role
    std::vector<Activity> does;
    std::vector<Name> owns;
    MaybeQuantity span;
    std::optional<TimeSplit> time;
    std::optional<Allocates> allocates;
    std::optional<Assigns> assigns;
    base::Location where;
};

/// One way of organising the firm.
struct Structure {
    std::optional<Name> extends;
    std::optional<Name> starts_as;
    MaybeQuantity from;
    std::map<std::string, Team> teams;
    std::optional<Transition> handover;
    std::optional<Transition> admission;
    base::Location where;
};

template <>
struct Vocabulary<Allocates> {
    static constexpr std::array words{
        Word<Allocates>{"equal", Allocates::equal, "the same weight for every client"},
        Word<Allocates>{"by_revenue", Allocates::by_revenue, "weight by expected revenue"},
        Word<Allocates>{"by_class", Allocates::by_class,
                        "weight 4, 2, 1 for classes A, B, C (80 %, 95 %, all of the owner's revenue)"}};
};

template <>
struct Vocabulary<Assigns> {
    static constexpr std::array words{
        Word<Assigns>{"least_loaded", Assigns::least_loaded,
                      "a new client goes to the seat with the fewest clients, ties to the lowest number"},
        Word<Assigns>{"lowest_numbered", Assigns::lowest_numbered,
                      "a new client goes to the lowest-numbered seat with room"}};
};

template <>
struct Description<TimeSplit> {
    static constexpr std::string_view name = "time", meaning = "how a team that wins and serves divides its time";
    static constexpr auto fields =
        std::make_tuple(field("win", &TimeSplit::win, constant_only(a_share),
                              "part of client-facing hours for winning; the rest serves clients"));
};

template <>
struct Description<Team> {
    static constexpr std::string_view name = "team", meaning = "seats that do the same work";
    static constexpr auto fields = std::make_tuple(
        required(field("seats", &Team::seats, between(a_count, 0, 10'000), "seats by role")),
        required(field("does", &Team::does, "activities the team may do")),
        field("owns", &Team::owns, "stages whose clients its seats own",
              "with keep, grow or plan: every client stage that no other team names"),
        field("span", &Team::span, constant_only(above(between(a_number, 0, 100'000), 0)),
              "clients per seat that count as a full load; places where admission is limited", "no limit"),
        field("time", &Team::time, "how the team divides its time", "all for winning or all for serving"),
        field("allocates", &Team::allocates, "how a seat divides its hours over its clients", "equal"),
        field("assigns", &Team::assigns, "which seat gets a new client", "least_loaded"));
};

template <>
struct Description<Structure> {
    static constexpr std::string_view name = "structure", meaning = "one way of organising the firm";
    static constexpr auto fields = std::make_tuple(
        field("extends", &Structure::extends, "the structure this one changes: maps are merged, null removes a key"),
        field("starts_as", &Structure::starts_as, "the structure in force until `from`"),
        field("from", &Structure::from, a_date, "first month of this structure; month 1 is the first", "month 1"),
        required(field("teams", &Structure::teams, "the teams, by name")),
        field("handover", &Structure::handover, "when a won client becomes permanent and changes owner",
              "the lifecycle's transition `handover`"),
        field("admission", &Structure::admission, "who becomes a key account",
              "the lifecycle's transition `admission`, else nobody"));
};

}  // namespace clientele::scenario
