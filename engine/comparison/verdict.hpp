#pragma once

#include "engine/comparison/compare.hpp"

namespace clientele::comparison {

/// Decides by the headline KPI and says so in plain words.
///
/// Change to the alternative with the highest mean gain whose simultaneous lower bound is above zero and whose share of
/// worlds is at least `better_in`; keep today where every upper bound is below zero; else it cannot be told. Where both
/// contrasts have to agree, each condition must hold in both, and alternatives rank by the smaller of the two gains.
/// For a KPI of which less is better, a gain is a decrease. \pre alternatives, structures, baseline and judge of the
/// comparison are filled
Verdict decide(const Comparison& comparison, const experiment::Record& record);

}  // namespace clientele::comparison
