#include "engine/experiment/record.hpp"

#include <algorithm>

#include "engine/base/contract.hpp"

namespace clientele::experiment {
namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

/// Replications of the plan below a bound.
std::size_t among_first(const Plan& plan, std::uint32_t bound) {
    return std::min(plan.last, bound) - std::min(plan.first, bound);
}

std::size_t digested(const Plan& plan) { return among_first(plan, digest_replications); }

std::size_t monthly_cells(const Record& record) {
    return among_first(record.plan, band_replications) * banded_series * record.months;
}

/// Copies a table of `columns` values a row into another width, shifted.
template <class T>
void copy_rows(const std::vector<T>& from, std::size_t width, std::vector<T>& to, std::size_t new_width,
               std::size_t shift) {
    const std::size_t kept = std::min(width, new_width - shift);
    for (std::size_t row = 0; width != 0 && row * width < from.size(); ++row) {
        const auto begin = from.begin() + static_cast<std::ptrdiff_t>(row * width);
        std::copy_n(begin, kept, to.begin() + static_cast<std::ptrdiff_t>(row * new_width + shift));
    }
}

std::vector<double> joined_rows(const std::vector<double>& left, std::size_t left_width,
                                const std::vector<double>& right, std::size_t right_width) {
    std::vector<double> all(left.size() + right.size(), undefined);
    copy_rows(left, left_width, all, left_width + right_width, 0);
    copy_rows(right, right_width, all, left_width + right_width, left_width);
    return all;
}

std::vector<double> narrowed_rows(const std::vector<double>& from, std::size_t width, std::size_t new_width) {
    std::vector<double> all(width == 0 ? 0 : from.size() / width * new_width, undefined);
    copy_rows(from, width, all, new_width, 0);
    return all;
}

template <class T>
void append(std::vector<T>& to, const std::vector<T>& more) {
    to.insert(to.end(), more.begin(), more.end());
}

bool same_study(const Record& left, const Record& right) {
    const auto same_subject = [](const StructureRecord& a, const StructureRecord& b) {
        return a.subject.id == b.subject.id && a.subject.kpis.size() == b.subject.kpis.size();
    };
    return left.plan.seed == right.plan.seed && left.plan.worlds == right.plan.worlds &&
           left.plan.lives == right.plan.lives && left.months == right.months && left.baseline == right.baseline &&
           left.worlds_differ == right.worlds_differ && left.belief_names == right.belief_names &&
           std::equal(left.structures.begin(), left.structures.end(), right.structures.begin(), right.structures.end(),
                      same_subject);
}

}  // namespace

Subject subject_of(const model::Model& model) {
    return {model.id, model.purpose, model.kpis, model.people_cost, model.seats, model.same_until};
}

std::optional<std::size_t> Subject::find_kpi(std::string_view name) const {
    const auto found = std::find_if(kpis.begin(), kpis.end(), [&](const model::Kpi& kpi) { return kpi.name == name; });
    if (found == kpis.end()) return std::nullopt;
    return static_cast<std::size_t>(found - kpis.begin());
}

const model::Twin* Record::twin_of(std::size_t alternative) const {
    const auto found = std::find_if(twins.begin(), twins.end(),
                                    [&](const model::Twin& twin) { return twin.alternative == alternative; });
    return found == twins.end() ? nullptr : &*found;
}

std::optional<std::size_t> Record::find_structure(std::string_view id) const {
    const auto found = std::find_if(structures.begin(), structures.end(),
                                    [&](const StructureRecord& structure) { return structure.subject.id == id; });
    if (found == structures.end()) return std::nullopt;
    return static_cast<std::size_t>(found - structures.begin());
}

double Record::monthly_mean(std::size_t structure, replication::Series series, std::uint32_t month) const {
    const std::size_t cell = static_cast<std::size_t>(series) * months + month;
    return structures[structure].monthly_sums[cell] / static_cast<double>(plan.replications());
}

Record blank_record(const model::Models& models, const Plan& plan) {
    base::expects(
        plan.lives > 0 && plan.first % plan.lives == 0 && plan.last % plan.lives == 0 && plan.first <= plan.last,
        "whole worlds in ascending order");
    Record record;
    record.plan = plan;
    record.months = models.firm->months;
    record.currency = models.firm->currency;
    record.baseline = models.baseline;
    record.twins = models.twins;
    record.worlds_differ = models.worlds_differ();
    record.belief_names = models.beliefs;
    record.beliefs.assign(models.beliefs.size() * plan.covered_worlds(), undefined);
    record.structures.resize(models.structures.size());
    for (std::size_t i = 0; i < models.structures.size(); ++i) {
        StructureRecord& structure = record.structures[i];
        structure.subject = subject_of(models.structures[i]);
        structure.values.assign(structure.subject.kpis.size() * plan.replications(), undefined);
        structure.monthly_sums.assign(replication::series_count * record.months, 0.0);
        structure.monthly_values.assign(monthly_cells(record), undefined);
        structure.digests.assign(digested(plan) * record.months, 0);
        if (record.has_baseline() && i != record.baseline && structure.subject.purpose == model::Purpose::declared) {
            structure.payback.assign(plan.replications(), undefined);
            if (record.twin_of(i) != nullptr) structure.payback_same_money.assign(plan.replications(), undefined);
        }
    }
    return record;
}

std::uint64_t bytes_a_world(const model::Models& models, std::uint32_t lives) {
    Plan plan;
    plan.worlds = 1;
    plan.lives = plan.last = lives;
    const Record one = blank_record(models, plan);
    std::uint64_t values = one.beliefs.size();
    for (const StructureRecord& structure : one.structures) {
        values += structure.values.size() + structure.payback.size() + structure.payback_same_money.size();
    }
    return values * sizeof(double);
}

void truncate(Record& record, std::uint32_t last) {
    base::expects(last >= record.plan.first && last <= record.plan.last && last % record.plan.lives == 0,
                  "a whole number of worlds within the record");
    const Plan old = record.plan;
    record.plan.last = last;
    const std::size_t replications = record.plan.replications();
    for (StructureRecord& structure : record.structures) {
        structure.values = narrowed_rows(structure.values, old.replications(), replications);
        structure.monthly_values.resize(monthly_cells(record));
        structure.digests.resize(digested(record.plan) * record.months);
        if (!structure.payback.empty()) structure.payback.resize(replications);
        if (!structure.payback_same_money.empty()) structure.payback_same_money.resize(replications);
    }
    record.beliefs = narrowed_rows(record.beliefs, old.covered_worlds(), record.plan.covered_worlds());
}

Record merge(const Record& left, const Record& right) {
    base::expects(left.plan.last == right.plan.first, "records that lie next to each other");
    base::expects(same_study(left, right), "records of one study");
    Record all = left;
    all.plan.last = right.plan.last;
    for (std::size_t i = 0; i < all.structures.size(); ++i) {
        StructureRecord& structure = all.structures[i];
        const StructureRecord& more = right.structures[i];
        structure.values =
            joined_rows(structure.values, left.plan.replications(), more.values, right.plan.replications());
        for (std::size_t cell = 0; cell < structure.monthly_sums.size(); ++cell) {
            structure.monthly_sums[cell] += more.monthly_sums[cell];
        }
        append(structure.monthly_values, more.monthly_values);
        append(structure.digests, more.digests);
        append(structure.payback, more.payback);
        append(structure.payback_same_money, more.payback_same_money);
    }
    all.beliefs = joined_rows(left.beliefs, left.plan.covered_worlds(), right.beliefs, right.plan.covered_worlds());
    all.simulation_seconds += right.simulation_seconds;
    all.client_months += right.client_months;
    return all;
}

}  // namespace clientele::experiment
