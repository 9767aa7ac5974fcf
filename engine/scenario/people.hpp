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

/// Pay by result.
struct Commission {
    MaybeQuantity margin;
    MaybeQuantity new_client;
    MaybeQuantity holds_on;
    base::Location where;
};

/// Sales that a person is to make in a quarter, and what the last month brings where they are missing.
struct Quota {
    MaybeQuantity sales;
    MaybeQuantity bonus;
    MaybeQuantity discount;
    MaybeQuantity kept;
    MaybeQuantity pulled_forward;
    base::Location where;
};

/// Who of another role's staff takes the seats of a role.
enum class Chosen { by_list, highest_skill, lowest_skill };

/// A kind of job: what it costs, how many hours it gives, how often people leave it.
struct Role {
    MaybeQuantity fixed;
    MaybeQuantity employer_charges;
    MaybeQuantity hours;
    MaybeQuantity internal;
    MaybeQuantity travel;
    MaybeQuantity leaves;
    MaybeQuantity overload_slope;
    MaybeQuantity skill_spread;
    MaybeQuantity ramp;
    std::optional<Commission> commission;
    std::optional<Quota> quota;
    std::optional<Hire> hire;
    MaybeQuantity severance;
    std::optional<Name> from;
    std::optional<Chosen> chosen;
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
    MaybeQuantity support;
    base::Location where;
};

/// How people misjudge what their clients are worth.
struct Intuition {
    MaybeQuantity spread;
    MaybeQuantity lasts;
    base::Location where;
};

/// What account plans take and bring.
struct AccountPlan {
    MaybeQuantity in_depth;
    MaybeQuantity beyond;
    MaybeQuantity worth;
    MaybeQuantity right;
    MaybeQuantity right_if_checked;
    MaybeQuantity checking;
    MaybeQuantity takes;
    base::Location where;
};

struct Work {
    std::optional<Win> win;
    std::optional<Intuition> intuition;
    std::optional<AccountPlan> account_plan;
    base::Location where;
};

template <>
struct Description<Commission> {
    static constexpr std::string_view name = "commission", meaning = "pay by result, charges included";
    static constexpr auto fields =
        std::make_tuple(field("margin", &Commission::margin, a_share,
                              "part of the gross margin of the clients that the person owns", "0"),
                        field("new_client", &Commission::new_client, an_amount, "for each client won", "0"),
                        field("holds_on", &Commission::holds_on, between(some_months, 0, 60),
                              "mean months by which an owner who would lose a commission on margin puts off handing "
                              "the client over",
                              "0: hands over at once"));
};

/// Quarters are months 1 to 3, 4 to 6 and so on. Sources: salespeople let prices and dates of orders follow the ends of
/// their quota periods (Oyer 1998, fiscal year ends; Larkin 2014, quarter ends in enterprise software).
template <>
struct Description<Quota> {
    static constexpr std::string_view name = "quota",
                                      meaning =
                                          "sales a person is to make in each quarter (months 1 to 3, 4 to 6, ...)";
    static constexpr auto fields = std::make_tuple(
        required(field("sales", &Quota::sales, above(money_per_month, 0),
                       "sales to clients the person owns, before discounts; less while the seat is empty or new, as "
                       "its strength")),
        field("bonus", &Quota::bonus, an_amount,
              "paid for each quarter in which the quota is met, charges included; less as the quota is less", "0"),
        field("discount", &Quota::discount, below_one(a_share),
              "granted on all orders of a quarter's last month by a person whose first two months are behind",
              "0: none"),
        field("kept", &Quota::kept, a_share, "part of such a discount that the client keeps from then on", "0"),
        field("pulled_forward", &Quota::pulled_forward, below_one(a_share),
              "a client so courted buys so much more in that month, and so much less in the next", "0"));
};

template <>
struct Vocabulary<Chosen> {
    static constexpr std::array words{
        Word<Chosen>{"by_list", Chosen::by_list, "in the order of the staff list"},
        Word<Chosen>{"highest_skill", Chosen::highest_skill,
                     "the most skilled; those who sat there before take the seats they leave"},
        Word<Chosen>{"lowest_skill", Chosen::lowest_skill, "the least skilled"}};
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
        field("commission", &Role::commission, "pay by result, beside fixed pay", "none"),
        field("quota", &Role::quota, "sales to be made in a quarter", "none"),
        field("hours", &Role::hours, between(hours_per_month, 0, 744), "paid hours",
              "none: the job is not limited by hours"),
        field("internal", &Role::internal, a_share, "part of paid hours for internal work", "0"),
        field("travel", &Role::travel, a_share, "part of paid hours on the road", "0"),
        field("leaves", &Role::leaves, a_chance, "chance that a person leaves the firm", "0"),
        field(
            "overload_slope", &Role::overload_slope, a_number,
            "leaves x (1 + slope x (load - today's load)), load = hours the person's clients need / hours for them, at "
            "least 1",
            "0: load has no effect on who leaves"),
        field(
            "skill_spread", &Role::skill_spread, between(a_number, 0, 2),
            "log-standard-deviation of people's skill: an hour of theirs counts as so many; the mean of the staff list "
            "is 1",
            "0: everybody is alike"),
        field("ramp", &Role::ramp, between(some_months, 0, 60),
              "months until a new person works at full strength, linear", "0"),
        field("hire", &Role::hire, "replacing a person who left", "at once and at no cost"),
        field("severance", &Role::severance, an_amount,
              "cost of each person whom a structure seats no longer, in its first month", "0"),
        field("from", &Role::from, "the role whose people fill seats of this one", "its own staff"),
        field("chosen", &Role::chosen, "who of them takes these seats", "by_list"));
};

template <>
struct Description<Win> {
    static constexpr std::string_view name = "win", meaning = "turning a prospect into a client, attempt by attempt";
    static constexpr std::array alternatives{Alternative{"hours"}, Alternative{"attempts"}};
    static constexpr auto fields = std::make_tuple(
        field("hours", &Win::hours, above(some_hours, 0), "hours per client won, failed attempts included"),
        field("attempts", &Win::attempts, a_rate, "attempts a seat makes in a month, in place of `hours`"),
        field("succeeds", &Win::succeeds, a_share, "chance that an attempt succeeds"),
        field("cost", &Win::cost, an_amount, "money spent on one attempt, beside people's hours", "0"),
        field("support", &Win::support, some_hours,
              "help that an attempt takes from the pool of support, in hours that clients leave over", "0"));
};

template <>
struct Description<Intuition> {
    static constexpr std::string_view name = "intuition", meaning = "how people misjudge what their clients are worth";
    static constexpr auto fields = std::make_tuple(
        field("spread", &Intuition::spread, between(a_number, 0, 3),
              "log-standard-deviation of a client's judged revenue around its expected one", "0: judged right"),
        field("for", &Intuition::lasts, constant_only(between(some_months, 1, 12)), "so many months a judgement holds",
              "1 month"));
};

template <>
struct Description<AccountPlan> {
    static constexpr std::string_view
        name = "account_plan",
        meaning =
            "account plans, made yearly by teams that plan; a stage's needs.plan are their "
            "hours";
    static constexpr auto fields = std::make_tuple(
        required(field("in_depth", &AccountPlan::in_depth, above(a_rate, 0),
                       "plans a year that the firm can make in depth")),
        field(
            "beyond", &AccountPlan::beyond, between(a_number, 0, 10),
            "with more plans a year each is (in_depth / plans) to this power as deep; 1: as if the depth were divided",
            "1"),
        field("worth", &AccountPlan::worth, between(a_share, 0, 10),
              "with a plan that is deep and right an hour for the client does the work of so much more", "0"),
        field("right", &AccountPlan::right, a_share, "part of plans that are right for the client", "100 %"),
        field("right_if_checked", &AccountPlan::right_if_checked, a_share, "the same where the client is asked",
              "as `right`"),
        field("checking", &AccountPlan::checking, hours_per_month, "hours for asking the client about the plan", "0"),
        field("takes", &AccountPlan::takes, between(some_months, 0, 24), "months until a plan works", "0"));
};

template <>
struct Description<Work> {
    static constexpr std::string_view name = "work", meaning = "what activities ask of people";
    static constexpr auto fields = std::make_tuple(
        field("win", &Work::win, "winning prospects"),
        field("intuition", &Work::intuition, "how far seats misjudge clients where they divide hours by intuition",
              "they judge right"),
        field("account_plan", &Work::account_plan, "account plans",
              "planning takes its hours and changes nothing else"));
};

}  // namespace clientele::scenario
