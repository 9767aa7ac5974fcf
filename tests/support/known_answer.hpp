#pragma once

#include <cmath>

#include "tests/support/catch.hpp"
#include "tests/support/study.hpp"

namespace clientele::tests {

/// Tolerance of a known answer. [standard errors]
inline constexpr double most = 5;

inline void check_mean(const Estimate& actual, double expected) {
    INFO("expected " << expected << ", actual " << actual.mean << " +- " << actual.se);
    CHECK(std::abs(z_score(actual, expected)) <= most);
}

}  // namespace clientele::tests
