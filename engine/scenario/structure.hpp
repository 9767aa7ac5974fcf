#pragma once

#include "engine/scenario/relationship.hpp"
#include "engine/scenario/rollout.hpp"

namespace clientele::scenario {

enum class Allocates { equal, by_revenue, by_profit, by_class, loudest_first, intuition, marginal_return };
/// Whose urgent requests interrupt a seat.
enum class Answers { own, all };
enum class Assigns { least_loaded, lowest_numbered };

/// Who has looked at an account plan beside those who wrote it.
enum class CheckedWith { nobody, client };

/// Account plans of a team: for how many of its accounts, and whether the client is asked.
struct TeamPlans {
    MaybeQuantity at_most;
    std::optional<CheckedWith> checked_with;
    base::Location where;
};

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
    MaybeQuantity min_team;
    MaybeQuantity cover;
    std::optional<Allocates> allocates;
    MaybeQuantity bent_by_pay;
    std::optional<Assigns> assigns;
    std::optional<TeamPlans> plans;
    std::optional<Answers> answers;
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
    std::optional<Rollout> rollout;
    base::Location where;
};

template <>
struct Vocabulary<Allocates> {
    static constexpr std::array words{
        Word<Allocates>{"equal", Allocates::equal, "the same weight for every client"},
        Word<Allocates>{"by_revenue", Allocates::by_revenue, "weight by expected revenue"},
        Word<Allocates>{
            "by_profit", Allocates::by_profit,
            "weight by expected margin at today's share of wallet less what stage and needed hours cost, at least 0"},
        Word<Allocates>{"by_class", Allocates::by_class,
                        "weight 4, 2, 1 for classes A, B, C (80 %, 95 %, all of the owner's revenue)"},
        Word<Allocates>{"loudest_first", Allocates::loudest_first,
                        "whoever presses hardest (loudness x hours needed) is served in full, then the next"},
        Word<Allocates>{"intuition", Allocates::intuition,
                        "weight by expected revenue as the seat misjudges it (work.intuition)"},
        Word<Allocates>{"marginal_return", Allocates::marginal_return,
                        "an hour goes where the share of wallet answers it with most margin"}};
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
struct Vocabulary<Answers> {
    static constexpr std::array words{
        Word<Answers>{"own", Answers::own, "each seat those of its own clients: ring-fenced from all others"},
        Word<Answers>{"all", Answers::all,
                      "everybody, together with all other teams that say so: one pool that drops its work"}};
};

template <>
struct Vocabulary<CheckedWith> {
    static constexpr std::array words{
        Word<CheckedWith>{"nobody", CheckedWith::nobody, "plans rest on the seller's own view"},
        Word<CheckedWith>{"client", CheckedWith::client, "the client is asked: costs hours, and more plans are right"}};
};

template <>
struct Description<TeamPlans> {
    static constexpr std::string_view name = "plans", meaning = "account plans of a team";
    static constexpr auto fields = std::make_tuple(
        field(
            "at_most", &TeamPlans::at_most, constant_only(a_rate),
            "whole plans a year, for the accounts of the largest potential; the others ask no hours for planning, and "
            "less than one a year is none",
            "every account in a stage that asks hours for planning"),
        field("checked_with", &TeamPlans::checked_with, "who is asked about a plan", "nobody"));
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
        field("min_team", &Team::min_team, between(a_count, 1, 10'000),
              "people that must be there for colleagues to cover an empty seat", "1"),
        field("cover", &Team::cover, constant_only(a_share),
              "part of an empty seat's hours that colleagues give to its clients out of their own",
              "0: the clients of an empty seat wait"),
        field("allocates", &Team::allocates, "how a seat divides its hours over its clients", "equal"),
        field("bent_by_pay", &Team::bent_by_pay, constant_only(a_share),
              "part of the hours that go where an hour earns the seat most commission, whatever the policy", "0"),
        field("assigns", &Team::assigns, "which seat gets a new client", "least_loaded"),
        field("answers", &Team::answers, "whose urgent requests its seats drop their work for", "own"),
        field("plans", &Team::plans, "account plans of a team that plans",
              "one a year for every account it plans for"));
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
              "the lifecycle's transition `admission`, else nobody"),
        field("rollout", &Structure::rollout, "how it comes client by client, in place of all at once",
              "all at once, with its first month"));
};

/// Seats of a structure, or of its twin, and posts of a firm: a person is known by 16 bits, and in a rollout two
/// organisations have seats at once.
inline constexpr double most_seats = 10'000;
inline constexpr double most_posts = 20'000;

}  // namespace clientele::scenario
