#pragma once

#include <cstdint>
#include <string>

#include "engine/scenario/structure.hpp"

namespace clientele::scenario {

enum class Money { same_as_today, as_stated, both };
enum class Defaults { standard, none };

/// How the scenario wants its question decided.
struct Judge {
    std::optional<Name> by;
    MaybeQuantity required_return;
    MaybeQuantity better_in;
    base::Location where;
};

/// A whole scenario as the author meant it. Everything may still be wrong: only `validate` makes a ValidScenario.
struct Scenario {
    MaybeQuantity version;
    std::optional<Name> question;
    std::optional<Name> currency;
    MaybeQuantity horizon;
    MaybeQuantity seed;
    MaybeQuantity worlds;
    MaybeQuantity lives;
    std::optional<Defaults> defaults;
    std::optional<Judge> judge;
    std::optional<Money> money;
    std::optional<Name> today;
    std::optional<Portfolio> portfolio;
    std::optional<Market> market;
    std::optional<Lifecycle> lifecycle;
    std::optional<Work> work;
    std::map<std::string, Role> people;
    std::map<std::string, StaffOf> staff;
    std::optional<Relationship> relationship;
    std::optional<Change> change;
    std::map<std::string, Structure> structures;
    base::Location where;
};

template <>
struct Vocabulary<Money> {
    static constexpr std::array words{
        Word<Money>{"same_as_today", Money::same_as_today,
                    "the verdict compares each structure with a baseline of the same people cost"},
        Word<Money>{"as_stated", Money::as_stated, "the verdict compares structures as they are written"},
        Word<Money>{"both", Money::both, "the verdict needs both comparisons to agree"}};
};

template <>
struct Vocabulary<Defaults> {
    static constexpr std::array words{
        Word<Defaults>{"standard", Defaults::standard,
                       "what the scenario leaves out comes from scenarios/defaults.yaml"},
        Word<Defaults>{"none", Defaults::none, "the world contains only what the scenario writes"}};
};

template <>
struct Description<Judge> {
    static constexpr std::string_view name = "judge", meaning = "how the question is decided";
    static constexpr auto fields =
        std::make_tuple(field("by", &Judge::by, "the KPI that decides", "npv"),
                        field("required_return", &Judge::required_return, constant_only(between(a_yearly_share, 0, 10)),
                              "yearly return that money must earn elsewhere; discounts cash flows", "0"),
                        field("better_in", &Judge::better_in, constant_only(a_share),
                              "share of worlds in which a structure must be better to be recommended", "80 %"));
};

template <>
struct Description<Scenario> {
    static constexpr std::string_view name = "scenario", meaning = "a firm, its clients, and the structures to compare";
    static constexpr auto fields = std::make_tuple(
        required(field("clientele", &Scenario::version, between(a_count, 1, 1), "version of the format")),
        field("question", &Scenario::question, "the question, for the reader of the report"),
        field("currency", &Scenario::currency, "the one currency of all amounts", "EUR"),
        required(
            field("horizon", &Scenario::horizon, constant_only(between(some_months, 1, 600)), "how long a life lasts")),
        field("seed", &Scenario::seed, between(a_count, 0, 9'007'199'254'740'992.0), "seed of the study", "1"),
        field("worlds", &Scenario::worlds, between(a_count, 2, 1'000'000), "draws of what nobody knows", "1000"),
        field("lives", &Scenario::lives, between(a_count, 2, 10'000), "lives lived in each world", "10"),
        field("defaults", &Scenario::defaults, "where values come from that the scenario does not write", "standard"),
        field("judge", &Scenario::judge, "how the question is decided"),
        field("money", &Scenario::money, "at whose cost structures are compared", "same_as_today"),
        field("today", &Scenario::today,
              "the structure in force today: the baseline, and the point where observed figures hold"),
        required(field("portfolio", &Scenario::portfolio, "the clients at the start")),
        field("market", &Scenario::market, "what moves for all clients at once"),
        field("lifecycle", &Scenario::lifecycle, "the stages of a relationship and how clients move"),
        field("work", &Scenario::work, "what activities ask of people"),
        field("people", &Scenario::people, "roles, by name"),
        field("staff", &Scenario::staff, "the people of the firm, by role"),
        field("relationship", &Scenario::relationship, "how clients answer to attention and to changes of owner"),
        field("change", &Scenario::change, "how the firm takes to a new way of working"),
        required(field("structures", &Scenario::structures, "the ways of organising to compare, by name")));
};

}  // namespace clientele::scenario
