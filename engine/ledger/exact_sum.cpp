#include "engine/ledger/exact_sum.hpp"

#include <cmath>

namespace clientele::ledger {
namespace {

constexpr double two_to_64 = 18446744073709551616.0;
constexpr double most_whole = 9.2e18;

}  // namespace

ExactSum& ExactSum::operator+=(double amount) {
    const double size = std::abs(amount);
    const double whole = std::floor(size);
    const double reached = static_cast<double>(whole_) + std::copysign(whole, amount);
    if (!(std::abs(reached) < most_whole)) {
        whole_ = static_cast<std::int64_t>(std::copysign(most_whole, reached));
        return *this;
    }
    const auto units = static_cast<std::int64_t>(whole);
    const auto parts = static_cast<std::uint64_t>((size - whole) * two_to_64);
    const std::uint64_t before = fraction_;
    if (amount < 0) {
        fraction_ -= parts;
        whole_ -= units + (before < parts ? 1 : 0);
    } else {
        fraction_ += parts;
        whole_ += units + (fraction_ < before ? 1 : 0);
    }
    return *this;
}

double ExactSum::value() const {
    if (whole_ >= 0) return static_cast<double>(whole_) + static_cast<double>(fraction_) / two_to_64;
    // Of a negative sum the size is told as exactly as of a positive one.
    const std::int64_t whole = fraction_ == 0 ? -whole_ : -(whole_ + 1);
    return -(static_cast<double>(whole) + static_cast<double>(-fraction_) / two_to_64);
}

}  // namespace clientele::ledger
