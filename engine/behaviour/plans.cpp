#include "engine/behaviour/plans.hpp"

#include "engine/random/math.hpp"

namespace clientele::behaviour {

double plan_depth(const PlanResponse& response, double plans_a_year) {
    return plans_a_year <= response.in_depth ? 1 : random::pow(response.in_depth / plans_a_year, response.beyond);
}

}  // namespace clientele::behaviour
