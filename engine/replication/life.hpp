#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "engine/replication/lives.hpp"
#include "engine/replication/market.hpp"
#include "engine/replication/payment.hpp"
#include "engine/replication/population.hpp"
#include "engine/replication/quota.hpp"
#include "engine/replication/shared_work.hpp"
#include "engine/replication/state.hpp"
#include "engine/replication/terms.hpp"
#include "engine/replication/ties.hpp"

namespace clientele::replication {

/// One life of one structure at a time: its state, and the phases of a month as the functions that change it. All
/// memory is taken at construction, for the largest structure: structures live one after the other in the same place,
/// which is small and stays in the caches.
struct Life {
    /// \param memory of the columns; outlives the life
    Life(const model::Models& models, base::ColumnMemory& memory);

    /// The structure that lives from now on, and where its figures go.
    void turn_to(const model::Model& model, Figures& figures);
    /// Lives one replication of it. \pre terms are of its world, population is drawn and market begun for it
    void live(const Terms& terms, const Population& population, Market& market, std::uint32_t replication,
              std::vector<Event>* events);

    const model::Firm& firm;
    const model::Model* model = nullptr;
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
    Market* market = nullptr;
    PaymentState payment;
    TieState ties;
    QuotaState quota;
    SharedWork shared;
    ClientState clients;
    ClientState at_start;  ///< the clients before the first month, in every life and structure of a world
    std::vector<std::uint32_t> in_stage_at_start, law_threshold_at_start;
    std::vector<double> law_chance_at_start;
    std::vector<base::Column<std::uint32_t>> move_threshold_at_start;
    std::uint64_t bound_version = 0;  ///< of the terms that `at_start` was made for
    PersonState people;
    SeatState seats;
    TeamState teams;
    Books books, month_books;
    std::vector<std::uint32_t> in_stage;  ///< clients by stage now
    std::vector<std::uint8_t> law_stage;  ///< stage by law
    std::vector<double> law_chance;       ///< written chance by law, overload included; in a rollout, again as before
    std::vector<std::uint32_t> law_threshold;
    std::vector<base::Column<std::uint32_t>> words;  ///< [decision x month of four] -> word by client
    std::vector<DecisionGroup> groups;
    behaviour::Tiles buyers;             ///< where clients buy this month, with `uses_buyers`
    base::Column<std::uint32_t> buying;  ///< they themselves, the first of them, ascending
    std::size_t buying_count = 0;
    std::vector<std::size_t> group_of;                        ///< [decision]
    std::vector<base::Column<std::uint32_t>> move_threshold;  ///< [chance move] -> threshold by client
    base::Column<std::uint32_t> ids, shocked, event_words;
    base::Column<double> event_scale, event_log_sd, event_value, zeros;
    base::Column<std::uint32_t> event_client;
    FurtherOrders further;
    std::vector<base::Column<std::uint32_t>> attempt_words;  ///< [month of four] -> word by client
    std::vector<std::uint32_t> attempt_period;  ///< by client: four months, counted from 1, whose words stand there
    std::vector<std::vector<std::uint32_t>> departure_words;  ///< [month of four] -> word by person
    std::uint32_t departure_period = 0;                       ///< as attempt_period, of departures
    Allocation allocation;
    std::vector<double> margin_before;  ///< of each client, up to last month, where commission is paid [currency]
    std::vector<double> judgement;  ///< factor on a client's revenue as its seat judges it; empty: none by intuition
    std::vector<std::vector<std::uint32_t>> judgement_words;  ///< [judgement of four] -> word by client
    base::Column<double> need, given;                         ///< scratch
    std::vector<std::vector<double>> month_smallest;  ///< ring of smallest orders of recent months, if a rule asks
    std::vector<Move> moves;
    std::size_t moved_count = 0;  ///< clients that changed stage this month, the first of `moved_ids`
    base::Column<std::uint32_t> moved_ids;
    std::vector<std::uint32_t> moved_needs;  ///< bits of the decisions that only their new stage takes
    std::size_t shocked_count = 0;
    std::vector<std::uint32_t> overlapping;  ///< clients with a former owner who still serves, the first of them
    std::size_t overlapping_count = 0;
    std::size_t plans = 0;            ///< clients with an account plan this month
    bool feels_otherwise = false;     ///< hours and service act this month in another way than they are given
    std::vector<std::uint32_t> turn;  ///< clients in the order in which their turn in a rollout comes
    std::size_t changed_over = 0;     ///< those whose turn has come, the first of `turn`

    Figures* figures = nullptr;
    std::uint64_t digest = 0;

    // Facts of the firm that spare whole phases.
    bool uses_hours = false, uses_orders = false, uses_poisson = false, uses_loss = false, uses_pivot = false,
         uses_wallet = false, uses_own_laws = false, uses_plans = false, uses_strain = false, uses_demand = false,
         uses_buyers = false;
    // And of the structure.
    bool uses_streaks = false, uses_profit = false, uses_rollout = false, uses_quota = false;
    std::uint32_t smallest_window = 0;
    std::uint32_t judging_ends = 0;  ///< month from which on no team divides hours by intuition
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
void press_for_quotas(Life& life);    // quota.cpp, where anybody has one
void take_orders(Life& life);         // orders.cpp
void pay_commission(Life& life);      // commission.cpp, where anybody earns one
void settle_quotas(Life& life);       // quota.cpp
void feel_ties(Life& life);           // ties.cpp: trust, bond, contacts, waiting
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
inline constexpr Phase phases_of_a_month[] = {
    {"calendar", calendar},         {"people", people_come_and_go},    {"market", move_market},
    {"power", use_power},           {"attention", divide_attention},   {"spending", set_spending},
    {"pipeline", win_prospects},    {"quotas", press_for_quotas},      {"orders", take_orders},
    {"commission", pay_commission}, {"bonuses", settle_quotas},        {"ties", feel_ties},
    {"loss", lose_clients},         {"changes of stage", apply_moves}, {"rules", apply_rules},
    {"books", close_month}};

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
/// mark[k] = 1 where client first + k, k < n, brought less profit than this since it entered its stage.
void mark_profit_below(const Life& life, double limit, std::size_t first, std::size_t n, std::uint8_t* mark);

/// Shocks of departures before the first month.
void remember_departures(Life& life);
/// Whether the owner puts off handing the client over into this stage, for the commission that it would cost.
bool holds_on(Life& life, std::uint32_t client, std::uint8_t to);
/// Commission for the clients that a team won: the moves from `first` on.
void pay_for_wins(Life& life, const model::TeamTerms& team, std::size_t first);
/// Mean of a number of the roles of a team that makes attempts, by the hours each has for them. \pre it has seats
double mean_of_winners(const Life& life, const model::TeamTerms& team, double RoleNumbers::*number);
/// Who leaves this month: clients feel it, and the post is empty or filled anew.
void lose_people(Life& life);  // departures.cpp
/// Who comes next to a post has a skill of their own.
void replace(Life& life, std::size_t person, const RoleNumbers& role);
/// Fills a post, at the cost of a hire and with its ramp.
void hire(Life& life, std::size_t person, const RoleNumbers& role);
/// Seats of the organisation that begins now, after `before`.
void begin_seats(Life& life, const model::Organisation* before);  // staffing.cpp
/// A person without a seat goes, at the cost of a severance by the role left; seated again later, the post is hired
/// for.
void release(Life& life, std::size_t person, std::uint16_t role);
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
/// Begins an owner-change shock, or renews it. \param law of the client, now or in a moment
void shock(Life& life, std::uint32_t client, Shock kind, std::size_t law);
/// Of several shocks at once the strongest acts, by what it is under the law.
void feel_strongest(Life& life, std::uint32_t client, std::size_t law);
/// Charges what the client's stage cost since it entered.
void settle_stage_cost(Life& life, std::uint32_t client);

/// Tenure of a person beyond the staff list before a structure first seats that person: then the hire costs and ramps.
inline constexpr std::uint32_t not_hired_yet = 0xFFFFFFFF;

/// Adds to the rolling digest of the life.
inline void digest_in(Life& life, std::uint64_t value) {
    life.digest = random::mix(life.digest ^ value) + 0x9E3779B97F4A7C15ULL;
}

/// Calls visit(client) for every client who buys, in canonical order. \pre uses_buyers
template <class Visit>
void for_each_buyer(const Life& life, Visit visit) {
    const std::uint32_t* const ids = life.buying.data();
    for (std::size_t k = 0; k < life.buying_count; ++k) {
        visit(ids[k]);
    }
}

/// Service as it acts this month, by client.
inline const double* served_as_felt(const Life& life) {
    return life.feels_otherwise ? life.clients.felt_served.data() : life.clients.served.data();
}

/// Hours as they act this month, by client. [h/month]
inline const double* hours_as_felt(const Life& life) {
    return life.feels_otherwise ? life.clients.felt_hours.data() : life.clients.hours.data();
}

inline bool worked_as_before(const Life& life, std::uint32_t client) {
    return life.uses_rollout && life.clients.old_way[client] != 0;
}

/// Where its written chance stands in law_chance and law_threshold.
inline std::size_t chance_place(const Life& life, std::uint32_t client) {
    return life.clients.law[client] + (worked_as_before(life, client) ? life.terms->laws.size() : 0);
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

/// Whom only the organisation before seats stays until the last client is worked the new way.
inline bool is_released(const Life& life, std::size_t seat) {
    return seat >= life.organisation->own_seats && life.changed_over == life.client_count();
}

inline random::Entity entity_of(const model::ClientTable& clients, std::uint32_t client) {
    return {(std::uint64_t{clients.address_high[client]} << 32U) | clients.address_low[client]};
}

}  // namespace clientele::replication
