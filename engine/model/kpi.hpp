#pragma once

#include <string>
#include <vector>

namespace clientele::model {

enum class Better { higher, lower, neither };

/// A figure that every replication yields. Undefined values are NaN; `undefined_when` says for people when that is.
struct Kpi {
    std::string name;
    std::string unit;  ///< e.g. "EUR", "clients", "1"
    Better better = Better::higher;
    std::string meaning;
    std::string undefined_when;
};

using KpiTable = std::vector<Kpi>;

/// All figures, for explanations: amounts in "currency", and "STAGE" and "TEAM" where a scenario's own names stand.
KpiTable kpi_reference();

}  // namespace clientele::model
