#pragma once

#include <cmath>
#include <string>

#include <nlohmann/json.hpp>

#include "engine/comparison/compare.hpp"
#include "engine/experiment/transfers.hpp"

/// Parts of the result, for the writers of JSON alone.
namespace clientele::reports {

/// JSON has no NaN and no infinity.
inline nlohmann::json number(double value) {
    return std::isfinite(value) ? nlohmann::json(value) : nlohmann::json(nullptr);
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
