#include "engine/behaviour/lists.hpp"

#include <cstring>

#include "engine/random/packing.hpp"

#if defined(__x86_64__) && defined(__GNUC__)
#define CLIENTELE_WIDE_LISTS
#include <immintrin.h>
#endif

/// Intrinsics, as in `random/philox_lanes.cpp`: no compiler turns "append where true" into the instructions that
/// vectors have for it. All ways give the same list.
namespace clientele::behaviour {

void Tiles::set_to(const std::uint8_t* mark, std::size_t n) {
    clear();
    for (std::size_t begin = 0; begin < n; begin += clients) {
        std::uint64_t some = 0;
        for (std::size_t k = 0; k < clients; k += 8) {
            std::uint64_t eight = 0;
            std::memcpy(&eight, mark + begin + k, 8);
            some |= eight;
        }
        words_[begin / (clients * 64)] |= std::uint64_t{some != 0 ? 1U : 0U} << (begin / clients % 64);
    }
}

namespace {

void grow(std::uint8_t& streak, bool hit) {
    const std::uint8_t more = streak < 255 ? static_cast<std::uint8_t>(streak + 1) : std::uint8_t{255};
    streak = hit ? more : std::uint8_t{0};
}

std::size_t plain_below(const std::uint32_t* words, const std::uint32_t* thresholds, const Tiles& tiles,
                        std::uint8_t* streak, std::uint32_t* ids) {
    std::size_t count = 0;
    each_tile(tiles, [&](std::size_t begin) {
        for (std::size_t i = begin; i < begin + Tiles::clients; ++i) {
            const bool hit = words[i] < thresholds[i];
            ids[count] = static_cast<std::uint32_t>(i);
            count += hit ? 1U : 0U;
            if (streak != nullptr) {
                grow(streak[i], hit);
            }
        }
    });
    return count;
}

std::size_t plain_marked(const std::uint8_t* mark, std::size_t n, std::size_t most, std::uint32_t* ids) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < n && count < most; ++i) {
        ids[count] = static_cast<std::uint32_t>(i);
        count += mark[i];
    }
    return count;
}

#if defined(CLIENTELE_WIDE_LISTS)

#define CLIENTELE_512 __attribute__((target("avx512f,avx512bw,popcnt")))

/// Appends the ids begin + k of the set bits k. Packed in a register and stored whole: a packing store is slow on some
/// machines.
CLIENTELE_512 inline std::size_t append_512(std::uint64_t bits, std::size_t begin, std::size_t count,
                                            std::uint32_t* ids) {
    const __m512i lanes = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    if (bits == 0) {
        return count;
    }
#pragma GCC unroll 4
    for (unsigned part = 0; part < 64; part += 16) {
        const auto hit = static_cast<__mmask16>(bits >> part);
        const __m512i at = _mm512_add_epi32(lanes, _mm512_set1_epi32(static_cast<int>(begin + part)));
        _mm512_storeu_si512(ids + count, _mm512_mask_compress_epi32(at, hit, at));
        count += static_cast<std::size_t>(__builtin_popcount(hit));
    }
    return count;
}

CLIENTELE_512 std::size_t wide_512_below(const std::uint32_t* words, const std::uint32_t* thresholds,
                                         const Tiles& tiles, std::uint8_t* streak, std::uint32_t* ids) {
    const __m512i lanes = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    std::size_t count = 0;
    std::size_t base = 0;
    for (std::uint64_t left : tiles) {
        for (; left != 0; left &= left - 1) {
            const std::size_t begin = base + static_cast<std::size_t>(std::countr_zero(left)) * Tiles::clients;
            __mmask16 hit[4];
#pragma GCC unroll 4
            for (std::size_t part = 0; part < 4; ++part) {
                const __m512i word = _mm512_loadu_si512(words + begin + part * 16);
                const __m512i limit = _mm512_loadu_si512(thresholds + begin + part * 16);
                hit[part] = _mm512_cmplt_epu32_mask(word, limit);
            }
            const __mmask64 all = _mm512_kunpackd(_mm512_kunpackw(hit[3], hit[2]), _mm512_kunpackw(hit[1], hit[0]));
            if (streak != nullptr) {
                const __m512i before = _mm512_loadu_si512(streak + begin);
                _mm512_storeu_si512(streak + begin, _mm512_maskz_adds_epu8(all, before, _mm512_set1_epi8(1)));
            }
            if (all == 0) {
                continue;
            }
            __m512i at = _mm512_add_epi32(lanes, _mm512_set1_epi32(static_cast<int>(begin)));
#pragma GCC unroll 4
            for (const __mmask16 some : hit) {
                // Packed in a register and stored whole: a packing store is slow on some machines. Over itself, since a
                // register that begins as zero is waited for.
                _mm512_storeu_si512(ids + count, _mm512_mask_compress_epi32(at, some, at));
                count += static_cast<std::size_t>(__builtin_popcount(some));
                at = _mm512_add_epi32(at, _mm512_set1_epi32(16));
            }
        }
        base += Tiles::clients * 64;
    }
    return count;
}

/// Ones for those of 64 that are there. \pre begin < n
inline std::uint64_t there(std::size_t begin, std::size_t n) {
    return n - begin < 64 ? (std::uint64_t{1} << (n - begin)) - 1 : ~std::uint64_t{0};
}

CLIENTELE_512 std::size_t wide_512_marked(const std::uint8_t* mark, std::size_t n, std::size_t most,
                                          std::uint32_t* ids) {
    std::size_t count = 0;
    for (std::size_t begin = 0; begin < n && count < most; begin += 64) {
        const __m512i marks = _mm512_loadu_si512(mark + begin);
        count = append_512(_mm512_test_epi8_mask(marks, marks) & there(begin, n), begin, count, ids);
    }
    return count < most ? count : most;
}

#define CLIENTELE_256 __attribute__((target("avx2,popcnt")))

/// Appends the ids begin + k of the set bits k of eight.
CLIENTELE_256 inline std::size_t append_256(unsigned hit, std::size_t begin, std::size_t count, std::uint32_t* ids) {
    const __m256i packing = _mm256_load_si256(reinterpret_cast<const __m256i*>(random::lanes_of_mask.packing[hit]));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(ids + count),
                        _mm256_add_epi32(packing, _mm256_set1_epi32(static_cast<int>(begin))));
    return count + static_cast<std::size_t>(__builtin_popcount(hit));
}

CLIENTELE_256 inline unsigned signs_of(__m256i lanes) {
    return static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(lanes)));
}

CLIENTELE_256 std::size_t wide_256_below(const std::uint32_t* words, const std::uint32_t* thresholds,
                                         const Tiles& tiles, std::uint8_t* streak, std::uint32_t* ids) {
    const __m256i sign = _mm256_set1_epi32(static_cast<int>(0x80000000U));
    std::size_t count = 0;
    std::size_t base = 0;
    for (std::uint64_t left : tiles) {
        for (; left != 0; left &= left - 1) {
            const std::size_t begin = base + static_cast<std::size_t>(std::countr_zero(left)) * Tiles::clients;
            for (std::size_t i = begin; i < begin + Tiles::clients; i += 8) {
                // There is no unsigned comparison: both sides are shifted by half the range.
                const __m256i word =
                    _mm256_xor_si256(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(words + i)), sign);
                const __m256i limit =
                    _mm256_xor_si256(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(thresholds + i)), sign);
                count = append_256(signs_of(_mm256_cmpgt_epi32(limit, word)), i, count, ids);
            }
            if (streak != nullptr) {
                for (std::size_t i = begin; i < begin + Tiles::clients; ++i) {
                    grow(streak[i], words[i] < thresholds[i]);
                }
            }
        }
        base += Tiles::clients * 64;
    }
    return count;
}

CLIENTELE_256 std::size_t wide_256_marked(const std::uint8_t* mark, std::size_t n, std::size_t most,
                                          std::uint32_t* ids) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < n && count < most; i += 8) {
        const __m256i marks = _mm256_cvtepu8_epi32(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(mark + i)));
        const unsigned left = n - i < 8 ? (1U << (n - i)) - 1 : 0xFFU;
        // A mark of 1, moved up, is the sign that the move of masks looks at.
        count = append_256(signs_of(_mm256_slli_epi32(marks, 31)) & left, i, count, ids);
    }
    return count < most ? count : most;
}

#endif

}  // namespace

std::vector<ListKernels> list_kernels() {
    std::vector<ListKernels> kernels;
#if defined(CLIENTELE_WIDE_LISTS)
    if (__builtin_cpu_supports("avx512bw")) {
        kernels.push_back({wide_512_below, wide_512_marked});
    }
    if (__builtin_cpu_supports("avx2")) {
        kernels.push_back({wide_256_below, wide_256_marked});
    }
#endif
    kernels.push_back({plain_below, plain_marked});
    return kernels;
}

namespace {

const ListKernels& widest() {
    static const ListKernels kernels = list_kernels().front();
    return kernels;
}

}  // namespace

std::size_t list_below(const std::uint32_t* words, const std::uint32_t* thresholds, const Tiles& tiles,
                       std::uint8_t* streak, std::uint32_t* ids) {
    return widest().below(words, thresholds, tiles, streak, ids);
}

std::size_t list_marked(const std::uint8_t* mark, std::size_t n, std::uint32_t* ids) {
    return widest().marked(mark, n, n, ids);
}

std::size_t list_first_marked(const std::uint8_t* mark, std::size_t n, std::size_t most, std::uint32_t* ids) {
    return widest().marked(mark, n, most, ids);
}

}  // namespace clientele::behaviour
