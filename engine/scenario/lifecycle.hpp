#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/scenario/portfolio.hpp"

namespace clientele::scenario {

enum class StageKind { prospect, client, lost };

/// What people may do for clients. Winning is done by attempts; the others are recurring.
enum class Activity { win, keep, grow, plan, support };

/// Hours a client of a stage needs, by recurring activity.
struct Needs {
    MaybeQuantity keep;
    MaybeQuantity grow;
    MaybeQuantity plan;
    MaybeQuantity support;
    base::Location where;
};

struct Stage {
    std::optional<StageKind> kind;
    std::optional<Orders> orders;
    std::optional<Loss> loss;
    std::optional<Needs> needs;
    MaybeQuantity cost;
    MaybeQuantity switching_cost;
    MaybeQuantity at_unlimited_effort;
    MaybeQuantity contacts;
    base::Location where;
};

/// A condition on a client's counters; exactly one key, `over` beside `smallest_order`.
struct Criterion {
    MaybeQuantity orders;
    MaybeQuantity revenue;
    MaybeQuantity smallest_order;
    MaybeQuantity over;
    MaybeQuantity order_streak;
    MaybeQuantity months;
    MaybeQuantity potential;
    MaybeQuantity profit_below;
    base::Location where;
};

/// What a chance to move is multiplied by: the part of the hours it needs that a client gets, or does not get.
enum class GrowsWith { service, neglect };

enum class Order { canonical, by_potential, by_revenue };

/// A change of stage. Its cause is exactly one of: effort (an attempt of an activity), chance, or a rule on counters
/// (`any`, `all`), with or without limited places.
struct Transition {
    std::vector<Name> from;
    std::optional<Name> to;
    std::optional<Activity> effort;
    MaybeQuantity chance;
    std::optional<GrowsWith> grows_with;
    std::vector<Criterion> any;
    std::vector<Criterion> all;
    MaybeQuantity review;
    MaybeQuantity at_most;
    std::optional<Order> order;
    base::Location where;
};

struct Lifecycle {
    std::map<std::string, Stage> stages;
    std::map<std::string, Transition> transitions;
    base::Location where;
};

template <>
struct Vocabulary<StageKind> {
    static constexpr std::array words{Word<StageKind>{"prospect", StageKind::prospect, "does not buy from us yet"},
                                      Word<StageKind>{"client", StageKind::client, "buys, is served and can be lost"},
                                      Word<StageKind>{"lost", StageKind::lost, "has left; may be won again"}};
};

template <>
struct Vocabulary<Activity> {
    static constexpr std::array words{
        Word<Activity>{"win", Activity::win, "attempts to turn a prospect into a client"},
        Word<Activity>{"keep", Activity::keep, "upkeep of the relationship"},
        Word<Activity>{"grow", Activity::grow, "work for a larger share of wallet"},
        Word<Activity>{"plan", Activity::plan, "account planning"},
        Word<Activity>{"support", Activity::support, "help with clients of other teams: a pool that they share"}};
};

template <>
struct Vocabulary<GrowsWith> {
    static constexpr std::array words{
        Word<GrowsWith>{"service", GrowsWith::service, "chance x the part of the hours it needs that the client gets"},
        Word<GrowsWith>{"neglect", GrowsWith::neglect, "chance x the part that it does not get"}};
};

template <>
struct Vocabulary<Order> {
    static constexpr std::array words{
        Word<Order>{"canonical", Order::canonical,
                    "by segment name and number, named clients by key; waiting gains no seniority"},
        Word<Order>{"by_potential", Order::by_potential, "largest potential first, ties in canonical order"},
        Word<Order>{"by_revenue", Order::by_revenue,
                    "largest revenue since entry into the stage first, ties in canonical order"}};
};

template <>
struct Description<Needs> {
    static constexpr std::string_view name = "needs", meaning = "hours a client needs, by activity";
    static constexpr auto fields =
        std::make_tuple(field("keep", &Needs::keep, hours_per_month, "upkeep of the relationship", "0"),
                        field("grow", &Needs::grow, hours_per_month, "work for a larger share of wallet", "0"),
                        field("plan", &Needs::plan, hours_per_month, "account planning", "0"),
                        field("support", &Needs::support, hours_per_month,
                              "help from the owner's team if it supports, else from the pool of teams that do", "0"));
};

template <>
struct Description<Stage> {
    static constexpr std::string_view name = "stage", meaning = "a stage of the lifecycle";
    static constexpr auto fields = std::make_tuple(
        required(field("kind", &Stage::kind, "prospect, client or lost")),
        field("orders", &Stage::orders, "how a client here orders", "as its segment says"),
        field("loss", &Stage::loss, "how a client here is lost", "as its segment says"),
        field("needs", &Stage::needs, "hours a client here needs", "none"),
        field("cost", &Stage::cost, money_per_month, "money spent on each client here, beside people's hours", "0"),
        field("switching_cost", &Stage::switching_cost, between(a_number, 0, 10),
              "what leaving would cost a client here: of the observed loss that salespeople can change, exp(-switching "
              "cost) remains; counted from the stage in which the client is today",
              "0"),
        field("at_unlimited_effort", &Stage::at_unlimited_effort, above(a_share, 0),
              "with unlimited effort on a client here: part of what others sell today that we would win",
              "as relationship.wallet says"),
        field("contacts", &Stage::contacts, between(a_count, 1, 20), "people of a client here whom we know",
              "as its segment says"));
};

template <>
struct Description<Criterion> {
    static constexpr std::string_view name = "criterion",
                                      meaning = "a condition on what a client did since it entered its stage";
    static constexpr auto fields =
        std::make_tuple(field("orders", &Criterion::orders, a_count, "at least so many orders"),
                        field("revenue", &Criterion::revenue, an_amount, "revenue of at least so much"),
                        field("smallest_order", &Criterion::smallest_order, an_amount,
                              "the smallest order within `over` is at least so much, and there was one"),
                        field("over", &Criterion::over, constant_only(between(some_months, 1, 12)),
                              "window of `smallest_order`", "3 months"),
                        field("order_streak", &Criterion::order_streak, constant_only(some_months),
                              "orders in so many months in a row"),
                        field("months", &Criterion::months, constant_only(some_months), "so long in the stage"),
                        field("potential", &Criterion::potential, money_per_month, "potential of at least so much"),
                        field("profit_below", &Criterion::profit_below, an_amount,
                              "margin less what was spent on the client, hours included, below so much"));
};

template <>
struct Description<Transition> {
    static constexpr std::string_view name = "transition", meaning = "a change of stage";
    static constexpr std::array alternatives{Alternative{"effort"}, Alternative{"chance", "grows_with"},
                                             Alternative{"any"}, Alternative{"all"}};
    static constexpr auto fields = std::make_tuple(
        field("from", &Transition::from, "the stages it leaves"), field("to", &Transition::to, "the stage it leads to"),
        field("effort", &Transition::effort, "caused by attempts of this activity"),
        field("chance", &Transition::chance, a_chance, "happens by chance, in a month"),
        field("grows_with", &Transition::grows_with, "what the chance grows with", "it is the same for all"),
        field("any", &Transition::any, "happens when one of these criteria holds at month end"),
        field("all", &Transition::all, "happens when all of these criteria hold at month end"),
        field("review", &Transition::review, constant_only(between(some_months, 1, 600)),
              "months between two looks at the rule, the first in the month in which it begins to hold", "1 month"),
        field("at_most", &Transition::at_most, constant_only(above(a_share, 0)),
              "places as a share of all clients who buy, beside the span of the owning seats", "no limit but the span"),
        field("order", &Transition::order, "who comes first where places are few", "canonical"));
};

template <>
struct Description<Lifecycle> {
    static constexpr std::string_view name = "lifecycle", meaning = "the stages of a relationship and how clients move";
    static constexpr auto fields =
        std::make_tuple(field("stages", &Lifecycle::stages, "the stages, by name"),
                        field("transitions", &Lifecycle::transitions, "the changes of stage, by name"));
};

}  // namespace clientele::scenario
