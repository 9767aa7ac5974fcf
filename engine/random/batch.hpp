#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "engine/random/address.hpp"

/// The same draws and functions as `address.hpp` and `math.hpp`, for many clients at once, bit for bit. Plain loops in
/// fixed chunks that the compiler vectorises for the instruction sets of `CLIENTELE_CLONES`. No allocation. Arrays must
/// not overlap unless said.
namespace clientele::random {

/// The addresses of entities as a structure of arrays, indexed by client id.
struct Addresses {
    const std::uint32_t* low = nullptr;
    const std::uint32_t* high = nullptr;
};

/// Where the words of four months go: plane k holds the word of month 4 period + k, indexed by client id.
struct Planes {
    std::uint32_t* month[4] = {nullptr, nullptr, nullptr, nullptr};
};

/// A once-a-month decision, and where its words go.
struct Drawing {
    Stream stream;
    Planes planes;
};

/// For each marked client the words of once-a-month decisions for four months: plane k [i] = word(stream, entity of i,
/// replication, 4 period + k) where mark[i]. Other cells are left alone.
/// \param drawings decisions that the same clients take: their addresses are picked once
/// \param mark 0 or 1; it, the addresses and the planes are readable (planes writable) up to n rounded up to a multiple
/// of 64, marks zero behind n
/// \pre period < address_limit
void month_words(std::span<const Drawing> drawings, Addresses addresses, const std::uint8_t* mark, std::size_t n,
                 std::uint32_t replication, std::uint32_t period);

/// As above for a list of n client ids, each once, in any order: for few.
void month_words(std::span<const Drawing> drawings, Addresses addresses, const std::uint32_t* ids, std::size_t n,
                 std::uint32_t replication, std::uint32_t period);
void month_words(Stream stream, Addresses addresses, const std::uint32_t* ids, std::size_t n, std::uint32_t replication,
                 std::uint32_t period, Planes planes);

/// As above for the clients 0 ... n-1.
void month_words(Stream stream, Addresses addresses, std::size_t n, std::uint32_t replication, std::uint32_t period,
                 Planes planes);

/// For a list of n client ids, each once, the words of a decision that is taken many times a month: plane k [i] =
/// word_of(stream, entity of i, replication, month, 4 occurrence + k). \pre month, occurrence < address_limit
void ordinal_words(Stream stream, Addresses addresses, const std::uint32_t* ids, std::size_t n,
                   std::uint32_t replication, std::uint32_t month, std::uint32_t occurrence, Planes planes);

/// out[i] = lognormal(words[i], log_mean[i], log_sd[i]) = exp(log_mean + log_sd normal_quantile(uniform(word))), i < n.
/// `out` may be `log_mean` or `log_sd`.
void lognormal(const std::uint32_t* words, std::size_t n, const double* log_mean, const double* log_sd, double* out);

/// As above with one spread for all.
void lognormal(const std::uint32_t* words, std::size_t n, const double* log_mean, double log_sd, double* out);

/// out[i] = normal_quantile(uniform(words[i])), i < n.
void standard_normal(const std::uint32_t* words, std::size_t n, double* out);

/// out[i] = exp(x[i]), i < n. `out` may be `x`.
void exp(const double* x, std::size_t n, double* out);

/// out[i] = log(x[i]), i < n. `out` may be `x`.
void log(const double* x, std::size_t n, double* out);

/// out[i] = pow(x[i], y[i]), i < n. `out` may be `x` or `y`.
void pow(const double* x, const double* y, std::size_t n, double* out);

/// As above with one exponent for all.
void pow(const double* x, std::size_t n, double y, double* out);

}  // namespace clientele::random
