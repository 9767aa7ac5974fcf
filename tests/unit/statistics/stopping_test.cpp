#include "engine/statistics/stopping.hpp"

#include "engine/base/contract.hpp"
#include "tests/support/catch.hpp"

using namespace clientele::statistics;

TEST_CASE("Looks double from 1,000 and spend a half, a quarter, an eighth ... of the error") {
    const auto looks = looks_up_to(8000, 0.05);
    REQUIRE(looks.size() == 4);
    double spent = 0;
    for (std::size_t k = 0; k < looks.size(); ++k) {
        CHECK(looks[k].replications == (std::size_t{1000} << k));
        CHECK(looks[k].alpha == 0.05 / static_cast<double>(std::size_t{2} << k));
        spent += looks[k].alpha;
    }
    CHECK(spent < 0.05);
}

TEST_CASE("The last look is at the limit, whatever it is") {
    CHECK(looks_up_to(3000, 0.05).back().replications == 3000);
    CHECK(looks_up_to(3000, 0.05).size() == 3);
    CHECK(looks_up_to(1000, 0.05).size() == 1);
    CHECK(looks_up_to(400, 0.05).front().replications == 400);
    CHECK(looks_up_to(400, 0.05, 100).size() == 3);
    CHECK_THROWS_AS(looks_up_to(0, 0.05), clientele::base::ContractViolation);
    CHECK_THROWS_AS(looks_up_to(10, 1), clientele::base::ContractViolation);
}
