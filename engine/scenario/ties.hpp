#pragma once

#include "engine/scenario/people.hpp"

/// What ties a client to us beside the hours it gets, and what it does with its weight. Each is off where it is not
/// written, and pivoted at today: it moves loss, hours and prices by what departs from today.
namespace clientele::scenario {

/// Trust in the firm: grows with service, shrinks without.
struct Trust {
    MaybeQuantity loss_times;
    MaybeQuantity gain;
    MaybeQuantity decay;
    base::Location where;
};

/// The tie to the owner as a person: gone with the owner, grown again with months together.
struct Bond {
    MaybeQuantity loss_times;
    MaybeQuantity rebuilt;
    MaybeQuantity handed_over;
    MaybeQuantity carried_off;
    base::Location where;
};

/// The client's own people whom we know.
struct ContactPersons {
    MaybeQuantity leave;
    MaybeQuantity found;
    MaybeQuantity last_lost;
    base::Location where;
};

enum class AnsweredBy { owner, team };

/// How long a request waits, by the load of who answers.
struct ResponseDelay {
    MaybeQuantity elasticity;
    std::optional<AnsweredBy> answered_by;
    base::Location where;
};

/// A client that knows its weight asks for discounts and service, and keeps what it was granted.
struct Power {
    MaybeQuantity half_at;
    MaybeQuantity excess;
    MaybeQuantity asks;
    MaybeQuantity discount;
    MaybeQuantity at_most;
    MaybeQuantity service;
    MaybeQuantity hours_follow_sales;
    base::Location where;
};

template <>
struct Description<Trust> {
    static constexpr std::string_view name = "trust", meaning = "trust in the firm, between none and full";
    static constexpr auto fields =
        std::make_tuple(required(field("loss_times", &Trust::loss_times, between(a_number, 1, 100),
                                       "a client without trust is lost so many times as often as one with full trust")),
                        required(field("gain", &Trust::gain, above(below_one(a_chance), 0),
                                       "part of the missing trust that a fully served month adds")),
                        required(field("decay", &Trust::decay, above(below_one(a_chance), 0),
                                       "part of the trust that a month without any service takes")));
};

template <>
struct Description<Bond> {
    static constexpr std::string_view name = "bond", meaning = "the tie between a client and its owner as a person";
    static constexpr auto fields = std::make_tuple(
        required(field("loss_times", &Bond::loss_times, between(a_number, 1, 100),
                       "a client without any bond to its owner is lost so many times as often as one long together")),
        required(field("rebuilt", &Bond::rebuilt, above(a_chance, 0), "part of the missing bond that a month adds")),
        field("handed_over", &Bond::handed_over, a_share, "part of the bond that a planned transfer passes on",
              "0: none"),
        field("carried_off", &Bond::carried_off, below_one(a_share),
              "chance that an owner who leaves the firm takes a client along", "0"));
};

template <>
struct Description<ContactPersons> {
    static constexpr std::string_view name = "contact_persons", meaning = "the client's people whom we know";
    static constexpr auto fields = std::make_tuple(
        required(field("leave", &ContactPersons::leave, below_one(a_chance), "chance that a contact person leaves")),
        required(field("found", &ContactPersons::found, below_one(a_chance),
                       "chance that the place of a missing contact is filled, at today's service")),
        required(field("last_lost", &ContactPersons::last_lost, below_one(a_share),
                       "part of clients lost within a year of the day when their last contact left")));
};

template <>
struct Vocabulary<AnsweredBy> {
    static constexpr std::array words{
        Word<AnsweredBy>{"owner", AnsweredBy::owner, "each owner answers alone: a queue with one server"},
        Word<AnsweredBy>{"team", AnsweredBy::team, "whoever of the owner's team is free: one queue, all its seats"}};
};

template <>
struct Description<ResponseDelay> {
    static constexpr std::string_view name = "response_delay", meaning = "how loss answers to waiting";
    static constexpr auto fields =
        std::make_tuple(required(field("elasticity", &ResponseDelay::elasticity, between(a_number, 0, 3),
                                       "loss goes with this power of the time a request takes, waiting included")),
                        field("answered_by", &ResponseDelay::answered_by, "who answers a request", "owner"));
};

template <>
struct Description<Power> {
    static constexpr std::string_view name = "power", meaning = "what a client does with its weight";
    static constexpr auto fields = std::make_tuple(
        required(field("half_at", &Power::half_at, above(a_share, 0),
                       "share of our sales at which a client has half of all power")),
        field("excess", &Power::excess, a_number,
              "weight of attention beyond need: so many times half_at for each time the need", "0"),
        required(field("asks", &Power::asks, a_chance, "chance to ask in a month, at full power above today's")),
        field("discount", &Power::discount, a_share, "discount granted each time it asks", "0: none"),
        field("at_most", &Power::at_most, a_share, "most discount in all", "100 %"),
        field("service", &Power::service, between(a_number, 0, 10),
              "extra hours granted each time it asks, as a part of the hours it needs", "0: none"),
        field("hours_follow_sales", &Power::hours_follow_sales, between(a_number, 0, 5),
              "hours a client needs go with this power of our sales to it, today's being 1", "0: they stay"));
};

}  // namespace clientele::scenario
