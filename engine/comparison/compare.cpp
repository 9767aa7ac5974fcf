#include "engine/comparison/compare.hpp"

#include <algorithm>

#include "engine/base/contract.hpp"
#include "engine/comparison/verdict.hpp"

namespace clientele::comparison {
namespace {

const Contrast* find(const std::vector<Contrast>& contrasts, std::string_view kpi) {
    const auto found =
        std::find_if(contrasts.begin(), contrasts.end(), [&](const Contrast& c) { return c.kpi.name == kpi; });
    return found == contrasts.end() ? nullptr : &*found;
}

/// A twin that is the baseline itself: nothing had to be scaled, so nothing is due to size.
void fill_split(std::vector<Contrast>& contrasts) {
    for (Contrast& contrast : contrasts) {
        contrast.size = 0;
        contrast.size_standard_error = 0;
        contrast.structure = contrast.difference;
    }
}

/// Mean pay and charges over the horizon. [currency]
double paid_to_people(const experiment::Record& record, std::size_t structure) {
    double paid = 0;
    for (std::uint32_t month = 0; month < record.months; ++month) {
        paid += record.monthly_mean(structure, replication::Series::people, month);
    }
    return paid;
}

Alternative alternative_of(const experiment::Record& record, std::size_t structure, std::size_t alternatives,
                           const Judge& judge) {
    const experiment::StructureRecord& lived = record.structures[structure];
    Alternative alternative;
    alternative.structure = structure;
    alternative.as_stated = contrast(record, {structure, record.baseline, record.baseline}, alternatives);
    alternative.payback = summarise_payback(lived.payback);
    const model::Twin* twin = record.twin_of(structure);
    const bool stated = twin == nullptr || judge.money == Money::as_stated;
    alternative.drivers = drivers_of(record, structure, stated ? record.baseline : twin->structure, judge.kpi);
    if (twin == nullptr) return alternative;
    alternative.has_twin = true;
    alternative.twin = twin->structure;
    alternative.gap = twin->gap;
    alternative.paid_gap = paid_to_people(record, structure) - paid_to_people(record, twin->structure);
    alternative.same_money = contrast(record, {structure, twin->structure, record.baseline}, alternatives);
    if (twin->structure == record.baseline) fill_split(alternative.same_money);
    alternative.payback_same_money = summarise_payback(lived.payback_same_money);
    return alternative;
}

}  // namespace

const Contrast* Alternative::find_as_stated(std::string_view kpi) const { return find(as_stated, kpi); }

const Contrast* Alternative::find_same_money(std::string_view kpi) const { return find(same_money, kpi); }

Comparison compare(const experiment::Record& record, const Judge& judge) {
    base::expects(record.has_baseline(), "a record with a baseline");
    expect_defined(record, judge);
    std::vector<std::size_t> alternatives;
    for (std::size_t s = 0; s < record.structures.size(); ++s) {
        const bool declared = record.structures[s].subject.purpose == model::Purpose::declared;
        if (declared && s != record.baseline) alternatives.push_back(s);
    }
    Comparison comparison;
    comparison.judge = judge;
    comparison.baseline = record.baseline;
    comparison.structures = summarise(record);
    for (const std::size_t structure : alternatives) {
        comparison.alternatives.push_back(alternative_of(record, structure, alternatives.size(), judge));
    }
    comparison.best = share_of_worlds_best(record, judge.kpi);
    comparison.prefixes = experiment::check_prefixes(record);
    comparison.verdict = decide(comparison, record);
    return comparison;
}

}  // namespace clientele::comparison
