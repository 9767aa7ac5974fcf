#include "engine/scenario/elementary.hpp"

#include <cmath>

#include "engine/base/contract.hpp"
#include "tests/support/catch.hpp"

using namespace clientele;

TEST_CASE("portable exp and log agree with the library to a few units in the last place") {
    for (double x = -690; x <= 690; x += 0.37) {
        INFO(x);
        CHECK(scenario::portable_exp(x) == Approx(std::exp(x)).epsilon(1e-15).scale(0));
    }
    for (double x = 1e-300; x < 1e300; x *= 3.7) {
        INFO(x);
        CHECK(scenario::portable_log(x) == Approx(std::log(x)).epsilon(1e-15).scale(0));
    }
    for (const double x : {0.9, 0.99, 0.999999, 1.0, 1.000001, 1.01, 1.4142135, 1.4142136}) {
        INFO(x);
        CHECK(scenario::portable_log(x) == Approx(std::log(x)).epsilon(1e-15).scale(0));
    }
    CHECK(scenario::portable_exp(0) == 1);
    CHECK(scenario::portable_log(1) == 0);
}

TEST_CASE("the twelfth root to the twelfth power is the number") {
    for (const double v : {1.0, 0.999, 0.91, 0.8, 0.5, 0.01, 1e-9, 1e-100}) {
        INFO(v);
        CHECK(std::pow(scenario::twelfth_root(v), 12) == Approx(v).epsilon(1e-13).scale(0));
    }
    CHECK(scenario::twelfth_root(0) == 0);
    CHECK_THROWS_AS(scenario::twelfth_root(1.5), base::ContractViolation);
}
