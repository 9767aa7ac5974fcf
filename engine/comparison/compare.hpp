#pragma once

#include <string>
#include <vector>

#include "engine/comparison/contrast.hpp"
#include "engine/comparison/drivers.hpp"
#include "engine/comparison/judge.hpp"
#include "engine/comparison/summary.hpp"
#include "engine/experiment/divergence.hpp"

namespace clientele::comparison {

/// An alternative against the baseline.
struct Alternative {
    std::size_t structure = 0;  ///< index into Record::structures
    std::vector<Contrast> as_stated;
    Payback payback;

    bool has_twin = false;
    std::size_t twin = 0;  ///< the baseline at the alternative's money, where there is one
    double gap = 0;        ///< people cost of the alternative minus the twin's, all seats filled [currency]
    double paid_gap = 0;   ///< the same as it was paid, with vacancies and people kept through a rollout [currency]
    std::vector<Contrast> same_money;
    Payback payback_same_money;

    std::vector<Driver> drivers;  ///< of the headline difference that decides: at the same money unless as stated

    const Contrast* find_as_stated(std::string_view kpi) const;
    const Contrast* find_same_money(std::string_view kpi) const;
};

enum class Decision { change, keep, cannot_tell };

struct Verdict {
    Decision decision = Decision::cannot_tell;
    std::string structure;  ///< recommended; empty unless the decision is to change, or the baseline to keep
    std::string text;       ///< plain words
};

/// What may be concluded from a record.
struct Comparison {
    Judge judge;
    std::size_t baseline = 0;
    std::vector<StructureSummary> structures;  ///< every structure of the record, twins included
    std::vector<Alternative> alternatives;     ///< declared structures but the baseline, as in the record
    BestShares best;                           ///< by the headline KPI
    std::vector<experiment::PrefixCheck> prefixes;
    Verdict verdict;
};

/// Summarises every structure, contrasts every alternative with the baseline, and decides.
/// \pre the record covers at least two worlds
/// \throws base::InvalidInput where the headline KPI is undefined in a replication
Comparison compare(const experiment::Record& record, const Judge& judge);

}  // namespace clientele::comparison
