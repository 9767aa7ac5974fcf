#include "engine/comparison/drivers.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "engine/comparison/undefined.hpp"
#include "engine/statistics/rank_correlation.hpp"

namespace clientele::comparison {
namespace {

constexpr double confidence = 0.95;

/// Mean difference of each world.
std::vector<double> world_differences(const experiment::Record& record, std::span<const double> alternative,
                                      std::span<const double> reference) {
    const std::uint32_t lives = record.plan.lives;
    std::vector<double> means(record.plan.covered_worlds(), 0.0);
    for (std::size_t slot = 0; slot < alternative.size(); ++slot) {
        means[slot / lives] += (alternative[slot] - reference[slot]) / lives;
    }
    return means;
}

double mean_of(const std::vector<double>& values, std::span<const std::size_t> chosen) {
    double sum = 0;
    for (const std::size_t world : chosen) sum += values[world];
    return chosen.empty() ? undefined : sum / static_cast<double>(chosen.size());
}

Driver driver_of(const std::string& belief, std::span<const double> drawn, const std::vector<double>& differences,
                 double level) {
    Driver driver{belief, undefined, undefined, undefined, undefined, undefined, ""};
    const statistics::RankCorrelation correlation = statistics::rank_correlation(drawn, differences, level);
    if (std::isnan(correlation.value)) {
        driver.reason = drawn.size() < 5 ? "fewer than five worlds" : "nothing varies";
        return driver;
    }
    driver.correlation = correlation.value;
    driver.low = correlation.low;
    driver.high = correlation.high;
    std::vector<std::size_t> order(drawn.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return drawn[a] < drawn[b]; });
    const std::size_t third = std::max<std::size_t>(1, order.size() / 3);
    driver.where_low = mean_of(differences, {order.data(), third});
    driver.where_high = mean_of(differences, {order.data() + (order.size() - third), third});
    return driver;
}

}  // namespace

std::vector<Driver> drivers_of(const experiment::Record& record, std::size_t alternative, std::size_t reference,
                               std::string_view kpi) {
    const experiment::StructureRecord& one = record.structures[alternative];
    const experiment::StructureRecord& other = record.structures[reference];
    const auto here = one.subject.find_kpi(kpi);
    const auto there = other.subject.find_kpi(kpi);
    const std::size_t worlds = record.plan.covered_worlds();
    if (!here || !there || record.beliefs.size() != record.belief_names.size() * worlds) return {};
    const std::vector<double> differences = world_differences(record, one.kpi(*here, record.plan.replications()),
                                                              other.kpi(*there, record.plan.replications()));
    std::vector<Driver> drivers;
    const double level =
        1 - (1 - confidence) / static_cast<double>(std::max<std::size_t>(1, record.belief_names.size()));
    for (std::size_t b = 0; b < record.belief_names.size(); ++b) {
        drivers.push_back(
            driver_of(record.belief_names[b], {record.beliefs.data() + b * worlds, worlds}, differences, level));
    }
    const auto size = [](const Driver& driver) {
        return std::isnan(driver.correlation) ? -1.0 : std::abs(driver.correlation);
    };
    std::stable_sort(drivers.begin(), drivers.end(),
                     [&](const Driver& a, const Driver& b) { return size(a) > size(b); });
    return drivers;
}

}  // namespace clientele::comparison
