#include "engine/scenario/quantity.hpp"

#include <cmath>

#include "tests/support/catch.hpp"

using namespace clientele::scenario;

TEST_CASE("a share lost in a year becomes the chance of a month that adds up to it") {
    Quantity quantity = constant(0.2);
    quantity.conversion.form = Conversion::Form::yearly_chance;
    // twelve months of survival give 80 %
    CHECK(std::pow(1 - quantity.central(), 12) == Approx(0.8).epsilon(1e-14));
    CHECK(quantity.converted(0) == 0);
    CHECK(quantity.converted(1) == 1);
}

TEST_CASE("the centre is the likely value, else the mean") {
    const auto centre = [](Distribution d) {
        Quantity quantity;
        quantity.distribution = d;
        return quantity.central();
    };
    CHECK(centre({Family::constant, 3, 0, 0}) == 3);
    CHECK(centre({Family::uniform, 2, 6, 0}) == 4);
    CHECK(centre({Family::triangular, 2, 6, 3}) == 3);
    CHECK(centre({Family::normal, 5, 2, 0}) == 5);
    CHECK(centre({Family::lognormal, 1, 2, 0}) == Approx(std::exp(3)));
    CHECK(centre({Family::beta, 2, 6, 0}) == 0.25);
    CHECK(centre({Family::gamma, 4, 2, 0}) == 8);
}

TEST_CASE("a scaled quantity is multiplied by its factor") {
    Quantity quantity = constant(24);
    quantity.conversion.factor = 0.5;
    CHECK(quantity.central() == 12);
    CHECK(quantity.converted(2) == 1);
}
