#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

#include "engine/base/column.hpp"
#include "engine/behaviour/tiles.hpp"
#include "engine/random/batch.hpp"
#include "engine/replication/seating.hpp"
#include "engine/replication/terms.hpp"

/// What a life remembers from month to month, by what it is about.
namespace clientele::replication {

/// What is booked to a client: touched where something happens, never passed over.
struct Account {
    double revenue = 0, margin = 0, cost = 0;  ///< over the life [currency]
    std::int32_t entered = -1;                 ///< month at whose end it entered its stage, -1: from the start
    std::uint32_t orders = 0;                  ///< since it entered its stage
};

/// Months that are left of each kind of shock: a weak one that lasts does not prolong a strong one.
struct ShockMonths {
    std::uint8_t left[4] = {0, 0, 0, 0};  ///< [Shock], and a filler

    std::uint8_t& of(Shock kind) { return left[static_cast<std::size_t>(kind)]; }
    std::uint8_t most() const { return std::max({left[0], left[1], left[2]}); }
    bool none() const { return std::bit_cast<std::uint32_t>(left) == 0; }
};

/// What changes about clients, a column a property. [client]
struct ClientState {
    base::Column<std::uint8_t> stage;     ///< at the start of the month
    base::Column<std::uint8_t> moved;     ///< changed its stage this month
    base::Column<std::uint8_t> mark;      ///< scratch of the passes
    base::Column<std::uint8_t> eligible;  ///< scratch of the rules
    base::Column<std::uint8_t> buys;      ///< in a stage of kind client
    base::Column<std::uint8_t> courted;   ///< in a stage that attempts start from
    base::Column<std::uint8_t> pivoted;   ///< loss answers to attention
    base::Column<std::uint8_t> streak;    ///< months in a row with an order, at most 255
    base::Column<std::uint8_t> old_way;   ///< its turn in a rollout has not come; with a rollout
    base::Column<std::uint16_t> law;
    base::Column<std::int16_t> owner;  ///< person, -1: nobody
    base::Column<Account> account;
    base::Column<std::uint32_t> order_threshold;
    base::Column<std::uint32_t> loss_threshold;
    base::Column<double> revenue_here;          ///< since it entered its stage [currency]
    base::Column<double> wallet;                ///< share of wallet now [1]
    base::Column<double> external, relational;  ///< hazards [1/month]
    base::Column<ShockMonths> shock_left;       ///< of owner-change shocks, this month included
    base::Column<double> shock_times;           ///< factor of the strongest of them under the client's law; 1: none
    base::Column<double> within_reach;   ///< wallet at unlimited effort, part of what others sell; if stages differ
    base::Column<double> profit_before;  ///< profit before it entered its stage, if a rule asks [currency]
    base::Column<std::int32_t> changed;  ///< month since when it is worked the new way, or -1; with a rollout
    base::Column<std::int32_t> planned_since;      ///< month, or no_plan; with account plans
    base::Column<double> felt_hours, felt_served;  ///< hours and service as they act this month; with either
    base::Column<double> hours, served;            ///< received [h/month]; part of need met [1]
    base::Column<std::uint8_t> overlap_left;  ///< months in which a former owner still serves, where owners overlap
    base::Column<std::int16_t> former;        ///< that owner
    // Where phenomena meet; each sized and used only where one acts, and reset at the start of a month.
    base::Column<double> strain;  ///< pulls a client away: relational loss times exp(strain); 0 as at today
    base::Column<double> demand;  ///< factor on the hours a client needs; 1 as its stage says
};

/// What changes about people. [person]
struct PersonState {
    std::vector<std::uint32_t> vacant;  ///< months the post stays empty
    std::vector<std::uint32_t> tenure;  ///< months since hired; saturating
    std::vector<std::uint32_t> holder;  ///< how many held the post before
    std::vector<double> skill;          ///< hours that an hour counts for [1]
    std::vector<double> load;           ///< of last month, where people answer to it: hours needed / there, at least 1
    std::vector<double> commission;     ///< part of margin that a person earns this month, behind nobody's
    std::vector<std::uint8_t> there;    ///< scratch: may be chosen by skill
    std::vector<std::uint8_t> leaving;  ///< 1 while the clients of those who leave this month are looked for
};

/// What changes about seats of the organisation in force. [seat]
struct SeatState {
    std::vector<std::uint16_t> person;      ///< who sits there: the organisation's, but for roles chosen by skill
    std::vector<std::int16_t> seat_of;      ///< [person], -1: not seated
    std::vector<std::int16_t> seat_before;  ///< [person], in the organisation before; with a rollout
    Seating taken;                          ///< clients owned
    std::vector<double> hours;              ///< client-facing hours this month
    std::vector<double> for_clients, for_winning;  ///< the two parts of them
    std::vector<double> need;                      ///< hours its clients need; with a rollout [h/month]
    std::vector<std::uint32_t> first;              ///< where the seat's clients begin in `clients`
    std::vector<double> presence;                  ///< 0 vacant ... 1 at full strength
    std::vector<double> cost;                      ///< pay and charges this month [currency]
    std::vector<double> serving;                   ///< of them for the seat's clients this month
    std::vector<double> rate;                      ///< what such an hour costs [currency/h]
    std::vector<double> effect;                    ///< how many hours it counts for [1]
    std::vector<double> reserved;                  ///< hours promised to clients handed over [h]
    std::vector<std::uint8_t> unsettled;           ///< its person is new, or missing
    std::vector<std::uint32_t> may_leave;          ///< seats whose role has a chance to leave
    std::size_t may_leave_count = 0;
    std::vector<std::uint32_t> leaving;  ///< scratch: seats whose people leave this month
    std::size_t unsettled_count = 0;
    double all_cost = 0;                 ///< sum of cost: exact, amounts are whole grains
    std::vector<std::uint32_t> fill;     ///< scratch of the listing
    std::vector<std::uint32_t> clients;  ///< owned clients by seat, ascending within a seat
    bool stale = true;                   ///< ownership changed since `clients` was made
};

struct TeamState {
    std::vector<double> hours_used, hours_available;  ///< over the life [h]
    std::vector<double> hours_now;                    ///< client-facing hours of this month [h]
    std::vector<double> attempts_carried;             ///< part of an attempt left over from last month
    std::vector<double> hours_carried;                ///< and the hours behind it, where people differ [h]
    std::vector<double> hours_each;                   ///< hours an attempt takes this month [h]
};

/// Sums of the firm. [currency]
struct Books {
    double revenue = 0;
    double margin = 0;
    double people = 0;  ///< pay and charges of filled seats
    double hiring = 0;
    double severance = 0;
    double commission = 0;         ///< part of serving and acquisition
    double serving = 0;            ///< money spent on clients by their stage
    double serving_hours = 0;      ///< people's hours charged to clients they serve; part of `people`
    double programme = 0;          ///< spent on rollouts
    double handling = 0;           ///< of orders
    double receivables = 0;        ///< unpaid bills at the cost of money: a charge, no payment
    double bad_debt = 0;           ///< revenue that is never paid
    double conceded = 0;           ///< discounts to clients who asked, and to reach quotas
    double acquisition = 0;        ///< money spent on attempts
    double acquisition_hours = 0;  ///< people's hours charged to attempts; part of `people`
    std::uint64_t orders = 0, wins = 0, external_losses = 0, relational_losses = 0, stated_losses = 0, departures = 0,
                  transfers = 0, grants = 0;
};

inline double all_costs(const Books& books) {
    return books.people + books.hiring + books.severance + books.serving + books.handling + books.receivables +
           books.bad_debt + books.conceded + books.acquisition + books.programme;
}

enum class Cause : std::uint8_t { effort, external, relational, carried, stated, chance, rule };

struct Move {
    std::uint32_t client;
    std::uint8_t to;
    Cause cause;
    double chance;
    std::uint32_t word;
};

/// Orders beyond a client's first of the month; sized where orders are counted.
struct FurtherOrders {
    base::Column<std::uint32_t> ids, counts;                ///< buyers with more than one order, and how many
    base::Column<double> bought;                            ///< [client], with all orders of this month [currency]
    base::Column<std::uint32_t> orders;                     ///< [client], and in how many
    std::vector<base::Column<std::uint32_t>> value_planes;  ///< [ordinal of four] -> word of an order's value by client
};

/// Decisions that the same stages take: their words are drawn together.
struct DecisionGroup {
    std::uint32_t stages = 0;               ///< a bit each
    std::uint32_t decisions = 0;            ///< a bit each
    std::vector<random::Drawing> drawings;  ///< of these decisions, and where their words go
    behaviour::Tiles tiles;                 ///< where clients of these stages are, or were within the four months
};

/// Stands where a month had no order, above every amount.
inline constexpr double no_order_yet = 1e300;

/// What a life of a structure leaves behind.
struct Figures {
    Figures(const model::Firm& firm, const model::Model& model);

    std::vector<double> series;          ///< [series x month]
    std::vector<std::uint64_t> digests;  ///< [month]
    std::vector<double> kpis;            ///< [KPI of the model]
};

}  // namespace clientele::replication
