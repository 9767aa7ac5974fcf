#pragma once

#include <string>

namespace clientele::base {

/// Money is kept in whole grains of 2^-10 of a currency unit.
inline constexpr double money_grain = 0x1p-10;

/// Rounds an amount to a whole number of grains, half to even. [currency unit]
///
/// Amounts are rounded once, where they arise. Sums and differences of rounded amounts are then exact while they stay
/// below 2^43 (53 bits of mantissa, 10 of them after the point), so they do not depend on the order of summation.
///
/// Adding 1.5 * 2^42 moves the amount to where neighbouring doubles lie 2^-10 apart, so that the addition itself
/// rounds; taking it away again is exact. Two additions, no branch, no call: the compiler vectorises it, and it may not
/// cancel them without -ffast-math. The half in 1.5 keeps negative amounts within the same binade.
///
/// \pre |amount| < 2^41 (about 2.2e12); beyond, the result is still close but no longer a whole number of grains.
/// Infinities and
///      NaN stay what they are. Negative amounts that round to nothing give +0.
constexpr double round_money(double amount) {
    constexpr double shift = 0x1.8p42;
    return (amount + shift) - shift;
}

/// The largest number that a scenario or a table of clients may state: amounts of that size are still whole grains.
/// Sums are exact up to `exact_sum`.
inline constexpr double largest_stated = 1e12;
inline constexpr double exact_sum = 0x1p43;

/// An amount to the cent with thousands separators, for messages: 1234567.891 -> "1,234,567.89", -0.001 -> "0.00".
///
/// Infinities and NaN give "inf", "-inf" and "nan".
std::string money_to_string(double amount);

}  // namespace clientele::base
