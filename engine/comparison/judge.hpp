#pragma once

#include <string>

#include "engine/base/fault.hpp"
#include "engine/experiment/record.hpp"

namespace clientele::comparison {

/// Which contrast decides.
enum class Money {
    same_as_today,  ///< against the baseline with seats scaled to the alternative's people cost
    as_stated,      ///< against the baseline as it is
    both            ///< both have to agree
};

/// How the question is decided.
struct Judge {
    std::string kpi = "npv";  ///< the headline: the KPI that decides
    double better_in = 0.8;   ///< share of worlds in which an alternative must be better to be recommended
    Money money = Money::same_as_today;
    base::Location where = {};  ///< of the headline's name in the scenario, for faults
};

/// Checks that the judge can decide between these structures: the baseline exists and has an alternative, every
/// structure has the headline KPI, and that KPI has a better direction. \throws base::InvalidInput
void expect_decidable(const model::Models& models, const Judge& judge);

/// Checks that the headline KPI is defined in every replication of every declared structure.
/// \throws base::InvalidInput naming the structure and the reason
void expect_defined(const experiment::Record& record, const Judge& judge);

}  // namespace clientele::comparison
