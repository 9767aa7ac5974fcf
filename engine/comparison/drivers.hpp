#pragma once

#include <string>
#include <vector>

#include "engine/experiment/record.hpp"

namespace clientele::comparison {

/// How much one assumption that nobody knows matters for a difference.
struct Driver {
    std::string belief;      ///< path of the assumption
    double correlation = 0;  ///< Spearman's, of its value with the difference, over worlds; NaN: cannot be told
    double low = 0;          ///< simultaneous 95 % interval over all assumptions (Bonferroni)
    double high = 0;
    double where_low = 0;   ///< mean difference in the third of worlds in which the assumption is smallest
    double where_high = 0;  ///< ... and largest
    std::string reason;     ///< why figures do not exist

    bool is_told_from_zero() const { return low > 0 || high < 0; }
};

/// All assumptions, the one that matters most first; ties and those that cannot be told in the order of the table.
///
/// World means of the difference still carry the luck of their few lives, so correlations are a little too small.
std::vector<Driver> drivers_of(const experiment::Record& record, std::size_t alternative, std::size_t reference,
                               std::string_view kpi);

}  // namespace clientele::comparison
