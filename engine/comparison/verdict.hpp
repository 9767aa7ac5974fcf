#pragma once

#include "engine/comparison/compare.hpp"

namespace clientele::comparison {

/// Decides by the headline KPI and says so in plain words.
///
/// Change to the alternative with the highest mean gain whose simultaneous lower bound is above zero and whose share of
/// worlds is at least `better_in`, unless it surely loses as it is stated or the worlds are too few to show such a
/// share; keep today where every other structure's upper bound is below zero, by what decides or as it is stated; else
/// it cannot be told. Where both contrasts have to agree, each condition must hold in both, and alternatives rank by
/// the smaller of the two gains. Alternatives that live exactly as today decide nothing. For a KPI of which less is
/// better, a gain is a decrease. \pre alternatives, structures, baseline and judge of the comparison are filled
Verdict decide(const Comparison& comparison, const experiment::Record& record);

}  // namespace clientele::comparison
