#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "engine/behaviour/tiles.hpp"
#include "engine/random/batch.hpp"
#include "engine/replication/lives.hpp"
#include "engine/replication/population.hpp"
#include "engine/replication/seating.hpp"
#include "engine/replication/terms.hpp"

namespace clientele::replication {

/// What is booked to a client: touched where something happens, never passed over.
struct Account {
    double revenue = 0, margin = 0, cost = 0;  ///< over the life [currency]
    std::int32_t entered = -1;                 ///< month at whose end it entered its stage, -1: from the start
    std::uint32_t orders = 0;                  ///< since it entered its stage
};

/// What changes about clients, a column a property. [client]
struct ClientState {
    std::vector<std::uint8_t> stage;       ///< at the start of the month
    std::vector<std::uint8_t> moved;       ///< changed its stage this month
    std::vector<std::uint8_t> mark;        ///< scratch of the passes
    std::vector<std::uint8_t> eligible;    ///< scratch of the rules
    std::vector<std::uint8_t> buys;        ///< in a stage of kind client
    std::vector<std::uint8_t> courted;     ///< in a stage that attempts start from
    std::vector<std::uint8_t> pivoted;     ///< loss answers to attention
    std::vector<std::uint8_t> streak;      ///< months in a row with an order, at most 255
    std::vector<std::uint8_t> shock_left;  ///< months of owner-change shock, this one included
    std::vector<std::uint16_t> law;
    std::vector<std::int16_t> owner;  ///< person, -1: nobody
    std::vector<Account> account;
    std::vector<std::uint32_t> order_threshold;
    std::vector<std::uint32_t> loss_threshold;
    std::vector<double> revenue_here;          ///< since it entered its stage [currency]
    std::vector<double> wallet;                ///< share of wallet now [1]
    std::vector<double> external, relational;  ///< hazards [1/month]
    std::vector<double> shock_times;
    std::vector<double> hours, served;  ///< received [h/month]; part of need met [1]
};

/// What changes about people. [person]
struct PersonState {
    std::vector<std::uint32_t> vacant;  ///< months the post stays empty
    std::vector<std::uint32_t> tenure;  ///< months since hired; saturating
};

/// What changes about seats of the organisation in force. [seat]
struct SeatState {
    Seating taken;                         ///< clients owned
    std::vector<double> hours;             ///< client-facing hours this month
    std::vector<std::uint32_t> first;      ///< where the seat's clients begin in `clients`
    std::vector<double> presence;          ///< 0 vacant ... 1 at full strength
    std::vector<double> cost;              ///< pay and charges this month [currency]
    std::vector<std::uint8_t> unsettled;   ///< its person is new, or missing
    std::vector<std::uint32_t> may_leave;  ///< seats whose role has a chance to leave
    std::size_t may_leave_count = 0;
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
};

/// Sums of the firm. [currency]
struct Books {
    double revenue = 0;
    double margin = 0;
    double people = 0;  ///< pay and charges of filled seats
    double hiring = 0;
    double serving = 0;            ///< money spent on clients by their stage
    double serving_hours = 0;      ///< people's hours charged to clients they serve; part of `people`
    double acquisition = 0;        ///< money spent on attempts
    double acquisition_hours = 0;  ///< people's hours charged to attempts; part of `people`
    std::uint64_t orders = 0, wins = 0, external_losses = 0, relational_losses = 0, stated_losses = 0, departures = 0,
                  transfers = 0;
};

enum class Cause : std::uint8_t { effort, external, relational, stated, chance, rule };

struct Move {
    std::uint32_t client;
    std::uint8_t to;
    Cause cause;
    double chance;
    std::uint32_t word;
};

/// Decisions that the same stages take: their words are drawn together.
struct DecisionGroup {
    std::uint32_t stages = 0;     ///< a bit each
    std::uint32_t decisions = 0;  ///< a bit each
    behaviour::Tiles tiles;       ///< where clients of these stages are, or were within the four months
};

/// One life of one structure: its state, and the phases of a month as the functions that change it. All memory is taken
/// at construction, for the largest organisation of the model.
struct Life {
    Life(const model::Firm& firm, const model::Model& model);

    /// Lives one replication. \pre terms are of its world, population is drawn for it
    void live(const Terms& terms, const Population& population, std::uint32_t replication, std::vector<Event>* events);

    const model::Firm& firm;
    const model::Model& model;
    const model::Organisation* organisation = nullptr;
    const Terms* terms = nullptr;
    const Population* population = nullptr;
    std::vector<Event>* events = nullptr;  ///< null unless somebody asks
    std::uint32_t replication = 0;
    std::uint32_t month = 0;
    std::uint32_t regime_month = 0;  ///< first month of the organisation in force

    ClientState clients;
    ClientState at_start;  ///< the clients before the first month, the same in every life of a world
    std::vector<std::uint32_t> in_stage_at_start, law_threshold_at_start;
    std::vector<double> law_chance_at_start;
    std::vector<std::vector<std::uint32_t>> move_threshold_at_start;
    std::uint64_t bound_version = 0;  ///< of the terms that `at_start` was made for
    PersonState people;
    SeatState seats;
    TeamState teams;
    Books books, month_books;
    std::vector<std::uint32_t> in_stage;  ///< clients by stage now
    std::vector<std::uint8_t> law_stage;  ///< stage by law
    std::vector<double> law_chance;       ///< written chance by law, overload included [1/month]
    std::vector<std::uint32_t> law_threshold;
    std::vector<std::vector<std::uint32_t>> words;  ///< [decision x month of four] -> word by client
    std::vector<DecisionGroup> groups;
    std::vector<std::size_t> group_of;                       ///< [decision]
    std::vector<random::Drawing> drawings;                   ///< scratch: the decisions of a group
    std::vector<std::vector<std::uint32_t>> move_threshold;  ///< [chance move] -> threshold by client
    std::vector<std::uint32_t> ids, shocked;
    std::vector<std::uint32_t> event_words;
    std::vector<double> event_scale, event_log_sd, event_value, zeros;
    std::vector<std::uint32_t> event_client;
    std::vector<std::uint32_t> several, counts;             ///< buyers with more than one order a month, and how many
    std::vector<std::vector<std::uint32_t>> value_planes;   ///< [ordinal of four] -> word of an order's value by client
    std::vector<std::vector<std::uint32_t>> attempt_words;  ///< [month of four] -> word by client
    std::vector<std::uint32_t> attempt_period;  ///< by client: four months, counted from 1, whose words stand there
    std::vector<std::vector<std::uint32_t>> departure_words;  ///< [month of four] -> word by person
    std::vector<double> need, weight, given;
    std::vector<std::vector<double>> month_smallest;  ///< ring of smallest orders of recent months, if a rule asks
    std::vector<unsigned> order;
    std::vector<Move> moves;
    behaviour::Tiles rule_tiles;  ///< scratch: where a rule finds clients of its stages
    std::size_t moved_count = 0;  ///< clients that changed stage this month, the first of `moved_ids`
    std::vector<std::uint32_t> moved_ids;
    std::vector<std::uint32_t> moved_needs;  ///< bits of the decisions that only their new stage takes
    std::size_t shocked_count = 0;

    std::vector<double> series;          ///< [series x month]
    std::vector<std::uint64_t> digests;  ///< [month]
    std::vector<double> kpis;
    std::uint64_t digest = 0;

    // Facts of the compiled model that spare whole phases.
    bool uses_hours = false, uses_orders = false, uses_poisson = false, uses_loss = false, uses_pivot = false,
         uses_wallet = false, uses_streaks = false;
    std::uint32_t smallest_window = 0;
    std::size_t client_count() const { return clients.stage.size(); }
    const behaviour::Tiles& tiles_of(std::size_t decision) const { return groups[group_of[decision]].tiles; }
};

// The phases of a month, in their order; each in a file of its own.
void begin_life(Life& life);          // life.cpp
void calendar(Life& life);            // calendar.cpp: the organisation in force, words of the next four months
void people_come_and_go(Life& life);  // people.cpp
void divide_attention(Life& life);    // attention.cpp: demand, allocation, share of wallet
void win_prospects(Life& life);       // pipeline.cpp
void take_orders(Life& life);         // orders.cpp
void lose_clients(Life& life);        // loss.cpp
void apply_moves(Life& life);         // ownership.cpp
void apply_rules(Life& life);         // rules.cpp
void close_month(Life& life);         // books.cpp
void close_life(Life& life);          // books.cpp

/// A month, in its order. What the compiled model does not use, a phase leaves at once.
struct Phase {
    const char* name;
    void (*happens)(Life& life);
};
inline constexpr Phase phases_of_a_month[] = {{"calendar", calendar},
                                              {"people", people_come_and_go},
                                              {"attention", divide_attention},
                                              {"pipeline", win_prospects},
                                              {"orders", take_orders},
                                              {"loss", lose_clients},
                                              {"changes of stage", apply_moves},
                                              {"rules", apply_rules},
                                              {"books", close_month}};

/// Shocks of departures before the first month.
void remember_departures(Life& life);
/// Seats of the organisation that begins now.
void begin_seats(Life& life);
enum class Entry { at_start, by_move };
/// Puts a client into a stage: law, thresholds, counters.
void enter(Life& life, std::uint32_t client, std::uint8_t stage, Entry entry);
/// Which decisions go together: once a life object, from the laws.
void group_decisions(Life& life);
/// Draws the words that clients who moved this month will need in what is left of the four months.
void draw_words_of_moved(Life& life);
enum class Room { needed, not_needed };
/// The seat that the team's rule names. \returns one past the last seat where room is needed and nobody has any
std::uint32_t choose_seat(Life& life, std::size_t team, Room room);
/// A client changes its stage: told where somebody listens.
void tell_move(Life& life, const Move& move);
/// Gives a client to the seat that its team's rule names, or to nobody. An owner who may stay stays; another one means
/// a planned transfer. \returns false, and changes nothing, where room is needed and no seat has any
bool give_owner(Life& life, std::uint32_t client, std::uint8_t stage, Room room);
/// A planned transfer has happened: counted, told, and felt by the client, who is or will be in `stage`.
void transfer(Life& life, std::uint32_t client, std::int16_t from, std::uint8_t stage);
/// Begins an owner-change shock, or renews it.
void shock(Life& life, std::uint32_t client, const model::ShockTerms& terms, double times);
/// Charges what the client's stage cost since it entered.
void settle_stage_cost(Life& life, std::uint32_t client);

/// Tenure of a person beyond the staff list before a structure first seats that person: then the hire costs and ramps.
inline constexpr std::uint32_t not_hired_yet = 0xFFFFFFFF;

/// Stands where a month had no order, above every amount.
inline constexpr double no_order_yet = 1e300;

/// Adds to the rolling digest of the life.
inline void digest_in(Life& life, std::uint64_t value) {
    life.digest = random::mix(life.digest ^ value) + 0x9E3779B97F4A7C15ULL;
}

inline random::Entity entity_of(const model::ClientTable& clients, std::uint32_t client) {
    return {(std::uint64_t{clients.address_high[client]} << 32U) | clients.address_low[client]};
}

}  // namespace clientele::replication
