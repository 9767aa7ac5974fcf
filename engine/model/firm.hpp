#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "engine/model/organisation.hpp"
#include "engine/model/parameters.hpp"
#include "engine/model/ties.hpp"
#include "engine/random/address.hpp"
#include "engine/scenario/lifecycle.hpp"

namespace clientele::model {

enum class Ordering : std::uint8_t { never, bernoulli, poisson };
enum class Worth : std::uint8_t { stated, wallet };
enum class Losing : std::uint8_t { never, written, pivoted };

/// How a client of one segment behaves in one stage. Everything a month asks about it hangs on this row.
struct ClientLaw {
    Ordering ordering = Ordering::never;
    ParameterId order_rate;  ///< chance of an order [1/month] or expected orders [1/month]
    Worth worth = Worth::stated;
    double log_mean = 0;      ///< of a stated order value
    ParameterId log_sd;       ///< of any order value
    ParameterId value_level;  ///< factor on the mean order values of named clients
    Losing losing = Losing::never;
    ParameterId loss;      ///< written chance, or chance observed today [1/month]
    ParameterId external;  ///< part of it nobody can change [1/month]
    ParameterId overload_slope;
    std::array<ParameterId, 4> needs;  ///< hours of keep, grow, plan, support [h/month]
    ParameterId cost;                  ///< money beside hours [currency/month]
    ParameterId handling;              ///< of one order [currency]
    ParameterId contacts;              ///< people of the client whom we know
    ContractTerms contract;

    friend auto operator<=>(const ClientLaw&, const ClientLaw&) = default;
};

/// The clients of the firm, initial ones in canonical order: segments by name and number, then named ones by key.
struct ClientTable {
    std::vector<std::string> names;          ///< stable names, "segment/12" or "named/KEY"
    std::vector<std::uint32_t> address_low;  ///< of the name's hash; zeros behind the last client
    std::vector<std::uint32_t> address_high;
    std::vector<std::uint16_t> segment;
    std::vector<std::uint8_t> stage;      ///< at the start
    std::vector<std::int32_t> owner;      ///< person named by the file, or -1
    std::vector<double> potential;        ///< given by a file [currency/month], or NaN: drawn
    std::vector<double> share_of_wallet;  ///< given by a file [1], or NaN: drawn
    // Given by a file, or NaN: the segment's. Empty where no client has one of its own.
    std::vector<double> order_value;         ///< mean at today's share of wallet; potential follows [currency]
    std::vector<double> order_value_spread;  ///< log-standard-deviation of what is known of it; 0: known
    std::vector<double> activity;            ///< own orders over those of its segment
    std::vector<double> frailty;             ///< own hazard over that of its segment

    std::size_t size() const { return names.size(); }
    /// Whether some order value is not known.
    bool differ_by_world() const { return !order_value_spread.empty(); }
};

struct RoleTerms {
    std::string name;
    ParameterId fixed;  ///< [currency/month]
    ParameterId charges;
    ParameterId hours;  ///< paid [h/month]; 0 where the job is not limited by hours
    ParameterId internal;
    ParameterId travel;
    ParameterId leaves;  ///< chance [1/month]
    ParameterId overload_slope;
    ParameterId skill_spread;  ///< of the role's staff
    ParameterId severance;     ///< [currency]
    ParameterId commission;    ///< part of margin
    ParameterId new_client;    ///< commission for a client won [currency]
    ParameterId holds_on;      ///< mean delay of a handover that would cost commission [month]
    bool has_quota = false;
    ParameterId quota;           ///< [currency/month]
    ParameterId bonus;           ///< for a quarter in which it is met [currency]
    ParameterId quota_discount;  ///< of who is behind, in a quarter's last month [1]
    ParameterId discount_kept;   ///< part of it that stays
    ParameterId pulled_forward;  ///< part of a month's sales, from the month after
    scenario::Chosen chosen = scenario::Chosen::by_list;
    ParameterId ramp;        ///< [month]
    ParameterId hire_cost;   ///< [currency]
    ParameterId hire_takes;  ///< [month]
};

/// A post: a place on the staff list, whoever holds it. People keep their luck from structure to structure.
struct Person {
    std::string name;        ///< "role/name"
    std::uint16_t role = 0;  ///< role of the staff list
    random::Entity entity;
    bool hired = false;  ///< beyond the staff list: hired by the structure that seats it
};

struct WinTerms {
    bool by_hours = false;
    ParameterId hours;     ///< per client won [h]
    ParameterId attempts;  ///< per seat [1/month]
    ParameterId succeeds;
    ParameterId cost;     ///< per attempt [currency]
    ParameterId support;  ///< per attempt [h]
};

/// A change of stage that happens by a written chance.
struct ChanceMove {
    std::string name;
    StageSet from;
    std::uint8_t to = 0;
    ParameterId chance;
    std::optional<scenario::GrowsWith> grows_with;
    random::Stream stream;
};

/// What ties clients to us in a stage.
struct StageTies {
    ParameterId switching_cost;
    ParameterId at_unlimited_effort;
    bool states_loss = false;  ///< the stage's own observed loss contains what switching costs there
};

/// A change of stage caused by attempts.
struct EffortMove {
    StageSet from;
    std::uint8_t to = 0;
};

/// What a change of owner does. `times` where the scenario writes the factor; else it follows from `sales_lost`.
struct ShockTerms {
    bool acts = false;
    bool by_sales = false;
    ParameterId times;
    ParameterId sales_lost;
    std::uint32_t months = 0;
    std::uint32_t overlap = 0;  ///< of the owners of a planned transfer [month]
    ParameterId overlap_saves;  ///< part of the shock
};

/// What account plans take and bring.
struct PlanTerms {
    bool made = false;     ///< some team plans
    ParameterId in_depth;  ///< [1/month]
    ParameterId beyond, worth, right, right_if_checked;
    ParameterId checking;  ///< [h/month]
    ParameterId takes;     ///< [month]
};

/// How the firm takes to a new way of working.
struct ChangeTerms {
    bool comes = false;       ///< some structure has a rollout
    ParameterId benefit_lag;  ///< [month]
    ParameterId time_lost;    ///< [1]
};

struct WalletTerms {
    bool responds = false;
    ParameterId at_no_effort;
    ParameterId at_unlimited_effort;
    ParameterId steepness;
    ParameterId memory;
};

/// How far seats misjudge what a client is worth, and how long a judgement holds.
struct IntuitionTerms {
    ParameterId spread;  ///< log-standard-deviation [1]
    std::uint32_t months = 1;
};

/// How potentials move: sd and persistence of a year. sd 0: they stay.
struct VariationTerms {
    ParameterId sd;
    ParameterId persistence;
};

/// How clients of a segment pay.
struct PaymentTerms {
    ParameterId delay;       ///< [month]
    ParameterId never_paid;  ///< part of revenue [1]
};

/// Requests that cannot wait.
struct UrgentTerms {
    ParameterId chance;  ///< [1/month]
    ParameterId hours;   ///< of one [h]
};

/// Streams of the decisions of a life. Their names never change.
struct Luck {
    random::Stream potential, share_of_wallet, complexity;  ///< once a client and life
    random::Stream loudness;                                ///< once a client and life
    random::Stream judgement;                               ///< a client's months that one judgement holds
    random::Stream activity, frailty;                       ///< once a client and life
    random::Stream order, order_value, loss, attempt;       ///< a client's month
    random::Stream further_value;                           ///< of a month's orders beyond the first
    random::Stream value_known;                             ///< a client's mean order value, once a world
    random::Stream order_day;                               ///< of each of a month's orders, where somebody asks
    random::Stream departure;                               ///< a person's month
    random::Stream departure_before;                        ///< a person's month before the first, counted back from 0
    random::Stream skill;                                   ///< of the n-th holder of a post, in a life
    random::Stream cost_to_serve;                           ///< once a client and life
    random::Stream carried_off;                             ///< a client's month
    random::Stream contact_leaves, contact_found;           ///< a client's month
    random::Stream contact_left_before, contact_found_before;        ///< the same, counted back from the first month
    random::Stream asks;                                             ///< a client's month
    random::Stream urgent;                                           ///< a client's month
    random::Stream lets_go;                                          ///< a client's month
    random::Stream contract_age;                                     ///< once a client and life
    random::Stream tender;                                           ///< a client's month
    random::Stream market_change, segment_change, potential_change;  ///< a month of the market, a segment, a client
    random::Stream belief;                                           ///< an assumption's world
};

/// What all structures share: clients, people, the lifecycle and the numbers. Immutable.
struct Firm {
    std::uint64_t seed = 0;
    std::uint32_t months = 0;
    std::uint32_t lives = 0;
    double yearly_return = 0;  ///< required, 0: none stated
    std::string currency;

    ParameterTable parameters;
    std::vector<std::string> stages;
    std::vector<scenario::StageKind> kinds;
    std::optional<std::uint8_t> lost_stage;
    std::vector<std::string> segments;
    std::vector<random::Entity> segment_entities;                ///< whom the luck of a whole segment falls on
    std::vector<ClientLaw> laws;                                 ///< the distinct ones
    std::vector<std::uint16_t> law_of;                           ///< [stage x segment] -> index into laws
    std::vector<ParameterId> margin;                             ///< gross margin by segment [1]
    std::vector<Spread> potential, share_of_wallet, complexity;  ///< by segment
    std::vector<Spread> loudness;                                ///< by segment
    std::vector<Spread> activity, frailty;                       ///< by segment
    bool differ_in_activity = false;                             ///< some client has a factor of its own on orders
    bool differ_in_frailty = false;                              ///< some client has a factor of its own on loss
    std::vector<Spread> cost_to_serve;                           ///< by segment; none where no segment states it
    VariationTerms market_varies;
    std::vector<VariationTerms> segment_varies, potential_varies;  ///< by segment
    bool potentials_move = false;
    std::vector<PaymentTerms> payment;  ///< by segment
    std::vector<UrgentTerms> urgent;    ///< by segment
    bool uses_urgent = false;           ///< somebody asks
    bool uses_support = false;          ///< clients or attempts need help beside their own team's
    ParameterId cost_of_money;          ///< [1/year]
    bool orders_cost = false;           ///< handling of orders is charged somewhere
    bool pays_later = false;            ///< some revenue comes late, or never
    ClientTable clients;
    std::vector<RoleTerms> roles;
    std::vector<Person> people;
    std::vector<std::uint32_t> person_low, person_high;  ///< addresses of people, as columns
    WinTerms win;
    std::optional<EffortMove> effort;
    std::vector<ChanceMove> chances;
    std::vector<StageTies> ties;                                  ///< by stage
    bool uses_switching_cost = false, uses_stage_effort = false;  ///< some stage states it
    ShockTerms departure_shock, transfer_shock;
    WalletTerms wallet;
    IntuitionTerms intuition;
    std::uint32_t policies = 0;  ///< bits of scenario::Allocates: how any team of any structure divides hours
    PlanTerms plans;
    ChangeTerms change;
    ParameterId neglect_times;
    TrustTerms trust;
    BondTerms bond;
    ContactTerms contacts;
    DelayTerms delay;
    PowerTerms power;
    bool has_contracts = false;
    double attention_cap = 1.2;
    Luck luck;
    std::optional<Organisation> today;

    // What any role asks for: what nobody asks for costs nothing.
    bool uses_skill = false, uses_overload = false, uses_severance = false, uses_commission = false, uses_quota = false,
         uses_holding = false;
    bool concedes = false;  ///< somebody may grant discounts

    bool divides(scenario::Allocates policy) const {
        return ((policies >> static_cast<std::uint32_t>(policy)) & 1U) != 0;
    }
    std::uint16_t law(std::size_t stage, std::size_t segment) const {
        return law_of[stage * segments.size() + segment];
    }
    StageSet stages_of(scenario::StageKind kind) const;
    /// \pre a validated name
    std::uint16_t role_named(const std::string& name) const;
    std::size_t segment_named(const std::string& name) const;
    std::uint8_t stage_named(const scenario::Name& name) const;
    StageSet stages_named(const std::vector<scenario::Name>& names) const;
};

}  // namespace clientele::model
