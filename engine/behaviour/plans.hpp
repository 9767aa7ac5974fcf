#pragma once

namespace clientele::behaviour {

/// Account plans: few are deep, and an hour spent by a good one does the work of more.
///
/// With n plans a year the depth of each is
///     depth(n) = min(1, (in_depth / n)^beyond)
/// (5 or 6 strategic clients a year can be planned for; 25 deep dives are paralysis by analysis), and an hour for a
/// client with a plan counts as
///     1 + worth depth right served                    hours
/// right the part of plans that fit the client, served the part of the hours it needs that the client gets: a plan
/// nobody has time to carry out is worth nothing. Form: assumption. Size of `worth`: users of CALLPLAN sold 8.1 % more
/// with the same hours (Fudge & Lodish 1977); at an elasticity of effort of 0.2 to 0.34 that is 27 to 50 % more effort.
/// \pre in_depth > 0 [1/year], beyond >= 0, worth >= 0, 0 <= right <= 1, 0 <= served <= 1
struct PlanResponse {
    double in_depth = 1;
    double beyond = 1;
    double worth = 0;
};

double plan_depth(const PlanResponse& response, double plans_a_year);

inline double effort_by_plan(double worth, double quality, double served) { return 1 + worth * quality * served; }

}  // namespace clientele::behaviour
