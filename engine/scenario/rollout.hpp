#pragma once

#include <optional>
#include <vector>

#include "engine/scenario/lifecycle.hpp"

namespace clientele::scenario {

/// How ready the firm is for a new way of working, link by link: the chain is as strong as its weakest.
struct Readiness {
    MaybeQuantity sponsorship;
    MaybeQuantity openness;
    MaybeQuantity skills;
    MaybeQuantity aims;
    MaybeQuantity technology;
    MaybeQuantity data;
    MaybeQuantity integration;
    MaybeQuantity control;
    base::Location where;
};

/// How the firm takes to a new way of working, whatever that is.
struct Change {
    std::optional<Readiness> readiness;
    MaybeQuantity benefit_lag;
    MaybeQuantity time_lost;
    base::Location where;
};

/// A part of the clients whose turn begins in the same month.
struct Wave {
    MaybeQuantity clients;
    MaybeQuantity from;
    base::Location where;
};

/// A structure that comes client by client: those whose turn has not come are served as before.
struct Rollout {
    MaybeQuantity takes;
    std::vector<Wave> waves;
    std::optional<Order> order;
    std::optional<Readiness> readiness;
    MaybeQuantity cost;
    MaybeQuantity running_cost;
    base::Location where;
};

template <>
struct Description<Readiness> {
    static constexpr std::string_view name = "readiness",
                                      meaning =
                                          "how ready the firm is; the weakest link limits how many clients come "
                                          "to be worked the new way";
    static constexpr auto fields = std::make_tuple(
        field("sponsorship", &Readiness::sponsorship, a_share, "senior managers live the new way themselves", "100 %"),
        field("openness", &Readiness::openness, a_share, "people do not cling to the old way", "100 %"),
        field("skills", &Readiness::skills, a_share, "people can do it, and know what they answer for", "100 %"),
        field("aims", &Readiness::aims, a_share, "aims of people and departments agree with it", "100 %"),
        field("technology", &Readiness::technology, a_share, "tools and systems carry it", "100 %"),
        field("data", &Readiness::data, a_share, "what is known about clients suffices for it", "100 %"),
        field("integration", &Readiness::integration, a_share, "those who must work together do", "100 %"),
        field("control", &Readiness::control, a_share, "it is followed up and corrected", "100 %"));
};

template <>
struct Description<Change> {
    static constexpr std::string_view name = "change",
                                      meaning =
                                          "how the firm takes to a new way of working; acts in structures with a "
                                          "rollout";
    static constexpr auto fields = std::make_tuple(
        field("readiness", &Change::readiness, "how ready the firm is", "ready in everything"),
        field("benefit_lag", &Change::benefit_lag, between(some_months, 0, 60),
              "months until a client who is served better answers in full, linear; worse service is felt at once",
              "0: at once"),
        field("time_lost", &Change::time_lost, below_one(a_share),
              "part of everybody's client-facing hours that goes into the change while it lasts", "0"));
};

template <>
struct Description<Wave> {
    static constexpr std::string_view name = "wave", meaning = "a part of the clients whose turn begins together";
    static constexpr auto fields = std::make_tuple(
        required(field("clients", &Wave::clients, constant_only(above(a_share, 0)), "part of all clients")),
        required(field("from", &Wave::from, a_date, "the month in which their turn begins")));
};

template <>
struct Description<Rollout> {
    static constexpr std::string_view name = "rollout",
                                      meaning =
                                          "clients come to be worked the new way one after the other; the others "
                                          "are served as before";
    static constexpr auto fields = std::make_tuple(
        field("takes", &Rollout::takes, between(some_months, 0, 120),
              "months until 95 % of a wave has changed over where the firm is ready: an S-curve, slower where it is "
              "less so",
              "0: at once"),
        field("waves", &Rollout::waves, "the waves", "one, of all clients, with the structure's first month"),
        field("order", &Rollout::order, "whose turn comes first; revenue is what today's share of wallet brings",
              "by_potential"),
        field("readiness", &Rollout::readiness, "links that are stronger or weaker here than `change` says",
              "as `change` says"),
        field("cost", &Rollout::cost, an_amount, "paid once, in the first month: audit, advice, training, tools", "0"),
        field("running_cost", &Rollout::running_cost, money_per_month, "paid while the rollout lasts", "0"));
};

}  // namespace clientele::scenario
