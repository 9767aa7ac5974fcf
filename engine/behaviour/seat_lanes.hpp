#pragma once

#include <cstddef>
#include <vector>

namespace clientele::behaviour {

/// The clients of one seat, eight side by side. Sums are taken over eight lanes and then over the lanes, so that every
/// way gives the same bits.
struct SeatKernels {
    /// `divide_hours`
    double (*divide)(double available, double cap, std::size_t n, const double* need, const double* weight,
                     double* hours);
    /// `serve_loudest`. \pre n <= few
    double (*serve)(double available, double cap, std::size_t n, const double* need, const double* loudness,
                    double* hours);
};

/// So many clients are served faster by adding up for each what all the others take before it than by putting them in
/// line.
inline constexpr std::size_t few = 64;

/// The widest of them.
[[nodiscard]] const SeatKernels& seat_kernels();

/// Every way this machine can run, widest first. For tests, which hold all of them to the same bits.
[[nodiscard]] std::vector<SeatKernels> all_seat_kernels();

}  // namespace clientele::behaviour
