#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <vector>

#include "engine/behaviour/bond.hpp"
#include "engine/behaviour/contacts.hpp"
#include "engine/behaviour/loss.hpp"
#include "engine/behaviour/plans.hpp"
#include "engine/behaviour/potential.hpp"
#include "engine/behaviour/power.hpp"
#include "engine/behaviour/trust.hpp"
#include "engine/behaviour/wallet.hpp"
#include "engine/model/model.hpp"

namespace clientele::replication {

/// The decisions taken about a client once a month, each with its own word. Chance moves follow behind.
enum Decision : std::uint32_t {
    order_decision,
    value_decision,
    loss_decision,
    contact_leaves_decision,
    contact_found_decision,
    asks_decision,
    first_move_decision
};

/// What can befall a client when its owner changes: unplanned, planned, planned with both owners there for a while.
enum class Shock : std::uint8_t { departure, transfer, overlapped };

/// How clients of a law are lost, with this world's numbers.
struct LossTerms {
    model::Losing losing = model::Losing::never;
    behaviour::LossPivot pivot;
    double lasting_times = 1;   ///< what contacts and contracts add to relational loss on average, where they act
    double written_chance = 0;  ///< [1/month]
    double overload_slope = 0;
    behaviour::ContactChain contacts;
    double alone_strain = 0;            ///< of a client whose last contact has left
    std::uint32_t contract_months = 0;  ///< 0: no contract
    double contract_hazard = 0;         ///< mean relational hazard that a contract adds up [1/month]
    double tender = 0;
    double tender_times = 1;
    std::array<double, 3> shock_times{1, 1, 1};  ///< [Shock] factor on relational loss (or on a written chance)

    double times(Shock shock) const { return shock_times[static_cast<std::size_t>(shock)]; }
    double& times(Shock shock) { return shock_times[static_cast<std::size_t>(shock)]; }
};

/// One law of clients with this world's numbers.
struct LawTerms : LossTerms {
    std::uint32_t decisions = 0;        ///< bits of the decisions that need a word
    std::uint32_t order_threshold = 0;  ///< a month has an order where the word lies below
    model::Ordering ordering = model::Ordering::never;
    model::Worth worth = model::Worth::stated;
    double cost = 0;                 ///< [currency/month], rounded
    double handling = 0;             ///< of one order [currency], rounded
    double needs[4] = {0, 0, 0, 0};  ///< keep, grow, plan, support [h/month]
    double order_rate = 0;           ///< expected orders [1/month]
    double no_order = 1;             ///< exp(-order_rate), chance of a month without a Poisson order
    double stated_scale = 0;         ///< exp(log-mean) of a stated order value [currency]
    double log_sd = 0;
    double value_level = 1;  ///< of the mean order values that clients bring
    double mean_factor = 1;  ///< exp(log_sd^2 / 2): mean of a value over its scale
};

/// Median value of an order: stated + of_wallet x potential x share of wallet; one of the two is 0.
struct ValueLaw {
    double stated = 0;     ///< exp(log-mean) [currency]
    double of_wallet = 0;  ///< 1 / (expected orders x mean over median) [month]
    double log_sd = 0;
    double handling = 0;  ///< of one order [currency], rounded
};

/// What a month of contacts asks of the laws, where nothing happens to most.
struct ContactLaw {
    std::uint32_t people = 0;
    double alone_strain = 0;
    std::array<std::uint64_t, behaviour::ContactChain::most + 1>
        any_leaves{};  ///< [known] words, of 2^32, that let at least one of them leave
};

/// How clients of a segment pay.
struct PaymentNumbers {
    std::uint32_t months = 0;  ///< whole months until the money comes
    double later = 0;          ///< part of it that comes a month later still, so that the mean delay is as stated
    double never = 0;          ///< part of revenue that never comes [1]
    double capital_cost = 0;   ///< cost of money over the delay, as a part of revenue [1]
};

/// What a client does with its weight, and what it is granted.
struct PowerNumbers {
    behaviour::PowerResponse response;
    double discount = 0;
    double at_most = 1;
};

/// What a client is expected to buy: stated + of_wallet x potential x share of wallet; one of the two is 0.
struct RevenueLaw {
    double stated = 0;     ///< [currency/month]
    double of_wallet = 0;  ///< 1 or 0
};

struct RoleNumbers {
    double cost = 0;    ///< of a filled seat [currency/month], rounded
    double hours = 0;   ///< client-facing [h/month]
    double rate = 0;    ///< capacity cost rate [currency/h]; 0 where no hours are stated
    double leaves = 0;  ///< chance [1/month]
    std::uint32_t leave_threshold = 0;
    behaviour::MeanFactor owner_change;        ///< on relational loss of clients whose owners leave so often
    behaviour::MeanFactor owner_change_alone;  ///< the same where no bond acts: on written chances
    double carried_off = 0;                    ///< their hazard to go along with an owner [1/month]
    double overload_slope = 0;
    double skill_spread = 0;
    double commission = 0;         ///< part of margin
    double new_client = 0;         ///< for a client won [currency], rounded
    double lets_go = 1;            ///< chance that an owner hands over what would cost commission [1/month]
    double quota = 0;              ///< [currency/month], 0: none
    double bonus = 0;              ///< for a quarter [currency]
    double quota_discount = 0;     ///< of who is behind [1]
    double discount_kept = 0;      ///< part of it
    double pulled_forward = 0;     ///< part of a month's sales
    double severance = 0;          ///< [currency], rounded
    double hire_cost = 0;          ///< [currency], rounded
    std::uint32_t hire_takes = 0;  ///< [month]
    double ramp = 0;               ///< [month]
};

/// What one world believes, worked out for the month loop. Bound once a world, shared by all structures.
struct Terms {
    std::vector<double> values;  ///< of the model's parameter table
    std::vector<LawTerms> laws;
    std::vector<ValueLaw> value_laws;  ///< what a month's orders ask of the laws, side by side
    std::vector<RevenueLaw> revenue_laws;
    static constexpr std::uint32_t counted = 32;
    /// [k x laws + law] a month has more than k orders where the word lies below, 0 < k < counted
    std::vector<std::uint32_t> more_orders;
    std::vector<double> margin;  ///< by segment
    behaviour::Drift market_drift;
    std::vector<behaviour::Drift> segment_drift, potential_drift;  ///< by segment
    std::vector<PaymentNumbers> payment;                           ///< by segment
    std::vector<RoleNumbers> roles;
    std::vector<double> move_chance;  ///< by chance move
    std::vector<std::uint32_t> move_threshold;
    std::vector<double> switching_cost;       ///< by stage
    std::vector<double> at_unlimited_effort;  ///< by stage
    double attempt_chance = 0;
    std::uint64_t attempt_words = 0;                  ///< of 2^32: those that let an attempt succeed
    double attempt_cost = 0;                          ///< [currency], rounded
    double attempts_per_seat = 0;                     ///< [1/month]; 0 where hours decide
    double attempt_support = 0;                       ///< of the pool [h]
    std::vector<double> urgent_chance, urgent_hours;  ///< by segment [1/month], [h]
    double hours_per_attempt = 0;                     ///< [h]; 0 where attempts are stated
    behaviour::WalletResponse wallet;
    double judgement_spread = 0;    ///< log-standard-deviation of a judged revenue
    behaviour::PlanResponse plans;  ///< in_depth a year
    double plan_right = 1, plan_right_if_checked = 1;
    double plan_checking = 0;  ///< [h/month]
    double plan_takes = 0;     ///< [month]
    double benefit_lag = 0;    ///< [month]
    double time_lost = 0;      ///< part of client-facing hours while a rollout lasts
    behaviour::TrustResponse trust;
    behaviour::Bond bond;
    std::vector<ContactLaw> contact_laws;
    std::vector<behaviour::ContactYear> contact_years;  ///< one for each number of contacts a client has
    double delay_elasticity = 0;
    PowerNumbers power;
    double neglect_beta = 0;      ///< log of the loss factor between full and no attention
    double monthly_discount = 1;  ///< (1 + r)^(-1/12)
    std::uint32_t world = 0;
    std::uint64_t version = 0;  ///< counts bindings, so that what was derived from them knows when it is old

    void bind(const model::Firm& firm, std::uint32_t world);
    /// The world in which every belief is as likely said: what can be told before any life.
    void bind_central(const model::Firm& firm);

private:
    void work_out(const model::Firm& firm);
};

/// Mean monthly chance that today's owner of a client in this stage leaves; stages nobody owns today take the mean of
/// all seats that own clients.
double owner_leaves(const model::Firm& firm, const std::vector<RoleNumbers>& roles, std::size_t stage);
/// What was worked out of loss, by the numbers that it hangs on: many laws share theirs.
using KnownLosses = std::map<std::array<double, 9>, LossTerms>;
/// Hazards, shocks and contracts of one law. \param leaves as `owner_leaves`. \pre ties of `bound` are bound
const LossTerms& bind_loss(const model::Firm& firm, const model::ClientLaw& law, const std::vector<double>& values,
                           double leaves, Terms& bound, KnownLosses& known);

}  // namespace clientele::replication
