#pragma once

#include <vector>

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
    std::vector<double> hours_today;      ///< [h/month], 0: nothing to compare with
    std::vector<double> served_today;     ///< [1], no_reference: nothing to compare with
    std::vector<std::int32_t> owner;      ///< person who owns the client today, -1: nobody

private:
    void assign_owners();
    void draw_property(const std::vector<model::Spread>& spreads, const std::vector<double>& given,
                       random::Stream stream, const Terms& terms, std::uint32_t replication, std::vector<double>& out);
    void serve_as_today(const Terms& terms);
    void fill_unowned();

    const model::Firm& firm_;
    bool varies_ = false;                            ///< clients of one world differ from life to life
    std::uint64_t version_ = 0;                      ///< of the terms it was drawn for
    std::vector<std::vector<std::uint32_t>> owned_;  ///< clients by seat of today's structure
    std::vector<double> need_, weight_, hours_;
    std::vector<unsigned> order_;
};

/// Hours a client needs from a team, by the activities the team does. [h/month]
double needed_hours(const LawTerms& law, std::uint8_t does, double complexity);

/// Expected revenue of a client. [currency/month]
double expected_revenue(const LawTerms& law, double potential, double share_of_wallet);

}  // namespace clientele::replication
