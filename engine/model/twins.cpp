#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/model/compile.hpp"

namespace clientele::model {

namespace {

using scenario::Scenario;
using scenario::Structure;

double seat_cost(const Scenario& scenario, const std::string& role) {
    const scenario::Role& terms = scenario.people.at(role);
    return terms.fixed->central() * (1 + (terms.employer_charges ? terms.employer_charges->central() : 0));
}

double monthly_cost(const Scenario& scenario, const std::string& id) {
    double cost = 0;
    for (const auto& [name, team] : scenario.structures.at(id).teams) {
        for (const auto& [role, count] : team.seats) {
            cost += count.central() * seat_cost(scenario, role);
        }
    }
    return cost;
}

/// People cost of a structure over the months from `first` to the horizon.
double cost_from(const Scenario& scenario, const std::string& id, std::uint32_t first) {
    const auto regimes = regimes_of(scenario, id);
    const auto months = static_cast<std::uint32_t>(scenario.horizon->central());
    double cost = 0;
    for (std::size_t i = 0; i < regimes.size(); ++i) {
        const std::uint32_t begin = std::max(first, regimes[i].first);
        const std::uint32_t end = i + 1 < regimes.size() ? std::min(months, regimes[i + 1].first) : months;
        cost += end > begin ? static_cast<double>(end - begin) * monthly_cost(scenario, regimes[i].second) : 0;
    }
    return cost;
}

/// `total` seats in the proportions of `seats`, at least one where there was one.
std::vector<std::uint32_t> apportioned(const std::vector<std::uint32_t>& seats, std::uint32_t total) {
    const double all = std::accumulate(seats.begin(), seats.end(), 0.0);
    std::vector<std::uint32_t> result(seats.size());
    std::vector<std::pair<double, std::size_t>> remainders;
    std::uint32_t given = 0;
    for (std::size_t i = 0; i < seats.size(); ++i) {
        const double exact = static_cast<double>(total) * seats[i] / all;
        result[i] = std::max(static_cast<std::uint32_t>(exact), seats[i] > 0 ? 1U : 0U);
        given += result[i];
        remainders.emplace_back(exact - std::floor(exact), i);
    }
    std::stable_sort(remainders.begin(), remainders.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    for (std::size_t k = 0; given < total && k < remainders.size(); ++k) {
        if (seats[remainders[k].second] > 0) {
            ++result[remainders[k].second];
            ++given;
        }
    }
    return result;
}

Structure scaled(const Scenario& scenario, const std::string& id, double target) {
    Structure structure = scenario.structures.at(id);
    std::vector<std::uint32_t> seats;
    std::vector<double> costs;
    for (const auto& [name, team] : structure.teams) {
        for (const auto& [role, count] : team.seats) {
            seats.push_back(static_cast<std::uint32_t>(count.central()));
            costs.push_back(seat_cost(scenario, role));
        }
    }
    const std::vector<std::uint32_t> result = scaled_seats(seats, costs, target);
    std::size_t next = 0;
    for (auto& [name, team] : structure.teams) {
        for (auto& [role, count] : team.seats) {
            count = scenario::constant(result[next++]);
        }
    }
    return structure;
}

bool same_seats(const Structure& a, const Structure& b) {
    for (const auto& [name, team] : a.teams) {
        for (const auto& [role, count] : team.seats) {
            if (count.central() != b.teams.at(name).seats.at(role).central()) {
                return false;
            }
        }
    }
    return true;
}

}  // namespace

std::vector<std::uint32_t> scaled_seats(const std::vector<std::uint32_t>& seats, const std::vector<double>& costs,
                                        double target) {
    const auto used =
        static_cast<std::uint32_t>(std::count_if(seats.begin(), seats.end(), [](auto n) { return n > 0; }));
    // As they are today, unless others are nearer: where people cost nothing, money gives no reason to change them.
    std::vector<std::uint32_t> best = seats;
    double best_gap = std::abs(std::inner_product(seats.begin(), seats.end(), costs.begin(), 0.0) - target);
    for (std::uint32_t total = used; used > 0; ++total) {
        const std::vector<std::uint32_t> candidate = apportioned(seats, total);
        double cost = 0;
        for (std::size_t i = 0; i < seats.size(); ++i) {
            cost += candidate[i] * costs[i];
        }
        if (std::abs(cost - target) < best_gap) {
            best_gap = std::abs(cost - target);
            best = candidate;
        }
        if (cost > target || total >= scenario::most_seats) {
            break;
        }
    }
    return best;
}

std::vector<std::pair<std::uint32_t, std::string>> regimes_of(const Scenario& scenario, const std::string& id) {
    const Structure& structure = scenario.structures.at(id);
    const std::uint32_t from = structure.from ? static_cast<std::uint32_t>(structure.from->central()) - 1 : 0;
    std::vector<std::pair<std::uint32_t, std::string>> regimes;
    if (structure.starts_as) {
        for (const auto& regime : regimes_of(scenario, structure.starts_as->text)) {
            if (regime.first < from) {
                regimes.push_back(regime);
            }
        }
    }
    if (from < static_cast<std::uint32_t>(scenario.horizon->central())) {
        regimes.emplace_back(from, id);
    }
    return regimes;
}

void add_twins(Scenario& scenario) {
    const std::string baseline = scenario.today->text;
    std::map<std::string, Structure> twins;
    for (const auto& [id, structure] : scenario.structures) {
        const auto regimes = regimes_of(scenario, id);
        const auto changed =
            std::find_if(regimes.begin(), regimes.end(), [&](const auto& r) { return r.second != baseline; });
        if (id == baseline || changed == regimes.end()) {
            continue;
        }
        const double months = scenario.horizon->central() - changed->first;
        Structure twin = scaled(scenario, baseline, cost_from(scenario, id, changed->first) / months);
        if (same_seats(twin, scenario.structures.at(baseline))) {
            continue;
        }
        twin.from = scenario::constant(changed->first + 1);
        twin.starts_as = changed->first > 0 ? std::optional(scenario::Name{baseline, {}}) : std::nullopt;
        twins.emplace(baseline + "@" + id, std::move(twin));
    }
    scenario.structures.merge(twins);
}

}  // namespace clientele::model
