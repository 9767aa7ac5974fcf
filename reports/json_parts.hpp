#pragma once

#include <cmath>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine/comparison/compare.hpp"
#include "engine/experiment/transfers.hpp"

/// Parts of the result, for the writers of JSON alone.
namespace clientele::reports {

/// JSON has no NaN and no infinity, and nobody a use for -0.
inline nlohmann::json number(double value) {
    return std::isfinite(value) ? nlohmann::json(value + 0.0) : nlohmann::json(nullptr);
}

inline nlohmann::json numbers(const std::vector<double>& values) {
    nlohmann::json list = nlohmann::json::array();
    for (const double value : values) list.push_back(number(value));
    return list;
}

inline void put_reason(nlohmann::json& object, const std::string& reason) {
    if (!reason.empty()) object["reason"] = reason;
}

/// Percentiles by month of the replications kept.
nlohmann::json monthly_bands_json(const comparison::Timeline& timeline);

/// Profit and loss by year.
nlohmann::json years_json(const comparison::Timeline& timeline);

/// Cumulative cash and its deepest point.
nlohmann::json cash_json(const comparison::Timeline& timeline);

/// The assumptions by how much they matter.
nlohmann::json drivers_json(const comparison::Alternative& alternative);

/// Who changes owner when an organisation begins.
nlohmann::json transfers_json(const experiment::TransferList& list);

}  // namespace clientele::reports
