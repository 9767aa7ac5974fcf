#pragma once

#include <cstddef>

namespace clientele::base {

/// Sum of value(0) ... value(n - 1) in four lanes, so that no addition waits for the one before; the same order, and so
/// the same bits, on every machine.
template <class Value>
[[nodiscard]] double sum_in_lanes(std::size_t n, Value value) {
    double lane[4] = {};
    std::size_t k = 0;
    for (; k + 4 <= n; k += 4) {
        lane[0] += value(k);
        lane[1] += value(k + 1);
        lane[2] += value(k + 2);
        lane[3] += value(k + 3);
    }
    for (; k < n; ++k) {
        lane[k % 4] += value(k);
    }
    return (lane[0] + lane[1]) + (lane[2] + lane[3]);
}

}  // namespace clientele::base
