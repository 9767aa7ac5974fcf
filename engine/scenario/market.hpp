#pragma once

#include <tuple>

#include "engine/scenario/describe.hpp"

namespace clientele::scenario {

/// How potentials move: the logarithm is an autoregression of the first order around today's level, which begins at
/// today's level and is told by what a year does to it.
struct Variation {
    MaybeQuantity sd;
    MaybeQuantity persistence;
    base::Location where;
};

/// What moves for all clients at once.
struct Market {
    std::optional<Variation> potential_varies;
    MaybeQuantity cost_of_money;
    base::Location where;
};

template <>
struct Description<Variation> {
    static constexpr std::string_view name = "variation", meaning = "how far potentials move, and for how long";
    static constexpr auto fields = std::make_tuple(
        required(field("sd", &Variation::sd, between(a_yearly_share, 0, 3),
                       "standard deviation of the potential's logarithm after a year, seen from today")),
        field("persistence", &Variation::persistence, between(a_yearly_share, 0, 1),
              "part of a departure from today's level that is still there a year later",
              "100 %/year: what has changed stays changed"));
};

template <>
struct Description<Market> {
    static constexpr std::string_view name = "market", meaning = "what moves for all clients at once";
    static constexpr auto fields =
        std::make_tuple(field("potential_varies", &Market::potential_varies,
                              "the potentials of all clients move together", "they stay"),
                        field("cost_of_money", &Market::cost_of_money, between(a_yearly_share, 0, 10),
                              "what money tied up in unpaid bills costs", "judge.required_return"));
};

}  // namespace clientele::scenario
