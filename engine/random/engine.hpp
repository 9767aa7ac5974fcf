#pragma once

#include <cstdint>
#include <limits>
#include <stdexcept>

#include "engine/random/address.hpp"

namespace clientele::random {

/// The words of one address in order, as a uniform random bit generator (the engine concept of Boost.Random and
/// <random>). For test oracles and for code outside the month loop; the month loop asks for its words by address.
///
/// The i-th word is word_of(stream, entity, replication, period, i). There are 262,144 of them; asking for more throws.
class Engine {
public:
    using result_type = std::uint32_t;

    constexpr Engine(Stream stream, Entity entity, std::uint32_t replication, std::uint32_t period = 0)
        : stream_(stream), entity_(entity), replication_(replication), period_(period) {}

    [[nodiscard]] static constexpr result_type min() { return 0; }
    [[nodiscard]] static constexpr result_type max() { return std::numeric_limits<result_type>::max(); }

    /// \throws std::out_of_range when the address has no word left
    constexpr result_type operator()() {
        if (next_ >= 4 * address_limit) {
            throw std::out_of_range(
                "random::Engine: all 262144 words of this address are used; draw from another occurrence");
        }
        if (next_ % 4 == 0 || stale_) {
            words_ = block(stream_, entity_, replication_, period_, next_ / 4);
            stale_ = false;
        }
        return words_[next_++ % 4];
    }

    /// Skips `count` words without computing them.
    constexpr void discard(std::uint64_t count) {
        const std::uint64_t left = 4 * address_limit - next_;
        next_ += static_cast<std::uint32_t>(count < left ? count : left);
        stale_ = true;
    }

private:
    Stream stream_;
    Entity entity_;
    std::uint32_t replication_;
    std::uint32_t period_;
    std::uint32_t next_ = 0;
    bool stale_ = false;
    Words words_{};
};

}  // namespace clientele::random
