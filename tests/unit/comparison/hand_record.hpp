#pragma once

#include <string>
#include <vector>

#include "engine/comparison/judge.hpp"
#include "engine/experiment/record.hpp"

/// Records filled by hand, for comparisons whose answer is known.
namespace clientele::test {

inline model::Kpi money_kpi(std::string name, model::Better better = model::Better::higher) {
    return {std::move(name), "EUR", better, "", ""};
}

/// A record of one structure after the other, each with the same KPIs.
class HandRecord {
public:
    HandRecord(std::uint32_t worlds, std::uint32_t lives, model::KpiTable kpis) : kpis_(std::move(kpis)) {
        record_.plan = {.seed = 1, .worlds = worlds, .lives = lives, .first = 0, .last = worlds * lives};
        record_.months = 12;
        record_.currency = "EUR";
        record_.baseline = 0;
    }

    /// \param values one row a KPI, one number a replication
    std::size_t add(const std::string& id, const std::vector<std::vector<double>>& values,
                    model::Purpose purpose = model::Purpose::declared) {
        experiment::StructureRecord structure;
        structure.subject.id = id;
        structure.subject.purpose = purpose;
        structure.subject.kpis = kpis_;
        structure.subject.people_cost = 1000;
        structure.subject.seats = {{"sales.seller", 3}};
        for (const auto& row : values) structure.values.insert(structure.values.end(), row.begin(), row.end());
        structure.monthly_sums.assign(replication::series_count * record_.months, 0.0);
        record_.structures.push_back(std::move(structure));
        return record_.structures.size() - 1;
    }

    void pair(std::size_t alternative, std::size_t twin, double gap) {
        record_.twins.push_back({alternative, twin, gap});
        pay(alternative, gap);
    }

    /// So much more for people than structures are paid else, in the mean of all replications. [currency]
    void pay(std::size_t structure, double more) {
        const std::size_t first = static_cast<std::size_t>(replication::Series::people) * record_.months;
        record_.structures[structure].monthly_sums[first] = more * record_.plan.replications();
    }

    experiment::Record& record() { return record_; }

private:
    model::KpiTable kpis_;
    experiment::Record record_;
};

/// Today's figures in three worlds of two lives, and an alternative whose gain differs from world to world.
inline HandRecord three_worlds(const std::vector<double>& gains) {
    HandRecord hand(3, 2, {money_kpi("npv")});
    const std::vector<double> today{100, 110, 90, 100, 105, 95};
    std::vector<double> other;
    for (std::size_t i = 0; i < today.size(); ++i) other.push_back(today[i] + gains[i]);
    hand.add("today", {today});
    hand.add("other", {other});
    return hand;
}

inline comparison::Judge by_npv(comparison::Money money = comparison::Money::as_stated, double better_in = 0.8) {
    return {"npv", better_in, money, {}};
}

}  // namespace clientele::test
