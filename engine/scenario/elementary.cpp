#include "engine/scenario/elementary.hpp"

#include <cmath>

#include "engine/base/contract.hpp"

namespace clientele::scenario {
namespace {

constexpr double ln2_high = 0x1.62e42fefa3800p-1;  // 42 bits: k * ln2_high is exact
constexpr double ln2_low = 0x1.ef35793c76730p-45;
constexpr double sqrt_half = 0.70710678118654752;

}  // namespace

// x = k ln 2 + r with |r| <= ln 2 / 2, then the Taylor series of e^r: 20 terms leave less than 1e-28.
double portable_exp(double x) {
    base::expects(x >= -700 && x <= 700, "an exponent between -700 and 700");
    const double k = std::floor(x / (ln2_high + ln2_low) + 0.5);
    const double r = (x - k * ln2_high) - k * ln2_low;
    double sum = 1;
    for (int n = 20; n >= 1; --n) sum = 1 + sum * r / n;
    return std::ldexp(sum, static_cast<int>(k));
}

// x = 2^k m with sqrt(1/2) <= m < sqrt(2); ln m = 2 artanh(s), s = (m - 1) / (m + 1), |s| < 0.172: terms to s^23
// suffice.
double portable_log(double x) {
    base::expects(x > 0 && std::isfinite(x), "a positive number");
    int k = 0;
    double m = std::frexp(x, &k);
    if (m < sqrt_half) {
        m *= 2;
        --k;
    }
    const double s = (m - 1) / (m + 1);
    const double z = s * s;
    double sum = 0;
    for (int n = 23; n >= 3; n -= 2) sum = (sum + 1.0 / n) * z;
    return k * ln2_high + (2 * s + (2 * s * sum + k * ln2_low));
}

// Two square roots (exact by IEEE 754), then Newton's iteration for the cube root, which falls from 1 to the root.
double twelfth_root(double v) {
    base::expects(v >= 0 && v <= 1, "a number between 0 and 1");
    if (v == 0) return 0;
    const double t = std::sqrt(std::sqrt(v));
    double root = 1;
    for (int n = 0; n < 1000; ++n) {
        const double next = root - (root - t / (root * root)) / 3;
        if (!(next < root)) break;
        root = next;
    }
    return root;
}

}  // namespace clientele::scenario
