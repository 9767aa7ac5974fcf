#pragma once

#include "engine/scenario/ties.hpp"

namespace clientele::scenario {

/// What a change of owner does: either written as a factor on loss for some months, or as the part of a year's sales
/// that it costs in total, from which the factor follows.
struct Shock {
    MaybeQuantity loss_times;
    MaybeQuantity lasts;
    MaybeQuantity sales_lost;
    MaybeQuantity over;
    MaybeQuantity overlap;
    MaybeQuantity overlap_saves;
    base::Location where;
};

struct Neglect {
    MaybeQuantity loss_times;
    base::Location where;
};

/// Response of the share of wallet to effort (ADBUDG, Little 1970), told by the answers to CALLPLAN's questions (Lodish
/// 1971).
struct Wallet {
    MaybeQuantity at_no_effort;
    MaybeQuantity at_unlimited_effort;
    MaybeQuantity steepness;
    MaybeQuantity memory;
    base::Location where;
};

struct Relationship {
    std::optional<Shock> owner_leaves;
    std::optional<Shock> planned_transfer;
    std::optional<Neglect> neglect;
    std::optional<Wallet> wallet;
    std::optional<Trust> trust;
    std::optional<Bond> bond;
    std::optional<ContactPersons> contacts;
    std::optional<ResponseDelay> response_delay;
    std::optional<Power> power;
    MaybeQuantity attention_cap;
    base::Location where;
};

template <>
struct Description<Shock> {
    static constexpr std::string_view name = "shock", meaning = "what a change of owner does to the client's loss";
    static constexpr std::array alternatives{Alternative{"loss_times", "for"}, Alternative{"sales_lost", "over"}};
    static constexpr auto fields =
        std::make_tuple(field("loss_times", &Shock::loss_times, between(a_number, 0, 1000),
                              "loss that salespeople can change, times this"),
                        field("for", &Shock::lasts, constant_only(between(some_months, 1, 60)),
                              "so many months, the month of the change included"),
                        field("sales_lost", &Shock::sales_lost, below_one(a_share),
                              "part of a year's sales to the client that the change costs in total"),
                        field("over", &Shock::over, constant_only(between(some_months, 1, 60)),
                              "months over which they are lost", "12 months"),
                        field("overlap", &Shock::overlap, constant_only(between(some_months, 0, 12)),
                              "months in which the former owner gives a client handed over the hours it needs, too",
                              "0: the former owner is out at once"),
                        field("overlap_saves", &Shock::overlap_saves, a_share,
                              "part of what the transfer costs that is spared where owners overlap", "0"));
};

template <>
struct Description<Neglect> {
    static constexpr std::string_view name = "neglect", meaning = "what missing attention does";
    static constexpr auto fields = std::make_tuple(
        field("loss_times", &Neglect::loss_times, between(a_number, 1, 100),
              "a client with no attention at all is lost so many times as often as one fully served", "1: no effect"));
};

template <>
struct Description<Wallet> {
    static constexpr std::string_view name = "wallet", meaning = "how the share of wallet answers to effort";
    static constexpr auto fields =
        std::make_tuple(field("at_no_effort", &Wallet::at_no_effort, below_one(a_share),
                              "share of wallet with no effort, as a part of today's"),
                        field("at_unlimited_effort", &Wallet::at_unlimited_effort, above(a_share, 0),
                              "with unlimited effort: part of what others sell today that we would win"),
                        field("steepness", &Wallet::steepness, above(between(a_number, 0, 10), 0),
                              "exponent of effort; above 1 the response is S-shaped", "1"),
                        field("memory", &Wallet::memory, below_one(a_share),
                              "part of the gap that remains after a month", "0: at once"));
};

template <>
struct Description<Relationship> {
    static constexpr std::string_view name = "relationship",
                                      meaning = "how clients answer to attention and to changes of owner";
    static constexpr auto fields = std::make_tuple(
        field("owner_leaves", &Relationship::owner_leaves, "the owner leaves the firm", "no effect"),
        field("planned_transfer", &Relationship::planned_transfer, "the client is handed to another owner",
              "no effect"),
        field("neglect", &Relationship::neglect, "what missing attention does", "no effect"),
        field("wallet", &Relationship::wallet, "how the share of wallet answers to effort", "it stays as it is"),
        field("trust", &Relationship::trust, "trust in the firm", "no effect"),
        field("bond", &Relationship::bond, "the tie to the owner as a person", "no effect of its own"),
        field("contacts", &Relationship::contacts, "the client's people come and go", "no effect"),
        field("response_delay", &Relationship::response_delay, "how loss answers to waiting", "no effect"),
        field("power", &Relationship::power, "what a client does with its weight", "nothing"),
        field("attention_cap", &Relationship::attention_cap, between(a_number, 1, 10),
              "most hours a client gets, as a multiple of the hours it needs", "1.2, an assumption"));
};

}  // namespace clientele::scenario
