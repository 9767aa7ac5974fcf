#include <algorithm>
#include <cmath>

#include "engine/base/clones.hpp"
#include "engine/random/batch.hpp"
#include "engine/random/lognormal_lanes.hpp"
#include "engine/random/math.hpp"
#include "engine/random/normal_quantile.hpp"

namespace clientele::random {

/// The loops that are compiled once per level of x86-64; the public functions below only forward (see clones.hpp).
namespace {

/// Elements taken at once through the steps of a normal quantile, and how many whole vectors of any width make up.
constexpr std::size_t stride = 128;
constexpr std::size_t vector = 8;

/// z[i] = normal_of(words[i]) for count <= stride words, one short loop a step: long bodies run out of registers. The
/// centre's form serves 17 in 20; only the others, side by side, pay for the logarithm and the root of the tail's.
CLIENTELE_KERNEL std::size_t normals(const std::uint32_t* words, std::size_t count, double* z) {
    alignas(64) double p[stride];
    for (std::size_t i = 0; i < count; ++i) {
        p[i] = uniform(words[i]);
    }
    for (std::size_t i = 0; i < count; ++i) {
        z[i] = detail::quantile_in_centre(p[i]);
    }
    std::uint32_t tail[stride];
    std::size_t tails = 0;
    for (std::size_t i = 0; i < count; ++i) {
        tail[tails] = static_cast<std::uint32_t>(i);
        tails += words[i] - detail::first_central >= detail::central_words ? 1U : 0U;
    }
    alignas(64) double q[stride];
    alignas(64) double root[stride];
    for (std::size_t k = 0; k < tails; ++k) {
        q[k] = p[tail[k]];
    }
    const std::size_t whole = (tails + vector - 1) / vector * vector;
    std::fill(q + tails, q + whole, 0.01);
    for (std::size_t k = 0; k < whole; ++k) {
        root[k] = detail::tail_square(q[k]);
    }
    for (std::size_t k = 0; k < whole; ++k) {
        root[k] = std::sqrt(root[k]);
    }
    for (std::size_t k = 0; k < whole; ++k) {
        root[k] = detail::quantile_in_tail(q[k], root[k]);
    }
    for (std::size_t k = 0; k < tails; ++k) {
        z[tail[k]] = root[k];
    }
    return count;
}

CLIENTELE_CLONES
void lognormal_each(const std::uint32_t* words, std::size_t n, const double* log_mean, const double* log_sd,
                    double* out) {
    alignas(64) double z[stride];
    for (std::size_t start = 0; start < n;) {
        const std::size_t count = normals(words + start, std::min(stride, n - start), z);
        for (std::size_t i = 0; i < count; ++i) {
            z[i] = log_mean[start + i] + log_sd[start + i] * z[i];
        }
        for (std::size_t i = 0; i < count; ++i) {
            out[start + i] = exp(z[i]);
        }
        start += count;
    }
}

CLIENTELE_CLONES
void lognormal_all(const std::uint32_t* words, std::size_t n, const double* log_mean, double log_sd, double* out) {
    alignas(64) double z[stride];
    for (std::size_t start = 0; start < n;) {
        const std::size_t count = normals(words + start, std::min(stride, n - start), z);
        for (std::size_t i = 0; i < count; ++i) {
            z[i] = log_mean[start + i] + log_sd * z[i];
        }
        for (std::size_t i = 0; i < count; ++i) {
            out[start + i] = exp(z[i]);
        }
        start += count;
    }
}

CLIENTELE_CLONES
void normal_each(const std::uint32_t* words, std::size_t n, double* out) {
    for (std::size_t start = 0; start < n;) {
        start += normals(words + start, std::min(stride, n - start), out + start);
    }
}

CLIENTELE_CLONES
void exp_each(const double* x, std::size_t n, double* out) {
    for (std::size_t i = 0; i < n; ++i) {
        out[i] = exp(x[i]);
    }
}

CLIENTELE_CLONES
void log_each(const double* x, std::size_t n, double* out) {
    for (std::size_t i = 0; i < n; ++i) {
        out[i] = log(x[i]);
    }
}

CLIENTELE_CLONES
void pow_each(const double* x, const double* y, std::size_t n, double* out) {
    for (std::size_t i = 0; i < n; ++i) {
        out[i] = pow(x[i], y[i]);
    }
}

}  // namespace

std::vector<LognormalKernel> lognormal_kernels() {
    std::vector<LognormalKernel> kernels{lognormal_each};
    if (wide_lognormal() != nullptr) {
        kernels.insert(kernels.begin(), wide_lognormal());
    }
    return kernels;
}

void lognormal(const std::uint32_t* words, std::size_t n, const double* log_mean, const double* log_sd, double* out) {
    static const LognormalKernel widest = lognormal_kernels().front();
    widest(words, n, log_mean, log_sd, out);
}

void lognormal(const std::uint32_t* words, std::size_t n, const double* log_mean, double log_sd, double* out) {
    lognormal_all(words, n, log_mean, log_sd, out);
}

void standard_normal(const std::uint32_t* words, std::size_t n, double* out) { normal_each(words, n, out); }

void exp(const double* x, std::size_t n, double* out) { exp_each(x, n, out); }

void log(const double* x, std::size_t n, double* out) { log_each(x, n, out); }

void pow(const double* x, const double* y, std::size_t n, double* out) { pow_each(x, y, n, out); }

/// The exponent is laid out for everybody: where it stands outside the loop, compilers make jumps of what depends on
/// it, and the loop stays scalar.
void pow(const double* x, std::size_t n, double y, double* out) {
    alignas(64) double exponents[stride];
    std::fill(exponents, exponents + stride, y);
    for (std::size_t start = 0; start < n; start += stride) {
        pow_each(x + start, exponents, std::min(stride, n - start), out + start);
    }
}

}  // namespace clientele::random
