#pragma once

#include <bit>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/model/parameters.hpp"
#include "engine/scenario/structure.hpp"

namespace clientele::model {

/// A set of stages, one bit each; a lifecycle has at most 32.
struct StageSet {
    std::uint32_t bits = 0;

    bool has(std::size_t stage) const { return ((bits >> stage) & 1U) != 0; }
    void add(std::size_t stage) { bits |= 1U << stage; }
    bool empty() const { return bits == 0; }
    friend bool operator==(StageSet, StageSet) = default;
};

enum class Does : std::uint8_t { win = 1, keep = 2, grow = 4, plan = 8, support = 16 };

struct TeamTerms {
    std::string name;
    std::uint8_t does = 0;  ///< bits of Does
    StageSet owns;
    double span = 0;             ///< clients per seat; 0: no limit
    double win_share = 0;        ///< part of client-facing hours for winning
    std::uint32_t min_team = 1;  ///< people there, for others to cover an empty seat
    double cover = 0;            ///< part of an empty seat's hours that they give
    scenario::Allocates allocates = scenario::Allocates::equal;
    double bent_by_pay = 0;  ///< part of the hours that follow commission
    scenario::Assigns assigns = scenario::Assigns::least_loaded;
    std::uint32_t plans_a_year = no_limit;  ///< accounts planned for; no_limit: all that ask for it
    static constexpr std::uint32_t no_limit = 0xFFFFFFFF;
    bool checks_plans = false;  ///< the client is asked
    bool answers_all = false;   ///< urgent requests of every client of teams that say so, too
    std::uint32_t first_seat = 0;
    std::uint32_t last_seat = 0;  ///< one past

    bool does_any(std::uint8_t activities) const { return (does & activities) != 0; }
    std::uint32_t seats() const { return last_seat - first_seat; }
};

struct Seat {
    std::uint16_t team = 0;
    std::uint16_t role = 0;
    std::uint16_t person = 0;
};

enum class Counter : std::uint8_t { orders, revenue, smallest_order, order_streak, months, potential, profit_below };

/// A condition on a client's counters since it entered its stage: counter >= at_least, of profit_below < at_least.
struct CriterionTerms {
    Counter counter = Counter::orders;
    ParameterId at_least;
    std::uint32_t window = 0;  ///< of smallest_order [month]

    friend bool operator==(const CriterionTerms&, const CriterionTerms&) = default;
};

/// For whom something holds while a structure comes client by client.
enum class Way : std::uint8_t { fresh, as_before };

/// A change of stage by rule at month end, with or without limited places.
struct RuleMove {
    std::string name;
    Way way = Way::fresh;
    StageSet from;
    std::uint8_t to = 0;
    std::vector<CriterionTerms> any;
    std::vector<CriterionTerms> all;
    std::uint32_t review = 1;      ///< months between looks
    std::uint32_t first_look = 0;  ///< month
    double at_most = 0;            ///< places as a share of all clients; 0: no such limit
    bool limited_by_span = false;  ///< places = seats x span of the team that owns `to`
    scenario::Order order = scenario::Order::canonical;
};

/// A part of the clients whose turn begins together.
struct WaveTerms {
    double clients = 1;       ///< part of all [1]
    std::uint32_t first = 0;  ///< month
};

/// How a structure comes client by client.
struct RolloutTerms {
    std::vector<WaveTerms> waves;
    ParameterId takes;                   ///< [month]
    std::vector<ParameterId> readiness;  ///< [1]
    scenario::Order order = scenario::Order::by_potential;
    ParameterId cost;          ///< once [currency]
    ParameterId running_cost;  ///< [currency/month]
};

/// Teams, seats and rules in force together. With a rollout it holds the organisation before, too, for clients whose
/// turn has not come: its teams, seats and rules stand behind its own, and most people sit in both.
struct Organisation {
    std::string structure;                 ///< id of the structure that says so
    std::vector<TeamTerms> teams;          ///< by name
    std::vector<Seat> seats;               ///< by team
    std::vector<std::int16_t> owner_team;  ///< [stage], -1: nobody owns clients there
    std::vector<std::int16_t> seat_of;     ///< [person], -1: not seated
    std::vector<RuleMove> rules;           ///< in order of priority: handover, admission, then by name

    std::optional<RolloutTerms> rollout;
    std::size_t own_teams = 0, own_seats = 0;     ///< those behind belong to the organisation before
    std::vector<std::int16_t> owner_team_before;  ///< [stage]; with a rollout
    std::vector<std::int16_t> seat_before;        ///< [person]; with a rollout
};

/// An organisation and the first month it holds.
struct Regime {
    std::uint32_t first_month = 0;
    Organisation organisation;
};

}  // namespace clientele::model
