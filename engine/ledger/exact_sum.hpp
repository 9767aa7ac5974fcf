#pragma once

#include <cstdint>

namespace clientele::ledger {

/// A sum of amounts that does not depend on their order: fixed point, 64 bits before the point and 64 behind it, so no
/// amount from 2^-12 on is rounded. Its range is +-9.2e18, where it stays; amounts of a ledger end at 1e15.
class ExactSum {
public:
    ExactSum() = default;
    ExactSum(double amount) { *this += amount; }

    ExactSum& operator+=(double amount);
    ExactSum& operator-=(double amount) { return *this += -amount; }

    double value() const;
    operator double() const { return value(); }

private:
    std::int64_t whole_ = 0;      // rounded down
    std::uint64_t fraction_ = 0;  // [2^-64]
};

}  // namespace clientele::ledger
