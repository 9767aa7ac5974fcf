#include "engine/scenario/quantity.hpp"

#include <fmt/core.h>

#include "engine/scenario/elementary.hpp"

namespace clientele::scenario {
namespace {

double centre_of(const Distribution& d) {
    switch (d.family) {
        case Family::constant:
        case Family::normal:
            return d.a;
        case Family::uniform:
            return d.a + (d.b - d.a) / 2;
        case Family::triangular:
            return d.c;
        case Family::lognormal:
            return portable_exp(d.a + d.b * d.b / 2);
        case Family::beta:
            return d.a / (d.a + d.b);
        case Family::gamma:
            return d.a * d.b;
    }
    return d.a;
}

bool has_ends(const Distribution& d) { return d.family == Family::uniform || d.family == Family::triangular; }

}  // namespace

double Quantity::central() const { return converted(centre_of(distribution)); }

double Quantity::low_end() const { return has_ends(distribution) ? converted(distribution.a) : central(); }

double Quantity::high_end() const { return has_ends(distribution) ? converted(distribution.b) : central(); }

double Quantity::converted(double x) const {
    switch (conversion.form) {
        case Conversion::Form::scale:
            return x * conversion.factor;
        case Conversion::Form::yearly_chance:
            return 1 - twelfth_root(1 - x);
    }
    return x;
}

Quantity constant(double value) {
    Quantity quantity;
    quantity.distribution.a = value;
    quantity.written = fmt::format("{}", value);
    return quantity;
}

}  // namespace clientele::scenario
