#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "engine/behaviour/marginal_return.hpp"
#include "engine/replication/terms.hpp"

namespace clientele::replication {

class Population;

/// What a seat sees when it divides its hours: columns by client.
struct View {
    const Terms& terms;
    const Population& population;
    const std::uint16_t* law = nullptr;
    const double* wallet = nullptr;     ///< share of wallet [1]
    const double* judgement = nullptr;  ///< factor on expected revenue as the seat judges it; null: judged right
    const std::int32_t* planned_since = nullptr;  ///< of account plans; null: nobody makes any
    const double* potential = nullptr;            ///< of clients now [currency/month]
    const double* demand = nullptr;               ///< factor on the hours a client needs; null: as its stage says
};

/// The hours of one seat over its clients, by the policy of its team. The same for a life and for the reference at
/// today, so that at today's structure everybody gets today's hours.
class Allocation {
public:
    explicit Allocation(const model::Firm& firm);

    /// Memory of a client number n at most. Divides `available` over the n clients `ids`: need and hours hold, position
    /// by position, what each needs and gets. \returns hours used
    double divide(const View& view, const model::TeamTerms& team, const RoleNumbers& role, double available,
                  const std::uint32_t* ids, std::size_t n);

    /// The same at today, where marginal return has no reference to start from and is its own: equal marginal return at
    /// x = 1. A client whose weight is then 0 is not served.
    double divide_as_today(const View& view, const model::TeamTerms& team, const RoleNumbers& role, double available,
                           const std::uint32_t* ids, std::size_t n);

    std::vector<double> need, hours;  ///< [h/month]
    std::vector<double> weight;
    std::vector<double> served, excess, cost;  ///< what the hours are to each client, see behaviour::count_service

private:
    void find_needs(const View& view, const model::TeamTerms& team, const std::uint32_t* ids, std::size_t n);
    void learn_needs(const Terms& terms, const model::TeamTerms& team);
    const double* expect(const View& view, const std::uint32_t* ids, std::size_t n);
    void weigh(const View& view, const model::TeamTerms& team, const RoleNumbers& role, const std::uint32_t* ids,
               std::size_t n);
    double by_policy(const View& view, const model::TeamTerms& team, const RoleNumbers& role, double available,
                     const std::uint32_t* ids, std::size_t n);
    double bend(const View& view, const model::TeamTerms& team, const RoleNumbers& role, double available,
                const std::uint32_t* ids, std::size_t n, double used);
    double by_return(const View& view, double available, const std::uint32_t* ids, std::size_t n);

    const model::Firm& firm_;
    const model::TeamTerms* team_ = nullptr;  ///< whose needs by law are known
    std::uint64_t version_ = 0;               ///< and under which terms
    /// [planned x law], what a client of complexity 1 needs from the team. [h/month]
    std::vector<double> needs_by_law_;
    std::vector<double>
        expected_;  ///< revenue at the share of wallet of today, where `knows_expected_` [currency/month]
    bool knows_expected_ = false;
    std::vector<unsigned> order_;
    std::vector<double> by_pay_;
    std::vector<double> height_, half_, today_, most_, at_least_, entry_;
    std::vector<unsigned char> in_;
};

/// Hours a client needs from a team, by the activities the team does. [h/month]
double needed_hours(const LawTerms& law, std::uint8_t does, double complexity);

/// Expected orders of a client whose factor on Poisson orders is `activity`, at most the largest rate that can be
/// counted; a written chance of an order is what it says, for everybody. [1/month]
double own_rate(const LawTerms& law, double activity);

/// The same from a team that has an account plan for the client, or not. [h/month]
double planned_need(const Terms& terms, const LawTerms& law, const model::TeamTerms& team, double complexity,
                    bool planned);

/// Stands where a client has no account plan.
inline constexpr std::int32_t no_plan = std::numeric_limits<std::int32_t>::min();

/// Expected revenue of a client. [currency/month]
double expected_revenue(const LawTerms& law, double activity, double potential, double share_of_wallet);
/// Of the clients first ... first + n - 1, each under its law; whole tiles of clients may be asked for.
void expect_revenues(const Terms& terms, const Population& who, const std::uint16_t* law_of, const double* potential,
                     const double* share_of_wallet, std::size_t first, std::size_t n, double* revenue);

}  // namespace clientele::replication
