#pragma once

#include <cstdint>

#include "engine/model/parameters.hpp"

/// What ties a client to us beside the hours it gets. Each acts only where the scenario writes it.
namespace clientele::model {

struct TrustTerms {
    bool acts = false;
    ParameterId times, gain, decay;
};

struct BondTerms {
    bool acts = false;
    ParameterId times, rebuilt, handed_over, carried_off;
};

struct ContactTerms {
    bool acts = false;
    ParameterId leave, found, last_lost;
};

struct DelayTerms {
    bool acts = false;
    bool by_team = false;
    ParameterId elasticity;
};

struct PowerTerms {
    bool acts = false;
    ParameterId half_at, excess, asks, discount, at_most, service, hours_follow_sales;
};

struct ContractTerms {
    std::uint32_t term = 0;  ///< [month]; 0: none
    ParameterId tender, tender_times;

    friend auto operator<=>(const ContractTerms&, const ContractTerms&) = default;
};

}  // namespace clientele::model
