#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "engine/model/organisation.hpp"
#include "engine/model/parameters.hpp"
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
    double log_mean = 0;  ///< of a stated order value
    ParameterId log_sd;   ///< of any order value
    Losing losing = Losing::never;
    ParameterId loss;      ///< written chance, or chance observed today [1/month]
    ParameterId external;  ///< part of it nobody can change [1/month]
    ParameterId overload_slope;
    std::array<ParameterId, 3> needs;  ///< hours of keep, grow, plan [h/month]
    ParameterId cost;                  ///< money beside hours [currency/month]

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

    std::size_t size() const { return names.size(); }
};

struct RoleTerms {
    std::string name;
    ParameterId fixed;  ///< [currency/month]
    ParameterId charges;
    ParameterId hours;  ///< paid [h/month]; 0 where the job is not limited by hours
    ParameterId internal;
    ParameterId travel;
    ParameterId leaves;      ///< chance [1/month]
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
    ParameterId cost;  ///< per attempt [currency]
};

/// A change of stage that happens by a written chance.
struct ChanceMove {
    std::string name;
    StageSet from;
    std::uint8_t to = 0;
    ParameterId chance;
    random::Stream stream;
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
};

struct WalletTerms {
    bool responds = false;
    ParameterId at_no_effort;
    ParameterId at_unlimited_effort;
    ParameterId steepness;
    ParameterId memory;
};

/// Streams of the decisions of a life. Their names never change.
struct Luck {
    random::Stream potential, share_of_wallet, complexity;  ///< once a client and life
    random::Stream order, order_value, loss, attempt;       ///< a client's month
    random::Stream further_value;                           ///< of a month's orders beyond the first
    random::Stream departure;                               ///< a person's month
    random::Stream departure_before;                        ///< a person's month before the first, counted back from 0
    random::Stream belief;                                  ///< an assumption's world
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
    std::vector<ClientLaw> laws;                                 ///< the distinct ones
    std::vector<std::uint16_t> law_of;                           ///< [stage x segment] -> index into laws
    std::vector<ParameterId> margin;                             ///< gross margin by segment [1]
    std::vector<Spread> potential, share_of_wallet, complexity;  ///< by segment
    ClientTable clients;
    std::vector<RoleTerms> roles;
    std::vector<Person> people;
    std::vector<std::uint32_t> person_low, person_high;  ///< addresses of people, as columns
    WinTerms win;
    std::optional<EffortMove> effort;
    std::vector<ChanceMove> chances;
    ShockTerms departure_shock, transfer_shock;
    WalletTerms wallet;
    ParameterId neglect_times;
    double attention_cap = 1.2;
    Luck luck;
    std::optional<Organisation> today;

    std::uint16_t law(std::size_t stage, std::size_t segment) const {
        return law_of[stage * segments.size() + segment];
    }
    StageSet stages_of(scenario::StageKind kind) const;
    /// \pre a validated name
    std::uint16_t role_named(const std::string& name) const;
    std::uint8_t stage_named(const scenario::Name& name) const;
    StageSet stages_named(const std::vector<scenario::Name>& names) const;
};

}  // namespace clientele::model
