#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace clientele::ledger {

/// A function to be maximised, with its gradient. \param gradient has as many places as the point
using Objective = std::function<double(std::span<const double> point, std::span<double> gradient)>;

struct Maximum {
    std::vector<double> point;
    double value = 0;
    bool at_limit = false;  ///< a parameter stands at the edge of what was searched: the data do not hold it back
    std::vector<double> standard_errors;          ///< empty where the curvature tells none
    std::vector<std::vector<double>> covariance;  ///< of the logarithms of the parameters; empty likewise
};

/// Largest value over positive parameters between e^-10 and e^10, searched in their logarithms by NLopt's L-BFGS from
/// each start; the best wins. NaN and infinities of the objective count as very small.
/// \pre at least one start, all of one size, positive
Maximum maximise(const Objective& objective, const std::vector<std::vector<double>>& starts);

/// Points drawn from the normal approximation around a maximum, in the logarithms of the parameters.
/// \pre a covariance
std::vector<std::vector<double>> normal_draws(const Maximum& maximum, int draws, std::uint64_t seed);

/// Standard errors by the inverse of the negative Hessian in the logarithms (central differences of the gradient),
/// carried over to the parameters by their derivative. Leaves them empty where the Hessian is not negative definite.
void add_standard_errors(Maximum& maximum, const Objective& objective);

}  // namespace clientele::ledger
