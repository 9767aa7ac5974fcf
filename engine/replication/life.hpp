#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <vector>

#include "engine/behaviour/tiles.hpp"
#include "engine/random/batch.hpp"
#include "engine/replication/lives.hpp"
#include "engine/replication/market.hpp"
#include "engine/replication/payment.hpp"
#include "engine/replication/population.hpp"
#include "engine/replication/seating.hpp"
#include "engine/replication/terms.hpp"
#include "engine/replication/ties.hpp"

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
    std::vector<std::uint8_t> old_way;     ///< its turn in a rollout has not come; with a rollout
    std::vector<std::uint16_t> law;
    std::vector<std::int16_t> owner;  ///< person, -1: nobody
    std::vector<Account> account;
    std::vector<std::uint32_t> order_threshold;
    std::vector<std::uint32_t> loss_threshold;
    std::vector<double> revenue_here;          ///< since it entered its stage [currency]
    std::vector<double> wallet;                ///< share of wallet now [1]
    std::vector<double> external, relational;  ///< hazards [1/month]
    std::vector<double> shock_times;
    std::vector<double> within_reach;   ///< wallet at unlimited effort, part of what others sell; if stages differ
    std::vector<double> profit_before;  ///< profit before it entered its stage, if a rule asks [currency]
    std::vector<std::int32_t> changed;  ///< month since when it is worked the new way, or -1; with a rollout
    std::vector<std::int32_t> planned_since;      ///< month, or no_plan; with account plans
    std::vector<double> felt_hours, felt_served;  ///< hours and service as they act this month; with either
    std::vector<double> hours, served;            ///< received [h/month]; part of need met [1]
    std::vector<std::uint8_t> overlap_left;       ///< months in which a former owner still serves, where owners overlap
    std::vector<std::int16_t> former;             ///< that owner
    // Where phenomena meet; each sized and used only where one acts, and reset at the start of a month.
    std::vector<double> strain;  ///< pulls a client away: relational loss times exp(strain); 0 as at today
    std::vector<double> demand;  ///< factor on the hours a client needs; 1 as its stage says
};

/// What changes about people. [person]
struct PersonState {
    std::vector<std::uint32_t> vacant;  ///< months the post stays empty
    std::vector<std::uint32_t> tenure;  ///< months since hired; saturating
    std::vector<std::uint32_t> holder;  ///< how many held the post before
    std::vector<double> skill;          ///< hours that an hour counts for [1]
    std::vector<double> load;           ///< of last month, where people answer to it: hours needed / there, at least 1
    std::vector<std::uint8_t> there;    ///< scratch: may be chosen by skill
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
    double conceded = 0;           ///< discounts to clients who asked
    double acquisition = 0;        ///< money spent on attempts
    double acquisition_hours = 0;  ///< people's hours charged to attempts; part of `people`
    std::uint64_t orders = 0, wins = 0, external_losses = 0, relational_losses = 0, stated_losses = 0, departures = 0,
                  transfers = 0, grants = 0;
};

enum class Cause : std::uint8_t { effort, external, relational, carried, stated, chance, rule };

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
    std::vector<Event>* events = nullptr;                          ///< null unless somebody asks
    std::vector<Sale>* sales = nullptr;                            ///< null unless somebody asks
    Telling telling;                                               ///< how much is told then
    std::map<std::uint32_t, std::vector<Reason>> reasons_of_loss;  ///< of clients lost this month, if told
    std::uint32_t replication = 0;
    std::uint32_t month = 0;
    std::uint32_t regime_month = 0;  ///< first month of the organisation in force

    const double* potential = nullptr;  ///< of clients now [currency/month]
    MarketState market;
    PaymentState payment;
    TieState ties;
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
    Allocation allocation;
    std::vector<double> margin_before;  ///< of each client, up to last month, where commission is paid [currency]
    std::vector<double> judgement;  ///< factor on a client's revenue as its seat judges it; empty: none by intuition
    std::vector<std::vector<std::uint32_t>> judgement_words;  ///< [judgement of four] -> word by client
    std::vector<double> need, given;                          ///< scratch
    std::vector<std::vector<double>> month_smallest;  ///< ring of smallest orders of recent months, if a rule asks
    std::vector<Move> moves;
    behaviour::Tiles rule_tiles;  ///< scratch: where a rule finds clients of its stages
    std::size_t moved_count = 0;  ///< clients that changed stage this month, the first of `moved_ids`
    std::vector<std::uint32_t> moved_ids;
    std::vector<std::uint32_t> moved_needs;  ///< bits of the decisions that only their new stage takes
    std::size_t shocked_count = 0;
    std::vector<std::uint32_t> overlapping;  ///< clients with a former owner who still serves, the first of them
    std::size_t overlapping_count = 0;
    std::size_t plans = 0;            ///< clients with an account plan this month
    std::vector<std::uint32_t> turn;  ///< clients in the order in which their turn in a rollout comes
    std::size_t changed_over = 0;     ///< those whose turn has come, the first of `turn`

    std::vector<double> series;          ///< [series x month]
    std::vector<std::uint64_t> digests;  ///< [month]
    std::vector<double> kpis;
    std::uint64_t digest = 0;

    // Facts of the compiled model that spare whole phases.
    bool uses_hours = false, uses_orders = false, uses_poisson = false, uses_loss = false, uses_pivot = false,
         uses_wallet = false, uses_streaks = false, uses_own_laws = false, uses_profit = false, uses_plans = false,
         uses_rollout = false, uses_strain = false, uses_demand = false;
    std::uint32_t smallest_window = 0;
    std::size_t client_count() const { return clients.stage.size(); }
    const behaviour::Tiles& tiles_of(std::size_t decision) const { return groups[group_of[decision]].tiles; }
};

/// Hours of former owners for clients handed over; before seats divide theirs.
void serve_overlapping(Life& life);  // overlap.cpp
/// The former owner of a client that was handed over goes on serving it. \returns whether there is one who can
bool begin_overlap(Life& life, std::uint32_t client, std::int16_t from);

// The phases of a month, in their order; each in a file of its own.
void begin_life(Life& life);          // life.cpp
void calendar(Life& life);            // calendar.cpp: the organisation in force, words of the next four months
void people_come_and_go(Life& life);  // people.cpp
void move_market(Life& life);         // market.cpp: potentials
void use_power(Life& life);           // power.cpp: concessions, demand
void divide_attention(Life& life);    // attention.cpp: demand, allocation
void set_spending(Life& life);        // attention.cpp: share of wallet, order values
void win_prospects(Life& life);       // pipeline.cpp
void take_orders(Life& life);         // orders.cpp
void pay_commission(Life& life);      // commission.cpp, where anybody earns one
void feel_ties(Life& life);           // ties.cpp: trust, bond, contacts, waiting
void lose_clients(Life& life);        // loss.cpp
void apply_moves(Life& life);         // ownership.cpp
void apply_rules(Life& life);         // rules.cpp
void close_month(Life& life);         // books.cpp
void close_life(Life& life);          // books.cpp

inline double all_costs(const Books& books) {
    return books.people + books.hiring + books.severance + books.serving + books.handling + books.receivables +
           books.bad_debt + books.conceded + books.acquisition + books.programme;
}

/// A month, in its order. What the compiled model does not use, a phase leaves at once.
struct Phase {
    const char* name;
    void (*happens)(Life& life);
};
inline constexpr Phase phases_of_a_month[] = {
    {"calendar", calendar},      {"people", people_come_and_go},  {"market", move_market},
    {"power", use_power},        {"attention", divide_attention}, {"spending", set_spending},
    {"pipeline", win_prospects}, {"orders", take_orders},         {"commission", pay_commission},
    {"ties", feel_ties},         {"loss", lose_clients},          {"changes of stage", apply_moves},
    {"rules", apply_rules},      {"books", close_month}};

// Parts of the phases.
/// The clients whose turn in a rollout has come, and what the programme costs; ends the calendar.
void change_clients_over(Life& life);  // rollout.cpp
/// Who has an account plan this month; before hours are divided.
void plan_accounts(Life& life);  // plans.cpp
/// Hours and service as clients feel them: account plans, benefits put off; after hours are divided.
void feel_service(Life& life);  // plans.cpp
/// Turns of a rollout that begins now; without one everybody is worked as the organisation says.
void begin_rollout(Life& life);
/// Time of people who work both ways.
void split_time(Life& life);
/// Hours a client needs from the team that owns it. [h/month]
double client_need(const Life& life, const model::TeamTerms& team, std::uint32_t client);
/// Whether the client needs a new owner in the organisation in force. Who may keep it keeps it; who belongs to nobody
/// there is left.
bool must_move(Life& life, std::uint32_t client);
/// New owners for the first of life.ids, in this order.
void find_owners(Life& life, std::size_t count);
/// Ties of the stage that the client enters. \pre stage, law and accounts of the client are those of the new stage
void tie(Life& life, std::uint32_t client);  // stages.cpp
/// Thresholds of moves whose chance grows with service or neglect.
void answer_to_service(Life& life);
/// Chance of a move by chance for one client. [1/month]
double move_chance(const Life& life, std::size_t move, std::uint32_t client);
/// Profit a client brought since it entered its stage. [currency]
double profit_here(const Life& life, std::size_t client);
/// mark[k] = 1 where client first + k of a tile brought less profit than this since it entered its stage.
void mark_profit_below(const Life& life, double limit, std::size_t first, std::uint8_t* mark);

/// Shocks of departures before the first month.
void remember_departures(Life& life);
/// Commission for the clients that a team won: the moves from `first` on. Seats of one team earn alike.
void pay_for_wins(Life& life, const model::TeamTerms& team, std::size_t first);
/// Fills a post, at the cost of a hire and with its ramp.
void hire(Life& life, std::size_t person, const RoleNumbers& role);
/// Seats of the organisation that begins now.
void begin_seats(Life& life);  // staffing.cpp
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
/// Gives a client to the seat that its team's rule names, or to nobody. An owner who may stay stays; another one means
/// a planned transfer. \returns false, and changes nothing, where room is needed and no seat has any
bool give_owner(Life& life, std::uint32_t client, std::uint8_t stage, Room room);
/// How often the client orders and how easily it is lost, where clients differ in that.
void take_own_laws(Life& life, std::uint32_t client);
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

/// Service as it acts this month, by client.
inline const double* served_as_felt(const Life& life) {
    return life.clients.felt_served.empty() ? life.clients.served.data() : life.clients.felt_served.data();
}

inline bool worked_as_before(const Life& life, std::uint32_t client) {
    return life.uses_rollout && life.clients.old_way[client] != 0;
}

/// The team that owns the client in a stage, -1: none.
inline std::int16_t owning_team(const Life& life, std::uint32_t client, std::size_t stage) {
    return worked_as_before(life, client) ? life.organisation->owner_team_before[stage]
                                          : life.organisation->owner_team[stage];
}

/// The seat from which its owner serves the client, -1: it has no owner, or the owner no seat.
inline std::int16_t seat_held(const Life& life, std::uint32_t client) {
    if (life.clients.owner[client] < 0) {
        return -1;
    }
    const auto person = static_cast<std::size_t>(life.clients.owner[client]);
    return worked_as_before(life, client) ? life.seats.seat_before[person] : life.seats.seat_of[person];
}

/// A seat of the person, the organisation's own before the one before; -1: none.
inline std::int16_t any_seat(const Life& life, std::size_t person) {
    const std::int16_t own = life.seats.seat_of[person];
    return own < 0 && life.organisation->rollout ? life.seats.seat_before[person] : own;
}

/// Whether the seat belongs to the organisation before and its person has a seat in this one, too.
inline bool is_second_seat(const Life& life, std::size_t seat) {
    return seat >= life.organisation->own_seats && life.seats.seat_of[life.seats.person[seat]] >= 0;
}

/// The role in which the person of a seat is paid: that of the first seat.
inline std::size_t role_of_seat(const Life& life, std::size_t seat) {
    const std::size_t paid =
        is_second_seat(life, seat) ? static_cast<std::size_t>(life.seats.seat_of[life.seats.person[seat]]) : seat;
    return life.organisation->seats[paid].role;
}

/// People of the organisation before whom this one does not seat stay until the last client is worked the new way.
inline bool is_released(const Life& life, std::size_t seat) {
    return seat >= life.organisation->own_seats && life.changed_over == life.client_count();
}

inline random::Entity entity_of(const model::ClientTable& clients, std::uint32_t client) {
    return {(std::uint64_t{clients.address_high[client]} << 32U) | clients.address_low[client]};
}

}  // namespace clientele::replication
