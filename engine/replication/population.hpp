#pragma once

#include <vector>

#include "engine/replication/allocation.hpp"
#include "engine/replication/shared_work.hpp"
#include "engine/replication/terms.hpp"

namespace clientele::replication {

/// Stands where a client has no service today to be compared with: responses to attention are then off.
inline constexpr double no_reference = -1;

/// The clients of one life before anything happens: who they are, and how they are served today. The same for every
/// structure; drawn once a replication.
///
/// The as-is reference (hours and service at today's structure, fully staffed, from expected values, without luck) is
/// what responses to attention are measured against. A client nobody owns today takes its segment's mean.
class Population {
public:
    explicit Population(const model::Firm& firm);

    void draw(const Terms& terms, std::uint32_t replication);

    std::vector<double> potential;        ///< [currency/month]
    std::vector<double> share_of_wallet;  ///< today's [1]
    std::vector<double> complexity;       ///< factor on hours
    std::vector<double> loudness;         ///< how hard the client presses; empty where nobody listens
    std::vector<double> activity;         ///< factor on orders; empty: 1 for all
    std::vector<double> frailty;          ///< factor on the hazard of loss; empty: 1 for all
    std::vector<double> cost_to_serve;    ///< part of revenue [1]; none where no segment states it
    std::vector<double> hours_today;      ///< as account plans make them count [h/month], 0: nothing to compare with
    std::vector<double> served_today;     ///< [1], no_reference: nothing to compare with
    std::vector<std::int32_t> planned_since;  ///< of account plans, long ago where today's structure plans; if any does
    std::vector<double> request_today;      ///< time a request takes, in times of the work; 0: nothing to compare with
    std::vector<double> log_request_today;  ///< its logarithm
    std::vector<double> excess_today;       ///< attention beyond need, as a part of it
    std::vector<double> sales_today;        ///< expected, of clients who buy [currency/month]
    std::vector<double> power_today;        ///< over us [1]
    std::vector<std::int32_t> owner;        ///< person who owns the client today, -1: nobody
    std::vector<double> skill;              ///< hours that an hour counts for, by person; 1 where nobody differs
    std::vector<double> load_today;  ///< hours needed / hours there, at least 1, by person, where people answer to it

    double activity_of(std::size_t client) const { return activity.empty() ? 1 : activity[client]; }

private:
    void assign_owners();
    void draw_property(const std::vector<model::Spread>& spreads, const std::vector<double>& given,
                       random::Stream stream, const Terms& terms, std::uint32_t replication, std::vector<double>& out);
    void draw_people(const Terms& terms, std::uint32_t replication);
    void remember_load(std::size_t seat, std::size_t clients);
    void remember_excess(std::uint32_t client, double need);
    void fill_loads();
    random::Entity entity_of(std::size_t client) const;
    double order_value_of(std::size_t client, const Terms& terms) const;
    void follow_order_values(const Terms& terms);
    void share_as_today(const Terms& terms);
    void add_shared_work(std::uint32_t client, double need);
    void serve_as_today(const Terms& terms);
    void serve_by_intuition(const View& view, const model::TeamTerms& team, const RoleNumbers& role, double available,
                            const std::vector<std::uint32_t>& clients);
    void fill_unowned();
    void plan_as_today(const Terms& terms);
    void count_plans(const Terms& terms);
    void wait_as_today();
    void weigh_power(const Terms& terms);

    const model::Firm& firm_;
    bool varies_ = false;                            ///< clients of one world differ from life to life
    std::uint64_t version_ = 0;                      ///< of the terms it was drawn for
    std::vector<std::vector<std::uint32_t>> owned_;  ///< clients by seat of today's structure
    std::vector<std::uint16_t> law_;                 ///< of each client at the start
    Allocation allocation_;
    std::vector<std::uint16_t> sits_;  ///< person by seat of today's structure, as chosen by skill
    std::vector<double> drawn_skill_;
    std::vector<std::uint8_t> on_list_;  ///< by person: not hired beyond the staff list
    std::vector<double> judged_;         ///< factor by client of one round of judgement
    std::vector<double> judged_hours_;   ///< [client of a seat x round]
    std::vector<std::uint32_t> asking_;  ///< clients of a team that plans
    std::size_t plans_today_ = 0;
    std::vector<double> seat_need_, seat_hours_;              ///< of today's seats [h/month]
    SharedWork shared_;                                       ///< expected at today
    std::vector<double> full_hours_, serving_, rate_, help_;  ///< scratch, by seat and by client
};

/// Orders the first n clients of a list by descending potential, ties in canonical order.
void largest_first(const double* potential, std::uint32_t* ids, std::size_t n);

}  // namespace clientele::replication
