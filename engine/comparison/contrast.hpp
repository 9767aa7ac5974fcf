#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/experiment/record.hpp"

namespace clientele::comparison {

/// One KPI of an alternative minus the same of its reference, pair by pair under the same luck. NaN where undefined.
///
/// One pair in which either value is undefined leaves the whole contrast undefined.
struct Contrast {
    model::Kpi kpi;
    double difference = 0;      ///< mean of alternative - reference
    double standard_error = 0;  ///< of the difference, from world means
    double low = 0;             ///< simultaneous 95 % interval over the alternatives (Bonferroni, Student's t)
    double high = 0;
    double assumption_sd = 0;            ///< of the difference between worlds
    double luck_sd = 0;                  ///< of the difference within worlds
    double share_of_worlds_better = 0;   ///< worlds, luck averaged out, in which the alternative is better
    double share_of_futures_better = 0;  ///< replications in which it is better; ties count half
    double correlation = 0;              ///< of pairs within worlds: the synchronisation
    double variance_reduction = 0;       ///< the same luck is worth so many times the replications
    double undefined_share = 0;          ///< share of pairs in which either value is undefined
    std::string reason;                  ///< why figures are undefined; empty where all are

    /// The same in every life.
    bool is_none() const { return difference == 0 && standard_error == 0; }

    /// Only at the same money, else NaN: twin - baseline, and alternative - twin (which is `difference`).
    double size = 0;
    double size_standard_error = 0;
    double structure = 0;
};

/// What a contrast is taken between; `baseline` differs from `reference` at the same money only.
struct Pair {
    std::size_t alternative = 0;
    std::size_t reference = 0;
    std::size_t baseline = 0;
};

/// Contrasts of every KPI that both structures have.
/// \param alternatives how many the simultaneous intervals have to hold for, >= 1
std::vector<Contrast> contrast(const experiment::Record& record, const Pair& pair, std::size_t alternatives);

/// For each declared structure the share of worlds in which it is best on average by the KPI, ties shared.
struct BestShares {
    std::map<std::string, double> by_structure;  ///< NaN where it cannot be told
    std::string reason;                          ///< why not; empty where it can
};

/// Worlds rank by their differences to the baseline, shrunken as in `share_of_worlds_better`: with one alternative both
/// agree. Where worlds show no spread of their own, ranks must hold at both ends of the simultaneous interval, else
/// nothing can be told. \pre declared structures have the KPI, defined in every replication
BestShares share_of_worlds_best(const experiment::Record& record, std::string_view kpi);

}  // namespace clientele::comparison
